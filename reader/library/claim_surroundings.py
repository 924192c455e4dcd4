"""What is around a claim, told at once: where it is seen, by whom it is said, what bears on it.

It reads the index and what is in memory, no record that is not there yet: so it serves what is
painted.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.index.conditions import AnyOf, Field, Is
from reader.index.database import Interrupted
from reader.library.annotation_ids import ARTICLES, Place
from reader.library.article_view import AUTHOR
from reader.library.claim_linking import words_of
from reader.library.evidence import Bearing, claims_borne_on
from reader.library.malformed import read_or_none
from reader.library.sightings import ANNOTATIONS
from reader.library.whereabouts import is_in_trash
from reader.model.annotation import Annotation, SpeakerState, Voice, read_speaker_state
from reader.model.claim import Claim, Relation

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow
    from reader.library.library import Library


class Seen(NamedTuple):
    """A sighting in brief; texts are as stored.

    Attributes:
        place: Where it is.
        words: What is said there.
        title: The title of the article.
        speaker: The speaker's name, empty for nobody.
        suggested: Whether only a rule suggested the speaker.
    """

    place: Place
    words: str
    title: str
    speaker: str
    suggested: bool


class Tally(NamedTuple):
    """How many pieces of evidence a claim has."""

    supports: int = 0
    refutes: int = 0
    context: int = 0


class Around(NamedTuple):
    """What is known elsewhere of one annotation.

    Attributes:
        articles: In how many articles its claim is seen, this one included; 0 without a claim.
        tally: The evidence gathered for its claim.
        bears_on: What it is evidence for itself.
    """

    articles: int = 0
    tally: Tally = Tally()
    bears_on: tuple[Bearing, ...] = ()


def seen_in_brief(library: "Library", claim: str) -> list[Seen]:
    """Return where a claim, and whatever became part of it, is seen; those of an article together.

    What the index has not read yet is missing.

    Raises:
        NotFoundError: there is no such claim.
        StorageError: its record cannot be read.
    """
    parts = {part.id for part in library.claims.parts(claim)}
    changed = library.changed_sightings
    fresh = changed.of(parts)
    nothing: list[AnnotationRow] = []
    try:
        rows = library.listing.at_once(lambda: _indexed(library, parts), nothing)
    except Interrupted:
        # Somebody broke off a search of theirs meanwhile.
        rows = nothing
    found = [_of_row(row) for row in rows if not changed.has(Place(row.article, row.id))]
    found += _in_memory(library, fresh)
    return sorted(found, key=lambda seen: seen.place)


def most_surely_said(seen: Iterable[Seen]) -> Seen | None:
    """Return a sighting with a speaker, one that a person stands behind if there is one."""
    said = [each for each in seen if each.speaker]
    return min(said, key=lambda each: each.suggested, default=None)


def at_place(library: "Library", place: Place) -> Seen:
    """Return one annotation in brief; of one that cannot be read, where it is."""
    nothing = Seen(place, "", library.row(place.article).title, "", suggested=False)
    try:
        fields = library.copy.document(ARTICLES + place.article, ANNOTATIONS, place.annotation)
    except ReaderError:
        return nothing
    known = None if fields is None else read_or_none(Annotation.from_fields, fields)
    return nothing if known is None else _of_annotation(library, place, known)


def tally_of(claim: Claim) -> Tally:
    """Return how much evidence there is for a claim, by what it does to it."""
    words = [entry.get("relation") for entry in claim.evidence.values()]
    supports, refutes = words.count(Relation.SUPPORTS), words.count(Relation.REFUTES)
    return Tally(supports, refutes, len(words) - supports - refutes)


def around(library: "Library", place: Place, annotation: Annotation) -> Around:
    """Return what is known elsewhere of an annotation; what cannot be read is left out."""
    bears_on = tuple(claims_borne_on(library, place))
    known = library.claims.get(annotation.claim) if annotation.claim else None
    if known is None:
        return Around(bears_on=bears_on)
    try:
        seen = seen_in_brief(library, known.id)
    except ReaderError:
        seen = []
    articles = {each.place.article for each in seen} | {place.article}
    return Around(len(articles), tally_of(known), bears_on)


def speaker_of(library: "Library", annotation: Annotation) -> str:
    """Return who says it, told apart from namesakes, empty if nobody is named.

    The article's own voice has a name too.
    """
    return library.speakers.label(annotation.speaker or "") or _author(annotation.voice)


def _author(voice: str | None) -> str:
    return AUTHOR if voice == Voice.AUTHOR else ""


def _indexed(library: "Library", parts: set[str]) -> "list[AnnotationRow]":
    annotations = library.listing.annotations
    condition = AnyOf([Is(Field.CLAIM, part) for part in sorted(parts)])
    return annotations.rows(annotations.arrange(condition))


def _of_row(row: "AnnotationRow") -> Seen:
    speaker = row.speaker_name or _author(row.voice)
    suggested = read_speaker_state(row.speaker_state or None) is SpeakerState.SUGGESTED
    return Seen(Place(row.article, row.id), row.quotation, row.title, speaker, suggested)


def _in_memory(library: "Library", places: set[Place]) -> Iterator[Seen]:
    for place in places:
        try:
            fields = library.copy.document(ARTICLES + place.article, ANNOTATIONS, place.annotation)
        except ReaderError:
            continue
        known = None if fields is None else read_or_none(Annotation.from_fields, fields)
        if known is None or is_in_trash(library, place.article):
            continue
        yield _of_annotation(library, place, known)


def _of_annotation(library: "Library", place: Place, known: Annotation) -> Seen:
    return Seen(
        place,
        words_of(known),
        library.row(place.article).title,
        speaker_of(library, known),
        known.speaker_state is SpeakerState.SUGGESTED,
    )
