import time
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.config import Config
from reader.errors import InputError, NotFoundError
from reader.library import Library, claim_judging, claim_linking, evidence
from reader.library.annotation_ids import Place
from reader.library.same_claims import same_claims
from reader.model.annotation import Kind
from reader.model.claim import ClaimType, Relation, Status
from reader.paths import Places
from reader.storage.base import Change, Fields, Tables
from reader.text.document import Range
from tests.records import copied_library, edited_fields


class Mark(Protocol):
    def __call__(self, words: str, kind: Kind = Kind.CLAIM) -> Place: ...


WORDS = ("The mill is the oldest", "No mill is older", "It stood before the town", "It ran in 1750")


@pytest.fixture
def mark(library: Library) -> Mark:
    """Mark the words as a claim, in an article of its own."""

    def marked(words: str, kind: Kind = Kind.CLAIM) -> Place:
        article = library.add(f"# {words}\n\n{words}. And more.".encode(), f"{words}.md").article
        session = library.session(article)
        start = session.document.text.rindex(words)
        return Place(article, session.mark(Range(start, start + len(words)), kind))

    return marked


def seen(library: Library, claim: str) -> set[Place]:
    found = claim_linking.sightings(library, claim)
    return {Place(each.article, each.annotation.id) for each in found}


def test_a_claim_judged_once_is_judged_wherever_it_was_seen(library: Library, mark: Mark) -> None:
    first, second = mark(WORDS[0]), mark(WORDS[1], Kind.HIGHLIGHT)
    claim = claim_linking.link_sightings(library, second, first)
    library.session(first.article).set_verdict(first.annotation, "refuted")
    session = library.session(second.article)
    linked = session.annotation(second.annotation)
    judged = session.claim_of(linked)
    assert judged is not None
    assert (judged.id, judged.verdict, judged.text) == (claim, "refuted", WORDS[0])
    assert linked.kind is Kind.CLAIM
    assert seen(library, claim) == {first, second}


def test_linking_is_undone_as_one_and_done_again(library: Library, mark: Mark) -> None:
    first, second = mark(WORDS[0]), mark(WORDS[1], Kind.HIGHLIGHT)
    library.flush()
    before = edited_fields(library)
    claim = claim_linking.link_sightings(library, second, first)
    after = edited_fields(library)
    undone = library.history.undo()
    assert undone is not None
    assert (undone.label, undone.article, undone.annotation) == ("same claim", *second)
    assert edited_fields(library) == before
    library.history.redo()
    assert edited_fields(library) == after
    library.flush()
    assert seen(library, claim) == {first, second}


def test_a_sighting_of_another_claim_brings_that_claim_with_it(
    library: Library, mark: Mark
) -> None:
    first, second, third = map(mark, WORDS[:3])
    kept = claim_linking.make_claim(library, first)
    other = claim_linking.link_sightings(library, second, third)
    assert claim_linking.link(library, second, kept) == kept
    assert seen(library, kept) == seen(library, other) == {first, second, third}
    with pytest.raises(InputError, match="already"):
        claim_linking.link(library, third, kept)
    with pytest.raises(InputError, match="already"):
        claim_linking.merge(library, other, kept)


def test_words_that_are_evidence_for_a_claim_are_no_sighting_of_it(
    library: Library, mark: Mark
) -> None:
    first, second, third = map(mark, WORDS[:3])
    claim = claim_linking.make_claim(library, first)
    piece = evidence.add_annotation(library, claim, Relation.REFUTES, second)
    other = claim_linking.make_claim(library, third)
    kept = claim_linking.merge(library, other, claim)
    before = edited_fields(library)
    with pytest.raises(InputError, match="evidence for itself"):
        claim_linking.link(library, second, claim)
    for one, another in ((second, third), (third, second)):
        with pytest.raises(InputError, match="evidence for itself"):
            claim_linking.link_sightings(library, one, another)
    assert edited_fields(library) == before
    evidence.remove(library, kept, piece)
    assert claim_linking.link(library, second, claim) == kept


def test_the_sightings_of_a_claim_are_told_without_a_look_at_all_that_changed(
    library: Library, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = mark(WORDS[0]), mark(WORDS[1])
    library.flush()
    library.listing.exactly(lambda: None)
    claim = claim_linking.link_sightings(library, second, first)
    session = library.session(first.article)
    for _ in range(50):
        session.mark(Range(0, 3))
    looked: list[str] = []
    genuine = library.copy.document

    def document(file: str, table: str, name: str) -> Fields | None:
        looked.append(name)
        return genuine(file, table, name)

    monkeypatch.setattr(library.copy, "document", document)
    assert seen(library, claim) == {first, second}
    assert len(looked) < 20


def test_a_merged_claim_keeps_every_judgement_and_every_piece_of_evidence(
    library: Library, mark: Mark
) -> None:
    kept, other = (claim_linking.make_claim(library, mark(words)) for words in WORDS[:2])
    for claim, verdict in ((kept, "supported"), (other, "refuted"), (other, "mixed")):
        claim_judging.set_field(library, claim, "verdict", verdict)
        claim_judging.set_field(library, claim, "explanation", f"since {verdict}")
        evidence.add_address(library, claim, Relation.REFUTES, f"https://example.org/{verdict}")
    claim_linking.merge(library, kept, other)
    merged = library.claims.require(other)
    assert (merged.id, merged.verdict, merged.explanation) == (kept, "supported", "since supported")
    assert [piece.url[20:] for piece in evidence.evidence_of(library, kept)] == [
        "supported",
        "refuted",
        "mixed",
    ]
    former = {(each.what, each.text) for each in claim_judging.earlier(library, kept)}
    assert former == {
        ("verdict", "refuted"),
        ("explanation", "since refuted"),
        ("verdict", "mixed"),
        ("explanation", "since mixed"),
    }
    library.history.undo()
    assert library.claims.require(other).verdict == "mixed"
    assert len(evidence.evidence_of(library, kept)) == 1


def test_a_claim_nobody_judged_is_judged_as_the_one_that_becomes_part_of_it(
    library: Library, mark: Mark
) -> None:
    kept, other = (claim_linking.make_claim(library, mark(words)) for words in WORDS[:2])
    for name, value in (("verdict", "mixed"), ("explanation", "half"), ("type", "quantity")):
        claim_judging.set_field(library, other, name, value)
    claim_linking.merge(library, kept, other)
    merged = library.claims.require(kept)
    assert (merged.verdict, merged.explanation, merged.status) == ("mixed", "half", Status.DONE)
    assert merged.type is ClaimType.QUANTITY
    assert merged.checked_by == "Tester"
    assert claim_judging.earlier(library, kept) == []


def test_sightings_split_off_are_a_claim_of_their_own_without_a_judgement(
    library: Library, mark: Mark
) -> None:
    first, second, third = map(mark, WORDS[:3])
    claim = claim_linking.link_sightings(library, first, second)
    claim_linking.link(library, third, claim)
    claim_judging.set_field(library, claim, "verdict", "mixed")
    new = claim_linking.split(library, [third])
    assert seen(library, claim) == {first, second}
    assert seen(library, new) == {third}
    assert library.claims.require(new).verdict is None
    assert library.claims.require(new).text == WORDS[2]
    library.history.undo()
    blank = claim_linking.split(library, [third], " \u200b ")
    assert library.claims.require(blank).text == WORDS[2]
    library.history.undo()
    assert seen(library, claim) == {first, second, third}
    with pytest.raises(InputError, match="all its sightings"):
        claim_linking.split(library, [first, second, third])
    with pytest.raises(InputError, match="which"):
        claim_linking.split(library, [])
    with pytest.raises(NotFoundError, match="of no claim"):
        claim_linking.split(library, [mark(WORDS[3])])


def test_what_is_in_the_trash_is_no_sighting(library: Library, mark: Mark) -> None:
    first, second, third = map(mark, WORDS[:3])
    claim = claim_linking.link_sightings(library, first, second)
    claim_linking.link(library, third, claim)
    library.trash_article(first.article)
    library.session(third.article).delete(third.annotation)
    assert seen(library, claim) == {second}


def test_the_index_and_the_records_know_the_same_sightings(library: Library, mark: Mark) -> None:
    first, second, third, fourth = map(mark, WORDS)
    claim = claim_linking.link_sightings(library, first, second)
    other = claim_linking.link_sightings(library, third, fourth)
    claim_linking.merge(library, claim, other)
    library.flush()
    scanned = seen(library, claim)
    library.listing.reconcile()
    library.listing.read_contents()
    assert library.listing.complete
    assert seen(library, claim) == scanned == {first, second, third, fourth}
    library.history.undo()
    assert seen(library, claim) == {first, second}
    assert seen(library, other) == {third, fourth}


def test_the_same_claim_is_offered_nearest_first_and_once(library: Library, mark: Mark) -> None:
    first, second = mark("The mill burned down in 1810"), mark("In 1810 the mill burned down")
    mark("Bread was cheap in those days")
    other = mark("The mill burned, people say")
    claim = claim_linking.link_sightings(library, first, second)
    for exactly in (False, True):
        known = same_claims(library, exactly=exactly)
        offered = known.nearest("The MILL burned down in 1810!")
        assert [each.claim for each in offered] == [claim, None]
        assert offered[0].nearness == 100
        assert offered[1].place == other
        assert [each.claim for each in known.nearest("the mill burned", but=other)] == [claim]
        assert [each.place for each in known.nearest("the mill burned", but_claim=claim)] == [other]
        assert known.nearest("") == known.nearest("zzz") == []


def test_a_standing_text_counts_letters_as_a_person_does() -> None:
    assert claim_judging.characters_left("x" * 70) == 5
    assert claim_judging.characters_left("e\u0301" * 80) == -5


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("text", " ", "stands alone"),
        ("type", "guess", "none of: quantity"),
        ("status", "gone", "none of: to check"),
        ("verdict", "maybe", "one of: supported"),
        ("as_of", "yesterday", "2026-03-31"),
        ("colour", "red", "no field"),
    ],
)
def test_what_a_claim_cannot_be_is_said(
    library: Library, mark: Mark, name: str, value: str, sentence: str
) -> None:
    claim = claim_linking.make_claim(library, mark(WORDS[0]))
    before = library.claims.require(claim)
    with pytest.raises(InputError, match=sentence):
        claim_judging.set_field(library, claim, name, value)
    assert library.claims.require(claim) == before


def test_a_claim_merged_into_one_that_is_not_there_yet_stands_for_itself(
    library: Library, mark: Mark
) -> None:
    place = mark(WORDS[0])
    claim = claim_linking.make_claim(library, place)
    library.history.change([Change(f"claims/{claim}", "claim", claim, "merged_into", "other-1")])
    assert library.claims.require(claim).id == claim
    assert seen(library, claim) == {place}


_MERGES = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.integers(0, 3)), max_size=6
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(merges=_MERGES, later=st.sampled_from("ab"))
def test_nothing_is_lost_in_whatever_order_two_devices_merge_and_meet(
    tmp_path_factory: pytest.TempPathFactory, merges: list[tuple[str, int, int]], later: str
) -> None:
    """Evidence and verdicts are added on one device while the other merges."""
    folder = tmp_path_factory.mktemp("devices")
    claims = [f"claim-{number}" for number in range(4)]
    devices = {name: _device(folder / name) for name in "ab"}
    with Library.open(devices["a"], Config(name="Tester")) as library:
        for number, claim in enumerate(claims):
            library.history.change(
                library.claims.change(claim, *each)
                for each in (("text", claim), ("verdict", f"verdict {number}"))
            )
            evidence.add_address(library, claim, Relation.CONTEXT, f"https://example.org/{claim}")
    copied_library(devices["a"], devices["b"])
    made: set[str] = {f"https://example.org/{claim}" for claim in claims}
    joined: list[tuple[str, str]] = []
    for name, places in devices.items():
        with Library.open(places, Config(name="Tester")) as library:
            for device, kept, other in merges:
                if device == name and _ends(library, claims[kept]) != _ends(library, claims[other]):
                    claim_linking.merge(library, claims[kept], claims[other])
                    joined.append((claims[kept], claims[other]))
            if name == later:
                for claim in claims:
                    url = f"https://example.org/late/{claim}"
                    evidence.add_address(library, claim, Relation.CONTEXT, url)
                    made.add(url)
    records = [_claim_records(places) for places in devices.values()]
    with Library.open(devices["a"], Config(name="Tester")) as library:
        for claim, tables in records[1].items():
            library.records.merge(f"claims/{claim}", tables)
        ends = {claim: _ends(library, claim) for claim in claims}
        pieces = {end: evidence.evidence_of(library, end) for end in ends.values()}
        assert {piece.url for each in pieces.values() for piece in each} == made
        assert sum(map(len, pieces.values())) == len(made)
        known = {
            text
            for end in pieces
            for text in (
                library.claims.require(end).verdict,
                *(former.text for former in claim_judging.earlier(library, end)),
            )
        }
        assert known == {f"verdict {number}" for number in range(4)}
    with Library.open(devices["b"], Config(name="Tester")) as library:
        for claim, tables in records[0].items():
            library.records.merge(f"claims/{claim}", tables)
        assert {claim: _ends(library, claim) for claim in claims} == ends


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(("merge", "link", "attach", "address", "undo", "redo")),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=12,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=_STEPS)
def test_merging_keeps_every_sighting_and_every_piece_of_evidence(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    """In whatever order claims are merged, linked, given evidence, undone and done again."""
    with Library.open(_device(tmp_path_factory.mktemp("one")), Config(name="Tester")) as library:
        places = [_marked(library, number) for number in range(6)]
        claims = [claim_linking.make_claim(library, place) for place in places]
        library.flush()
        # What was attached to each, and which are one, at each step that may be returned to.
        made: list[dict[str, set[str]]] = [{claim: set() for claim in claims}]
        joined = [{claim: frozenset((claim,)) for claim in claims}]
        at = 0
        for what, one, other in steps:
            if what in ("undo", "redo"):
                wanted = at + (1 if what == "redo" else -1)
                if 0 <= wanted < len(made):
                    at = wanted
                    getattr(library.history, what)()
                _assert_kept(library, claims, places, joined[at], made[at])
                continue
            groups, pieces = dict(joined[at]), {each: set(some) for each, some in made[at].items()}
            mine, others = claims[one], claims[other]
            try:
                if what == "merge":
                    claim_linking.merge(library, mine, others)
                elif what == "link":
                    claim_linking.link(library, places[one], others)
                elif what == "attach":
                    place = places[other]
                    piece = evidence.add_annotation(library, mine, Relation.REFUTES, place)
                    if any(piece in pieces[each] for each in groups[mine]):
                        # Nothing changed, and there is no step to undo.
                        continue
                    pieces[mine].add(piece)
                else:
                    url = f"https://example.org/{len(made)}"
                    pieces[mine].add(evidence.add_address(library, mine, Relation.SUPPORTS, url))
            except InputError:
                # They are one claim already, or the words are evidence on it.
                pieces_there = evidence.evidence_of(library, others)
                attached = {(piece.article, piece.annotation) for piece in pieces_there}
                assert groups[mine] == groups[others] or places[one] in attached
                continue
            if what in ("merge", "link"):
                together = groups[mine] | groups[others]
                groups |= dict.fromkeys(together, together)
            made, joined = [*made[: at + 1], pieces], [*joined[: at + 1], groups]
            at += 1
            _assert_kept(library, claims, places, groups, pieces)
        library.flush()
        library.listing.exactly(lambda: None)
        _assert_kept(library, claims, places, joined[at], made[at])


def _assert_kept(
    library: Library,
    claims: list[str],
    places: list[Place],
    groups: dict[str, frozenset[str]],
    pieces: dict[str, set[str]],
) -> None:
    for claim in claims:
        assert {each for each in claims if _ends(library, each) == _ends(library, claim)} == (
            groups[claim]
        )
        assert seen(library, claim) == {
            place for place, own in zip(places, claims, strict=True) if own in groups[claim]
        }
        kept = {piece.id for piece in evidence.evidence_of(library, claim)}
        assert kept == {piece for own in groups[claim] for piece in pieces[own]}


def _marked(library: Library, number: int) -> Place:
    text = f"# Mill {number}\n\nThe mill of place {number} is the oldest.\n"
    session = library.session(library.add(text.encode(), f"{number}.md").article)
    start = session.document.text.rindex("The mill")
    return Place(session.id, session.mark(Range(start, start + 12), Kind.CLAIM))


def _ends(library: Library, claim: str) -> str:
    return library.claims.require(claim).id


def _device(folder: Path) -> Places:
    return Places(folder / "library", folder / "state", folder / "cache", folder / "config.toml")


def _claim_records(places: Places) -> dict[str, Tables]:
    with Library.open(places, Config(name="Tester")) as library:
        files = library.records.files("claims/")
        return {file.removeprefix("claims/"): library.records.read(file) for file in files}


def test_a_damaged_claim_is_there_again_once_a_good_copy_is_in_its_place(
    library: Library, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = claim_linking.make_claim(library, mark(WORDS[0]))
    library.flush()
    path = library.records.path(f"claims/{claim}")
    good = path.read_bytes()
    path.write_bytes(b"{ damaged")
    with Library.open(library.places, library.config) as other:
        assert other.claims.get(claim) is None
        path.write_bytes(good)
        now = time.monotonic()
        monkeypatch.setattr(time, "monotonic", lambda: now + 60)
        assert other.claims.require(claim).text == WORDS[0]
