"""What the store did of its own accord, for those who show it or who hold copies of records."""

import threading
from collections.abc import Callable
from typing import NamedTuple


class Notice(NamedTuple):
    """Something that happened to a record beside the changes it was asked for.

    Attributes:
        file: The record, named as in `Change.file`.
        changed: Whether it holds more now than it did, and than was written.
        sentence: What to tell the person, empty if nothing.
    """

    file: str
    changed: bool
    sentence: str = ""


class Notices:
    """Notices kept until somebody listens, and passed on in the thread that hands them over."""

    def __init__(self) -> None:
        """Start with nothing to tell."""
        self._waiting: list[Notice] = []
        self._listener: Callable[[Notice], None] | None = None
        self._lock = threading.Lock()

    def listen(self, listener: Callable[[Notice], None]) -> None:
        """Have a function told of every notice, of those that wait at once."""
        self._listener = listener
        self.hand_over()

    def add(self, notice: Notice) -> None:
        """Keep a notice until it is handed over."""
        with self._lock:
            self._waiting.append(notice)

    def hand_over(self) -> None:
        """Pass on what waits, if somebody listens; no lock of the library may be held."""
        if self._listener is None:
            return
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for notice in waiting:
            self._listener(notice)
