"""A note that is being written survives the end of the program, however sudden."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.library.drafts import Draft, Drafts

DRAFT = Draft("canal-1a2b3c", "0123456789ab", "", 10, 20, "The canal", "why does it")

WRITER = """
import sys, time
from pathlib import Path
from reader.library.drafts import Draft, Drafts
drafts = Drafts(Path(sys.argv[1]))
for count in range(1, 1000):
    drafts.keep(Draft("a", "t", "", 0, 1, "q", "word " * count))
    print(count, flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_a_draft_is_left_only_once_its_program_is_gone(tmp_path: Path) -> None:
    writing, starting = Drafts(tmp_path), Drafts(tmp_path)
    writing.keep(DRAFT)
    writing.keep(DRAFT._replace(note="why does it matter"))
    assert starting.left() == []
    writing._release()
    (left,) = starting.left()
    assert left.draft.note == "why does it matter"
    assert left.draft.written
    starting.drop(left)
    assert starting.left() == []


def test_a_saved_note_leaves_no_draft(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(DRAFT)
    drafts.forget()
    drafts.forget()
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_draft_is_passed_over(tmp_path: Path) -> None:
    for name, content in (("a", b""), ("b", b"[1]"), ("c", b'{"note": 3}'), ("d", b"\xff")):
        (tmp_path / f"{name}.json").write_bytes(content)
    assert Drafts(tmp_path).left() == []
    assert Drafts(tmp_path / "missing").left() == []


def test_a_draft_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file")
    with pytest.raises(StorageError, match="drafts"):
        Drafts(tmp_path / "drafts").keep(DRAFT)


@pytest.mark.parametrize("pause", ["0", "0.002"])
def test_kill_at_any_moment_leaves_the_last_draft_whole(tmp_path: Path, pause: str) -> None:
    for round_number in range(5):
        folder = tmp_path / str(round_number)
        command = [sys.executable, "-c", WRITER, str(folder), pause]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 * round_number)
        os.kill(process.pid, signal.SIGKILL)
        acknowledged = 1 + sum(1 for _ in process.stdout)
        process.wait()
        process.stdout.close()
        (left,) = Drafts(folder).left()
        assert left.draft.note.count("word") in (acknowledged, acknowledged + 1)
