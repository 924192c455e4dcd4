"""`reader notes`: the annotations, for a person or as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from reader.cli.asking import asked, query_option
from reader.cli.context import ArticleName, CommandContext, pass_context
from reader.cli.output import examples, say_json, say_text
from reader.errors import ReaderError
from reader.model.annotation import Annotation, SpeakerState
from reader.text.canonical import clean, clean_line

if TYPE_CHECKING:
    from reader.library import ArticleSession


@click.command(
    "notes",
    short_help="Print the annotations.",
    epilog=examples(
        "reader notes envoy",
        "reader notes --query 'tag:health/* -is:checked'",
        "reader notes --json | jq -r '.[].exact'",
    ),
)
@click.argument("article", required=False, type=ArticleName())
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object an annotation.")
@query_option
@pass_context
def notes_command(
    context: CommandContext, *, article: str | None, as_json: bool, query: str | None
) -> int:
    """Print the annotations of an article, or of all, in the order of the text.

    A speaker with ? is only suggested.
    """
    from reader.index.conditions import Annotated
    from reader.library.querying import of_annotations
    from reader.library.scanning import Scan, Subject

    objects: list[dict[str, Any]] = []
    with context.library() as library:
        wanted = asked(library, query or "")
        scan = Scan.of(library)
        if article is not None:
            chosen = [library.find_article(article)]
        elif query is None:
            chosen = [row.id for row in library.rows() if row.annotations or row.problem]
        else:
            within = Annotated(of_annotations(wanted))
            chosen = library.listing.exactly(lambda: library.listing.matching(within))
        for name in chosen:
            try:
                session = library.session(name)
            except ReaderError as error:
                context.fail(error)
                continue
            alone = Subject(session.article, session.state.status)
            found = {
                number: each
                for number, each in enumerate(session.annotations, 1)
                if scan.finds(wanted, alone._replace(annotation=each))
            }
            if as_json:
                objects += [_object(session, each) for each in found.values()]
            else:
                say_text("\n".join(_lines(session, found)) + "\n")
    if as_json:
        say_json(objects)
    return context.status


def summary(session: "ArticleSession", annotation: Annotation) -> str:
    """Return on one line what is known of an annotation besides its words and its note."""
    claim = session.claim_of(annotation)
    speaker = session.speaker_name(annotation)
    suggested = annotation.speaker_state is SpeakerState.SUGGESTED
    facts = [
        str(annotation.kind),
        f"{speaker} ?" if speaker and suggested else speaker,
        f"via {annotation.via}" if annotation.via else "",
        str(claim.status or "") if claim else "",
        (claim.verdict or "") if claim else "",
        " ".join(f"#{tag}" for tag in annotation.tags),
    ]
    return clean_line(" · ".join(filter(None, facts)))


def _lines(session: "ArticleSession", annotations: dict[int, Annotation]) -> Iterator[str]:
    yield f"{clean_line(session.article.title)}  ({session.id})"
    for number, annotation in annotations.items():
        words = clean_line(session.quotation(annotation))
        yield ""
        yield f"{number:3}  “{words}”" if words else f"{number:3}  (the whole article)"
        yield f"     {summary(session, annotation)}"
        for line in clean(annotation.note).split("\n") if annotation.note else ():
            yield f"     {line}"
    yield ""


def _object(session: "ArticleSession", annotation: Annotation) -> dict[str, Any]:
    claim = session.claim_of(annotation)
    place = session.range_of(annotation)
    fields: dict[str, Any] = {
        "article": session.id,
        "id": annotation.id,
        "kind": annotation.kind,
        "exact": session.quotation(annotation),
        "start": None if place is None else place.start,
        "end": None if place is None else place.end,
        "speaker": session.speaker_name(annotation),
        "speaker_state": annotation.speaker_state,
        "voice": annotation.voice,
        "via": annotation.via,
        "said_on": annotation.said_on,
        "attribution": annotation.attribution,
        "claim": None if claim is None else claim.id,
        "status": None if claim is None else claim.status,
        "verdict": None if claim is None else claim.verdict,
        "tags": list(annotation.tags),
        "note": annotation.note,
        "creator": annotation.creator,
        "created": annotation.created,
        "modified": annotation.modified,
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
