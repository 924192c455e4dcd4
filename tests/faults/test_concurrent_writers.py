"""Several at once: threads, processes, and the program in a terminal."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.paths import Places
from reader.storage.base import Change
from reader.storage.repository import Repository
from tests.e2e.conftest import Home
from tests.faults.check import Report
from tests.faults.conftest import PutTo
from tests.faults.stores import places_in
from tests.faults.trial import Trial, run

FILE = "articles/a-000001"
COUNTS = pytest.mark.parametrize("count", [40, pytest.param(250, marks=pytest.mark.slow)])


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_in(tmp_path)


@COUNTS
def test_four_processes_adding_to_one_article_lose_nothing(put_to: PutTo, count: int) -> None:
    report = put_to("races", rounds=count)
    assert not report.problems, report.details()
    assert report.survived == report.acknowledged == 4 * count


@pytest.mark.parametrize("store", ["locks the data file", "stock TinyDB"])
def test_the_same_race_catches_a_store_that_two_cannot_share(catch: PutTo, store: str) -> None:
    report = catch("races", store=store, rounds=80)
    assert report.problems
    assert report.survived < report.tried


@COUNTS
@pytest.mark.usefixtures("linux")
def test_four_processes_and_a_person_adding_to_one_article_lose_nothing(
    home: Home, told: Callable[[Report], Report], count: int
) -> None:
    source = home.folder / "long.txt"
    source.write_text("\n\n".join(f"Remark {number} was made." for number in range(count)))
    article = home.say("add", str(source)).split()[0]
    trial = Trial(home.folder, "of this environment", rounds=count, kind=f"articles/{article}")
    with home.start(article) as terminal, ThreadPoolExecutor(1) as others:
        terminal.wait_for("Remark 0").settle()
        race = others.submit(run, "races", trial, environment=home.environment)
        for _ in range(count):
            terminal.process.send("m.")
            terminal.pump(0.02)
        while not race.done():
            terminal.pump(0.1)
        terminal.press("q")
        assert terminal.wait_exit(120) == 0
    report = race.result()
    marked = [note for note in home.annotations(article) if note.get("exact")]
    report.tried += count
    report.survived += len({note["exact"] for note in marked})
    told(report)
    assert not report.problems, report.details()
    assert len(marked) == count
    assert report.survived == report.tried == 5 * count


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
