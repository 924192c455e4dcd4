"""Passages that were found, linked and attached."""

import pytest

from reader.errors import InputError
from reader.library import Library, claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.library.claim_linking import make_claim, sightings
from reader.library.finding_evidence import Found
from reader.library.taking_evidence import attach_found, link_found
from reader.model.annotation import Kind
from reader.model.claim import Relation
from tests.library.test_finding_evidence import CLAIM, add, find, mark


@pytest.fixture
def place(library: Library) -> Place:
    return mark(library, add(library, "The mill", CLAIM), CLAIM)


@pytest.fixture
def guide(library: Library) -> str:
    return add(library, "Guide", "The water mill was the oldest in the county, the mayor said.")


def first(library: Library, place: Place) -> Found:
    return next(each for each in find(library) if each.passage.article != place.article)


def test_a_passage_becomes_a_sighting_of_the_same_claim_in_one_step(
    library: Library, place: Place, guide: str
) -> None:
    claim = link_found(library, place, first(library, place))
    assert [each.article for each in sightings(library, claim)] == sorted([place.article, guide])
    assert first(library, place).claim == claim
    with pytest.raises(InputError):
        link_found(library, place, first(library, place))
    library.history.undo()
    assert library.session(guide).annotations == ()
    assert claim_linking.claim_at(library, place) is None


def test_a_passage_that_was_marked_since_it_was_found_is_not_marked_again(
    library: Library, place: Place, guide: str
) -> None:
    found = first(library, place)
    assert found.place is None
    claim = link_found(library, place, found)
    with pytest.raises(InputError, match="already"):
        link_found(library, place, found)
    assert len(library.session(guide).annotations) == 1
    assert len(sightings(library, claim)) == 2


def test_a_passage_that_is_marked_is_linked_as_it_is(
    library: Library, place: Place, guide: str
) -> None:
    other = mark(library, guide, "The water mill was the oldest in the county")
    claim = link_found(library, place, first(library, place))
    assert len(library.session(guide).annotations) == 1
    assert {each.annotation.id for each in sightings(library, claim)} == {
        place.annotation,
        other.annotation,
    }


def test_a_claim_that_was_found_by_its_text_is_linked(library: Library, place: Place) -> None:
    letters = add(library, "Letters", "It came before all others, he wrote.")
    claim = make_claim(library, mark(library, letters, "It came before all others"))
    library.history.change([library.claims.change(claim, "text", CLAIM)])
    found = next(each for each in find(library) if each.extent is None)
    with pytest.raises(InputError):
        attach_found(library, claim, Relation.SUPPORTS, found)
    assert link_found(library, place, found) == claim
    assert len(sightings(library, claim)) == 2


def test_a_passage_is_attached_as_evidence(library: Library, place: Place, guide: str) -> None:
    claim = make_claim(library, place)
    piece = attach_found(library, claim, Relation.SUPPORTS, first(library, place))
    [attached] = evidence.evidence_of(library, claim)
    assert (attached.id, attached.article, attached.relation) == (piece, guide, Relation.SUPPORTS)
    assert library.session(guide).annotations[0].kind is Kind.EVIDENCE


def test_a_text_that_changed_since_is_left_alone(
    library: Library, place: Place, guide: str
) -> None:
    from reader.library.refreshing import refresh

    found = first(library, place)
    refresh(library, guide, b"Guide\n\nAnother text altogether stands here by now.\n", "guide.txt")
    with pytest.raises(InputError, match="search again"):
        link_found(library, place, found)
    assert library.session(guide).annotations == ()
