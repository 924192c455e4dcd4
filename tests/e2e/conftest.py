"""A home of its own for each run of the program, and the command line beside the terminal."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Terminal, own_home

READER = (sys.executable, "-m", "reader")


class Home:
    """A person's own folders, the program run in them, and what its command line says."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment

    def start(self, *arguments: str, columns: int = 100, rows: int = 32) -> Terminal:
        """Start the program in a terminal."""
        command = (*READER, *arguments)
        return Terminal(command, columns=columns, rows=rows, environment=self.environment)

    def say(self, *arguments: str) -> str:
        """Run a command that succeeds and return what it printed."""
        done = subprocess.run(
            [*READER, *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def annotations(self, article: str) -> list[dict[str, Any]]:
        """Return the annotations of an article as the command line lists them."""
        listed = json.loads(self.say("notes", article, "--json"))
        assert isinstance(listed, list)
        return listed


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """Give a home that nobody has used yet."""
    with own_home(tmp_path) as environment:
        yield Home(tmp_path, environment)
