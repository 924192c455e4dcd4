from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.cells import graphemes
from reader.text.document import BlockKind, Document, Range
from reader.text.units import Units
from reader.tui.widgets.reading_pane.selection import Attention
from tests.tui.pane_app import blocks, paragraphs

TEXT = paragraphs(
    "The envoy was calm. She said that the talks would go on, but that nobody had signed.",
    "A second paragraph follows.",
)


def attention(document: Document = TEXT) -> Attention:
    return Attention(document, Units(document))


def words(state: Attention, stretch: Range | None) -> str:
    return "" if stretch is None else state.document.text[stretch.start : stretch.end]


def test_a_text_opens_on_its_first_paragraph_past_title_and_furniture() -> None:
    state = attention(
        blocks(
            (BlockKind.HEADING, "A title"),
            (BlockKind.FURNITURE, "Share this page."),
            (BlockKind.PARAGRAPH, "It begins. It goes on."),
        )
    )
    assert words(state, state.focus) == "It begins."
    assert not state.caret_shown


def test_a_text_of_furniture_alone_opens_on_it() -> None:
    state = attention(blocks((BlockKind.FURNITURE, "Share this page.")))
    assert words(state, state.focus) == "Share this page."


def test_the_caret_stands_on_whole_graphemes_where_a_sentence_begins_inside_of_one() -> None:
    state = attention(paragraphs("He said so. \u0301 Nobody knew."))
    text = state.document.text
    starts = [first for first, _, _ in graphemes(text)]
    for offset in range(len(text)):
        state.settle(offset)
        assert state.caret in starts


def test_an_empty_text_has_an_empty_target_and_no_selection() -> None:
    state = attention(Document("", ()))
    state.select()
    state.narrow()
    state.swap_ends()
    assert state.target == Range(0, 0)
    assert state.selection is None


def test_narrowing_goes_through_the_parts_and_back_to_the_sentence() -> None:
    state = attention()
    state.settle(25)
    sentence = state.focus
    parts = state.units.parts_of(sentence)
    assert parts
    seen = []
    for _ in parts:
        state.narrow()
        assert state.narrowed
        seen.append(state.focus)
    assert seen == parts
    state.narrow()
    assert state.focus == sentence
    assert not state.narrowed


def test_a_sentence_without_parts_stays_whole() -> None:
    state = attention()
    state.narrow()
    assert words(state, state.focus) == "The envoy was calm."
    assert not state.narrowed


def test_the_focus_follows_a_caret_that_leaves_it() -> None:
    state = attention()
    state.put_caret(4)
    assert words(state, state.focus) == "The envoy was calm."
    state.put_caret(24)
    assert words(state, state.focus).startswith("She said")
    assert state.caret_shown


def test_a_caret_inside_the_narrowed_focus_leaves_it_narrow() -> None:
    state = attention()
    state.settle(25)
    state.narrow()
    part = state.focus
    state.put_caret(part.start + 1)
    assert state.focus == part


def test_a_selection_holds_both_ends_whichever_way_it_goes() -> None:
    state = attention()
    state.select_from(4, 8)
    assert words(state, state.selection) == "envoy"
    state.swap_ends()
    assert state.caret == 4
    assert words(state, state.selection) == "envoy"
    state.put_caret(0)
    assert words(state, state.selection) == "The envoy"


def test_a_selection_takes_whole_graphemes() -> None:
    document = paragraphs("A flag \U0001f1eb\U0001f1f7 and an e\u0301.")
    state = attention(document)
    state.select_range(Range(7, 9))
    assert words(state, state.selection) == "\U0001f1eb\U0001f1f7"


def test_selecting_by_paragraphs_takes_whole_ones() -> None:
    state = attention()
    state.put_caret(24)
    state.select_paragraphs()
    assert state.selection == state.document.content(TEXT.blocks[0])
    state.put_caret(TEXT.blocks[1].start + 3)
    assert state.selection == Range(0, TEXT.blocks[1].end - 1)


def test_text_objects_become_the_selection() -> None:
    state = attention()
    state.put_caret(5)
    assert state.select_object("iw")
    assert words(state, state.selection) == "envoy"
    assert state.select_object("is")
    assert words(state, state.selection) == "The envoy was calm."
    assert state.select_object("ap")
    assert state.selection == state.document.content(TEXT.blocks[0])


def test_narrowing_a_selection_takes_the_part_around_the_caret() -> None:
    state = attention()
    sentence = state.sentence_at(25)
    part = state.units.parts_of(sentence)[-1]
    state.select_range(Range(part.start + 1, part.start + 4))
    state.narrow()
    assert state.selection is not None
    assert state.selection.start <= part.start
    assert state.selection in state.units.parts_of(sentence)


def test_escape_lets_go_of_one_thing_at_a_time() -> None:
    state = attention()
    state.settle(25)
    state.narrow()
    narrowed = state.focus
    state.select()
    assert state.escape()
    assert state.selection is None
    assert state.focus == narrowed
    assert state.escape()
    assert state.focus == state.sentence_at(25)
    assert state.escape()
    assert not state.caret_shown
    assert not state.escape()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("csvVnoe."), st.integers(0, 400)), max_size=12))
def test_whatever_is_pressed_the_target_stays_inside_the_text(
    steps: list[tuple[str, int]],
) -> None:
    state = attention()
    for step, offset in steps:
        match step:
            case "c":
                state.put_caret(offset)
            case "s":
                state.settle(offset)
            case "v":
                state.select()
            case "V":
                state.select_paragraphs()
            case "n":
                state.narrow()
            case "o":
                state.swap_ends()
            case "e":
                state.escape()
            case _:
                state.extend_over(state.sentence_at(offset))
        assert 0 <= state.target.start <= state.target.end <= len(TEXT.text)
        assert 0 <= state.caret < len(TEXT.text)


def selecting(offset: int, document: Document = TEXT) -> Attention:
    """Return the state after `v` at an offset."""
    state = attention(document)
    state.put_caret(offset)
    state.select()
    return state


def test_a_count_takes_more_of_a_text_object() -> None:
    state = selecting(5)
    state.select_object("aw", 3)
    assert words(state, state.selection) == "envoy was calm"
    state = selecting(5)
    state.select_object("iw", 3)
    assert words(state, state.selection) == "envoy was"
    state = selecting(5)
    state.select_object("is", 2)
    assert words(state, state.selection) == TEXT.text[: TEXT.blocks[0].end - 1]
    state = selecting(5)
    state.select_object("ip", 9)
    assert words(state, state.selection) == TEXT.text[:-1]


def test_a_text_object_again_takes_the_next_one() -> None:
    state = selecting(5)
    for expected in ("envoy ", "envoy was ", "envoy was calm"):
        assert state.select_object("aw")
        assert words(state, state.selection) == expected
    state.select_object("is")
    assert words(state, state.selection) == "The envoy was calm."
    state.select_object("ip")
    state.select_object("ap")
    assert words(state, state.selection) == TEXT.text[:-1]
    assert not state.select_object("ap")


def test_a_selection_whose_caret_is_at_its_start_grows_there() -> None:
    state = attention()
    state.select_from(8, 4)
    state.select_object("aw")
    assert words(state, state.selection) == "The envoy"
    assert state.caret == 0
    state.select_from(TEXT.text.index("nobody"), 24)
    state.select_object("is")
    assert state.caret == 20
    state.select_object("is")
    assert state.caret == 0


def test_quotations_are_taken_from_the_inner_to_the_outer_one() -> None:
    document = paragraphs("He wrote: “She told me ‘the gates are sound’ and left.” Then rest.")
    state = selecting(document.text.index("gates"), document)
    for expected in (
        "the gates are sound",
        "She told me ‘the gates are sound’ and left.",
    ):
        assert state.select_object("iq")
        assert words(state, state.selection) == expected
    state = selecting(document.text.index("gates"), document)
    state.select_object("aq", 2)
    assert words(state, state.selection).startswith("“She told me ‘")


def test_a_held_digit_does_not_make_the_reader_wait() -> None:
    document = paragraphs(*["one two three"] * 5000)
    state = selecting(0, document)
    assert state.select_object("iw", 999_999)


def test_v_and_capital_v_change_how_is_selected_and_end_it() -> None:
    state = selecting(5)
    state.select_paragraphs()
    assert state.selection == TEXT.content(TEXT.blocks[0])
    state.select()
    assert words(state, state.selection) == "n"
    state.select()
    assert not state.selecting
    state.select_paragraphs()
    state.select_paragraphs()
    assert not state.selecting


def test_what_was_selected_last_is_selected_again() -> None:
    state = attention()
    assert not state.select_again()
    state.select_from(4, 8)
    state.escape()
    state.put_caret(TEXT.blocks[1].start)
    assert state.select_again()
    assert words(state, state.selection) == "envoy"
    state.select_paragraphs()
    state.drop_selection()
    state.select_again()
    assert state.selection == TEXT.content(TEXT.blocks[0])


KINDS = blocks(
    (BlockKind.PARAGRAPH, "Before it."),
    (BlockKind.FURNITURE, "Share this page."),
    (BlockKind.TABLE, "year\ttoll\n2019\t4,000"),
    (BlockKind.PREFORMATTED, "if x:\n    y"),
    (BlockKind.RULE, ""),
    (BlockKind.FOOTNOTE, "A note."),
    (BlockKind.PARAGRAPH, "After it."),
)


def test_a_selection_runs_over_blocks_of_every_kind() -> None:
    state = attention(KINDS)
    state.select_from(0, len(KINDS.text) - 2)
    assert words(state, state.selection) == KINDS.text[:-1]
    for block in KINDS.blocks:
        if block.end - block.start > 1:
            state = selecting(block.start, KINDS)
            assert state.select_object("ip")
            assert state.selection == KINDS.content(block)


@settings(max_examples=150, deadline=None)
@given(
    st.text("aeñ \n\t\u0301\u200d\U0001f468\U0001f469\U0001f1eb\U0001f1f7שד中,.“”", max_size=30),
    st.integers(0, 40),
    st.integers(0, 40),
    st.sampled_from(["iw", "aw", "is", "as", "iq", "aq", "ip", "ap"]),
    st.integers(1, 3),
)
def test_a_selection_never_parts_a_grapheme(
    text: str, anchor: int, caret: int, name: str, count: int
) -> None:
    document = paragraphs(*(line for line in text.split("\n")), "end")
    state = attention(document)
    edges = {edge for first, last, _ in graphemes(document.text) for edge in (first, last)}
    state.select_from(anchor, caret)
    assert state.selection is None or set(state.selection) <= edges
    former = state.selection
    state.select_object(name, count)
    assert state.selection is None or set(state.selection) <= edges
    if former is not None and state.selection is not None and former.end - former.start > 1:
        assert state.selection.start <= former.start
        # The newline that ends a paragraph may be let go of: nobody sees it.
        assert state.selection.end >= len(document.text[: former.end].rstrip("\n"))
