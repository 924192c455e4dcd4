"""`reader list` and `reader path`: what is there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from reader.cli.asking import articles_found, asked, query_option
from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, say, say_json
from reader.errors import StorageError
from reader.library import ArticleRow

if TYPE_CHECKING:
    from reader.index.copies import Copy
    from reader.library import Library


@click.command(
    "list",
    short_help="List the articles.",
    epilog=examples(
        "reader list",
        "reader list --query 'is:unread verdict:refuted'",
        "reader list --copies",
        "reader list --json | jq -r '.[] | select(.claims > 0) | .id'",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object an article.")
@click.option("--copies", is_flag=True, help="Only nearly the same texts, side by side.")
@query_option
@pass_context
def list_command(context: CommandContext, *, as_json: bool, copies: bool, query: str | None) -> int:
    """List the articles, the latest added first: id, status, claims, title.

    In the third column, ?n counts the claims whose speaker is only suggested.

    With --copies, list reports that several papers printed: the article added first, and under it
    the others, with how much of the shorter text is in the longer one.
    """
    with context.library() as library:
        ids = None if query is None else articles_found(library, asked(library, query))
        if copies:
            _say_copies(_copies(library, ids), as_json=as_json)
            return context.status
        rows = list(library.rows(ids))
    if as_json:
        say_json([_object(row) for row in rows])
    else:
        width = max((len(row.id) for row in rows), default=0)
        for row in rows:
            if not row.problem:
                say(f"{row.id:{width}}", f"{row.status:8}", f"{_counts(row):6}", _title(row))
    for row in rows:
        if row.problem:
            context.fail(StorageError(f"{row.id}: {row.problem}"))
    return context.status


@click.command(
    "path",
    epilog=examples(
        'cd "$(reader path)" && git init',
    ),
)
@pass_context
def path_command(context: CommandContext) -> None:
    """Print the folder of the library."""
    click.echo(context.places.library)


def _copies(library: "Library", ids: Sequence[str] | None) -> "list[list[Copy]]":
    """Return the groups of copies; only those with one of some articles, if these are given."""
    groups = library.listing.exactly(lambda: library.listing.copies.groups())
    wanted = None if ids is None else set(ids)
    return [
        group for group in groups if wanted is None or any(each.article in wanted for each in group)
    ]


def _say_copies(groups: "list[list[Copy]]", *, as_json: bool) -> None:
    if as_json:
        say_json(
            [
                {"id": first.article, "title": first.title, "copies": list(map(_copy, others))}
                for first, *others in groups
            ]
        )
        return
    for first, *others in groups:
        say(first.article, first.title)
        for each in others:
            say(f"  {each.share:4.0%}", each.article, each.title)


def _copy(copy: "Copy") -> dict[str, Any]:
    return {"id": copy.article, "title": copy.title, "share": round(copy.share, 3)}


def _object(row: ArticleRow) -> dict[str, Any]:
    return {name: value for name, value in row._asdict().items() if name != "deleted"}


def _counts(row: ArticleRow) -> str:
    return f"{row.claims}" + (f" ?{row.suggested}" if row.suggested else "")


def _title(row: ArticleRow) -> str:
    return " · ".join(filter(None, [row.title, row.site, row.published_on])) + (
        " (sample)" if row.sample else ""
    )
