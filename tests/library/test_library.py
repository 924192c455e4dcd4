import shutil
from pathlib import Path

import pytest

from reader.config import Config
from reader.errors import (
    AmbiguousError,
    DamagedFileError,
    InputError,
    LibraryError,
    NotFoundError,
    NotSavedError,
    ReadOnlyError,
)
from reader.library import ArticleSession, Library, tag_path
from reader.library.matching import best_matches
from reader.library.slugs import slug
from reader.model.article import ReadStatus
from reader.paths import Places
from reader.storage.base import Change
from reader.text.document import Range
from tests.library.conftest import ARTICLE


def test_the_same_bytes_are_the_same_article_even_out_of_the_trash(library: Library) -> None:
    first = library.add(ARTICLE, "mill.txt")
    library.trash_article(first.article)
    library.flush()
    assert list(library.rows()) == []
    again = library.add(ARTICLE, "another name.txt")
    assert (first.new, again.new) == (True, False)
    assert again.article == first.article
    assert [row.id for row in library.rows()] == [first.article]


def test_an_id_is_a_slug_and_the_start_of_the_sources_hash(library: Library) -> None:
    added = library.add("# Über ßtraßen — und Łódź\n\nText.\n".encode(), "x.md")
    assert added.article.startswith("uber-sstrassen-und-lodz-")
    assert len(added.article.rpartition("-")[2]) == 6


def test_the_source_is_kept_untouched(library: Library) -> None:
    added = library.add(ARTICLE, "mill.txt")
    sources = library.places.library / "articles" / added.article / "sources"
    assert [path.read_bytes() for path in sources.iterdir()] == [ARTICLE]


@pytest.mark.parametrize("text", ["سلام دنیا", "", "!!!", "x" * 300, "a-" * 100])
def test_a_slug_is_ascii_short_and_never_empty(text: str) -> None:
    made = slug(text, fallback="article")
    assert made.isascii()
    assert 0 < len(made) <= 48
    assert made.strip("-") == made


def test_an_article_is_found_by_id_its_start_or_a_piece_of_its_title(library: Library) -> None:
    mill = library.add(ARTICLE, "mill.txt").article
    library.add(b"# The other mill\n\nText.\n", "other.md")
    assert library.find_article(mill) == mill
    assert library.find_article(mill[:14]) == mill
    assert library.find_article("ON THE river") == mill
    with pytest.raises(AmbiguousError, match=mill):
        library.find_article("mill")
    with pytest.raises(NotFoundError):
        library.find_article("windmill")


def test_rows_count_what_stands_and_follow_the_disk(
    library: Library, session: ArticleSession
) -> None:
    library.flush()
    session.set_note(session.mark(Range(0, 8)), "why?")
    library.set_read_status(session.id, ReadStatus.READING)
    row = library.row(session.id)
    assert (row.annotations, row.notes, row.status) == (1, 1, ReadStatus.READING)
    library.flush()
    with Library.open(library.places, Config()) as other:
        assert other.row(session.id).annotations == 1
        session.mark(Range(4, 8))
        library.flush()
        assert other.row(session.id).annotations == 2


def test_a_damaged_record_is_named_and_the_others_are_listed(library: Library) -> None:
    sound = library.add(ARTICLE, "mill.txt").article
    broken = library.add(b"Another article altogether.", "other.txt").article
    record = library.places.library / "articles" / broken / "record.json"
    record.write_bytes(b'{"article": {')
    rows = {row.id: row for row in library.rows()}
    assert rows[sound].problem == ""
    assert "damaged" in rows[broken].problem
    with pytest.raises(DamagedFileError):
        library.session(broken)


@pytest.mark.parametrize(
    "content",
    [b'{"meta":{"schema":{"version":1}},"article":{}}', b"", b"[]", b"\x00\x01"],
)
def test_no_content_of_a_record_is_more_than_a_problem(library: Library, content: bytes) -> None:
    article = library.add(ARTICLE, "mill.txt").article
    record = library.places.library / "articles" / article / "record.json"
    record.write_bytes(content)
    assert library.row(article).problem


def test_a_damaged_shared_record_costs_tags_and_speakers_but_not_reading(
    places: Places,
) -> None:
    with Library.open(places, Config()) as library:
        article = library.add(ARTICLE, "mill.txt").article
    (places.library / "library.json").write_bytes(b"{")
    shutil.rmtree(places.state / "backups")
    library = Library.open(places, Config())
    assert any("damaged" in problem for problem in library.problems)
    session = library.session(article)
    mark = session.mark(Range(0, 8))
    library.flush()
    session.set_tags(mark, ["mill"])
    with pytest.raises(DamagedFileError):
        library.close()
    assert session.annotation(mark).tags == ("mill",)


def test_a_folder_of_something_else_is_refused(places: Places) -> None:
    places.library.mkdir()
    (places.library / "letter.txt").write_text("Dear all")
    with pytest.raises(LibraryError):
        Library.open(places, Config())


def test_a_library_that_cannot_be_written_is_open_for_reading(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(places, Config()) as library:
        article = library.add(ARTICLE, "mill.txt").article
    monkeypatch.setattr("os.access", lambda *_: False)
    with Library.open(places, Config()) as library:
        assert library.read_only
        assert library.problems
        session = library.session(article)
        session.save_position(3, 3)
        with pytest.raises(ReadOnlyError):
            session.mark(Range(0, 8))
        with pytest.raises(ReadOnlyError):
            library.add(b"More text.", "more.txt")
        assert session.annotations == ()


def test_what_could_not_be_saved_stays_on_screen_and_is_saved_by_retry(
    library: Library, session: ArticleSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.storage import database

    def refuse(path: Path, *_: object) -> None:
        raise NotSavedError(f"{path} is not saved: the disk is full.")

    events: list[object] = []
    library.subscribe(events.append)
    with monkeypatch.context() as patch:
        patch.setattr(database, "replace_record", refuse)
        mark = session.mark(Range(0, 8))
        with pytest.raises(NotSavedError):
            library.flush()
        assert library.unsaved == 1
        assert "full" in str(library.failure)
        assert any(type(event).__name__ == "Failed" for event in events)
        assert session.annotation(mark)
    library.retry()
    library.flush()
    assert library.unsaved == 0
    assert mark in library.records.read(f"articles/{session.id}")["annotations"]
    library.history.undo()
    library.flush()
    assert "deleted" in library.records.read(f"articles/{session.id}")["annotations"][mark]


def test_samples_come_once_are_labelled_and_go_together(library: Library) -> None:
    assert library.seed_samples()
    assert not library.seed_samples()
    rows = list(library.rows())
    assert len(rows) >= 8
    assert all(row.sample for row in rows)
    assert not any("license" in row.id for row in rows)
    assert library.remove_samples() == len(rows)
    assert not any(row.sample for row in library.rows())
    library.history.undo()
    assert any(row.sample for row in library.rows())
    library.flush()
    with Library.open(library.places, Config()) as again:
        assert not again.seed_samples()


def test_tags_are_suggested_recent_ones_first_then_the_closest(
    library: Library, session: ArticleSession
) -> None:
    mark = session.mark(Range(0, 8))
    session.set_tags(mark, ["health/vaccines"])
    session.set_tags(mark, ["syria", "hashing"])
    assert library.tags.suggestions()[:2] == ["syria", "hashing"]
    assert library.tags.suggestions("vac") == ["health/vaccines"]
    assert library.tags.suggestions("#ha")[0] == "hashing"
    library.close()
    again = Library.open(library.places, library.config)
    assert again.tags.last == ("syria", "hashing")
    again.close()


@pytest.mark.parametrize(
    ("typed", "path"),
    [("#a b", "a-b"), (" /x//y/ ", "x/y"), ("##z", "z"), ("Ünïcode", "Ünïcode"), ("a\tb", "a-b")],
)
def test_a_tag_as_typed_has_one_path(typed: str, path: str) -> None:
    assert tag_path(typed) == path
    assert tag_path(path) == path


@pytest.mark.parametrize("typed", ["", " # ", "//", "\x07", "-"])
def test_a_tag_without_a_letter_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        tag_path(typed)


def test_names_that_fit_come_closest_first() -> None:
    names = ["theatre", "health/vaccines", "the", "water"]
    assert best_matches("the", names, 9) == ["theatre", "the", "health/vaccines"]
    assert best_matches("t", names, 9) == ["theatre", "the", "health/vaccines", "water"]
    assert best_matches("hv", names, 9) == ["health/vaccines"]
    assert best_matches("", names, 2) == names[:2]


def test_a_merged_claim_or_speaker_is_followed_to_its_end_and_a_circle_to_its_smallest(
    library: Library, session: ArticleSession
) -> None:
    mark = session.mark(Range(0, 8))
    session.set_status(mark, None)
    for start, end in (("a", "b"), ("b", "c"), ("c", "b")):
        library.history.change(
            [
                Change(f"claims/{start}", "claim", start, "merged_into", end),
                Change("library", "speakers", start, "name", start),
                Change("library", "speakers", start, "renamed_to", end),
            ]
        )
    claim, speaker = library.claims.get("a"), library.speakers.get("a")
    assert claim is not None
    assert speaker is not None
    assert (claim.id, speaker.id) == ("b", "b")
    assert library.claims.get("nothing") is None


def test_the_export_folder_is_remembered(places: Places) -> None:
    config = Config(export_folder="~/notes")
    with Library.open(places, config) as library:
        assert library.export_folder == Path("~/notes").expanduser()
        library.remember_export_folder(Path("/somewhere"))
    with Library.open(places, config) as library:
        assert library.export_folder == Path("/somewhere")
