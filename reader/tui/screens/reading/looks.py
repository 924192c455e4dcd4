"""How the text looks: the theme, and the width of its column."""

from typing import TYPE_CHECKING

from reader.tui.themes import CONTRAST, DARK, LIGHT, TERMINAL, THEMES

if TYPE_CHECKING:
    from reader.tui.screens.reading.screen import ReadingScreen

_COLUMN_STEP = 4


class Looks:
    """What `+`, `-`, `z`, `Z` and the theme commands do; width and theme are remembered."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Change the looks of `screen`."""
        self._screen = screen

    def wider(self) -> None:
        """Widen the column of text."""
        self._widen(_COLUMN_STEP)

    def narrower(self) -> None:
        """Narrow the column of text."""
        self._widen(-_COLUMN_STEP)

    def zen(self) -> None:
        """Leave the text alone on the screen, or bring back what belongs around it."""
        panes = self._screen.panes
        panes.bring("text")
        panes.zen = not panes.zen
        panes.arrange()

    def focus_mode(self) -> None:
        """Dim all but the focus, or no longer."""
        pane = self._screen.pane
        pane.focus_mode = not pane.focus_mode

    def next_theme(self) -> None:
        """Take the next theme, the first after the last."""
        names = [theme.name for theme in THEMES]
        present = self._screen.app.theme
        place = names.index(present) + 1 if present in names else 0
        self._take(names[place % len(names)])

    def dark(self) -> None:
        """Take the dark theme."""
        self._take(DARK.name)

    def light(self) -> None:
        """Take the light theme."""
        self._take(LIGHT.name)

    def contrast(self) -> None:
        """Take the theme of high contrast."""
        self._take(CONTRAST.name)

    def terminal(self) -> None:
        """Take the theme of the terminal's own colours."""
        self._take(TERMINAL.name)

    def _take(self, theme: str) -> None:
        self._screen.app.theme = theme
        self._screen.remembered.theme = theme

    def _widen(self, cells: int) -> None:
        screen = self._screen
        if cells > 0 and screen.pane.column.text < screen.pane.measure:
            screen.telling.briefly("the window has no room for more")
            return
        screen.remembered.column += cells
        screen.pane.measure = screen.remembered.column
        screen.telling.briefly(f"column of {screen.pane.measure}")
