"""`reader history`: how an annotation, or all of an article, came to be as it is."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, say_json, say_text
from reader.cli.times import shown_time
from reader.cli.wording import shown_change
from reader.errors import NotFoundError
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.annotation_history import Entry

_CITED = 60


@click.command(
    "history",
    short_help="Show the earlier versions of an annotation.",
    epilog=examples(
        "reader history 019a7c",
        "reader history envoy",
        "reader history envoy --json | jq -r '.[] | select(.what == \"deleted\") | .words'",
    ),
)
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a change.")
@pass_context
def history_command(context: CommandContext, *, name: str, as_json: bool) -> None:
    """Show how an annotation came to be as it is: when, on which machine, what was changed.

    ID is the annotation's, or the first letters of it, as `reader notes --json` prints it; or the
    name of an article, for all its annotations and itself. It is put together from what the
    records remember and from the backups.
    """
    with context.library() as library:
        article, entries = _entries(library, name)
    if as_json:
        say_json([_object(article, entry) for entry in entries])
        return
    lines: list[str] = []
    cited = ""
    for entry in entries:
        if entry.annotation != cited:
            cited = entry.annotation
            lines += [*([""] if lines else []), _heading(article, entry)]
        machine = "this machine" if entry.here else f"machine {entry.device or 'unknown'}"
        lines.append(f"  {shown_time(entry.time)}  {entry.what:8}  {machine}")
        lines += [f"      {shown_change(change)}" for change in entry.changes]
    say_text("\n".join(lines) + "\n")


def _entries(library: "Library", name: str) -> tuple[str, "list[Entry]"]:
    """Return the id of the article and what is known of what is meant."""
    from reader.library import annotation_history, annotation_ids, backups

    if not library.is_there(name) and annotation_ids.is_like_an_id(name):
        # It may be a piece of a title all the same.
        with suppress(NotFoundError):
            place = annotation_ids.find_annotation(library, name)
            return place.article, annotation_history.annotation_history(library, *place)
    try:
        article = backups.find_article(library, name)
    except NotFoundError:
        raise NotFoundError(
            f"“{clean_line(name, _CITED)}” is neither the beginning of an annotation's id "
            "nor the name of an article."
        ) from None
    return article, annotation_history.article_history(library, article)


def _heading(article: str, entry: "Entry") -> str:
    words = clean_line(entry.words, _CITED)
    if entry.annotation == article:
        return f"{words}  ({article})"
    return (f"“{words}”" if words else "(note on the whole article)") + f"  ({entry.annotation})"


def _object(article: str, entry: "Entry") -> dict[str, Any]:
    return {
        "article": article,
        "annotation": None if entry.annotation == article else entry.annotation,
        "words": entry.words,
        "time": entry.time,
        "device": entry.device,
        "here": entry.here,
        "what": entry.what,
        "changes": [change._asdict() for change in entry.changes],
    }
