"""`kill -9` while the index is being written, on top of an index that is gone or another's.

What must hold: at the next start the list is what the records say, whatever is in the index.
"""

import os
import random
import signal
import sqlite3
import time
from pathlib import Path

from reader.config import Config
from reader.index.rows import row_of
from reader.library import Library
from reader.storage.base import Change
from tests.benchmarks.generated import write_library
from tests.faults.check import Report
from tests.faults.stores import ours, places_in
from tests.faults.trial import Trial

_ARTICLES = 120
_CHANGED = 15
_LONGEST_LIFE = 0.25


def run(trial: Trial) -> Report:
    """Kill what brings the index up to date; then compare the list with the records."""
    report = Report()
    places = places_in(trial.folder)
    write_library(places.library, _ARTICLES, 2, 200)
    store = ours(trial.folder)
    index = places.cache / "index.sqlite"
    while trial.goes_on(report):
        chance = random.Random(trial.seed * 100_000 + report.tried)
        changes = [
            Change(file, "article", file.partition("/")[2], "title", f"Ferry {report.tried}")
            for file in chance.sample(store.files("articles/"), _CHANGED)
        ]
        store.apply(changes)
        report.acknowledged += 1
        chance.choice([_leave, _remove, _make_newer, _make_foreign])(index)
        _kill_one(trial.folder, index, chance)
        report.count(_differences(trial.folder))
    return report


def _kill_one(folder: Path, index: Path, chance: random.Random) -> None:
    child = os.fork()
    if child == 0:
        try:
            with Library.open(places_in(folder), Config()) as library:
                library.listing.reconcile()
        finally:
            os._exit(0)
    time.sleep(chance.uniform(0, _LONGEST_LIFE))
    if chance.random() < 0.2:
        # Under the hands of whoever writes it.
        _remove(index)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _differences(folder: Path) -> list[str]:
    with Library.open(places_in(folder), Config()) as library:
        records = library.records
        truth = {
            article: row_of(article, records.read(f"articles/{article}"))
            for article in library.article_ids()
        }
        listed = list(library.rows())
        found = {row.id: row for row in listed}
    problems = [
        f"{article} is listed as {found.get(article)}, not {row}"
        for article, row in truth.items()
        if found.get(article) != row
    ]
    if len(listed) != len(truth):
        problems.append(f"{len(listed)} are listed, not {len(truth)}")
    return problems


def _leave(index: Path) -> None:
    del index


def _remove(index: Path) -> None:
    for file in index.parent.glob(f"{index.name}*"):
        file.unlink(missing_ok=True)


def _make_newer(index: Path) -> None:
    _run(index, "PRAGMA user_version = 4711")


def _make_foreign(index: Path) -> None:
    _remove(index)
    _run(index, "CREATE TABLE articles (id, bread)")


def _run(index: Path, statement: str) -> None:
    index.parent.mkdir(exist_ok=True)
    connection = sqlite3.connect(index)
    with connection:
        connection.execute(statement)
    connection.close()
