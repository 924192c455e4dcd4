"""`reader add`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.context import CommandContext, pass_context
from reader.cli.output import complain, examples, say
from reader.errors import InputError, ReaderError

if TYPE_CHECKING:
    from reader.library import Added, Library


@click.command(
    "add",
    short_help="Add files, or what comes through a pipe.",
    epilog=examples(
        "reader add saved.html notes/*.md",
        "curl -s https://example.org/page | reader add -",
    ),
)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="PATH… | -"
)
@pass_context
def add_command(context: CommandContext, paths: tuple[str, ...]) -> int:
    """Add files, or with - what comes through a pipe; prints the id and title of each.

    Plain text, Markdown and HTML can be read. A file that is in the library already is not
    added twice.
    """
    with context.library() as library:
        for path in paths:
            try:
                added = _add(library, path)
            except ReaderError as error:
                context.fail(error)
                continue
            say(added.article, added.title)
            if not added.new:
                complain(f"{path} is in the library already.")
            for warning in added.warnings:
                complain(warning)
    return context.status


def _add(library: "Library", path: str) -> "Added":
    from reader.importers.registry import STANDARD_INPUT

    if path != "-":
        return library.add_path(Path(path))
    limit = library.config.max_file_bytes
    content = sys.stdin.buffer.read(limit + 1)
    if len(content) > limit:
        raise InputError(
            f"Standard input is larger than the limit of {limit:,} bytes; "
            "split it, or raise max_file_bytes in the settings."
        )
    return library.add(content, STANDARD_INPUT)
