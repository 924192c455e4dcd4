"""What the screen says to the person: a sentence for a while, or a few words for a moment."""

from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.notifications import Notification, Notify

from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from reader.tui.widgets.bottom_row import BottomRow

_BRIEFLY = 1.5
_QUIET = 5.0
_LOUD = 10.0


class Telling:
    """Shows sentences at the foot of the screen.

    In the bottom row, one at a time: it is there already, and covers no text. What is loud, too
    long for it, or said while it says something else or is out of sight, pops up above it. A few
    words said for a moment make room for whatever comes next.
    """

    def __init__(self, screen: "Screen[Any]", row: "BottomRow") -> None:
        """Speak on `screen`, in its bottom row."""
        self._screen = screen
        self._row = row
        self._said = ""
        self._said_until = 0.0
        self._ending: Timer | None = None
        self._in_passing = False
        self._popped: Notification | None = None
        self._loud_until = 0.0

    def say(self, sentence: str, *, loud: bool = False) -> None:
        """Show a sentence for a while; may be called from any thread.

        The same again while it can still be read adds nothing, as when a key is held down.

        Args:
            sentence: Cleaned here, never read as markup.
            loud: Whether it is about something that went wrong.
        """
        shown = clean_line(sentence)
        now = monotonic()
        if self._said == shown and now < self._said_until:
            return
        self._said, self._said_until = shown, now + (_LOUD if loud else _QUIET)
        if loud:
            self._loud_until = self._said_until
            self._screen.app.notify(shown, severity="warning", timeout=_LOUD, markup=False)
        else:
            self._screen.call_later(self._tell, shown, _QUIET)

    def briefly(self, words: str) -> None:
        """Show a few words for a moment, in place of those before."""
        self._screen.call_later(self._tell, clean_line(words), _BRIEFLY, in_passing=True)

    def hush(self) -> None:
        """Take away what is said, for what is said next to take its place."""
        self._said_until = 0.0
        self._screen.app.clear_notifications()
        self._end()

    def make_way(self) -> None:
        """Take away what is said, since something else is to be read; not what went wrong."""
        if monotonic() >= self._loud_until:
            self.hush()

    def _tell(self, words: str, seconds: float, *, in_passing: bool = False) -> None:
        screen, row = self._screen, self._row
        if self._in_passing:
            self._end()
        if screen.is_current and row.display and row.has_room_for(words):
            row.tell(words)
            self._in_passing = in_passing
            self._ending = screen.set_timer(seconds, self._end)
        else:
            self._pop_up(words, seconds, in_passing=in_passing)

    def _pop_up(self, words: str, seconds: float, *, in_passing: bool) -> None:
        if self._popped is not None:
            # One whose time is up is taken away as the next is shown.
            self._popped.timeout = 0
        popup = Notification(words, timeout=seconds, markup=False)
        self._popped = popup if in_passing else None
        self._screen.app.post_message(Notify(popup))

    def _end(self) -> None:
        if self._ending is not None:
            self._ending.stop()
            self._ending = None
        self._in_passing = False
        self._row.tell("")
