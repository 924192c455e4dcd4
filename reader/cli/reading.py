"""Reading in the terminal: what is named is found or added first."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.names import COMMANDS
from reader.cli.shared import CommandContext
from reader.errors import InputError, NotFoundError, ReaderError

if TYPE_CHECKING:
    from reader.library import Library


def read(context: CommandContext, targets: tuple[str, ...]) -> int:
    """Open articles, files being added first, and return the exit status.

    Raises:
        ReaderError: there is no terminal, or the library cannot be opened or saved.
    """
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
        close = difflib.get_close_matches(target, COMMANDS, 1, cutoff=0.7)
        if close:
            raise NotFoundError(
                f"There is no article “{target}”; did you mean the command {close[0]}?"
            ) from None
        raise


def _seed(library: "Library") -> None:
    """Put the samples into a new library; one that cannot take them is opened all the same."""
    try:
        library.seed_samples()
    except ReaderError as error:
        library.warn(str(error))


def _run_interface(library: "Library", articles: list[str]) -> int:
    # What is made on the way to the first frame stays, so the collector would only walk it twice;
    # the app has it run again once something is in sight.
    gc.disable()
    if articles:
        # Before the interface is loaded: what a long text takes while it is read is free by then.
        library.prepare(articles[0])
    from reader.tui.app import run

    return run(library, articles)
