import pytest

from reader.errors import InputError, NotFoundError
from reader.library import ArticleSession, Library, claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.library.export import render
from reader.library.open_library import OpenLibrary
from reader.model.annotation import Kind
from reader.model.claim import Relation
from reader.model.evidence import Evidence
from reader.paths import Places
from reader.text.document import Range
from tests.records import edited_fields, set_about

OTHER = b"""The mill again

A deed of 1620 names a mill at the bend of the river. Nobody has dated its beams yet.
"""


@pytest.fixture
def claim(library: Library, session: ArticleSession) -> str:
    place = Place(session.id, session.mark(_of(session, "the mill was the oldest"), Kind.CLAIM))
    return claim_linking.make_claim(library, place)


@pytest.fixture
def other(library: Library) -> ArticleSession:
    article = library.add(OTHER, "again.txt").article
    for name, value in (
        ("site", "The Courier"),
        ("published_on", "2026-02-01"),
        ("url", "https://courier.example/mill"),
        ("archived_url", "https://archive.example/1"),
    ):
        set_about(library, article, name, value)
    return library.session(article)


def only(library: Library, claim: str) -> Evidence:
    (piece,) = evidence.evidence_of(library, claim)
    return piece


def test_words_of_another_article_are_marked_and_attached_in_one_step(
    library: Library, claim: str, other: ArticleSession
) -> None:
    library.flush()
    before = edited_fields(library)
    words = _of(other, "A deed of 1620 names a mill")
    evidence.add_range(other, library, claim, Relation.REFUTES, words)
    piece = only(library, claim)
    assert piece == Evidence(
        piece.id,
        Relation.REFUTES,
        other.id,
        other.annotations[0].id,
        url="https://courier.example/mill",
        quote="A deed of 1620 names a mill",
        source="The mill again, The Courier",
        published_on="2026-02-01",
        accessed_on=other.article.accessed_on[:10],
        archived_url="https://archive.example/1",
    )
    assert other.annotations[0].kind is Kind.EVIDENCE
    library.history.undo()
    assert edited_fields(library) == before
    library.history.redo()
    assert only(library, claim) == piece


def test_both_ends_of_evidence_can_be_followed(
    library: Library, claim: str, other: ArticleSession
) -> None:
    place = Place(other.id, other.mark(_of(other, "A deed of 1620")))
    evidence.add_annotation(library, claim, Relation.SUPPORTS, place)
    (bearing,) = evidence.claims_borne_on(library, place)
    assert (bearing.claim.id, bearing.piece) == (claim, only(library, claim))
    assert Place(bearing.piece.article or "", bearing.piece.annotation or "") == place
    kept = claim_linking.make_claim(library, Place(other.id, other.mark(_of(other, "Nobody"))))
    claim_linking.merge(library, kept, claim)
    assert [each.claim.id for each in evidence.claims_borne_on(library, place)] == [kept]
    evidence.remove(library, kept, bearing.piece.id)
    assert evidence.claims_borne_on(library, place) == []
    assert evidence.evidence_of(library, kept) == []
    assert other.annotation(place.annotation).id == place.annotation


def test_the_same_words_attached_again_only_change_what_they_say(
    library: Library, claim: str, other: ArticleSession
) -> None:
    words = _of(other, "A deed of 1620")
    first = evidence.add_range(other, library, claim, Relation.SUPPORTS, words)
    again = evidence.add_range(other, library, claim, Relation.CONTEXT, words)
    assert again == first
    assert only(library, claim).relation is Relation.CONTEXT
    assert len(other.annotations) == 1


def test_evidence_whose_annotation_or_article_is_gone_keeps_its_words_and_says_so(
    library: Library, claim: str, other: ArticleSession
) -> None:
    words = _of(other, "A deed of 1620")
    evidence.add_range(other, library, claim, Relation.SUPPORTS, words)
    piece = only(library, claim)
    assert evidence.loss_of(library, piece) == ""
    other.delete(piece.annotation or "")
    assert "annotation was deleted" in evidence.loss_of(library, piece)
    library.trash_article(other.id)
    assert evidence.loss_of(library, piece) == "Its article is in the trash."
    unknown = piece._replace(article="gone-000000")
    assert evidence.loss_of(library, unknown) == "Its article is not in the library."
    assert only(library, claim).quote == "A deed of 1620"
    evidence.set_field(library, claim, piece.id, "relation", "refutes")
    assert only(library, claim).relation is Relation.REFUTES
    evidence.remove(library, claim, piece.id)
    library.history.undo()
    assert only(library, claim).quote == "A deed of 1620"


def test_an_address_is_evidence_too_and_each_field_of_it_can_be_said(
    library: Library, claim: str
) -> None:
    url = "https://records.example/deed"
    piece = evidence.add_address(
        library, claim, Relation.CONTEXT, url, quote="a\nmill", source="Records", note="page 4"
    )
    said = {
        "relation": "supports",
        "primary": "yes",
        "published_on": "1620",
        "accessed_on": "2026-03-01",
        "archived_url": "https://archive.example/2",
        "quote": "a mill",
        "source": "County records",
        "note": "page 5",
        "url": "http://records.example/5",
    }
    for name, value in said.items():
        evidence.set_field(library, claim, piece, name, value)
    known = only(library, claim).to_fields()
    assert known == said | {"primary": True}
    assert evidence.loss_of(library, only(library, claim)) == ""
    evidence.set_field(library, claim, piece, "note", None)
    assert only(library, claim).note == ""


@pytest.mark.parametrize("url", ["", "deed", "javascript:alert(1)", "ftp://a.example", "http://"])
def test_what_is_no_address_is_refused(library: Library, claim: str, url: str) -> None:
    with pytest.raises(InputError, match="no address"):
        evidence.add_address(library, claim, Relation.CONTEXT, url)
    assert evidence.evidence_of(library, claim) == []


def test_what_evidence_cannot_be_is_said(
    library: Library, claim: str, session: ArticleSession
) -> None:
    piece = evidence.add_address(library, claim, Relation.CONTEXT, "https://a.example")
    for name, value, sentence in (
        ("relation", "proves", "none of: supports"),
        ("primary", "perhaps", "yes or no"),
        ("accessed_on", "today", "2026-03-31"),
        ("url", None, "remove the piece"),
        ("weight", "9", "no field"),
    ):
        with pytest.raises(InputError, match=sentence):
            evidence.set_field(library, claim, piece, name, value)
    with pytest.raises(NotFoundError, match="No piece"):
        evidence.remove(library, claim, "zzz")
    sighting = claim_linking.sightings(library, claim)[0].annotation.id
    with pytest.raises(InputError, match="for itself"):
        evidence.add_annotation(library, claim, Relation.SUPPORTS, Place(session.id, sighting))


def test_the_pinned_claim_is_remembered_and_followed(
    library: Library, places: Places, claim: str, session: ArticleSession
) -> None:
    assert library.pinned.claim is None
    library.pinned.pin(claim)
    with pytest.raises(NotFoundError):
        library.pinned.pin("nothing")
    kept = claim_linking.make_claim(
        library, Place(session.id, session.mark(_of(session, "Nobody")))
    )
    claim_linking.merge(library, kept, claim)
    library.close()
    with OpenLibrary.open(places, library.config) as again:
        pinned = again.pinned.claim
        assert pinned is not None
        assert pinned.id == kept
        again.pinned.unpin()
        assert again.pinned.claim is None


def test_the_pinned_claim_survives_a_program_that_is_killed(
    library: Library, places: Places, claim: str
) -> None:
    library.pinned.pin(claim)
    library.flush()
    # Nothing is closed: that is what a kill leaves.
    with OpenLibrary.open(places, library.config) as again:
        pinned = again.pinned.claim
        assert pinned is not None
        assert pinned.id == claim
    library.pinned.unpin()
    library.flush()
    with OpenLibrary.open(places, library.config) as again:
        assert again.pinned.claim is None


def test_an_export_has_what_became_part_of_a_claim(
    library: Library, claim: str, session: ArticleSession
) -> None:
    evidence.add_address(library, claim, Relation.CONTEXT, "https://records.example/deed")
    place = Place(session.id, session.mark(_of(session, "Nobody")))
    kept = claim_linking.make_claim(library, place)
    claim_linking.merge(library, kept, claim)
    for sighting in claim_linking.sightings(library, claim):
        if sighting.annotation.id != place.annotation:
            session.delete(sighting.annotation.id)
    library.flush()
    assert "https://records.example/deed" in render(library, [session.id], "json")


def _of(session: ArticleSession, words: str) -> Range:
    start = session.document.text.index(words)
    return Range(start, start + len(words))


@pytest.mark.parametrize("name", ["article", "annotation"])
@pytest.mark.parametrize("odd", [5, ["a"], {"a": 1}, True])
def test_evidence_whose_place_no_program_of_ours_wrote_is_evidence_without_a_place(
    library: Library, claim: str, other: ArticleSession, name: str, odd: object
) -> None:
    words = _of(other, "A deed of 1620 names a mill")
    piece = evidence.add_range(other, library, claim, Relation.REFUTES, words)
    stored = only(library, claim).to_fields() | {name: odd}
    library.history.change([library.claims.change(claim, f"evidence/{piece}", stored)])
    assert getattr(only(library, claim), name) is None
    assert evidence.loss_of(library, only(library, claim)) == ""
    assert only(library, claim).quote == "A deed of 1620 names a mill"
