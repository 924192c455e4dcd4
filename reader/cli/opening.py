"""`reader open`, and `reader` without a command: the terminal interface."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.context import ArticleOrPath, CommandContext, pass_context
from reader.cli.output import examples
from reader.errors import InputError, NotFoundError, ReaderError

if TYPE_CHECKING:
    from reader.library import Library


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
    with context.library(quiet=True) as library:
        articles = _articles(context, library, targets)
        if targets and not articles:
            return context.status
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise InputError("Reading needs a terminal; reader --help lists what does without one.")
        if not targets:
            _seed(library)
        status = _run_interface(library, articles)
    return max(status, context.status)


def _articles(context: CommandContext, library: "Library", targets: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for target in targets:
        try:
            article = _article(library, target)
        except ReaderError as error:
            context.fail(error)
            library.warn(str(error))
        else:
            found += [article] if article not in found else []
    return found


def _article(library: "Library", target: str) -> str:
    import difflib

    path = Path(target)
    if target == "-":
        raise InputError("Standard input is added with: reader add -")
    if os.path.lexists(path):
        return library.add_path(path).article
    try:
        return library.find_article(target)
    except NotFoundError:
        if os.sep in target or path.suffix:
            raise InputError(
                f"{target} does not exist, neither as a file nor as an article."
            ) from None
        close = difflib.get_close_matches(target, _command_names(), 1, cutoff=0.7)
        if close:
            raise NotFoundError(
                f"There is no article “{target}”; did you mean the command {close[0]}?"
            ) from None
        raise


def _command_names() -> list[str]:
    root = click.get_current_context().find_root()
    return root.command.list_commands(root) if isinstance(root.command, click.Group) else []


def _seed(library: "Library") -> None:
    """Put the samples into a new library; one that cannot take them is opened all the same."""
    try:
        library.seed_samples()
    except ReaderError as error:
        library.warn(str(error))


def _run_interface(library: "Library", articles: list[str]) -> int:
    from reader.tui.app import run

    return run(library, articles)
