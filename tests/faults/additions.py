"""`kill -9`, or the power going, while articles are taken in.

What was acknowledged opens, and all else can be added again. The kind is `kills` or `cuts`; for
the latter see `power`.
"""

import random
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from reader.config import Config
from reader.errors import ReaderError
from reader.library import Library
from reader.library.adding import find_source
from reader.storage.base import Change
from tests.faults.check import Message, Report
from tests.faults.child import Child
from tests.faults.plan import note
from tests.faults.power import Disk
from tests.faults.stores import places_in
from tests.faults.trial import Trial

_NAME = "remark.txt"
_ADDED = 12
_LONGEST_REST = 0.02
_ENDS_EACH = 20
"""Then another library, so that looking through it takes no longer."""

End = Callable[[Child, random.Random], list[Message]]
"""Ends a child, and returns what it said before that."""


class Adding:
    """A library that takes the text of a note in as an article."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._library: Library | None = None

    def apply(self, changes: Sequence[Change]) -> None:
        if self._library is None:
            # In the child only: a library has threads, and none outlives a fork.
            self._library = Library.open(places_in(self._folder), Config())
        for change in changes:
            self._library.add(change.value.encode(), _NAME)


def run(trial: Trial) -> Report:
    """End children that add articles; then open all that they said they had added."""
    report = Report()
    while trial.goes_on(report):
        if trial.kind == "kills":
            _end_some(trial, trial.fresh_folder(report.tried), report, _kill_one)
        else:
            disk = Disk(trial.folder / f"{report.tried}.img")
            _end_some(trial, disk.folder, report, partial(_cut_one, disk))
            disk.remove()
    return report


def _end_some(trial: Trial, folder: Path, report: Report, end: End) -> None:
    sources: list[str] = []
    last = report.tried + _ENDS_EACH
    while trial.goes_on(report) and report.tried < last:
        chance = random.Random(trial.seed * 100_000 + report.tried)
        texts = [f"Remark {report.tried}-{number} was made.\n" * 9 for number in range(_ADDED)]
        with Child(Adding(folder), [[note("", text)] for text in texts]) as child:
            child.go()
            heard = child.hear_some(chance.randrange(2 * _ADDED))
            heard += end(child, chance)
        added = [texts[message.number] for message in heard if message.word == "did"]
        report.acknowledged += len(added)
        sources += added
        report.count(_problems(folder, sources))
        # What was not acknowledged is added now, whatever there is of it.
        with Library.open(places_in(folder), Config()) as library:
            for text in texts[len(added) :]:
                library.add(text.encode(), _NAME)
        sources += texts[len(added) :]
    report.problems += _problems(folder, sources)


def _kill_one(child: Child, chance: random.Random) -> list[Message]:
    time.sleep(chance.uniform(0, _LONGEST_REST))
    child.kill()
    return child.hear_all()


def _cut_one(disk: Disk, child: Child, chance: random.Random) -> list[Message]:
    time.sleep(chance.choice([0, chance.uniform(0, _LONGEST_REST)]))
    heard = child.hear()
    disk.cut()
    child.kill()
    disk.unmount()
    disk.mount()
    return heard


def _problems(folder: Path, sources: list[str]) -> list[str]:
    """Return what of these sources does not open, and what else is not as it should be."""
    problems = []
    with Library.open(places_in(folder), Config()) as library:
        found = {source: find_source(library.records, source.encode()) for source in sources}
        for source, article in found.items():
            start = source.splitlines()[0]
            try:
                if article is None or start not in library.session(article).document.text:
                    problems.append(f"{start} is gone")
            except ReaderError as error:
                problems.append(f"{start} cannot be read: {error!r}")
        problems += [row.problem for row in library.rows() if row.problem]
        if len(set(found.values())) != len(sources):
            problems.append("two sources are one article")
    return problems
