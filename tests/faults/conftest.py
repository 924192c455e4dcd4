"""Trials whose counts are told, and what a machine must have for them, tried out once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import COUNTS
from tests.e2e.conftest import Home
from tests.faults.check import Report
from tests.faults.read_only import LIKE_ANYBODY
from tests.faults.trial import Trial, run
from tests.terminal import own_home

PutTo = Callable[..., Report]

APART = ("unshare", "--mount")
"""Runs a command where it may mount: what it mounts ends with it."""

_PACKAGES = {
    "strace": "strace",
    "fiu-run": "fiu-utils",
    "mkfs.ext4": "e2fsprogs",
    "unshare": "util-linux",
    "setpriv": "util-linux",
}


@pytest.fixture
def told(record_property: Callable[[str, object], None]) -> Callable[[Report], Report]:
    """Record the counts of a report, to stand at the end of the run."""

    def tell(report: Report) -> Report:
        record_property(COUNTS, str(report))
        return report

    return tell


@pytest.fixture(scope="session")
def linux() -> None:
    """Skip where processes cannot be forked, traced and told apart as trials do it."""
    if sys.platform != "linux":
        pytest.skip("trials are made for Linux")


@pytest.fixture
def put_to(tmp_path: Path, told: Callable[[Report], Report], linux: None) -> PutTo:
    """Put a store to a fault, in a process of its own; the fields are those of `Trial`."""

    def put(fault: str, *, through: tuple[str, ...] = (), **fields: Any) -> Report:
        return told(run(fault, Trial(tmp_path, **fields), through))

    return put


@pytest.fixture
def catch(tmp_path: Path, record_property: Callable[[str, object], None], linux: None) -> PutTo:
    """Put a store that has the fault to it, until something is lost."""

    def put(fault: str, *, through: tuple[str, ...] = (), **fields: Any) -> Report:
        report = run(fault, Trial(tmp_path, until_lost=True, **fields), through)
        record_property(COUNTS, f"caught {fields['store']!r}: {report}")
        return report

    return put


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """Give a home that nobody has used yet."""
    with own_home(tmp_path) as environment:
        yield Home(tmp_path, environment)


def _must_have(command: str) -> None:
    if shutil.which(command) is None:
        pytest.skip(f"needs {command}, of the package {_PACKAGES[command]}")


def _must_work(command: list[str], otherwise: str) -> None:
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip(otherwise)


@pytest.fixture(scope="session")
def strace() -> None:
    """Skip where `strace` is missing or may not trace."""
    _must_have("strace")
    _must_work(["strace", "-f", "-o", os.devnull, "true"], "strace may not trace here")


@pytest.fixture(scope="session")
def libfiu() -> None:
    """Skip where libfiu is missing."""
    _must_have("fiu-run")
    _must_work(["fiu-run", "-x", "true"], "fiu-run does not run here")


@pytest.fixture(scope="session")
def mounting() -> None:
    """Skip where nothing may be mounted."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount")
    _must_have("unshare")
    _must_work([*APART, "mount", "-t", "tmpfs", "none", "/tmp"], "root may not mount here")


@pytest.fixture(scope="session")
def loop_disks(mounting: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip where no disk can be made in a file."""
    _must_have("mkfs.ext4")
    image = tmp_path_factory.mktemp("disk") / "image"
    with image.open("wb") as file:
        file.truncate(1 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
    _must_work(
        [*APART, "mount", "-o", "loop", str(image), "/tmp"], "there are no loop devices here"
    )


@pytest.fixture(scope="session")
def unprivileged() -> None:
    """Skip where root cannot give up its right to every file."""
    if os.geteuid() == 0:
        _must_have("setpriv")
        _must_work([*LIKE_ANYBODY, "true"], "root may not give up its rights here")
