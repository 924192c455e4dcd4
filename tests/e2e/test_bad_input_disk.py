"""A disk that refuses and a program that is ended: nothing acknowledged is lost, all is said."""

import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Home
from tests.e2e.test_bad_input_files import add
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs prlimit and tmpfs")

ROOM = resource.RLIM_INFINITY


def limit(terminal: Terminal, size: int) -> None:
    """Let no file of the program grow beyond a size in bytes: to the program, a full disk."""
    assert terminal.process.pid is not None
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (size, ROOM))


def test_what_a_full_disk_refuses_stays_and_is_saved_when_there_is_room(home: Home) -> None:
    article = add(home, "a.txt")
    with home.start(article) as terminal:
        terminal.wait_for("It was built").settle()
        limit(terminal, 10)
        terminal.press("c").wait_for("UNSAVED").wait_for("The file would be larger")
        terminal.press("q").wait_for("Leave and lose").press("escape")
        terminal.wait_gone("Leave and lose")
        limit(terminal, ROOM)
        terminal.press(":").type("w").press("enter").wait_gone("UNSAVED")
        assert len(home.annotations(article)) == 1
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_a_signal_ends_the_program_even_if_the_disk_is_full(home: Home) -> None:
    article = add(home, "a.txt")
    with home.start(article) as terminal:
        terminal.wait_for("It was built").settle()
        limit(terminal, 10)
        terminal.press("c").wait_for("UNSAVED")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert "is not saved" in "".join(terminal.received)
        assert "Traceback" not in "".join(terminal.received)


@pytest.fixture
def read_only(home: Home) -> Iterator[Path]:
    """Make a library with an article and give it back on a disk that cannot be written."""
    disk = home.folder / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(disk)],
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        pytest.skip("only root may mount")
    try:
        home.environment["READER_LIBRARY"] = str(disk / "library")
        add(home, "a.txt")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_library_on_a_read_only_disk_is_read_and_refuses_each_change(
    home: Home, read_only: Path
) -> None:
    with home.start("mill") as terminal:
        terminal.wait_for("It was built").wait_for("The library cannot be written to")
        for key in ("c", "m", "u", "d", "A"):
            terminal.press(key)
        terminal.wait_for("nothing in it can be changed")
        assert "◆" not in terminal.text
        terminal.press("j", ".", "J", "q")
        assert terminal.wait_exit() == 0
    assert home.annotations("mill") == []


def test_what_was_saved_survives_a_kill_in_the_middle_of_more(home: Home) -> None:
    article = add(home, "a.txt")
    with home.start(article) as terminal:
        terminal.wait_for("It was built").settle()
        terminal.process.send("c.c")
        terminal.wait_for("◆2").settle()
        terminal.process.send(".c.m.m.c")
        terminal.kill(signal.SIGKILL)
    kept = home.annotations(article)
    assert len(kept) >= 2
    assert kept[0]["exact"] == "The mill is old, said the mayor."
    claims = [note for note in kept if note["kind"] == "claim"]
    with home.start(article) as terminal:
        terminal.wait_for("It was built").wait_for(f"◆{len(claims)}")
        terminal.press("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_right_after_a_key_saves_first_the_open_note_included(
    home: Home, number: signal.Signals
) -> None:
    article = add(home, "a.txt")
    with home.start(article) as terminal:
        terminal.wait_for("It was built").settle()
        terminal.process.send("c.c.c")
        terminal.wait_for("◆3").press("a").wait_for("Esc save")
        terminal.type("Half a thought").kill(number)
        assert terminal.wait_exit() == 128 + number
    assert [note.get("note") for note in home.annotations(article)].count("Half a thought") == 1
    assert len(home.annotations(article)) == 3


def test_every_id_that_was_printed_is_there_after_a_kill(home: Home) -> None:
    article = add(home, "a.txt")
    command = f'while :; do "{sys.executable}" -m reader annotate {article} --quote 1750; done'
    with Terminal(["sh", "-c", command], environment=home.environment) as terminal:
        deadline = time.monotonic() + 20
        while "".join(terminal.received).count("\n") < 4 and time.monotonic() < deadline:
            terminal.pump(0.1)
        terminal.kill(signal.SIGKILL)
        terminal.settle()
        printed = "".join(terminal.received).split()
    assert len(printed) >= 4
    assert {note["id"] for note in home.annotations(article)} >= set(printed)
