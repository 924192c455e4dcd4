"""Space kept on a disk, to be given up when it is full, so that what is being written still fits.

A megabyte beside the state of this machine; if the library lies on another disk, one there too.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

SIZE = 1_000_000
"""Bytes kept on a disk."""

_ROOM = 8
"""So many times its size must be free before the space is taken."""


class Ballast:
    """The space kept for one library; its methods are called under the library's lock."""

    def __init__(self, state: Path, library: Path) -> None:
        """Keep space in `state`, and in `library` where that is another disk."""
        self._state = state
        self._library = library
        self._is_kept = False

    def free(self, path: Path) -> bool:
        """Give up the space kept on the disk that `path` is on; tell whether there was any."""
        freed = False
        for ballast in self._files():
            with suppress(OSError):
                if _disk(ballast) == _disk(path):
                    ballast.unlink()
                    freed = True
        self._is_kept = self._is_kept and not freed
        return freed

    def keep(self) -> None:
        """Take the space, unless it is taken or there is little left; never fails."""
        if not self._is_kept:
            taken = [_is_taken(ballast) for ballast in self._files()]
            self._is_kept = all(taken)

    def _files(self) -> list[Path]:
        files = [self._state / "ballast"]
        if _disk(self._library) != _disk(self._state):
            # The same on every machine, so that a synchroniser sees no conflict.
            files.append(self._library / ".ballast")
        return files


def _is_taken(ballast: Path) -> bool:
    """Take the space if there is enough; tell whether it is taken now."""
    with suppress(OSError):
        if ballast.exists():
            return True
        disk = os.statvfs(ballast.parent)
        if disk.f_bavail * disk.f_frsize >= _ROOM * SIZE:
            _fill(ballast)
            return True
    return False


def _fill(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        if sys.platform == "linux":
            os.posix_fallocate(descriptor, 0, SIZE)
        else:
            rest = memoryview(bytes(SIZE))
            while rest:
                rest = rest[os.write(descriptor, rest) :]
    except OSError:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


def _disk(path: Path) -> int:
    """Return the number of the disk that a file is or would be on."""
    while True:
        try:
            return path.stat().st_dev
        except OSError:
            if path == path.parent:
                raise
            path = path.parent
