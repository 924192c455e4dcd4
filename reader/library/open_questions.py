"""What is still open about a claim: what a careful editor would ask before it is printed."""

from collections.abc import Iterator, Sequence

from reader.exporters.claim_report import ReportedEvidence, ReportedSighting
from reader.model.annotation import Attribution
from reader.model.claim import Claim, Relation, Status
from reader.model.speaker import SpeakerKind


def open_questions(
    claim: Claim | None,
    sightings: Sequence[ReportedSighting],
    evidence: Sequence[ReportedEvidence],
) -> list[str]:
    """Return what is open, in sentences without any word of an article.

    Args:
        claim: Its record, None if there is none yet.
        sightings: Where it was seen.
        evidence: What was gathered.
    """
    return [
        *_about_speakers(sightings),
        *_about_places(sightings),
        *_about_evidence(evidence),
        *_about_judgement(claim),
    ]


def _about_speakers(sightings: Sequence[ReportedSighting]) -> Iterator[str]:
    named = [each for each in sightings if each.speaker is not None]
    if sightings and not named:
        yield "Who says so? Nobody is named."
    elif named and all(each.suggested for each in named):
        yield "Who says so? The speaker is only suggested."
    if named and all(
        each.speaker is not None and each.speaker.kind is SpeakerKind.UNNAMED for each in named
    ):
        yield "Who else says so? There are only unnamed sources."
    found = [each.annotation.attribution for each in sightings if each.annotation.attribution]
    if named and not found:
        yield "Was it said so? Nobody has checked it."
    if any(each in (Attribution.DISTORTED, Attribution.NOT_FOUND) for each in found):
        yield "What was really said? In one place it is distorted, or was not found."


def _about_places(sightings: Sequence[ReportedSighting]) -> Iterator[str]:
    lost = sum(each.unplaced for each in sightings)
    if lost:
        which = "one sighting" if lost == 1 else f"{lost} sightings"
        yield f"Is it still there? The place of {which} in the text is in doubt."


def _about_evidence(evidence: Sequence[ReportedEvidence]) -> Iterator[str]:
    relations = {each.piece.relation for each in evidence}
    if not evidence:
        yield "What speaks for it or against it? There is no evidence yet."
    elif relations == {Relation.CONTEXT}:
        yield "What speaks for it or against it? There is only context."
    elif Relation.REFUTES not in relations:
        yield "What speaks against it? All evidence supports it."
    elif Relation.SUPPORTS not in relations:
        yield "What speaks for it? All evidence refutes it."
    if evidence and not any(each.piece.primary for each in evidence):
        yield "What is known first hand? No piece of evidence is a primary source."
    lost = sum(bool(each.loss) for each in evidence)
    if lost:
        which = "one piece" if lost == 1 else f"{lost} pieces"
        yield f"Can it still be looked up? Of {which} of evidence only the words are left."


def _about_judgement(claim: Claim | None) -> Iterator[str]:
    if claim is None:
        return
    if claim.status is Status.AWAITING_REPLY:
        yield "What do they answer? A reply is awaited."
    if claim.verdict and not claim.explanation:
        yield "Why this verdict? It is not explained."
    if claim.status is Status.DONE and not claim.verdict:
        yield "How is it judged? The checking is done, but there is no verdict."
