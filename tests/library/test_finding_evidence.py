"""Passages on the same matter, anywhere in the library."""

import threading
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.index.full_text import Source
from reader.library import Library
from reader.library.annotation_ids import Place
from reader.library.claim_linking import link_sightings, make_claim
from reader.library.finding_evidence import Found, find_evidence
from reader.model.annotation import Kind
from reader.text.document import Range

CLAIM = "The mayor said that the water mill was the oldest in the county."


def add(library: Library, title: str, *paragraphs: str) -> str:
    text = "\n\n".join([title, *paragraphs])
    return library.add(text.encode(), f"{title}.txt").article


def mark(library: Library, article: str, words: str) -> Place:
    session = library.session(article)
    start = session.document.text.index(words)
    return Place(article, session.mark(Range(start, start + len(words)), Kind.CLAIM))


def find(library: Library, words: str = CLAIM, **given: object) -> list[Found]:
    library.flush()
    return library.listing.exactly(
        lambda: find_evidence(library, words, **given)  # type: ignore[arg-type]
    )


def said(found: Sequence[Found]) -> list[str]:
    return [each.words for each in found]


@pytest.fixture
def filled(library: Library) -> Library:
    add(library, "Deeds", "A deed of 1620 names the water mill and no older one in the county.")
    add(library, "Weather", "It rained all day in the hills, and nobody went out.")
    for number in range(30):
        add(library, f"Filler {number}", f"The talk of day {number} was of the sea and its ships.")
    return library


def test_passages_on_the_same_matter_are_found_and_others_are_not(filled: Library) -> None:
    [deed] = find(filled)
    assert deed.words.startswith("A deed of 1620")
    assert deed.passage.title == "Deeds"
    assert not deed.same
    text = filled.session(deed.passage.article).document.text
    assert deed.extent is not None
    assert text[slice(*deed.extent)] == deed.words
    hits = {deed.passage.text[slice(*hit)] for hit in deed.passage.hits}
    assert {"water", "mill", "county"} <= hits
    assert "in" not in hits


def test_the_paragraph_that_the_words_are_from_is_left_out(filled: Library) -> None:
    article = add(filled, "The mill", f"{CLAIM} She was proud.", "The mill is a water mill.")
    text = filled.session(article).document.text
    start = text.index(CLAIM)
    place = Range(start, start + len(CLAIM))
    assert CLAIM in said(find(filled))
    found = said(find(filled, article=article, place=place))
    assert CLAIM not in found
    assert "The mill is a water mill." in found


def test_what_says_nearly_the_same_comes_first_with_its_claim(filled: Library) -> None:
    other = add(
        filled,
        "Guide",
        "Visitors come by bus. The water mill was the oldest in the whole county, the mayor said.",
    )
    first = find(filled)[0]
    assert first.same
    assert first.words.startswith("The water mill was")
    assert (first.annotation, first.claim, first.place) == ("", "", None)
    place = mark(filled, other, "The water mill was the oldest in the whole county")
    assert find(filled)[0].place == place
    claim = make_claim(filled, place)
    assert find(filled)[0].claim == claim


def test_other_figures_are_evidence_and_not_the_same_claim(filled: Library) -> None:
    words = "The flood of the river drowned 12 people in the valley."
    add(filled, "Flood", "The flood of the river drowned 14 people in the valley.")
    [flood] = find(filled, words)
    assert flood.nearness > 80
    assert not flood.same


def test_what_is_denied_is_evidence_and_not_the_same_claim(filled: Library) -> None:
    add(filled, "Doubts", "The water mill was not the oldest in the county, a clerk said.")
    first = find(filled)[0]
    assert first.words.startswith("The water mill was not")
    assert not first.same


def test_a_claim_is_found_by_its_standing_text(filled: Library) -> None:
    article = add(filled, "Letters", "It came before all others, he wrote.")
    claim = make_claim(filled, mark(filled, article, "It came before all others"))
    text = "The water mill is the oldest in the county"
    filled.history.change([filled.claims.change(claim, "text", text)])
    first = find(filled)[0]
    assert (first.passage.source, first.claim, first.same) == (Source.CLAIM, claim, True)
    assert claim not in [each.claim for each in find(filled, claim=claim)]


def test_a_report_that_several_papers_printed_is_shown_once(filled: Library) -> None:
    report = [
        "The deed that names the water mill was found in the county hall by two clerks who "
        "looked for something else, and they took it to the mayor on the same day.",
        "She read it twice, had it copied by hand, and sent the copy to the people who keep "
        "the registers of the valley, where it has been lying since then in an open drawer.",
        "Nobody has asked for it in the years that went by, although the paper is cited in "
        "more than one book on the mills of the region and on those who owned them.",
    ]
    add(filled, "Agency", *report)
    add(filled, "Daily", *report, "Our own correspondent has more.")
    add(filled, "Evening", report[0].replace("two clerks", "three clerks"), *report[1:])
    add(filled, "Essay", "What the county knows of its water mills it owes to deeds.")
    found = find(filled)
    [shown] = [each for each in found if "found in the county hall" in each.passage.text]
    papers = {shown.passage.title, *(each.title for each in shown.elsewhere)}
    assert papers == {"Agency", "Daily", "Evening"}
    assert {each.passage.title for each in found} >= {"Deeds", "Essay"}
    assert all(each.hits for each in shown.elsewhere)


def test_what_is_in_the_trash_is_not_found(filled: Library) -> None:
    [deed] = find(filled)
    filled.trash_article(deed.passage.article)
    assert find(filled) == []


def test_words_without_spaces_between_them_are_found(library: Library) -> None:
    add(library, "水車", "町長は水車が郡で最も古いと述べた。")
    add(library, "天気", "山では一日中雨が降った。")
    assert said(find(library, "郡で最も古い水車")) == ["町長は水車が郡で最も古いと述べた。"]


def test_other_endings_of_long_words_are_found(filled: Library) -> None:
    add(filled, "Health", "Vaccines were delivered to hospitals.")
    assert said(find(filled, "The vaccine reached the hospital")) == [
        "Vaccines were delivered to hospitals."
    ]


@pytest.mark.parametrize(
    "words",
    ["", "…", "the of", "x" * 10_000, "a b " * 10_000, '"(* OR'],
    ids=["nothing", "a sign", "frequent", "a long word", "many words", "signs"],
)
def test_words_that_tell_nothing_find_nothing(filled: Library, words: str) -> None:
    assert find(filled, words) == []


def test_it_may_run_in_any_thread_and_be_broken_off(filled: Library) -> None:
    find(filled)
    found: list[Found] = []
    thread = threading.Thread(target=lambda: found.extend(find_evidence(filled, CLAIM)))
    thread.start()
    filled.listing.full_text.stop()
    thread.join()
    assert len(found) in (0, 1)
    assert len(find_evidence(filled, CLAIM)) == 1


def test_a_passage_that_is_found_can_be_linked(filled: Library) -> None:
    own = add(filled, "The mill", CLAIM)
    place = mark(filled, own, CLAIM)
    add(filled, "Guide", "The water mill was the oldest in the county, the mayor said.")
    first = find(filled, article=own, place=Range(10, 20))[0]
    assert first.extent is not None
    session = filled.session(first.passage.article)
    other = Place(session.id, session.mark(first.extent, Kind.CLAIM))
    claim = link_sightings(filled, place, other)
    assert find(filled, article=own, place=Range(10, 20))[0].claim == claim


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(max_size=60) | st.lists(st.sampled_from(CLAIM.split())).map(" ".join))
def test_whatever_is_looked_for_is_found_where_it_is_said_to_be(
    filled: Library, words: str
) -> None:
    if not filled.listing.complete:
        find(filled)
    for each in find_evidence(filled, words):
        assert each.extent is not None
        text = filled.session(each.passage.article).document.text
        assert text[slice(*each.extent)] == each.words
        assert all(each.passage.text[slice(*hit)] for hit in each.passage.hits)
        assert 0 <= each.nearness <= 100
