import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.cli.application import run

ARTICLE = """The mill on the river

The mayor said that the mill was the oldest in the county. "It stood before the town," she said.

Nobody has shown a record older than 1750. The mill is closed on Mondays.
"""


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every file of the program in a folder of the test."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("READER_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def reader(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process."""

    def command(*arguments: str) -> Outcome:
        capsys.readouterr()
        status = run(arguments)
        written = capsys.readouterr()
        return Outcome(status, written.out, written.err)

    return command


@pytest.fixture
def mill(home: Path, reader: Command) -> str:
    """Add an article and return its id."""
    path = home / "mill.txt"
    path.write_text(ARTICLE)
    return reader("add", str(path)).out.split()[0]


def forget_backups(home: Path) -> None:
    """Remove what a damaged record would be put right from."""
    for folder in (home / "xdg_state_home").glob("*/*/backups"):
        shutil.rmtree(folder)
