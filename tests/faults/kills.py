"""`kill -9` at random instants, over a mix of saves.

With the kind `clock` each child lives in a time of its own, up to ten years off.
"""

import random
import time
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from unittest import mock

from reader.storage.base import Change
from tests.faults.check import Ledger, Report
from tests.faults.child import Child
from tests.faults.plan import ARTICLES, CLAIM, mixed, note
from tests.faults.trial import Trial

_MOST_HEARD = 20
_LONGEST_REST = 0.01
_KILLS_EACH = 100
"""Then another library, so that the records stay as small as people's."""
_YEARS = 10 * 365 * 24 * 3600 * 10**9


def run(trial: Trial) -> Report:
    """Kill children; after each, compare the disk with what was acknowledged."""
    report = Report()
    while trial.goes_on(report):
        folder = trial.fresh_folder(report.tried)
        _kill_some(trial, folder, report)
    return report


def _kill_some(trial: Trial, folder: Path, report: Report) -> None:
    ledger = Ledger()
    last = report.tried + _KILLS_EACH
    while trial.goes_on(report) and report.tried < last:
        seed = trial.seed * 100_000 + report.tried
        chance = random.Random(seed)
        plan = mixed(seed)
        around = partial(_clock_off, chance.randint(-_YEARS, _YEARS) if trial.kind else 0)
        with Child(trial.open(folder), plan, around) as child:
            child.go()
            heard = child.hear_some(chance.randrange(_MOST_HEARD))
            time.sleep(chance.uniform(0, _LONGEST_REST))
            child.kill()
            heard += child.hear_all()
        ledger.take(plan, heard)
        report.count(ledger.problems(trial.open(folder)))
    if not report.problems:
        report.problems += tidied(trial, folder, ledger)
    report.take(ledger)


def _clock_off(nanoseconds: int) -> AbstractContextManager[object]:
    now = time.time_ns

    def wrong_now() -> int:
        return now() + nanoseconds

    return mock.patch.object(time, "time_ns", wrong_now)


def tidied(trial: Trial, folder: Path, ledger: Ledger) -> list[str]:
    """Save once more in every record; return what is wrong then, leftover files included."""
    store = trial.open(folder)
    batch = [note("after", "all is well", file) for file in ARTICLES]
    batch.append(Change(CLAIM, "claim", "c-000001", "explanation", "all is well"))
    store.apply(batch)
    ledger.expect(batch)
    left = sorted(folder.rglob("*.tmp"))
    return [*ledger.problems(trial.open(folder)), *(f"{path} is left over" for path in left)]
