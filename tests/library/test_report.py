"""Reports on open claims: each claim once, with all that is known of it."""

import pytest

from reader.exporters.claim_report import ReportedClaim
from reader.library import ArticleSession, Library, claim_judging, evidence
from reader.library.annotation_ids import Place
from reader.library.claim_linking import link_sightings, make_claim
from reader.library.report import open_claims, rendered, report
from reader.model.annotation import Attribution, Kind
from reader.model.claim import Relation
from reader.model.speaker import SpeakerKind
from reader.query.parsing import parse
from reader.text.document import Range

OTHER = b"""The mill again

A deed of 1620 names a mill at the bend of the river. It is the oldest mill, the mayor said.
"""


@pytest.fixture
def other(library: Library) -> ArticleSession:
    return library.session(library.add(OTHER, "again.txt").article)


@pytest.fixture
def claim(library: Library, session: ArticleSession, other: ArticleSession) -> str:
    """A claim with two sightings, each by a confirmed speaker."""
    first = mark(session, "the mill was the oldest")
    second = mark(other, "It is the oldest mill")
    session.set_speaker(first.annotation, "The mayor")
    other.set_speaker(second.annotation, "The mayor")
    return link_sightings(library, second, first)


def mark(session: ArticleSession, words: str, kind: Kind = Kind.CLAIM) -> Place:
    start = session.document.text.index(words)
    return Place(session.id, session.mark(Range(start, start + len(words)), kind))


def reported(library: Library, query: str = "") -> tuple[ReportedClaim, ...]:
    library.flush()
    return report(library, open_claims(parse(query))).claims


def questions(library: Library) -> str:
    (one,) = reported(library)
    return " ".join(one.questions)


def test_a_claim_comes_once_with_all_its_sightings(
    library: Library, claim: str, session: ArticleSession
) -> None:
    loose = mark(session, "The mill is closed on Mondays")
    one, other = sorted(reported(library), key=lambda each: len(each.sightings))
    assert one.claim is None
    assert [each.annotation.id for each in one.sightings] == [loose.annotation]
    assert other.claim is not None
    assert other.claim.id == claim
    assert {each.words for each in other.sightings} == {
        "the mill was the oldest",
        "It is the oldest mill",
    }
    by_one_sighting = reported(library, 'article:"mill again"')
    assert [len(each.sightings) for each in by_one_sighting] == [2]


@pytest.mark.usefixtures("claim")
def test_what_is_checked_is_not_open(library: Library, session: ArticleSession) -> None:
    session.set_verdict(session.annotations[0].id, "refuted")
    assert reported(library) == ()
    library.flush()
    assert len(report(library, parse("verdict:refuted")).claims) == 1


def test_what_is_not_known_yet_is_asked(library: Library, session: ArticleSession) -> None:
    place = mark(session, "It stood before the town")
    asked = questions(library)
    assert "The speaker is only suggested." in asked
    assert "Nobody has checked it." in asked
    assert "There is no evidence yet." in asked
    session.confirm_speaker(place.annotation)
    session.set_attribution(place.annotation, Attribution.DISTORTED)
    asked = questions(library)
    assert "only suggested" not in asked
    assert "Nobody has checked it." not in asked
    assert "it is distorted" in asked
    session.set_speaker(place.annotation, "an official", kind=SpeakerKind.UNNAMED)
    assert "only unnamed sources" in questions(library)


def test_evidence_on_one_side_and_second_hand_leaves_questions(
    library: Library, claim: str, other: ArticleSession
) -> None:
    evidence.add_address(library, claim, Relation.CONTEXT, "https://example.org/a")
    assert "There is only context." in questions(library)
    refuting = evidence.add_annotation(
        library, claim, Relation.REFUTES, mark(other, "A deed of 1620", Kind.EVIDENCE)
    )
    asked = questions(library)
    assert "All evidence refutes it." in asked
    assert "No piece of evidence is a primary source." in asked
    evidence.set_field(library, claim, refuting, "primary", "yes")
    evidence.add_address(library, claim, Relation.SUPPORTS, "https://example.org/b")
    asked = questions(library)
    assert "evidence" not in asked
    other.delete(next(each.id for each in other.annotations if each.kind is Kind.EVIDENCE))
    assert "Of one piece of evidence only the words are left." in questions(library)


def test_the_judgement_so_far_leaves_questions(library: Library, claim: str) -> None:
    claim_judging.set_field(library, claim, "status", "awaiting reply")
    assert "A reply is awaited." in questions(library)
    claim_judging.set_field(library, claim, "status", "done")
    library.flush()
    (one,) = report(library, parse("status:done")).claims
    assert any("there is no verdict" in each for each in one.questions)


def test_a_question_on_the_same_words_is_among_the_open_ones(
    library: Library, session: ArticleSession
) -> None:
    mark(session, "the mill was the oldest in the county")
    asked = mark(session, "the oldest", Kind.QUESTION)
    mark(session, "The mill is closed", Kind.QUESTION)
    (one,) = reported(library)
    assert one.asked == ("“the oldest”?",)
    session.set_note(asked.annotation, "By whose count?")
    (one,) = reported(library)
    assert one.asked == ("By whose count?",)


def test_words_that_may_be_gone_are_said_to_be_in_doubt(
    library: Library, session: ArticleSession
) -> None:
    from reader.library.refreshing import refresh

    mark(session, "The mill is closed on Mondays")
    library.flush()
    text = (
        b"The mill on the river\n\nBy Ann Field\n\nNothing of it is left here, only a new text.\n"
    )
    refresh(library, session.id, text, "mill.txt")
    (one,) = reported(library)
    assert one.sightings[0].unplaced
    assert any("in doubt" in each for each in one.questions)


def test_a_merged_claim_is_reported_once(
    library: Library, claim: str, other: ArticleSession
) -> None:
    from reader.library.claim_linking import merge

    third = make_claim(library, mark(other, "A deed of 1620 names a mill"))
    merge(library, claim, third)
    (one,) = reported(library)
    assert len(one.sightings) == 3


@pytest.mark.usefixtures("claim")
def test_a_report_is_written_as_markdown(library: Library) -> None:
    library.flush()
    text = rendered(report(library, open_claims(parse("speaker:mayor"))))
    assert text.startswith("# Claims\n\n1 claim, 2 sightings · ")
    assert "speaker:mayor is:unchecked" in text
    assert "- The mayor, " in text
    assert ": “It is the oldest mill”. *The mill again*" in text
    assert text.count("\n## ") == 1
