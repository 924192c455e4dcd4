"""Letting go and going back: Escape and `q`."""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reader.tui.screens.reading.screen import ReadingScreen


class LeaveWanted(Message):
    """The person wants to leave the program; the app sees to it."""


class Navigating:
    """What Escape, `q` and ctrl+q do."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on `screen`."""
        self._screen = screen

    def escape(self) -> None:
        """Let go of one thing: filter, saved query, pane, coach, selection, what was found, zen."""
        screen = self._screen
        filtered = screen.has_used("filtering") and screen.panes.front == "list"
        if filtered and screen.filtering.escape():
            return
        if screen.panes.front != "text" and screen.session is not None:
            screen.panes.bring("text")
        elif screen.coach.step is not None and screen.pane.selection is None:
            screen.coach.dismiss()
        elif screen.pane.escape() or (screen.has_used("finding") and screen.finding.stop()):
            return
        elif screen.panes.zen:
            screen.looks.zen()

    def back(self) -> None:
        """Go back to the text; from there, quit."""
        screen = self._screen
        if screen.panes.front != "text" and screen.session is not None:
            screen.panes.bring("text")
        else:
            self.leave()

    def leave(self) -> None:
        """Leave the program."""
        self._screen.post_message(LeaveWanted())
