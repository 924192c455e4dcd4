"""The commands of the claims board, and the one that opens it."""

from reader.tui.commands.command import Command, Group, Situation, Where


def _on_board(
    identity: str,
    keys: tuple[str, ...],
    title: str,
    action: str,
    footer: str = "",
    rank: int = 50,
    *,
    counts: bool = False,
    palette: bool = True,
) -> Command:
    """Return a command of the board; with `counts` it acts while these have the focus as well."""
    return Command(
        id=identity,
        keys=keys,
        title=title,
        help=title,
        group=Group.BOARD,
        where=Where.BOARD | Where.COUNTS if counts else Where.BOARD,
        action=action,
        footer=footer,
        serves=Situation.BOARD if footer else Situation.NOTHING,
        rank=rank,
        palette=palette,
    )


BOARD = (
    Command(
        id="board",
        keys=("B",),
        title="Claims board",
        help="The board of all claims; again: as it was left",
        group=Group.PROGRAM,
        where=Where.PANES,
        action="visiting.board",
        footer="board",
        serves=Situation.LIST,
        rank=48,
        aliases=("board",),
    ),
    _on_board("board_open", ("enter",), "Go to the place in the text", "rows.open", "open", 10),
    _on_board("board_next", ("n",), "Next unchecked claim", "finding.next", "unchecked", 34),
    _on_board("board_previous", ("N",), "Previous unchecked claim", "finding.previous"),
    _on_board("board_sort", ("o",), "Sort another way", "asking.sort", "sort", 32),
    _on_board("board_group", ("b",), "Group by something else", "asking.group", "group", 30),
    _on_board("board_ungroup", ("backspace",), "Group by nothing", "asking.ungroup"),
    _on_board("board_fold", ("z",), "Fold the group, or show it", "board.fold", palette=False),
    _on_board("board_close", ("h", "left"), "Fold the group", "board.close", palette=False),
    _on_board("board_unfold", ("l", "right"), "Show the group", "board.unfold", palette=False),
    _on_board("board_fold_all", ("Z",), "Fold all groups, or show all", "board.fold_all"),
    _on_board("board_choose", ("space",), "Choose", "board.choose", "choose", 26, palette=False),
    _on_board(
        "board_range",
        ("V",),
        "Begin to choose a range, or end it",
        "board.choose_range",
        palette=False,
    ),
    _on_board("board_all", ("*",), "Choose all, or none", "board.choose_all"),
    _on_board("board_verdict", ("x",), "Status and verdict", "changing.verdict", "verdict", 12),
    _on_board("board_speaker", ("s",), "Speaker", "changing.speaker", "speaker", 14),
    _on_board("board_tags", ("t",), "Tags", "changing.tags", "tags", 16),
    _on_board("board_confirm", ("c",), "Confirm suggested speakers", "changing.confirm"),
    _on_board("board_link", ("L",), "They are the same claim", "changing.link"),
    _on_board("board_delete", ("d",), "Delete", "changing.delete"),
    _on_board("board_claim", ("C",), "Show its claim", "claiming.open", "its claim", 20),
    _on_board("board_pin", ("p",), "Pin its claim, or let go of it", "claiming.pin"),
    _on_board("board_evidence", ("E",), "Find evidence in the library", "claiming.evidence"),
    _on_board(
        "board_counts", ("i",), "Counts, and back", "counting.turn", "counts", 36, counts=True
    ),
    Command(
        id="counts_open",
        keys=("enter",),
        title="Narrow to what is counted",
        help="On a count: show only these",
        group=Group.BOARD,
        where=Where.COUNTS,
        action="rows.open",
        footer="only these",
        serves=Situation.COUNTS,
        rank=10,
        palette=False,
    ),
    _on_board(
        "board_report",
        ("W",),
        "Report on the claims shown",
        "reporting.make",
        "report",
        40,
        counts=True,
    ),
    _on_board("board_queries", ("Q",), "Saved queries", "saved.open", "saved", 38, counts=True),
)
