"""Every command of the program, declared once.

Key bindings, the bottom row, the palette and the help screen are made from these declarations.
"""

from reader.tui.commands.annotating import ANNOTATING
from reader.tui.commands.articles import ARTICLES
from reader.tui.commands.board import BOARD
from reader.tui.commands.calling import method_of
from reader.tui.commands.claims import CLAIMS
from reader.tui.commands.command import STAYS, Command, Group, Situation, Where
from reader.tui.commands.finding import FINDING
from reader.tui.commands.following import FOLLOWING
from reader.tui.commands.keymap import Keymap
from reader.tui.commands.moving import MOVING
from reader.tui.commands.program import PROGRAM
from reader.tui.commands.registries import REGISTRIES
from reader.tui.commands.screens import SCREENS
from reader.tui.commands.searching import SEARCHING
from reader.tui.commands.selecting import SELECTING

COMMANDS: tuple[Command, ...] = (
    *MOVING,
    *SELECTING,
    *ANNOTATING,
    *FINDING,
    *FOLLOWING,
    *ARTICLES,
    *BOARD,
    *CLAIMS,
    *SEARCHING,
    *REGISTRIES,
    *SCREENS,
    *PROGRAM,
)
"""All commands, in the order of the help screen."""

BY_ID = {command.id: command for command in COMMANDS}
"""All commands by their id."""

__all__ = [
    "BY_ID",
    "COMMANDS",
    "STAYS",
    "Command",
    "Group",
    "Keymap",
    "Situation",
    "Where",
    "method_of",
]
