import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def _reader(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **dict(options.get("env") or {})},  # type: ignore[call-overload]
    )


def test_the_module_runs_as_the_command() -> None:
    outcome = _reader("--version")
    assert outcome.returncode == 0
    assert outcome.stdout.startswith("reader ")


def test_a_pipe_that_closes_is_no_reason_to_complain(reader: Command, home: Path) -> None:
    (home / "long.txt").write_text("\n\n".join(f"Paragraph {n} of many." for n in range(9000)))
    reader("add", "long.txt")
    outcome = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m reader show paragraph | head -1"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert outcome.stdout.startswith("Paragraph 0")
    assert outcome.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_output_that_cannot_be_written_is_a_sentence(reader: Command, mill: str) -> None:
    outcome = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m reader list > /dev/full"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("reader: ")
    assert "Traceback" not in outcome.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_what_was_closed_before_the_start_does_not_keep_it_from_its_work(
    reader: Command, mill: str, closed: str
) -> None:
    for what in ("queries save old tag:age", "report", "claims nonsense:"):
        outcome = subprocess.run(
            ["sh", "-c", f"{sys.executable} -m reader {what} {closed}"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert outcome.returncode == (2 if "nonsense" in what else 0)
        assert "Traceback" not in outcome.stderr
    assert reader("queries").out == "old  tag:age\n"


def test_a_terminal_that_knows_ascii_only_gets_what_it_can_show(reader: Command, mill: str) -> None:
    reader("annotate", mill, "--quote", "the oldest")
    outcome = _reader("notes", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert outcome.returncode == 0
    assert "the oldest" in outcome.stdout


def test_the_shell_completes_commands_and_articles(reader: Command, mill: str) -> None:
    assert mill in _completed("reader show the", 2)
    assert mill in _completed("reader the", 1)
    assert "annotate" in _completed("reader an", 1)


def _completed(words: str, place: int) -> str:
    """Return what the shell is told to offer for the word at a place."""
    instruction = {"_READER_COMPLETE": "bash_complete", "COMP_WORDS": words}
    return _reader(env={**instruction, "COMP_CWORD": str(place)}).stdout
