"""One claim with all that belongs to it, read to be shown."""

from typing import TYPE_CHECKING, NamedTuple

from reader.errors import DamagedFileError
from reader.library import claim_judging, claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.library.claim_surroundings import speaker_of
from reader.library.malformed import MALFORMED
from reader.model.annotation import Attribution, SpeakerState
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.claim_judging import Former
    from reader.model.claim import Claim
    from reader.model.evidence import Evidence


class SightingRecord(NamedTuple):
    """Where the claim is seen; texts are as stored.

    Attributes:
        place: The annotation.
        words: What is said there.
        speaker: Who says it, empty for nobody.
        suggested: Whether only a rule suggested the speaker.
        attribution: Whether they said it.
        title: Of the article.
        published_on: ISO 8601 date, or as printed.
    """

    place: Place
    words: str
    speaker: str
    suggested: bool
    attribution: Attribution | None
    title: str
    published_on: str


class PieceRecord(NamedTuple):
    """A piece of evidence, and what became of the annotation it is."""

    piece: "Evidence"
    loss: str


class ClaimRecord(NamedTuple):
    """A claim as it stands.

    Attributes:
        pinned: Whether it is the pinned one.
        earlier: Verdicts and explanations that hold no more, the latest first.
    """

    claim: "Claim"
    pinned: bool
    sightings: tuple[SightingRecord, ...]
    pieces: tuple[PieceRecord, ...]
    earlier: "tuple[Former, ...]"

    @property
    def articles(self) -> int:
        """In how many articles it is seen."""
        return len({each.place.article for each in self.sightings})

    def piece(self, identity: str) -> PieceRecord | None:
        """Return a piece of evidence by its id."""
        return next((each for each in self.pieces if each.piece.id == identity), None)

    def sighting(self, place: Place) -> SightingRecord | None:
        """Return the sighting at a place."""
        return next((each for each in self.sightings if each.place == place), None)


def read_record(library: "Library", claim: str) -> ClaimRecord:
    """Return a claim, or what it was merged into, with all that belongs to it.

    Raises:
        NotFoundError: there is no such claim.
        StorageError: its record cannot be read.
    """
    try:
        return _read(library, library.claims.require(claim))
    except MALFORMED as error:
        name, why = clean_line(claim), clean_line(str(error))
        raise DamagedFileError(f"The claim {name} is damaged ({why}).") from error


def _read(library: "Library", known: "Claim") -> ClaimRecord:
    pinned = library.pinned.claim
    return ClaimRecord(
        known,
        pinned is not None and pinned.id == known.id,
        tuple(_sighting(library, seen) for seen in claim_linking.sightings(library, known.id)),
        tuple(
            PieceRecord(piece, evidence.loss_of(library, piece))
            for piece in evidence.evidence_of(library, known.id)
        ),
        tuple(claim_judging.earlier(library, known.id)),
    )


def _sighting(library: "Library", seen: claim_linking.ClaimSighting) -> SightingRecord:
    row, annotation = library.row(seen.article), seen.annotation
    return SightingRecord(
        Place(seen.article, annotation.id),
        seen.words,
        speaker_of(library, annotation),
        annotation.speaker_state is SpeakerState.SUGGESTED,
        annotation.attribution,
        row.title or seen.article,
        row.published_on,
    )
