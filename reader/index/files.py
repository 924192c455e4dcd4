"""The files an index is derived from, as it knows them and as they are."""

import os
from typing import NamedTuple


class FileState(NamedTuple):
    """What tells that a file is another one than it was."""

    mtime_ns: int
    size: int
    inode: int


NO_STATE = FileState(0, 0, 0)
"""Stands for a file that has to be read again however it looks."""

STATE = "mtime_ns, size, inode"
"""The columns of a table in which the state of a file is kept."""

_SETTLED_NS = 2_000_000_000


def state_now(path: str) -> FileState | None:
    """Return the state of a file, None if it is not there, NO_STATE if that is unsure."""
    try:
        found = os.stat(path)  # noqa: PTH116  ten thousand of them
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        return NO_STATE
    # Larger numbers do not fit into the index.
    return FileState(found.st_mtime_ns, found.st_size, found.st_ino & (2**63 - 1))


def settled(state: FileState, now: int) -> FileState:
    """Return a state that may be relied on: none if the file was written just before `now`.

    It may change once more within one tick of the clock of its file system.
    """
    return NO_STATE if abs(now - state.mtime_ns) < _SETTLED_NS else state
