"""`reader claims`: every sighting of a claim."""

from typing import TYPE_CHECKING, Any

import click

from reader.cli.asking import TAKES_QUERY, asked
from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, say, say_json
from reader.model.annotation import SpeakerState
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow

_CITED = 60


@click.command(
    "claims",
    context_settings=TAKES_QUERY,
    short_help="List the claims, wherever they were seen.",
    epilog=examples(
        "reader claims",
        "reader claims 'is:unchecked speaker:minister'",
        "reader claims 'verdict:refuted added:>2026-01-01' --json",
    ),
)
@click.argument("query", required=False, default="")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a sighting.")
@pass_context
def claims_command(context: CommandContext, *, query: str, as_json: bool) -> None:
    """List every sighting of a claim: id, words, speaker, judgement, tags, article.

    Those of the article added last come first, in the order of the text. A speaker with ? is only
    suggested.
    """
    from reader.index.annotations import AnnotationOrder
    from reader.index.conditions import AllOf
    from reader.library.querying import CLAIMED, of_annotations

    with context.library() as library:
        condition = AllOf([CLAIMED, of_annotations(asked(library, query))])
        annotations = library.listing.annotations
        rows = library.listing.exactly(
            lambda: annotations.rows(annotations.arrange(condition, AnnotationOrder.PLACE))
        )
    if as_json:
        say_json([_object(row) for row in rows])
        return
    for row in rows:
        words = clean_line(row.quotation or row.claim_text, _CITED)
        say(row.id, f"“{words}”" if words else "(the whole article)", _facts(row), row.article)


def _facts(row: "AnnotationRow") -> str:
    suggested = row.speaker_state == SpeakerState.SUGGESTED
    facts = [
        f"{row.speaker_name} ?" if row.speaker_name and suggested else row.speaker_name,
        row.status,
        row.verdict,
        " ".join(f"#{tag}" for tag in row.tags),
    ]
    return " · ".join(filter(None, facts))


def _object(row: "AnnotationRow") -> dict[str, Any]:
    fields = {
        "article": row.article,
        "title": row.title,
        "id": row.id,
        "kind": row.kind,
        "exact": row.quotation,
        "start": row.start,
        "end": row.end,
        "state": row.state,
        "speaker": row.speaker_name,
        "speaker_state": row.speaker_state,
        "voice": row.voice,
        "attribution": row.attribution,
        "claim": row.claim,
        "text": row.claim_text,
        "status": row.status,
        "verdict": row.verdict,
        "tags": list(row.tags),
        "note": row.note,
        "created": row.created,
        "modified": row.modified,
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
