import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.paths import Places
from reader.storage.base import Change
from reader.storage.repository import Repository

ROOT = Path(__file__).parents[2]
FILE = "articles/a-000001"

ADD = """
import sys
from pathlib import Path
from reader.paths import Places
from reader.storage.base import Change
from reader.storage.repository import Repository

root, name = Path(sys.argv[1]), sys.argv[2]
repository = Repository.open(Places(root / "library", root / "state", root, root), wait=60)
for number in range(100):
    document = f"{name}-{number}"
    repository.apply([
        Change("articles/a-000001", "annotations", document, "note", document),
        Change("articles/a-000001", "article", "article", f"tags/{document}", True),
    ])
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "library", tmp_path / "state", tmp_path, tmp_path)


def test_two_programs_adding_to_one_article_lose_nothing(places: Places) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", ADD, str(places.cache), name], cwd=ROOT)
        for name in ("first", "second")
    ]
    for writer in writers:
        assert writer.wait(120) == 0
    tables = Repository.open(places).read(FILE)
    names = {f"{name}-{number}" for name in ("first", "second") for number in range(100)}
    assert {fields["note"] for fields in tables["annotations"].values()} == names
    assert set(tables["article"]["article"]["tags"]) == names
    stamps = [fields["stamps"]["note"] for fields in tables["annotations"].values()]
    assert len(set(stamps)) == 200


@pytest.mark.parametrize("shared", [True, False])
def test_four_threads_adding_to_one_article_lose_nothing(places: Places, shared: bool) -> None:
    first = Repository.open(places, wait=60)
    repositories = [first if shared else Repository.open(places, wait=60) for _ in range(4)]
    failures: list[BaseException] = []

    def add(repository: Repository, name: int) -> None:
        try:
            for number in range(25):
                document = f"{name}-{number}"
                done = repository.apply([Change(FILE, "annotations", document, "note", document)])
                assert done[0].made
                repository.read(FILE)
        except BaseException as error:  # noqa: BLE001 - told by the test's own thread
            failures.append(error)

    threads = [
        threading.Thread(target=add, args=(repository, name))
        for name, repository in enumerate(repositories)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(first.read(FILE)["annotations"]) == 100
