"""What is told at once of a claim: where it is seen, by whom, and what bears on it."""

import pytest

from reader.errors import InputError
from reader.library import ArticleSession, Library, claim_judging, claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.library.claim_surroundings import (
    Around,
    Tally,
    around,
    at_place,
    seen_in_brief,
    tally_of,
)
from reader.library.same_claims import same_claims
from reader.model.annotation import Kind
from reader.model.claim import Relation
from reader.text.document import Range

OTHER = b"""The mill again

A deed of 1620 names a mill at the bend of the river. No mill is older, wrote the clerk.
"""


def of(session: ArticleSession, words: str) -> Range:
    start = session.document.text.index(words)
    return Range(start, start + len(words))


@pytest.fixture
def other(library: Library) -> ArticleSession:
    return library.session(library.add(OTHER, "again.txt").article)


@pytest.fixture
def place(session: ArticleSession) -> Place:
    annotation = session.mark(of(session, "the mill was the oldest"), Kind.CLAIM)
    session.set_speaker(annotation, "Ada Brook")
    return Place(session.id, annotation)


def test_a_claim_is_seen_in_every_article_that_says_it_saved_and_indexed_or_not(
    library: Library, place: Place, other: ArticleSession
) -> None:
    second = Place(other.id, other.mark(of(other, "No mill is older"), Kind.CLAIM))
    claim = claim_linking.link_sightings(library, second, place)
    for _ in range(2):
        seen = seen_in_brief(library, claim)
        assert [each.place for each in seen] == sorted([place, second])
        mine = next(each for each in seen if each.place == place)
        assert (mine.words, mine.speaker, mine.suggested) == (
            "the mill was the oldest",
            "Ada Brook",
            False,
        )
        assert mine.title == "The mill on the river"
        # Once more, from the index.
        library.flush()
        library.listing.exactly(lambda: None)


def test_a_claim_that_became_part_of_another_is_seen_with_it(
    library: Library, place: Place, other: ArticleSession
) -> None:
    second = Place(other.id, other.mark(of(other, "No mill is older"), Kind.CLAIM))
    kept = claim_linking.make_claim(library, place)
    goes = claim_linking.make_claim(library, second)
    claim_linking.merge(library, kept, goes)
    assert len(seen_in_brief(library, goes)) == 2


def test_an_article_in_the_trash_is_not_where_a_claim_is_seen(
    library: Library, place: Place, other: ArticleSession
) -> None:
    second = Place(other.id, other.mark(of(other, "No mill is older"), Kind.CLAIM))
    claim = claim_linking.link_sightings(library, second, place)
    library.trash_article(other.id)
    assert [each.place for each in seen_in_brief(library, claim)] == [place]


def test_around_an_annotation_stands_what_is_elsewhere(
    library: Library, session: ArticleSession, place: Place, other: ArticleSession
) -> None:
    known = session.annotation(place.annotation)
    assert around(library, place, known) == Around()
    claim = claim_linking.make_claim(library, place)
    piece = evidence.add_range(other, library, claim, Relation.REFUTES, of(other, "A deed of 1620"))
    evidence.add_address(library, claim, Relation.CONTEXT, "https://example.org/mills")
    here = around(library, place, session.annotation(place.annotation))
    assert here == Around(1, Tally(0, 1, 1))
    deed = Place(other.id, evidence.find_piece(library, claim, piece).annotation or "")
    there = around(library, deed, other.annotation(deed.annotation))
    assert there.articles == 0
    (bearing,) = there.bears_on
    assert (bearing.claim.id, bearing.piece.relation) == (claim, Relation.REFUTES)
    known_claim = library.claims.require(claim)
    assert tally_of(known_claim) == Tally(0, 1, 1)


def test_only_what_is_evidence_says_so(
    library: Library, place: Place, other: ArticleSession
) -> None:
    claim = claim_linking.make_claim(library, place)
    mark = other.mark(of(other, "A deed of 1620"))
    assert not other.annotation(mark).is_evidence
    piece = evidence.add_annotation(library, claim, Relation.SUPPORTS, Place(other.id, mark))
    assert other.annotation(mark).is_evidence
    evidence.remove(library, claim, piece)
    assert not other.annotation(mark).is_evidence


def test_words_nobody_made_a_claim_of_are_told_too(library: Library, place: Place) -> None:
    seen = at_place(library, place)
    assert (seen.words, seen.speaker) == ("the mill was the oldest", "Ada Brook")
    gone = at_place(library, Place(place.article, "nothing"))
    assert (gone.words, gone.title) == ("", "The mill on the river")


def test_a_highlight_becomes_evidence_with_its_note_and_undo_takes_both_back(
    library: Library, place: Place, other: ArticleSession
) -> None:
    claim = claim_linking.make_claim(library, place)
    mark = other.mark(of(other, "A deed of 1620"))
    attached = Place(other.id, mark)
    evidence.add_annotation(library, claim, Relation.REFUTES, attached, note="Older by far.")
    assert other.annotation(mark).kind is Kind.EVIDENCE
    assert [each.note for each in evidence.evidence_of(library, claim)] == ["Older by far."]
    evidence.add_annotation(library, claim, Relation.CONTEXT, attached)
    assert [each.note for each in evidence.evidence_of(library, claim)] == ["Older by far."]
    library.history.undo()
    library.history.undo()
    assert other.annotation(mark).kind is Kind.HIGHLIGHT
    assert evidence.evidence_of(library, claim) == []


def test_what_a_field_cannot_be_is_told_before_it_is_set(library: Library) -> None:
    claim_judging.check_field(library, "as_of", "2026-03-31")
    claim_judging.check_field(library, "verdict", "")
    for name, value in (("as_of", "soon"), ("text", " "), ("verdict", "maybe"), ("colour", "red")):
        with pytest.raises(InputError):
            claim_judging.check_field(library, name, value)
    evidence.check_field("url", "https://example.org")
    for name, value in (("url", "ftp://example.org"), ("accessed_on", "soon"), ("colour", "red")):
        with pytest.raises(InputError):
            evidence.check_field(name, value)


def test_claims_are_found_by_words_typed_however_unlike_they_are(
    library: Library, place: Place, other: ArticleSession
) -> None:
    claim = claim_linking.make_claim(library, place)
    other.mark(of(other, "No mill is older, wrote the clerk"), Kind.CLAIM)
    known = same_claims(library)
    assert known.nearest("Boats paid tolls last year", holding="") == []
    found = known.nearest("Boats paid tolls last year", holding="OLDE mil")
    assert {each.claim for each in found} == {claim, None}
    (clerk,) = known.nearest("Boats paid tolls last year", holding="cler")
    assert clerk.place is not None
    assert known.nearest("the mill", holding="ill") == []
