"""Reports: claims with all that is known of each, to hand to somebody else."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.exporters.claim_report import (
    ClaimReport,
    ReportedClaim,
    ReportedEvidence,
    ReportedSighting,
)
from reader.index.annotations import AnnotationOrder, AnnotationRow
from reader.index.conditions import AllOf
from reader.library.annotation_ids import ARTICLES, Place
from reader.library.claim_linking import ClaimSighting, annotation_at, sightings
from reader.library.evidence import evidence_of, loss_of
from reader.library.malformed import read_or_none
from reader.library.open_questions import open_questions
from reader.library.querying import CLAIMED, of_annotations
from reader.model.anchor import AnchorState
from reader.model.annotation import Kind
from reader.model.article import Article
from reader.query.fields import Field, Trait
from reader.query.printing import printed
from reader.query.tree import Match, Query, all_of
from reader.text.canonical import clean
from reader.text.document import Range

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.claim import Claim

UNCHECKED = Match(Field.IS, Trait.UNCHECKED)
"""Asks for the claims that are open."""


def open_claims(query: Query) -> Query:
    """Return the query that finds the open claims among those that a query finds."""
    return all_of([query, UNCHECKED])


def report(library: "Library", query: Query) -> ClaimReport:
    """Return all that is known of the claims that a query finds, each once.

    Those of the article added last come first. A claim is reported with all its sightings, those
    too that the query does not find.

    Args:
        library: Where they are.
        query: What is asked; see `open_claims`.

    Raises:
        StorageError: the files cannot be looked at.
    """
    annotations = library.listing.annotations
    condition = AllOf([CLAIMED, of_annotations(query)])
    rows = library.listing.exactly(
        lambda: annotations.rows(annotations.arrange(condition, AnnotationOrder.PLACE))
    )
    found: dict[str | Place, ReportedClaim] = {}
    for row in rows:
        place = Place(row.article, row.id)
        key = row.claim or place
        if key not in found:
            known = _reported(library, row.claim, place)
            if known is not None:
                found[key] = known
    return ClaimReport(printed(query), date.today().isoformat(), tuple(found.values()))


def rendered(made: ClaimReport) -> str:
    """Return a report as Markdown."""
    from reader.exporters.report_markdown import render

    return render(made)


def _reported(library: "Library", claim: str, place: Place) -> ReportedClaim | None:
    """Return what is known of a claim, or of a sighting nobody linked; None if it is gone."""
    known = library.claims.get(claim) if claim else None
    try:
        if known is not None:
            seen = sightings(library, known.id)
            evidence = [
                ReportedEvidence(piece, loss_of(library, piece))
                for piece in evidence_of(library, known.id)
            ]
        else:
            seen = [ClaimSighting(place.article, annotation_at(library, place))]
            evidence = []
    except ReaderError:
        return None
    asked = [each for each in seen if each.annotation.kind is Kind.QUESTION]
    seen = [each for each in seen if each not in asked]
    reported = [_sighting(library, each) for each in seen]
    questions = [*map(_question, asked), *_asked(library, seen)]
    return ReportedClaim(
        text=_text(known, seen),
        claim=known,
        sightings=tuple(reported),
        evidence=tuple(evidence),
        questions=tuple(open_questions(known, reported, evidence)),
        asked=tuple(dict.fromkeys(questions)),
    )


def _text(claim: "Claim | None", seen: Sequence[ClaimSighting]) -> str:
    if claim is not None and claim.text:
        return claim.text
    return seen[0].words if seen else ""


def _sighting(library: "Library", seen: ClaimSighting) -> ReportedSighting:
    annotation = seen.annotation
    article = _article(library, seen.article)
    speaker = library.speakers.get(annotation.speaker) if annotation.speaker else None
    anchor = annotation.anchor_in(article.text)
    lost = anchor is None or anchor.state in (AnchorState.SUSPECT, AnchorState.ORPHAN)
    return ReportedSighting(
        article=article,
        annotation=annotation,
        words=annotation.anchors[-1].exact if annotation.anchors else "",
        speaker=speaker,
        speaker_name=library.speakers.label(speaker.id) if speaker else "",
        unplaced=bool(annotation.anchors) and lost,
    )


def _article(library: "Library", article: str) -> Article:
    fields = library.copy.document(ARTICLES + article, "article", article)
    known = None if fields is None else read_or_none(Article.from_fields, fields)
    return known or Article(article, title=article)


def _question(seen: ClaimSighting) -> str:
    return _as_question(seen.annotation.note, seen.words)


def _asked(library: "Library", seen: Sequence[ClaimSighting]) -> Iterator[str]:
    """Yield what the person asked of the very words by which the claim is said."""
    listing = library.listing
    for each in seen:
        anchor = each.annotation.anchor_in(_article(library, each.article).text)
        if anchor is None:
            continue
        place, nothing = Range(anchor.start, anchor.end), list[AnnotationRow]()
        for row in listing.at_once(
            lambda at=place, article=each.article: listing.annotations.touching(article, at),  # type: ignore[misc]
            nothing,
        ):
            if row.kind == Kind.QUESTION:
                yield _as_question(row.note, row.quotation)


def _as_question(note: str, words: str) -> str:
    return clean(note) or f"“{clean(words)}”?"
