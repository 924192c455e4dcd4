"""One claim, wherever it appears: its sightings, and which claims are the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import InputError, NotFoundError
from reader.index.conditions import AnyOf, Field, Is
from reader.library.annotation_ids import ARTICLES, Place
from reader.library.article_changes import cited, stored
from reader.library.malformed import read_or_none
from reader.library.sightings import ANNOTATIONS
from reader.library.whereabouts import annotations_with
from reader.model.annotation import Annotation, Kind
from reader.storage.base import Change
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.claim import Claim

_JUDGEMENT = ("verdict", "explanation", "as_of", "checked_by", "status")


class ClaimSighting(NamedTuple):
    """Where a claim was seen.

    Attributes:
        article: The article's id.
    """

    article: str
    annotation: Annotation

    @property
    def words(self) -> str:
        """What is said there, empty for a note on the whole article."""
        return words_of(self.annotation)


def sightings(library: "Library", claim: str) -> list[ClaimSighting]:
    """Return where a claim, and whatever became part of it, was seen; by article, then in order.

    Raises:
        NotFoundError: there is no such claim.
        StorageError: its record cannot be read.
    """
    parts = {part.id for part in library.claims.parts(claim)}
    found = annotations_with(
        library,
        lambda fields: fields.get("claim") in parts,
        AnyOf([Is(Field.CLAIM, part) for part in sorted(parts)]),
        [f'"{part}"'.encode() for part in parts],
        changed=lambda: library.changed_sightings.of(parts),
    )
    read = ((each.article, read_or_none(Annotation.from_fields, each.fields)) for each in found)
    return [ClaimSighting(article, annotation) for article, annotation in read if annotation]


def claim_at(library: "Library", place: Place) -> "Claim | None":
    """Return the claim an annotation is a sighting of, None if it is of none that is there.

    Of the evidence only what is in its own record; see `Claims.standing`.

    Raises:
        NotFoundError: the annotation is not there.
        StorageError: the record of the article or of the claim cannot be read.
    """
    claim = annotation_at(library, place).claim
    if claim is None:
        return None
    try:
        return library.claims.standing(claim)
    except NotFoundError:
        return None


def make_claim(library: "Library", place: Place) -> str:
    """Return the claim an annotation is a sighting of, made of its words if there is none.

    Raises:
        NotFoundError: the annotation is not there.
    """
    known = claim_at(library, place)
    if known is not None:
        return known.id
    words = words_of(annotation_at(library, place))
    with library.history.step(f"claim {cited(words)}", *place):
        claim, changes = library.claims.new(words)
        library.history.change(changes)
        _see(library, place, claim)
    return claim


def link(library: "Library", place: Place, claim: str) -> str:
    """Say that an annotation is a sighting of a claim, as a step; returns the claim's id.

    If it was one of another claim, the two are the same: that one is merged into the claim.

    Raises:
        InputError: it is a sighting of that claim already, or evidence for or against it.
        NotFoundError: the annotation or the claim is not there.
    """
    kept = library.claims.standing(claim)
    own = claim_at(library, place)
    if own is not None and own.id == kept.id:
        raise InputError(f"It is a sighting of {cited(kept.text)} already.")
    if _is_evidence(library, place, kept.id):
        raise InputError(
            "A claim cannot be evidence for itself: these words are evidence on "
            f"{cited(kept.text)}. Remove that piece of evidence first."
        )
    with library.history.step(f"same claim as {cited(kept.text)}", *place):
        if own is not None:
            merge(library, kept.id, own.id)
        else:
            _see(library, place, kept.id)
    return kept.id


def link_sightings(library: "Library", place: Place, other: Place) -> str:
    """Say that two annotations say the same; see `link`. Returns the claim's id.

    If only the first has a claim, the other is linked to it; if neither has, one is made of the
    words of the other.

    Raises:
        InputError: they are sightings of one claim already, or one and the same annotation; or one
            is evidence for or against the claim of the other.
        NotFoundError: one of them is not there.
    """
    if place == other:
        raise InputError("An annotation cannot be linked to itself; choose another one.")
    own, others = claim_at(library, place), claim_at(library, other)
    if own is not None and others is None:
        return link(library, other, own.id)
    with library.history.step("same claim", *place):
        return link(library, place, make_claim(library, other))


def merge(library: "Library", kept: str, other: str) -> str:
    """Make a claim part of another, as a step; returns the id of the one that is kept.

    That one has all sightings and all evidence of both from then on. If nobody has judged it, it
    is judged as the other was; else the other's judgement is among its earlier ones.

    Raises:
        InputError: they are one claim already.
        NotFoundError: one of them is not there.
        StorageError: the record of one of them cannot be read.
    """
    claims = library.claims
    stays, goes = claims.standing(kept), claims.standing(other)
    if stays.id == goes.id:
        raise InputError(f"These are one claim already: {cited(stays.text)}.")
    fields: dict[str, Any] = {f"merged_from/{goes.id}": True, "merged_into": None}
    if stays.verdict is None and not stays.explanation:
        judgement = {name: getattr(goes, name) for name in _JUDGEMENT}
        fields |= {name: value for name, value in judgement.items() if value}
    if stays.type is None and goes.type is not None:
        fields["type"] = goes.type
    with library.history.step(f"merge {cited(goes.text)} into {cited(stays.text)}"):
        # The one that stays comes first: if only it is written, nothing is hidden.
        library.history.change(
            claims.change(stays.id, name, stored(value)) for name, value in fields.items()
        )
        library.history.change([claims.change(goes.id, "merged_into", stays.id)])
    return stays.id


def split(library: "Library", places: Sequence[Place], text: str = "") -> str:
    """Make a new claim of some sightings of a claim, as a step; returns its id.

    It has no judgement and no evidence yet: those stay with the claim they were found for.

    Args:
        library: The library.
        places: The sightings that assert something else.
        text: What they assert; the words of the first if it is left out or blank.

    Raises:
        InputError: there are none, or no sighting of the claim would be left.
        NotFoundError: one is not there, or is a sighting of no claim.
    """
    leaving: dict[str, set[Place]] = {}
    for place in places:
        claim = claim_at(library, place)
        if claim is None:
            raise NotFoundError("That annotation is a sighting of no claim.")
        leaving.setdefault(claim.id, set()).add(place)
    if not leaving:
        raise InputError("Say which sightings are to be a claim of their own.")
    for claim_id, some in leaving.items():
        every = {Place(one.article, one.annotation.id) for one in sightings(library, claim_id)}
        if every <= some:
            raise InputError("These are all its sightings: there is nothing to split off.")
    words = clean_line(text) or words_of(annotation_at(library, places[0]))
    with library.history.step(f"split off {cited(words)}", *places[0]):
        new, changes = library.claims.new(words)
        library.history.change(changes)
        for place in places:
            _see(library, place, new)
    return new


def annotation_at(library: "Library", place: Place) -> Annotation:
    """Return a standing annotation, whether its article is open or not.

    Raises:
        NotFoundError: it was deleted, or there never was one.
        StorageError: the record cannot be read.
    """
    file = ARTICLES + place.article
    fields = library.copy.document(file, ANNOTATIONS, place.annotation)
    if fields is None:
        raise NotFoundError("That annotation is not there any more.")
    return Annotation.from_fields(fields)


def words_of(annotation: Annotation) -> str:
    """Return the words an annotation is about, its note if it is about a whole article."""
    return annotation.anchors[-1].exact if annotation.anchors else annotation.note


def _is_evidence(library: "Library", place: Place, claim: str) -> bool:
    if not annotation_at(library, place).is_evidence:
        return False
    pieces = library.claims.require(claim).evidence.values()
    return any((piece.get("article"), piece.get("annotation")) == place for piece in pieces)


def _see(library: "Library", place: Place, claim: str) -> None:
    known = annotation_at(library, place)
    file = ARTICLES + place.article
    library.history.change([Change(file, ANNOTATIONS, place.annotation, "claim", claim)])
    if known.kind is Kind.HIGHLIGHT:
        library.session(place.article).set_kind(place.annotation, Kind.CLAIM)
