"""`reader stats`: how the claims are spread, as numbers and bars."""

import shutil
from typing import TYPE_CHECKING

import click

from reader.cli.asking import TAKES_QUERY, asked
from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, is_terminal, say_json, say_text
from reader.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.statistics import Statistics

_CELLS = 80
_WIDEST = 100


@click.command(
    "stats",
    context_settings=TAKES_QUERY,
    short_help="Count the claims by verdict, speaker, tag and month.",
    epilog=examples(
        "reader stats",
        "reader stats 'tag:health/* added:1y'",
        "reader stats verdict:refuted --json",
    ),
)
@click.argument("query", required=False, default="")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object, all counts.")
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    help="How many bars of each; the others are added up.",
)
@pass_context
def stats_command(context: CommandContext, *, query: str, as_json: bool, limit: int) -> None:
    """Count the sightings that `reader claims QUERY` lists, by verdict, speaker, tag and month.

    A month is the one in which a sighting was marked.
    """
    from reader.library.statistics import statistics

    with context.library() as library:
        wanted = asked(library, query)
        found = library.listing.exactly(lambda: statistics(library, wanted))
    if as_json:
        say_json(_object(found))
        return
    columns = shutil.get_terminal_size((_CELLS, 0)).columns if is_terminal() else _CELLS
    say_text("\n".join(_lines(found, min(columns, _WIDEST), limit)) + "\n")


def _lines(found: "Statistics", cells: int, limit: int) -> "Iterator[str]":
    from reader.library.statistics import shortened
    from reader.text.bars import bars

    yield f"{counted(found.sightings, 'sighting')} of {counted(found.claims, 'claim')}"
    for group, counts in found.groups.items():
        shown = shortened(group, counts, limit)
        if shown:
            labelled = [(each.written, each.number) for each in shown]
            sums = [row for row, each in enumerate(shown) if each.values > 1]
            yield f"\n{group.capitalize()}"
            yield from map(str, bars(labelled, cells, sums))


def _object(found: "Statistics") -> dict[str, object]:
    from reader.index.annotations import Group

    groups = {
        str(group): [
            {"value": each.value, "label": each.label, "number": each.number}
            | ({"suggested": each.suggested} if group is Group.SPEAKER else {})
            for each in counts
        ]
        for group, counts in found.groups.items()
    }
    return {"sightings": found.sightings, "claims": found.claims, **groups}
