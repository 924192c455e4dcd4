"""The commands that move the caret and the view."""

from reader.tui.commands.command import Command, Group, Situation, Where


def _motion(
    identity: str,
    keys: tuple[str, ...],
    title: str,
    action: str,
    *,
    footer: str = "",
    serves: Situation = Situation.NOTHING,
    rank: int = 50,
    far: bool = False,
    leafing: bool = False,
) -> Command:
    return Command(
        id=identity,
        keys=keys,
        title=title,
        help=title,
        group=Group.MOVING,
        where=Where.READING,
        action=f"pane.{action}",
        footer=footer,
        serves=serves,
        rank=rank,
        palette=False,
        far=far,
        leafing=leafing,
    )


MOVING = (
    Command(
        id="count",
        keys=(),
        title="Count",
        help="Repeat the motion after it: 3w",
        group=Group.MOVING,
        where=Where.READING,
        action="",
        written="1 – 9",
        palette=False,
    ),
    _motion("caret_left", ("h", "left"), "Character left", "caret_left"),
    _motion("caret_down", ("j", "down"), "Row down", "caret_down"),
    _motion("caret_up", ("k", "up"), "Row up", "caret_up"),
    _motion("caret_right", ("l", "right"), "Character right", "caret_right"),
    _motion("next_word", ("w",), "Next word", "next_word"),
    _motion("previous_word", ("b",), "Previous word", "previous_word"),
    _motion("word_end", ("e",), "End of the word", "word_end"),
    _motion("row_start", ("0", "home"), "Start of the row", "row_start"),
    _motion("row_end", ("$", "end"), "End of the row", "row_end"),
    _motion(
        "document_start", ("g",), "Start of the text", "document_start", far=True, leafing=True
    ),
    _motion("document_end", ("G",), "End of the text", "document_end", far=True, leafing=True),
    _motion("page_down", ("space", "pagedown", "ctrl+f"), "Page down", "page_down", leafing=True),
    _motion("page_up", ("pageup", "ctrl+b"), "Page up", "page_up", leafing=True),
    _motion("half_page_down", ("ctrl+d",), "Half a page down", "half_page_down", leafing=True),
    _motion("half_page_up", ("ctrl+u",), "Half a page up", "half_page_up", leafing=True),
    _motion("scroll_row_down", ("ctrl+e",), "Scroll one row down", "scroll_row_down"),
    _motion("scroll_row_up", ("ctrl+y",), "Scroll one row up", "scroll_row_up"),
    _motion("scroll_right", ("greater_than_sign",), "Scroll wide code right", "scroll_right"),
    _motion("scroll_left", ("less_than_sign",), "Scroll wide code left", "scroll_left"),
)
