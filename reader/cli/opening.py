"""`reader open`: the terminal interface."""

import click

from reader.cli.context import ArticleOrPath, CommandContext, pass_context
from reader.cli.output import examples
from reader.cli.reading import read


@click.command(
    "open",
    epilog=examples(
        "reader open                 start where you left off",
        "reader open list            open the article called “list”",
        "reader open saved.html      add a file and open it",
    ),
)
@click.argument("targets", nargs=-1, type=ArticleOrPath(), metavar="[ARTICLE|PATH]…")
@pass_context
def open_command(context: CommandContext, targets: tuple[str, ...]) -> int:
    """Open articles; files are added first."""
    return read(context, targets)
