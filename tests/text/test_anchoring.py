import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.anchor import Anchor, AnchorState
from reader.text.anchoring import CONTEXT, describe, locate, occurrences
from reader.text.document import Block, BlockKind, Document, Range

CHECKS = Path(__file__).parents[3] / "shared/checks"
HASH = "0123456789ab"


def document(text: str) -> Document:
    return Document(f"{text}\n", (Block(BlockKind.PARAGRAPH, 0, len(text) + 1),))


def quotation(exact: str, prefix: str = "", suffix: str = "", start: int = 0) -> Anchor:
    return Anchor(HASH, start, start + len(exact), exact, prefix, suffix)


def cases(kind: str) -> list[dict[str, Any]]:
    path = CHECKS / "anchoring_cases.json"
    if not path.exists():
        pytest.skip(f"the conformance data is not at {path}")
    found = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return [case for case in found if case["kind"] == kind]


def test_every_occurrence_is_found_where_the_conformance_data_has_it() -> None:
    # Kind exact-match-all, those without a context. An empty quotation marks nothing here.
    chosen = [
        case
        for case in cases("exact-match-all")
        if case["quote"] and not case["prefix"] and not case["suffix"]
    ]
    assert len(chosen) > 8
    for case in chosen:
        expected = [tuple(place) for place in case["expected"]]
        assert occurrences(case["text"], case["quote"]) == expected, case["id"]


def test_a_context_picks_the_occurrence_the_conformance_data_has() -> None:
    # Kind exact-match-all, those with a context: one place is chosen from those that are right.
    # Those without any right one ask that a context agree to its last letter; ours may differ
    # a little at its far end.
    chosen = [
        case
        for case in cases("exact-match-all")
        if case["quote"] and (case["prefix"] or case["suffix"]) and case["expected"]
    ]
    assert len(chosen) > 3
    for case in chosen:
        anchor = quotation(case["quote"], case["prefix"] or "", case["suffix"] or "")
        found = locate(document(case["text"]), anchor)
        assert found is not None
        assert list(found[0]) in case["expected"], case["id"]
        assert found[1] is AnchorState.MOVED, case["id"]


def test_positions_count_code_points() -> None:
    chosen = cases("position-codepoints")
    assert chosen
    for case in chosen:
        anchor = describe(document(case["text"]), HASH, Range(case["start"], case["end"]))
        assert anchor.exact == case["expected_text"], case["id"]


def test_a_description_holds_the_context_the_conformance_data_asks_for() -> None:
    # Kind describe: those selectors are as short as they can be, ours have a fixed length. So
    # ours must contain theirs, and lead back to the same place.
    chosen = cases("describe")
    assert chosen
    for case in chosen:
        place = Range(case["start"], case["end"])
        anchor = describe(document(case["text"]), HASH, place)
        expected = case["expected_selector"]
        assert anchor.exact == expected["exact"], case["id"]
        assert anchor.prefix.endswith(expected["prefix"][-CONTEXT:]), case["id"]
        assert anchor.suffix.startswith(expected["suffix"][:CONTEXT]), case["id"]
        assert locate(document(case["text"]), anchor) == (place, AnchorState.EXACT), case["id"]


def test_a_lookalike_never_passes_for_the_words() -> None:
    chosen = cases("must-not-be-confident")
    assert chosen
    for case in chosen:
        anchor = quotation(case["quote"], case["prefix"] or "", case["suffix"] or "")
        found = locate(document(case["text"]), anchor)
        assert found is None or found[1] is AnchorState.SUSPECT, case["id"]


def test_the_best_place_is_the_one_the_conformance_data_has() -> None:
    # Kind fuzzy-best. Where those libraries have no place, nothing of ours may be sure; an empty
    # quotation marks nothing.
    chosen = [case for case in cases("fuzzy-best") if case["quote"]]
    assert len(chosen) > 40
    for case in chosen:
        file = case.get("text_file")
        text = (CHECKS / file).read_text(encoding="utf-8") if file else case["text"]
        start = case.get("hint") or 0
        anchor = quotation(case["quote"], case["prefix"] or "", case["suffix"] or "", start)
        found = locate(document(text), anchor)
        expected = case.get("expected", case.get("expected_by_dmp"))
        if expected is None:
            assert found is None or found[1] is AnchorState.SUSPECT, case["id"]
        else:
            assert found is not None, case["id"]
            assert list(found[0]) == expected, case["id"]


def test_a_stretch_a_few_edits_away_is_found_where_the_conformance_data_has_it() -> None:
    # Kind edit-distance-substring.
    chosen = cases("edit-distance-substring")
    assert len(chosen) > 10
    for case in chosen:
        found = locate(document(case["text"]), quotation(case["quote"]))
        expected = [Range(each["start"], each["end"]) for each in case["expected_any_of"]]
        if not expected:
            assert found is None or found[1] is AnchorState.SUSPECT, case["id"]
            continue
        assert found is not None, case["id"]
        assert found[0] in expected, case["id"]
        same = case["text"][slice(*found[0])] == case["quote"]
        assert same is (found[1] in (AnchorState.EXACT, AnchorState.MOVED)), case["id"]


def test_single_letters_in_a_row_are_no_words_to_be_sure_of() -> None:
    # Kind dmp-bitap: short runs of letters inside longer ones. Those that are there are found
    # where the data has them; of the others ours says at most that a person should look.
    chosen = cases("dmp-bitap")
    assert chosen
    for case in chosen:
        found = locate(document(case["text"]), quotation(case["quote"], start=case["hint"]))
        if case["quote"] in case["text"]:
            assert found is not None, case["id"]
            assert found[0].start == case["expected_start"], case["id"]
        else:
            assert found is None or found[1] is AnchorState.SUSPECT, case["id"]


TEXTS = st.text("ab c\n", min_size=1, max_size=60)


@given(TEXTS, st.data())
def test_what_was_described_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    place = Range(start, data.draw(st.integers(start + 1, len(text))))
    anchor = describe(document(text), HASH, place)
    assert locate(document(text), anchor) == (place, AnchorState.EXACT)


@given(TEXTS, st.text("xyz ", max_size=80))
def test_words_move_with_their_context_when_text_is_added_above(text: str, added: str) -> None:
    words = "A quotation that is long enough to stand all by itself."
    before = document(f"{text} {words} And on.")
    anchor = describe(before, HASH, Range(len(text) + 1, len(text) + 1 + len(words)))
    found = locate(document(f"{added}{before.text}"), anchor)
    assert found is not None
    assert found[0] == (anchor.start + len(added), anchor.end + len(added))
    assert found[1] is (AnchorState.MOVED if added else AnchorState.EXACT)


def test_of_equal_words_the_one_in_its_context_wins_then_the_nearest() -> None:
    text = "He said no at once. She said no at last. They said no at last."
    anchor = quotation("said no", "at once. She ", " at last. They", start=2)
    assert locate(document(text), anchor) == (Range(24, 31), AnchorState.MOVED)
    same = "One no here. One no here. One no here. "
    near = quotation("no", "One ", " here.", start=18)
    assert locate(document(same), near) == (Range(17, 19), AnchorState.MOVED)


def test_the_position_does_not_vouch_for_a_short_word_in_another_context() -> None:
    text = "the end of it, and then the beginning"
    anchor = quotation("the", "it, and then ", " beginning", start=0)
    assert locate(document(text), anchor) == (Range(24, 27), AnchorState.MOVED)
    lost = anchor._replace(prefix="before all of ", suffix=" morning")
    found = locate(document(text), lost)
    assert found is not None
    assert found[0] in (Range(0, 3), Range(24, 27))
    assert found[1] is AnchorState.SUSPECT


def test_a_long_quotation_stands_without_its_context() -> None:
    words = "the ministry said on Tuesday that it knew of no such plan"
    anchor = quotation(words, "former beginning ", " former end", start=90)
    found = locate(document(f"New beginning: {words}, new end."), anchor)
    assert found == (Range(15, 15 + len(words)), AnchorState.MOVED)


def test_a_short_word_in_many_places_needs_a_context() -> None:
    anchor = quotation("no", start=40)
    assert locate(document("no and no"), anchor) == (Range(7, 9), AnchorState.SUSPECT)


def test_words_that_were_wrapped_otherwise_are_found() -> None:
    anchor = quotation("two words", "one ", " three", start=30)
    assert locate(document("one\ttwo\nwords three"), anchor) == (Range(4, 13), AnchorState.MOVED)


def test_words_that_are_gone_are_not_found() -> None:
    assert locate(document("nothing of the sort"), quotation("other words")) is None


@pytest.mark.parametrize("place", [Range(-1, 2), Range(3, 2), Range(0, 99)])
def test_a_range_outside_the_text_cannot_be_described(place: Range) -> None:
    with pytest.raises(ValueError, match="no range"):
        describe(document("short"), HASH, place)
