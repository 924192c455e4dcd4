"""What the screen says to the person: a sentence for a while, or a few words for a moment."""

from time import monotonic
from typing import TYPE_CHECKING

from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.tui.screens.reading.screen import ReadingScreen

_BRIEFLY = 1.5
_QUIET = 5.0
_LOUD = 10.0


class Telling:
    """Shows sentences over the foot of the screen."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Speak on `screen`."""
        self._screen = screen
        self._said = ""
        self._said_until = 0.0

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
        self._screen.app.notify(
            shown,
            severity="warning" if loud else "information",
            timeout=_LOUD if loud else _QUIET,
            markup=False,
        )

    def briefly(self, words: str) -> None:
        """Show a few words for a moment."""
        self._screen.app.notify(clean_line(words), timeout=_BRIEFLY, markup=False)
