"""Which panes are in sight, by the width of the window and by where the person is."""

from typing import TYPE_CHECKING, Literal

from textual.geometry import Size

if TYPE_CHECKING:
    from reader.tui.screens.reading.screen import ReadingScreen

Name = Literal["text", "list", "notes"]

PANES: tuple[Name, ...] = ("text", "list", "notes")
"""The panes, in the order tab goes through them."""

_TWO_PANES = 100
_THREE_PANES = 150
_TALL = 30
_SHORT = 16
_LEAST_WIDTH = 30
_LEAST_HEIGHT = 8


class Panes:
    """What tab and shift+tab do.

    Three panes from 150 columns on; from 100 the text and beside it the list or the notes,
    whichever was used last; below that one pane alone. Where the notes are not in sight, a card
    at the foot of the text shows the annotation under the focus; in a window of few rows only
    while there is one.

    Attributes:
        front: The pane the keys go to.
        zen: Whether the text is alone on the screen.
    """

    def __init__(self, screen: "ReadingScreen") -> None:
        """Arrange the panes of `screen`."""
        self._screen = screen
        self.front: Name = "text"
        self.zen = False
        self._side: Name = "list"

    def arrange(self, size: Size | None = None) -> None:
        """Show the panes that fit, and hide the rest.

        Args:
            size: Of the screen; to be given while that does not know it yet.
        """
        screen = self._screen
        width, height = size or screen.size
        wide, medium = width >= _THREE_PANES, width >= _TWO_PANES
        shown: set[Name] = {"text", "list", "notes"} if wide else {"text", self._side}
        if self.zen or not medium:
            shown = {self.front}
        classes: dict[str, bool] = {f"-{name}": name in shown for name in PANES}
        classes["-zen"] = self.zen
        classes["-card"] = not self.zen and "notes" not in shown and "text" in shown
        classes["-tall"] = height >= _TALL
        classes["-short"] = height < _SHORT
        classes["-wide"] = wide
        classes["-parted"] = medium
        classes["-narrow"] = not medium
        classes["-tiny"] = width < _LEAST_WIDTH or height < _LEAST_HEIGHT
        # At once: each change of a class styles every widget below anew.
        screen.update_classes(classes)

    def bring(self, name: Name) -> None:
        """Bring a pane to the front, where the keys go."""
        self.entered(name)
        widget = {
            "text": self._screen.pane,
            "list": self._screen.list,
            "notes": self._screen.notes,
        }[name]
        widget.focus()

    def entered(self, name: Name) -> None:
        """Take note that a pane has the keys now."""
        if name == self.front:
            return
        self.front = name
        self.zen = self.zen and name == "text"
        if name == "notes":
            # The text follows the notes.
            self._screen.jumping.note()
        if name != "text":
            self._side = name
        self.arrange()

    def next(self) -> None:
        """Go to the next pane."""
        self._go(1)

    def previous(self) -> None:
        """Go to the previous pane."""
        self._go(-1)

    def _go(self, step: int) -> None:
        place = (PANES.index(self.front) + step) % len(PANES)
        self.bring(PANES[place])
