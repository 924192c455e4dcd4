"""`reader library copy | move | merge`: a whole library to another place."""

from pathlib import Path

import click

from reader.cli.context import CommandContext, pass_context
from reader.cli.output import complain, examples, say
from reader.errors import LibraryError


@click.group(
    "library",
    short_help="Copy, move or merge whole libraries.",
    epilog=examples(
        "reader library copy /media/stick/library",
        "reader library move ~/Documents/library",
        "reader library merge /media/stick/library --dry-run",
    ),
)
def library_command() -> None:
    """Copy, move or merge whole libraries."""


_folder = click.argument("path", type=click.Path(path_type=Path), metavar="PATH")


@library_command.command("copy")
@_folder
@pass_context
def copy_command(context: CommandContext, *, path: Path) -> None:
    """Copy the library to a folder that is missing or empty."""
    from reader.library import moves

    _require_one(context)
    copied = moves.copy(context.places, path)
    say(f"Copied to {copied}; reader --library {copied} opens it.")


@library_command.command("move")
@_folder
@pass_context
def move_command(context: CommandContext, *, path: Path) -> None:
    """Move the library, with its backups, to a folder that is missing or empty."""
    from reader.library import moves

    _require_one(context)
    moved = moves.move(context.places, path)
    say(f"Moved to {moved}.")
    complain(f"From now on give --library {moved}, or set READER_LIBRARY to it.")


@library_command.command("merge")
@_folder
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@pass_context
def merge_command(context: CommandContext, *, path: Path, dry_run: bool) -> int:
    """Take the library in PATH into this one; the annotations of both are kept.

    PATH is only read. What was changed in both is merged field by field, the later change first.
    """
    from reader.library import moves

    with context.library() as library:
        library.history.require_writable()
        outcome = moves.merge(library.records, path, rehearse=dry_run)
    for problem in outcome.problems:
        complain(problem)
    verb = "would come" if dry_run else "came"
    say(
        f"{_count(len(outcome.articles), 'article')} {verb} in, "
        f"{_count(len(outcome.joined), 'article')} in both; "
        f"{_count(outcome.annotations, 'annotation')} and {_count(outcome.claims, 'claim')} {verb}."
    )
    return 2 if outcome.problems else 0


def _require_one(context: CommandContext) -> None:
    folder = context.places.library
    if not (folder / "library.json").is_file():
        raise LibraryError(f"{folder} is no library of claim-reader yet; there is nothing to take.")


def _count(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
