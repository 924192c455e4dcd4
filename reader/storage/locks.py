"""One writer at a time: a lock file that is never replaced, and a lock between threads."""

import errno
import fcntl
import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from reader.errors import LibraryError

WAIT = 10.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.0005, 0.02
_HELD = frozenset({errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK})


class LibraryLock:
    """An exclusive `flock` held while the context lasts; the system releases it on death.

    The file is opened anew each time, so that a forked process never shares the lock.
    """

    def __init__(self, path: Path, wait: float = WAIT) -> None:
        """Prepare a lock on `path`; entering waits at most `wait` seconds."""
        self._path = path
        self._wait = wait
        self._threads = threading.Lock()
        self._descriptor = -1

    def __enter__(self) -> "LibraryLock":
        """Take the lock.

        Raises:
            LibraryError: it stayed taken, or the lock file cannot be used.
        """
        deadline = time.monotonic() + self._wait
        if not self._threads.acquire(timeout=self._wait):
            raise self._still_held()
        try:
            self._descriptor = self._locked_descriptor(deadline)
        except BaseException:
            self._threads.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Release the lock."""
        descriptor, self._descriptor = self._descriptor, -1
        try:
            # A failing close still closes, and nothing was written to this file.
            with suppress(OSError):
                os.close(descriptor)
        finally:
            self._threads.release()

    def _locked_descriptor(self, deadline: float) -> int:
        try:
            try:
                descriptor = self._opened()
            except FileNotFoundError:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                descriptor = self._opened()
        except OSError as error:
            raise LibraryError(
                f"The lock {self._path} cannot be opened ({error.strerror}); "
                "make its folder writable."
            ) from error
        pause = _FIRST_PAUSE
        try:
            while not self._taken(descriptor):
                if time.monotonic() >= deadline:
                    raise self._still_held()
                time.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _opened(self) -> int:
        return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _taken(self, descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _HELD:
                return False
            raise LibraryError(
                f"{self._path} cannot be locked ({error.strerror}); "
                "keep the state folder on a local disk."
            ) from error
        return True

    def _still_held(self) -> LibraryError:
        return LibraryError(
            f"Another program has been writing to this library for {self._wait:g} seconds "
            f"(lock {self._path}); end it and try again."
        )
