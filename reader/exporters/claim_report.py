"""What a report on claims consists of."""

from dataclasses import dataclass

from reader.model.annotation import Annotation, SpeakerState
from reader.model.article import Article
from reader.model.claim import Claim
from reader.model.evidence import Evidence
from reader.model.speaker import Speaker


@dataclass(frozen=True, slots=True)
class ReportedSighting:
    """Where a claim was seen.

    Attributes:
        words: What is said there, exactly; empty for a note on the whole article.
        speaker: Who says it, or None.
        speaker_name: By what name that one is told apart from others, empty without one.
        unplaced: Whether it is in doubt where in the article the words are, or that they are there.
    """

    article: Article
    annotation: Annotation
    words: str
    speaker: Speaker | None
    speaker_name: str
    unplaced: bool

    @property
    def suggested(self) -> bool:
        """Whether nobody has confirmed the speaker."""
        return self.annotation.speaker_state is not SpeakerState.CONFIRMED


@dataclass(frozen=True, slots=True)
class ReportedEvidence:
    """A piece of evidence.

    Attributes:
        loss: What became of the annotation it is, in a sentence; empty if that still stands.
    """

    piece: Evidence
    loss: str = ""


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """One claim, whatever the number of its sightings.

    Attributes:
        text: What is asserted.
        claim: Its record, None if nothing was said of it beyond its sighting.
        sightings: Article by article.
        evidence: The oldest first.
        questions: What is still open, in sentences of our own.
        asked: What the person asked about it in annotations of that kind: words and note.
    """

    text: str
    claim: Claim | None
    sightings: tuple[ReportedSighting, ...]
    evidence: tuple[ReportedEvidence, ...] = ()
    questions: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """A report on some claims.

    Attributes:
        asked_for: The query that chose them, as typed; empty for all.
        made_on: ISO 8601 date.
    """

    asked_for: str
    made_on: str
    claims: tuple[ReportedClaim, ...]
