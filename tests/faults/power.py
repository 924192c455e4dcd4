"""The power goes while something is saved: a small ext4 disk that is shut down as it stands.

The trial must run as root, in a mount namespace of its own (`unshare --mount`): then whatever
happens to it, no mount and no loop device stays behind.
"""

import fcntl
import os
import random
import struct
import subprocess
import time
from pathlib import Path

from tests.faults.check import Ledger, Message, Report
from tests.faults.child import Child
from tests.faults.kills import tidied
from tests.faults.plan import mixed
from tests.faults.trial import Trial

_EXT4_IOC_SHUTDOWN = 0x8004587D
_GOING_FLAGS_NOLOGFLUSH = 2
_SIZE = "32M"
# Of the older promises of ext4, that a rename flushes what is renamed holds on no other disk.
_OPTIONS = "loop,noauto_da_alloc"
_MOST_HEARD = 20
_LONGEST_REST = 0.01
_CUTS_EACH = 50


class Disk:
    """An ext4 disk in a file, mounted beside it.

    Args:
        image: Where the file is made.
        size: Its size, as `truncate` takes it.
    """

    def __init__(self, image: Path, size: str = _SIZE) -> None:
        self._image = image
        self.folder = image.with_suffix(".mounted")
        self.folder.mkdir()
        _run("truncate", "-s", size, str(image))
        _run("mkfs.ext4", "-q", "-F", "-m", "0", str(image))
        self.mount()

    def mount(self) -> None:
        """Mount it, which plays its journal back."""
        _run("mount", "-o", _OPTIONS, str(self._image), str(self.folder))

    def cut(self) -> None:
        """Shut it down at once: what is not on it by now never will be."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            how = struct.pack("I", _GOING_FLAGS_NOLOGFLUSH)
            fcntl.ioctl(descriptor, _EXT4_IOC_SHUTDOWN, how)
        finally:
            os.close(descriptor)

    def unmount(self) -> None:
        """Unmount it, which ends its loop device too."""
        _run("umount", str(self.folder))

    def remove(self) -> None:
        """Unmount it, and remove the file."""
        self.unmount()
        self._image.unlink()


def run(trial: Trial) -> Report:
    """Cut the power of children; after each cut, compare the disk with what was acknowledged."""
    report = Report()
    while trial.goes_on(report):
        disk = Disk(trial.folder / f"{report.tried}.img")
        _cut_some(trial, disk, report)
        disk.remove()
    return report


def _cut_some(trial: Trial, disk: Disk, report: Report) -> None:
    ledger = Ledger(cut=True)
    trial.open(disk.folder)
    os.sync()
    last = report.tried + _CUTS_EACH
    while trial.goes_on(report) and report.tried < last:
        seed = trial.seed * 100_000 + report.tried
        plan = mixed(seed)
        with Child(trial.open(disk.folder), plan) as child:
            before, after = _cut_one(disk, child, random.Random(seed))
        ledger.take(plan, before)
        ledger.late(plan, after)
        disk.unmount()
        disk.mount()
        report.count(ledger.problems(trial.open(disk.folder)))
    if not report.problems:
        report.problems += tidied(trial, disk.folder, ledger)
    report.take(ledger)


def _cut_one(
    disk: Disk, child: Child, chance: random.Random
) -> tuple[list[Message], list[Message]]:
    """Cut the power at some instant, or right after an answer; return what was said before it,
    and after."""
    child.go()
    before = child.hear_some(chance.randrange(1, _MOST_HEARD))
    if chance.random() < 0.5:
        time.sleep(chance.uniform(0, _LONGEST_REST))
    elif before and before[-1].word == "will":
        before += child.hear_some(1)
    before += child.hear()
    disk.cut()
    child.kill()
    return before, child.hear_all()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
