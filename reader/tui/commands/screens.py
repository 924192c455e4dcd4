"""The commands that every screen of records has: board, search, claim, speakers, tags."""

from reader.tui.commands.command import Command, Group, Situation, Where


def _moving(identity: str, keys: tuple[str, ...], title: str, action: str) -> Command:
    return Command(
        id=identity,
        keys=keys,
        title=title,
        help=title,
        group=Group.SCREENS,
        where=Where.SCREENS,
        action=action,
        palette=False,
    )


SCREENS = (
    _moving("rows_down", ("j", "down"), "Down", "rows.cursor_down"),
    _moving("rows_up", ("k", "up"), "Up", "rows.cursor_up"),
    _moving("rows_page_down", ("pagedown", "ctrl+f", "ctrl+d"), "Page down", "rows.page_down"),
    _moving("rows_page_up", ("pageup", "ctrl+b", "ctrl+u"), "Page up", "rows.page_up"),
    _moving("rows_first", ("g", "home"), "First", "rows.first"),
    _moving("rows_last", ("G", "end"), "Last", "rows.last"),
    Command(
        id="enter_field",
        keys=("/",),
        title="Type into the field",
        help="Type into the field",
        group=Group.SCREENS,
        where=Where.SCREENS,
        action="screen.enter_field",
        footer="filter",
        serves=Situation.BOARD | Situation.BARE_BOARD | Situation.COUNTS,
        rank=18,
        palette=False,
    ),
    Command(
        id="leave_field",
        keys=("escape",),
        title="Leave the field",
        help="While typing: back to the rows",
        group=Group.SCREENS,
        where=Where.FIELD,
        action="screen.leave_field",
        footer="back",
        serves=Situation.FIELD,
        rank=60,
        palette=False,
    ),
    Command(
        id="search_instead",
        keys=("S",),
        title="Search the library",
        help="Search the library",
        group=Group.SCREENS,
        where=Where.SCREENS & ~Where.SEARCH,
        action="screen.search",
        palette=False,
    ),
    Command(
        id="leave_screen",
        keys=("escape", "q"),
        title="Back to the text",
        help="Back to the text",
        group=Group.SCREENS,
        where=Where.SCREENS,
        action="screen.leave",
        footer="back",
        serves=Situation.SCREENS,
        rank=60,
    ),
)
