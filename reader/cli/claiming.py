"""`reader claim`: one claim with its sightings and evidence, and which claims are the same."""

from typing import TYPE_CHECKING, Any

import click

from reader.cli.context import CommandContext, pass_context
from reader.cli.output import examples, say, say_json, say_text
from reader.cli.times import shown_time
from reader.errors import NotFoundError
from reader.library.annotation_ids import Place
from reader.model.claim import ClaimType, Relation, Status
from reader.text.canonical import clean, clean_line

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.claim_linking import ClaimSighting
    from reader.model.evidence import Evidence

_CITED = 60
_OFFERED = 10
_TAIL = 6


@click.group("claim", short_help="Judge a claim once, wherever it appears.")
def claim_command() -> None:
    """Judge a claim once, wherever it appears.

    CLAIM is the id of a claim or of one of its sightings, SIGHTING that of an annotation; the
    first letters will do. `reader notes --json` prints the ids.
    """


_claim = click.argument("claim", metavar="CLAIM")


@claim_command.command(
    "show",
    short_help="Show a claim with its sightings and evidence.",
    epilog=examples("reader claim show the-mill-is", "reader claim show 019a7c --json"),
)
@_claim
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object.")
@pass_context
def show_command(context: CommandContext, *, claim: str, as_json: bool) -> None:
    """Show a claim: its judgement, every sighting, every piece of evidence, earlier verdicts."""
    from reader.library import claim_judging, claim_linking, evidence

    with context.library() as library:
        known = library.claims.require(_known(library, claim))
        seen = claim_linking.sightings(library, known.id)
        pieces = evidence.evidence_of(library, known.id)
        former = claim_judging.earlier(library, known.id)
        if as_json:
            fields = known._asdict() | {
                "merged_from": [part.id for part in library.claims.parts(known.id)[1:]],
                "sightings": [_sighting_object(library, each) for each in seen],
                "evidence": [_piece_object(library, each) for each in pieces],
                "earlier": [each._asdict() for each in former],
            }
            unwanted = ("notes_past", "deleted", "merged_into")
            say_json(
                {
                    name: value
                    for name, value in fields.items()
                    if name not in unwanted and value not in (None, "", [])
                }
            )
            return
        facts = [
            str(known.type or ""),
            str(known.status or ""),
            known.verdict or "",
            f"as of {known.as_of}" if known.as_of else "",
            f"by {known.checked_by}" if known.checked_by else "",
        ]
        lines = [f"{clean_line(known.text)}  ({known.id})"]
        lines += filter(None, [clean_line(" · ".join(filter(None, facts)))])
        lines += [known.explanation] if known.explanation else []
        lines += ["", *(_sighting_line(library, each) for each in seen)]
        if pieces:
            lines += ["", *(line for each in pieces for line in _piece_lines(library, each))]
        if former:
            lines.append("")
        for each in former:
            lines.append(f"  {shown_time(each.time)}  {each.what}: {clean_line(each.text)}")
        say_text("\n".join(lines) + "\n")


@claim_command.command(
    "link",
    short_help="Say that two sightings are of the same claim.",
    epilog=examples("reader claim link 019a7c", "reader claim link 019a7c the-mill-is"),
)
@click.argument("sighting", metavar="SIGHTING")
@click.argument("claim", metavar="[CLAIM]", required=False)
@pass_context
def link_command(context: CommandContext, *, sighting: str, claim: str | None) -> None:
    """Say that SIGHTING is one of CLAIM, and print the claim's id.

    Without a CLAIM, list what says nearly the same, the nearest first.
    """
    from reader.library import claim_linking, claim_names
    from reader.library.same_claims import same_claims

    with context.library() as library:
        place = claim_names.find_sighting(library, sighting)
        if claim is not None:
            target = claim_names.find_claim(library, claim)
            if isinstance(target, Place):
                linked = claim_linking.link_sightings(library, place, target)
            else:
                linked = claim_linking.link(library, place, target)
            library.flush()
            say(linked)
            return
        own = claim_linking.claim_at(library, place)
        words = claim_linking.words_of(claim_linking.annotation_at(library, place))
        near = same_claims(library, exactly=True).nearest(
            words, _OFFERED, but_claim=own.id if own else "", but=place
        )
        for each in near:
            name = each.claim or (each.place.annotation if each.place else "")
            say(f"{each.nearness:3.0f}", name, clean_line(each.text, _CITED))


@claim_command.command(
    "merge",
    short_help="Make two claims one.",
    epilog=examples("reader claim merge the-mill-is no-mill-is"),
)
@click.argument("kept", metavar="KEPT")
@click.argument("other", metavar="OTHER")
@pass_context
def merge_command(context: CommandContext, *, kept: str, other: str) -> None:
    """Make OTHER a part of KEPT, which has all sightings and evidence of both from then on."""
    from reader.library import claim_linking

    with context.library() as library:
        one = claim_linking.merge(library, _known(library, kept), _known(library, other))
        library.flush()
    say(one)


@claim_command.command(
    "split",
    short_help="Make a new claim of some sightings.",
    epilog=examples('reader claim split 019a7c 019a7d --text "The mill ran until 1810"'),
)
@click.argument("names", metavar="SIGHTING...", nargs=-1, required=True)
@click.option("--text", default="", metavar="TEXT", help="What they assert.")
@pass_context
def split_command(context: CommandContext, *, names: tuple[str, ...], text: str) -> None:
    """Make a new claim of sightings that assert something else, and print its id."""
    from reader.library import claim_linking, claim_names

    with context.library() as library:
        places = [claim_names.find_sighting(library, name) for name in names]
        new = claim_linking.split(library, places, text)
        library.flush()
    say(new)


@claim_command.command(
    "edit",
    short_help="Say what a claim asserts and how it is judged.",
    epilog=examples(
        'reader claim edit the-mill-is --text "The mill is the oldest in the county"',
        'reader claim edit 019a7c --verdict refuted --explanation "A deed of 1620."',
    ),
)
@_claim
@click.option("--text", metavar="TEXT", help="What is asserted, so that it stands alone.")
@click.option("--type", type=click.Choice([word.value for word in ClaimType]), help="What kind.")
@click.option("--status", type=click.Choice([word.value for word in Status]), help="How far.")
@click.option("--verdict", metavar="WORD", help="How it is judged; an empty word takes it back.")
@click.option("--explanation", metavar="TEXT", help="Why it is judged so.")
@click.option("--as-of", metavar="DATE", help="The day the verdict holds for.")
@pass_context
def edit_command(context: CommandContext, /, *, claim: str, **given: str | None) -> None:
    """Set fields of a claim; an empty text removes one."""
    from reader.library import claim_judging

    with context.library() as library:
        known = _known(library, claim)
        with library.history.step("edit a claim"):
            for name, value in given.items():
                if value is not None:
                    claim_judging.set_field(library, known, name, value)
        library.flush()


@claim_command.command(
    "evidence",
    short_help="Attach an annotation or an address to a claim.",
    epilog=examples(
        "reader claim evidence the-mill-is refutes 019a7c",
        "reader claim evidence the-mill-is context https://example.org/deeds --primary",
        "reader claim evidence the-mill-is --remove 3f0a1b",
    ),
)
@_claim
@click.argument("relation", metavar="[supports|refutes|context]", required=False)
@click.argument("target", metavar="[SIGHTING|URL]", required=False)
@click.option("--quote", default="", metavar="TEXT", help="The words at the address.")
@click.option("--source", default="", metavar="TEXT", help="What is to be read there.")
@click.option("--note", default="", metavar="TEXT", help="What you have to say about it.")
@click.option("--primary", is_flag=True, help="It is first hand.")
@click.option("--remove", metavar="ID", help="Remove a piece, by the last letters of its id.")
@pass_context
def evidence_command(
    context: CommandContext,
    /,
    *,
    claim: str,
    relation: str | None,
    target: str | None,
    remove: str | None,
    **told: Any,
) -> None:
    """Attach evidence to a claim and print the id of the piece; `claim show` lists the pieces."""
    from reader.library import claim_linking, claim_names, evidence
    from reader.library.fields import word_in

    if (remove is None) == (relation is None) or (target is None) != (relation is None):
        raise click.UsageError("Say supports, refutes or context and what does, or --remove ID.")
    with context.library() as library:
        found = claim_names.find_claim(library, claim)
        with library.history.step("evidence"):
            if isinstance(found, Place):
                found = claim_linking.make_claim(library, found)
            if remove is not None:
                piece = evidence.find_piece(library, found, remove).id
                evidence.remove(library, found, piece)
            else:
                bears = word_in(Relation, relation or "")
                piece = _attach(library, found, bears, target or "")
                for name, value in told.items():
                    if value:
                        typed = "yes" if value is True else str(value)
                        evidence.set_field(library, found, piece, name, typed)
        library.flush()
    say(piece)


def _attach(library: "Library", claim: str, relation: Relation, target: str) -> str:
    from reader.library import claim_names, evidence

    if "/" in target or ":" in target:
        return evidence.add_address(library, claim, relation, target)
    place = claim_names.find_sighting(library, target)
    return evidence.add_annotation(library, claim, relation, place)


def _known(library: "Library", name: str) -> str:
    from reader.library.claim_names import find_claim

    found = find_claim(library, name)
    if isinstance(found, Place):
        raise NotFoundError("That annotation is a sighting of no claim yet; reader claim link it.")
    return found


def _speaker_name(library: "Library", sighting: "ClaimSighting") -> str:
    known = library.speakers.get(sighting.annotation.speaker or "")
    return "" if known is None else library.speakers.label(known.id)


def _sighting_line(library: "Library", sighting: "ClaimSighting") -> str:
    said = clean_line(_speaker_name(library, sighting))
    words = clean_line(sighting.words, _CITED)
    title = clean_line(library.row(sighting.article).title or sighting.article, _CITED)
    return f"  {sighting.annotation.id}  {said + ': ' if said else ''}“{words}”  {title}"


def _sighting_object(library: "Library", sighting: "ClaimSighting") -> dict[str, Any]:
    annotation = sighting.annotation
    fields = {
        "article": sighting.article,
        "id": annotation.id,
        "exact": sighting.words,
        "speaker": _speaker_name(library, sighting),
        "speaker_state": annotation.speaker_state,
        "attribution": annotation.attribution,
    }
    return {name: value for name, value in fields.items() if value}


def _piece_lines(library: "Library", piece: "Evidence") -> list[str]:
    from reader.library.evidence import loss_of

    words = clean_line(piece.quote)
    facts = [
        f"“{words}”" if words else "",
        "primary" if piece.primary else "",
        clean_line(piece.source),
        clean_line(piece.published_on),
        clean_line(piece.url),
        loss_of(library, piece),
    ]
    shown = " · ".join(filter(None, facts))
    lines = [f"  {piece.relation.value:8}  {piece.id[-_TAIL:]}  {shown}"]
    return lines + [f"      {line}" for line in clean(piece.note).split("\n") if line]


def _piece_object(library: "Library", piece: "Evidence") -> dict[str, Any]:
    from reader.library.evidence import loss_of

    loss = loss_of(library, piece)
    return {"id": piece.id, **piece.to_fields(), **({"loss": loss} if loss else {})}
