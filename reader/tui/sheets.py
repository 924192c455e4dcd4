"""The style sheets: those of the reading screen, and those of the screens that open on it."""

from reader.paths import resource_folder

_STYLES = resource_folder("styles")

DIALOGS = _STYLES / "dialogs.tcss"
"""The sheet of every dialog."""

HELP = _STYLES / "help.tcss"
"""The sheet of the help."""

SCREENS = _STYLES / "screens.tcss"
"""The sheet of the screens of records; one of them may bring another of its own."""

BOARD = _STYLES / "board.tcss"
"""The sheet of the claims board."""

COLORLESS = _STYLES / "colorless.tcss"
"""The sheet of a text on a terminal where tints do not show."""

TEXT_SHEETS = tuple(_STYLES / f"{name}.tcss" for name in ("card", "notes_pane", "reading_pane"))
"""What no rule is needed of before a text is shown."""

BARS = _STYLES / "bars.tcss"
"""The sheet of what opens at the foot of a pane, and of fields for queries."""

REGISTRIES = _STYLES / "registries.tcss"
"""The sheet of the screens of speakers and tags."""

SCREEN_SHEETS = (DIALOGS, HELP, SCREENS, BOARD, REGISTRIES)
"""What a dialog or a screen brings along when it is first opened."""

_FIRST = ("app", "article_list", "reading_screen", "terminal")
SHEETS = tuple(_STYLES / f"{name}.tcss" for name in _FIRST)
"""What the first frame is styled by."""
