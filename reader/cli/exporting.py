"""`reader export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.context import ArticleName, CommandContext, pass_context
from reader.cli.output import complain, examples, say_text
from reader.errors import InputError
from reader.exporters.registry import FORMATS
from reader.text.canonical import clean

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.export import Exported


@click.command(
    "export",
    short_help="Write the notes to files.",
    epilog=examples(
        "reader export -o ~/vault/clippings",
        "reader export envoy --format markdown -o -",
        "reader export --format json -o notes.json",
    ),
)
@click.argument("articles", nargs=-1, type=ArticleName(), metavar="[ARTICLE]…")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default=next(iter(FORMATS)),
    show_default=True,
    help="Markdown for Obsidian, or everything as JSON.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH|-",
    help="A folder, a file, or - to print; left out, the folder used last.",
)
@pass_context
def export_command(
    context: CommandContext, *, articles: tuple[str, ...], format_name: str, output: str | None
) -> None:
    """Write the notes on articles, on all that have any if none is named; prints the files.

    A file that you changed since the last export is left alone: the new one is written beside it.
    """
    from reader.library.export import exportable, render

    with context.library() as library:
        chosen = [library.find_article(name) for name in articles] or exportable(library)
        if not chosen:
            raise InputError("There are no notes to export yet.")
        if output == "-":
            say_text(render(library, chosen, format_name))
            return
        exported = _write(library, chosen, format_name, output)
    for path in exported.paths:
        click.echo(clean(str(path)))
    for path in exported.beside:
        complain(f"A file was changed since it was exported, so this one stands beside it: {path}")


def _write(
    library: "Library", articles: list[str], format_name: str, output: str | None
) -> "Exported":
    from reader.library.export import export, export_file

    if output is None:
        return export(library, articles, format_name)
    path = Path(output).expanduser()
    if path.suffix == FORMATS[format_name].extension and not path.is_dir():
        return export_file(library, articles, format_name, path)
    return export(library, articles, format_name, path)
