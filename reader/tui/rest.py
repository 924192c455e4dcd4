"""Doing something once a person rests, not at each of many keys."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.timer import Timer


class Rest:
    """Calls a function after some seconds in which `begin` was not called again.

    A timer of Textual's that was reset after it fired never fires again, and a new one for each
    key is work; so one runs, and goes on for as long as it fired too early.
    """

    def __init__(self, owner: "MessagePump", seconds: float, act: Callable[[], object]) -> None:
        """Have `act` called in the turn of `owner`, a screen or a widget."""
        self._owner = owner
        self._seconds = seconds
        self._act = act
        self._due: float | None = None
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Begin to wait, anew if that was begun already."""
        self._due = monotonic() + self._seconds
        if self._timer is None:
            self._timer = self._owner.set_timer(self._seconds, self._look)

    def end(self) -> None:
        """Wait no longer; nothing is called."""
        self._due = None

    def _look(self) -> None:
        self._timer = None
        if self._due is None:
            return
        left = self._due - monotonic()
        if left > 0:
            self._timer = self._owner.set_timer(left, self._look)
        else:
            self._due = None
            self._act()
