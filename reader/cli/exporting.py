"""`reader export`."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.asking import articles_found, asked, query_option
from reader.cli.context import ArticleName, CommandContext, pass_context
from reader.cli.output import complain, examples, say_json, say_text
from reader.errors import InputError, ReaderError
from reader.exporters.registry import FORMATS
from reader.text.canonical import clean

if TYPE_CHECKING:
    from reader.library import ArticleSession, Library
    from reader.library.export import Exported


@click.command(
    "export",
    short_help="Write the notes to files.",
    epilog=examples(
        "reader export -o ~/vault/clippings",
        "reader export envoy --format markdown -o -",
        "reader export --query 'tag:health/* added:30d'",
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
@query_option
@pass_context
def export_command(
    context: CommandContext,
    *,
    articles: tuple[str, ...],
    format_name: str,
    output: str | None,
    query: str | None,
) -> int:
    """Write the notes on articles, on all that have any if none is named; prints the files.

    A query chooses among these articles; all notes on those it finds are written.

    A file that you changed since the last export is left alone: the new one is written beside it.
    """
    from reader.library.export import render

    with context.library() as library:
        within = None if query is None else set(articles_found(library, asked(library, query)))
        sessions = _readable(context, library, articles, within)
        chosen = [session.id for session in sessions]
        if not chosen:
            if context.failed:
                return context.status
            raise InputError(
                "There are no notes to export yet." if query is None else "No notes are found."
            )
        if output == "-":
            _print(render(library, chosen, format_name), format_name)
            return context.status
        exported = _write(library, chosen, format_name, output)
    for path in exported.paths:
        click.echo(clean(str(path)))
    for path in exported.beside:
        complain(f"A file was changed since it was exported, so this one stands beside it: {path}")
    return context.status


def _readable(
    context: CommandContext,
    library: "Library",
    names: tuple[str, ...],
    within: Collection[str] | None,
) -> list["ArticleSession"]:
    """Open the articles to export, each once; name those that cannot be read and leave them out.

    Of what is named, or of all, only what is among `within` is exported, if that is given.
    """
    from reader.library.export import exportable

    chosen = names or (
        *exportable(library),
        *(row.id for row in library.rows() if row.problem),
    )
    sessions: dict[str, ArticleSession] = {}
    for name in chosen:
        try:
            article = library.find_article(name) if names else name
            if within is not None and article not in within:
                continue
            session = library.session(article)
        except ReaderError as error:
            context.fail(error)
        else:
            sessions[session.id] = session
    return list(sessions.values())


def _print(text: str, format_name: str) -> None:
    """Print an export so that nothing in it acts on a terminal, and of JSON nothing is lost."""
    if format_name == "json":
        say_json(json.loads(text))
    else:
        say_text(text)


def _write(
    library: "Library", articles: list[str], format_name: str, output: str | None
) -> "Exported":
    from reader.library.export import export, export_file

    if output is None:
        return export(library, articles, format_name)
    path = Path(output).expanduser()
    extension = FORMATS[format_name].extension
    if path.is_dir() or path.suffix not in {known.extension for known in FORMATS.values()}:
        return export(library, articles, format_name, path)
    if path.suffix != extension:
        raise InputError(f"{path} ends in {path.suffix}; a {format_name} file ends in {extension}.")
    return export_file(library, articles, format_name, path)
