"""`reader search`: words in the whole library, each passage with what is around them."""

from typing import TYPE_CHECKING, Any

import click

from reader.cli.asking import TAKES_QUERY, asked
from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, is_terminal, say_json
from reader.text.canonical import clean, clean_line

if TYPE_CHECKING:
    from reader.index.full_text import Passage

_BEFORE, _AFTER = 40, 120


@click.command(
    "search",
    context_settings=TAKES_QUERY,
    short_help="Search texts, notes, titles and claims.",
    epilog=examples(
        "reader search oldest mill",
        "reader search '\"the oldest mill\"' --limit 5",
        "reader search 'vacc* added:7d' --json",
    ),
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a passage.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many of each."
)
@pass_context
def search_command(
    context: CommandContext, *, words: tuple[str, ...], as_json: bool, limit: int
) -> None:
    """Search the whole library: titles, claims, annotations, then texts, the most telling first.

    Each line has the article and the place in its text, or the claim. Words in any order, a
    "phrase" in quotation marks, vacc* for what begins so; with fields of a query, such as
    added:7d, only articles that they find are searched.
    """
    from reader.library.searching import search

    with context.library() as library:
        found = search(library, asked(library, " ".join(words)), limit)
    if as_json:
        say_json([_object(passage) for passage in found])
        return
    for passage in found:
        place = passage.place
        where = passage.article or passage.id
        where += "" if place is None else f":{place.start}"
        click.echo(f"{clean_line(where)}  {passage.source}  {in_context(passage)}")


def in_context(passage: "Passage") -> str:
    """Return a passage around its first hit, on a terminal with the hits marked."""
    text, hits = passage.text, passage.hits
    start = max(0, hits[0].start - _BEFORE) if hits else 0
    end = min(len(text), start + _BEFORE + _AFTER)
    pieces = ["…" if start else ""]
    at = start
    for hit in hits:
        if at <= hit.start and hit.end <= end:
            marked = _cleaned(text[hit.start : hit.end])
            shown = click.style(marked, bold=True, underline=True) if is_terminal() else marked
            pieces += [_cleaned(text[at : hit.start]), shown]
            at = hit.end
    return "".join([*pieces, _cleaned(text[at:end]), "…" if end < len(text) else ""])


def _cleaned(text: str) -> str:
    return clean(text).replace("\n", " ").replace("\t", " ")


def _object(passage: "Passage") -> dict[str, Any]:
    place = passage.place
    fields = {
        "source": passage.source,
        "article": passage.article,
        "title": passage.title,
        "id": passage.id,
        "offset": None if place is None else place.start,
        "text": passage.text,
        "hits": [list(hit) for hit in passage.hits],
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
