import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.storage.locks import LibraryLock

HOLD = """
import fcntl, os, sys, time
descriptor = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(descriptor, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


def holder(path: Path) -> "subprocess.Popen[str]":
    path.parent.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_lock_held_elsewhere_is_waited_for_then_named(tmp_path: Path) -> None:
    path = tmp_path / "state" / "lock"
    with holder(path) as process:
        started = time.monotonic()
        with pytest.raises(LibraryError, match=f"Another program.*{path}"), LibraryLock(path, 0.2):
            pytest.fail("the lock was held")
        assert 0.2 <= time.monotonic() - started < 5
        process.kill()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with LibraryLock(path, 5):
            pass


def test_the_lock_can_be_taken_again_after_a_failure_inside(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path / "lock", 0.2)
    with pytest.raises(ZeroDivisionError), lock:
        raise ZeroDivisionError
    with lock:
        pass


def test_one_thread_at_a_time_holds_it(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path / "lock", 5)
    inside = 0
    most = 0

    def enter() -> None:
        nonlocal inside, most
        for _ in range(20):
            with lock:
                inside += 1
                most = max(most, inside)
                time.sleep(0.0002)
                inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_program_started_meanwhile_does_not_inherit_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    system_open = os.open

    def noting(path: Path, flags: int, mode: int = 0o777) -> int:
        opened.append(system_open(path, flags, mode))
        return opened[-1]

    monkeypatch.setattr(os, "open", noting)
    with LibraryLock(tmp_path / "lock", 1):
        assert not os.get_inheritable(opened[0])


def test_a_lock_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(LibraryError, match="cannot be opened"),
        LibraryLock(tmp_path / "file" / "lock", 1),
    ):
        pytest.fail("there is no lock")
