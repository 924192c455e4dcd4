"""`reader evidence`: what the whole library has on the matter of a claim."""

from typing import TYPE_CHECKING, Any

import click

from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, say_json
from reader.cli.searching import in_context
from reader.errors import InputError
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.finding_evidence import Found


@click.command(
    "evidence",
    short_help="Find passages on the matter of a claim.",
    epilog=examples(
        "reader evidence --of 019a7c",
        "reader evidence the oldest mill in the county",
        "reader claim link 019a7c 019b01",
        "reader claim evidence the-mill-is refutes 019b01",
    ),
)
@click.argument("words", nargs=-1, metavar="[WORDS]…")
@click.option("--of", "name", metavar="SIGHTING", help="The words of this annotation.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a passage.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many."
)
@pass_context
def evidence_command(
    context: CommandContext, *, words: tuple[str, ...], name: str | None, as_json: bool, limit: int
) -> None:
    """Find passages on the matter of some words, anywhere in the library, by the rarer of them.

    What says nearly the same comes first, marked =, with the annotation or claim that it is
    already. A report that several papers printed is shown once.
    """
    if bool(words) == (name is not None):
        raise click.UsageError("Say some words, or --of SIGHTING.")
    with context.library() as library:
        found = _found(library, " ".join(words), name, limit)
    if as_json:
        say_json([_object(each) for each in found])
        return
    for each in found:
        passage = each.passage
        where = f"{passage.article}:{each.extent.start}" if each.extent else passage.id
        known = " ".join(filter(None, (each.annotation, each.claim if each.extent else "")))
        others = f"  (and in {len(each.elsewhere):,} more)" if each.elsewhere else ""
        shown = f"“{clean_line(each.words)}”" if each.same else in_context(passage)
        click.echo(
            f"{'=' if each.same else ' '} {clean_line(where)}  "
            f"{clean_line(known) + '  ' if known else ''}{shown}{others}"
        )


def _found(library: "Library", words: str, name: str | None, limit: int) -> "list[Found]":
    from reader.index.folding import words_in
    from reader.library.finding_evidence import evidence_for, find_evidence

    if name is None:
        if not words_in(words).strip():
            raise InputError("There is no word to look for.")
        return library.listing.exactly(lambda: find_evidence(library, words, limit=limit))
    from reader.library.claim_names import find_sighting

    place = find_sighting(library, name)
    return library.listing.exactly(lambda: evidence_for(library, place, limit=limit))


def _object(found: "Found") -> dict[str, Any]:
    passage = found.passage
    fields = {
        "source": passage.source,
        "article": passage.article,
        "title": passage.title,
        "start": found.extent.start if found.extent else None,
        "end": found.extent.end if found.extent else None,
        "words": found.words,
        "nearness": round(found.nearness),
        "same": found.same,
        "annotation": found.annotation,
        "claim": found.claim,
        "passage": passage.text,
        "hits": [list(hit) for hit in passage.hits],
        "elsewhere": [
            {"article": each.article, "title": each.title, "offset": each.start}
            for each in found.elsewhere
        ],
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
