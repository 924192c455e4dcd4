"""A place for measurements that takes nothing from the person's own files."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.raw_terminal import RawTerminal


@contextmanager
def scratch() -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield a folder on the disk of this checkout, and an environment that keeps to it.

    Programs are compiled once and kept there, as they are where they are installed.
    """
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=Path(__file__).parents[2]))
    names = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    environment = {name: str(folder / name.lower()) for name in (*names, "PYTHONPYCACHEPREFIX")}
    try:
        yield folder, {**environment, "PYTHONDONTWRITEBYTECODE": ""}
    finally:
        shutil.rmtree(folder)


def time_to(
    command: tuple[str, ...], word: str, environment: dict[str, str], limit: float = 120.0
) -> float:
    """Return the seconds from a command to its painting of a word.

    Raises:
        TimeoutError: it was not painted in `limit` seconds.
    """
    with RawTerminal(command, environment) as terminal:
        return terminal.wait_for(word, limit)
