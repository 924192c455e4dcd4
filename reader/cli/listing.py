"""`reader list` and `reader path`: what is there."""

from typing import Any

import click

from reader.cli.asking import articles_found, asked, query_option
from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, say, say_json
from reader.errors import StorageError
from reader.library import ArticleRow


@click.command(
    "list",
    short_help="List the articles.",
    epilog=examples(
        "reader list",
        "reader list --query 'is:unread verdict:refuted'",
        "reader list --json | jq -r '.[] | select(.claims > 0) | .id'",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object an article.")
@query_option
@pass_context
def list_command(context: CommandContext, *, as_json: bool, query: str | None) -> int:
    """List the articles, the latest added first: id, status, claims, title.

    In the third column, ?n counts the claims whose speaker is only suggested.
    """
    with context.library() as library:
        ids = None if query is None else articles_found(library, asked(library, query))
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


def _object(row: ArticleRow) -> dict[str, Any]:
    return {name: value for name, value in row._asdict().items() if name != "deleted"}


def _counts(row: ArticleRow) -> str:
    return f"{row.claims}" + (f" ?{row.suggested}" if row.suggested else "")


def _title(row: ArticleRow) -> str:
    return " · ".join(filter(None, [row.title, row.site, row.published_on])) + (
        " (sample)" if row.sample else ""
    )
