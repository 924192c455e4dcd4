"""System calls that fail, and writes and reads that stop short, at random, put there by libfiu.

The trial must run under `fiu-run -x`, which has the calls go through libfiu.
"""

import ctypes
import errno
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from tests.faults.check import Ledger, Report
from tests.faults.child import Child
from tests.faults.kills import tidied
from tests.faults.plan import mixed
from tests.faults.trial import Trial

# Those that end in `reduce` do not fail, but do a part only.
POINTS = (b"posix/io/rw/*", b"posix/io/sync/*", b"posix/io/dir/*", b"posix/io/oc/open")
ERRORS = (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.EINTR)
_SAVES = 40
_LIKELY = (0.002, 0.01, 0.05)


def run(trial: Trial) -> Report:
    """Make saves of which each call may fail; `rounds` counts the runs of many saves."""
    report = Report()
    libfiu = ctypes.CDLL("libfiu.so.0")
    libfiu.fiu_init(0)
    while trial.goes_on(report):
        seed = trial.seed * 100_000 + report.tried
        chance = random.Random(seed)
        folder = trial.fresh_folder(report.tried)
        trial.open(folder)
        ledger = Ledger(ghosts=True)
        plan = mixed(seed, _SAVES)
        around = partial(_faults, libfiu, chance.choice(ERRORS), chance.choice(_LIKELY))
        with Child(trial.open(folder), plan, around) as child:
            child.go()
            ledger.take(plan, child.hear_all())
        report.count(ledger.problems(trial.open(folder)) or tidied(trial, folder, ledger))
        report.take(ledger)
    return report


@contextmanager
def _faults(libfiu: ctypes.CDLL, error: int, likely: float) -> Iterator[None]:
    info, chance = ctypes.c_void_p(error), ctypes.c_float(likely)
    for point in POINTS:
        failed = libfiu.fiu_enable_random(point, 1, info, 0, chance)
        assert failed == 0, point
    try:
        yield
    finally:
        for point in POINTS:
            libfiu.fiu_disable(point)
