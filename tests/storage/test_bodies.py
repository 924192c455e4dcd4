import hashlib

import pytest

from reader.errors import DamagedFileError, NotFoundError, StorageError
from reader.paths import Places
from reader.storage.base import Bodies
from reader.storage.repository import Repository

ARTICLE = "a-000001"
CONTENT = "Größe".encode()
NAME = hashlib.sha256(CONTENT).hexdigest()[:12]


@pytest.fixture
def bodies(repository: Repository) -> Bodies:
    return repository.bodies


def test_bodies_read_back_by_the_names_they_were_given(bodies: Bodies, places: Places) -> None:
    assert bodies.put_text(ARTICLE, CONTENT) == NAME
    assert bodies.put_source(ARTICLE, CONTENT, "txt") == f"{NAME}.txt"
    assert bodies.read_text(ARTICLE, NAME) == CONTENT
    assert bodies.read_source(ARTICLE, f"{NAME}.txt") == CONTENT
    folder = places.library / "articles" / ARTICLE
    assert (folder / "texts" / f"{NAME}.json").is_file()
    assert (folder / "sources" / f"{NAME}.txt").is_file()


@pytest.mark.parametrize(
    ("given", "stored"), [(".html", "html"), ("", "bin"), ("../x", "bin"), ("a b", "bin")]
)
def test_an_extension_is_a_plain_word(bodies: Bodies, given: str, stored: str) -> None:
    assert bodies.put_source(ARTICLE, CONTENT, given) == f"{NAME}.{stored}"


@pytest.mark.parametrize("content", [b"", b"Gr\xc3\xb6", b"other bytes"])
def test_a_body_that_is_not_what_was_stored_is_damaged(
    bodies: Bodies, places: Places, content: bytes
) -> None:
    bodies.put_text(ARTICLE, CONTENT)
    path = places.library / "articles" / ARTICLE / "texts" / f"{NAME}.json"
    path.write_bytes(content)
    with pytest.raises(DamagedFileError, match=f"{NAME}.json is damaged"):
        bodies.read_text(ARTICLE, NAME)
    assert path.read_bytes() == content


def test_storing_a_damaged_body_again_mends_it(bodies: Bodies, places: Places) -> None:
    bodies.put_text(ARTICLE, CONTENT)
    (places.library / "articles" / ARTICLE / "texts" / f"{NAME}.json").write_bytes(b"x")
    bodies.put_text(ARTICLE, CONTENT)
    assert bodies.read_text(ARTICLE, NAME) == CONTENT


def test_a_missing_body_is_named(bodies: Bodies) -> None:
    with pytest.raises(NotFoundError, match=f"{NAME}.json is not there"):
        bodies.read_text(ARTICLE, NAME)


def test_a_body_that_cannot_be_read_is_not_called_damaged(bodies: Bodies, places: Places) -> None:
    (places.library / "articles" / ARTICLE / "texts" / f"{NAME}.json").mkdir(parents=True)
    with pytest.raises(StorageError, match="cannot be read") as caught:
        bodies.read_text(ARTICLE, NAME)
    assert not isinstance(caught.value, DamagedFileError)


def test_half_a_body_left_by_a_crash_is_cleared_away(bodies: Bodies, places: Places) -> None:
    folder = places.library / "articles" / ARTICLE / "texts"
    folder.mkdir(parents=True)
    (folder / f".{NAME}.json.12-abcd.tmp").write_bytes(b"Gr")
    bodies.put_text(ARTICLE, CONTENT)
    assert [entry.name for entry in folder.iterdir()] == [f"{NAME}.json"]


@pytest.mark.parametrize("name", ["../../other/texts/0123456789ab", "", "0123456789AB", "a/b"])
def test_a_record_cannot_name_a_body_elsewhere(bodies: Bodies, name: str) -> None:
    with pytest.raises(DamagedFileError, match=r"record\.json names"):
        bodies.read_text(ARTICLE, name)
    with pytest.raises(DamagedFileError, match=r"record\.json names"):
        bodies.read_source(ARTICLE, name + ".txt")
