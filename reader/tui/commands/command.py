"""What one command is: its keys, its words, where it serves and what it calls."""

from enum import Flag, StrEnum, auto
from typing import NamedTuple

STAYS = 60
"""The rank from which on an offer stays in the bottom row where there is no room for all."""


class Where(Flag):
    """The places where a command's keys act."""

    TEXT = auto()
    SELECTION = auto()
    LIST = auto()
    NOTES = auto()
    FIND_BAR = auto()
    HINTS = auto()
    LINK = auto()
    FOOTNOTE = auto()
    FIELD = auto()
    BOARD = auto()
    COUNTS = auto()
    SEARCH = auto()
    CLAIM = auto()
    SPEAKERS = auto()
    TAGS = auto()
    EVIDENCE = auto()
    READING = TEXT | SELECTION
    PANES = TEXT | SELECTION | LIST | NOTES
    SCREENS = BOARD | COUNTS | SEARCH | CLAIM | SPEAKERS | TAGS | EVIDENCE


class Situation(Flag):
    """What a person is doing; it decides which commands the bottom row offers.

    SUGGESTED is told beside ANNOTATION, where its speaker waits to be confirmed; REFERENCE beside
    what else there is, where the caret is on a link or a footnote. A BARE_BOARD shows nothing.
    """

    NOTHING = 0
    FOCUS = auto()
    ANNOTATION = auto()
    SELECTING = auto()
    RESELECTING = auto()
    DRAGGING = auto()
    FINDING = auto()
    LIST = auto()
    NOTES = auto()
    EMPTY = auto()
    SUGGESTED = auto()
    REFERENCE = auto()
    HINTS = auto()
    LINK = auto()
    FOOTNOTE = auto()
    FIELD = auto()
    BOARD = auto()
    BARE_BOARD = auto()
    COUNTS = auto()
    SEARCH = auto()
    CLAIM = auto()
    SPEAKERS = auto()
    TAGS = auto()
    EVIDENCE = auto()
    TEXT = FOCUS | ANNOTATION
    SCREENS = BOARD | BARE_BOARD | COUNTS | SEARCH | CLAIM | SPEAKERS | TAGS | EVIDENCE
    PANES = FOCUS | ANNOTATION | SELECTING | RESELECTING | FINDING | LIST | NOTES | EMPTY
    ALWAYS = PANES | SCREENS


class Group(StrEnum):
    """The headings of the help screen, in its order."""

    MOVING = "Moving"
    FOCUS = "The focus, and selecting"
    ANNOTATING = "Marks and claims"
    FINDING = "Finding"
    ARTICLES = "Articles"
    LIST = "In the list"
    NOTES = "In the notes"
    BOARD = "On the claims board"
    CLAIM = "On a claim"
    EVIDENCE = "Where evidence is looked for"
    SEARCH = "In a search"
    SPEAKERS = "Among the speakers"
    TAGS = "Among the tags"
    SCREENS = "On every other screen"
    PROGRAM = "The program"


class Command(NamedTuple):
    """One thing a person can do; key binding, bottom row, palette and help come from here.

    Attributes:
        id: The name by which `[keys]` in config.toml gives it other keys.
        keys: Its default keys: characters as typed, or names such as `ctrl+r`.
        title: What the palette calls it.
        help: One line for the help screen.
        action: `owner.method`: who does it, and the method that does.
        footer: Its word in the bottom row, or empty.
        serves: The situations in which the bottom row offers it.
        rank: Its place in the bottom row; smaller is further left.
        aliases: Words that call it from the palette, such as `w` in `:w`.
        written: How its keys are written in the help when they are not bound one by one.
        palette: Whether the palette offers it.
        far: Whether it goes so far that the way back is kept.
        leafing: Whether it turns pages, so that the focus only comes along.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    group: Group
    where: Where
    action: str
    footer: str = ""
    serves: Situation = Situation.NOTHING
    rank: int = 50
    aliases: tuple[str, ...] = ()
    written: str = ""
    palette: bool = True
    far: bool = False
    leafing: bool = False
