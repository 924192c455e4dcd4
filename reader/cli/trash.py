"""`reader trash list` and `reader trash restore`: what was deleted, and having it back."""

from typing import Any

import click

from reader.cli.context import ArticleName, CommandContext, pass_context
from reader.cli.output import examples, say, say_json
from reader.cli.times import shown_time
from reader.errors import ReaderError
from reader.text.canonical import clean_line

_CITED = 60


@click.group("trash", short_help="List what was deleted, and have it back.")
def trash_command() -> None:
    """List what was deleted, articles and annotations, and have it back.

    Nothing is ever thrown away.
    """


@trash_command.command(
    "list",
    short_help="List what was deleted.",
    epilog=examples("reader trash list", "reader trash list envoy --json"),
)
@click.argument("article", required=False, type=ArticleName())
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a deletion.")
@pass_context
def list_command(context: CommandContext, *, article: str | None, as_json: bool) -> None:
    """List the articles in the trash and all deleted annotations, the latest first.

    With an ARTICLE only its annotations.
    """
    from reader.library import trash

    with context.library() as library:
        if article is None:
            articles = trash.deleted_articles(library)
            annotations = trash.all_deleted_annotations(library)
        else:
            articles = []
            annotations = trash.deleted_annotations(library, library.find_article(article))
    if as_json:
        objects: list[dict[str, Any]] = [
            {"article": each.id, "title": each.title, "deleted": each.deleted} for each in articles
        ]
        say_json(objects + [each._asdict() for each in annotations])
        return
    for gone in articles:
        say(shown_time(gone.deleted), gone.id, clean_line(gone.title, _CITED))
    for each in annotations:
        words = clean_line(each.words, _CITED)
        say(shown_time(each.deleted), each.id, f"“{words}”" if words else "(the whole article)")


@trash_command.command(
    "restore",
    short_help="Have something back.",
    epilog=examples("reader trash restore envoy", "reader trash restore 019a7c 019a7d"),
)
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@pass_context
def restore_command(context: CommandContext, *, names: tuple[str, ...]) -> int:
    """Have articles and annotations back, and print their ids.

    ID is the id of an annotation or its first letters; an article is named as elsewhere.
    """
    from reader.library import trash

    with context.library() as library:
        for name in names:
            try:
                found = trash.find_deleted(library, name)
                if isinstance(found, trash.DeletedArticle):
                    trash.restore_article(library, found.id)
                else:
                    trash.restore_annotation(library, found.article, found.id)
                library.flush()
            except ReaderError as error:
                context.fail(error)
            else:
                say(found.id)
    return context.status
