"""What was changed in this run is told by claim, however it was changed."""

import random

import pytest

from reader.library import ArticleSession, Library, claim_linking
from reader.library.annotation_ids import Place
from reader.library.changed_sightings import ChangedSightings
from reader.library.whereabouts import changed_annotations
from reader.model.annotation import Kind
from reader.text.document import Range

WORDS = " ".join(f"Word {number} of them stands here." for number in range(40))


@pytest.fixture
def texts(library: Library) -> list[ArticleSession]:
    names = ("one", "two", "three")
    return [
        library.session(library.add(f"{name}\n\n{WORDS} {name}\n".encode(), f"{name}.txt").article)
        for name in names
    ]


def scanned(library: Library, claim: str) -> set[Place]:
    """Return what a look at every changed annotation finds."""
    return {
        place
        for place in changed_annotations(library)
        for known in library.session(place.article).sightings
        if known.id == place.annotation
        and library.session(place.article).annotation(known.id).claim == claim
    }


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_with_a_look_at_every_annotation_whatever_is_done(
    library: Library, texts: list[ArticleSession], seed: int
) -> None:
    chance = random.Random(seed)
    changed = ChangedSightings(library.copy)
    places: list[Place] = []
    claims: list[str] = []
    for _ in range(60):
        session = chance.choice(texts)
        match chance.choice(("mark", "claim", "link", "delete", "undo", "redo")):
            case "mark":
                start = chance.randrange(0, 600)
                mark = session.mark(Range(start, start + 9), Kind.CLAIM)
                places.append(Place(session.id, mark))
            case "claim" if places:
                place = chance.choice(places)
                if _stands(library, place):
                    claims.append(claim_linking.make_claim(library, place))
            case "link" if places and claims:
                place, claim = chance.choice(places), chance.choice(claims)
                if _stands(library, place) and library.claims.get(claim):
                    own = claim_linking.claim_at(library, place)
                    kept = library.claims.require(claim)
                    if own is None or own.id != kept.id:
                        claim_linking.link(library, place, claim)
            case "delete" if places:
                place = chance.choice(places)
                if _stands(library, place):
                    library.session(place.article).delete(place.annotation)
            case "undo":
                library.history.undo()
            case "redo":
                library.history.redo()
        if chance.random() < 0.4:
            for claim in claims:
                assert changed.of([claim]) == scanned(library, claim)
    everything = {place for claim in claims for place in scanned(library, claim)}
    assert changed.of(claims) == everything


def test_what_is_saved_meanwhile_is_still_told(
    library: Library, texts: list[ArticleSession]
) -> None:
    session = texts[0]
    place = Place(session.id, session.mark(Range(0, 9), Kind.CLAIM))
    changed = ChangedSightings(library.copy)
    claim = claim_linking.make_claim(library, place)
    assert changed.of([claim]) == {place}
    assert changed.has(place)
    library.flush()
    assert changed.of([claim]) == {place}
    assert not changed.has(Place(session.id, "nothing"))


def _stands(library: Library, place: Place) -> bool:
    return any(each.id == place.annotation for each in library.session(place.article).sightings)
