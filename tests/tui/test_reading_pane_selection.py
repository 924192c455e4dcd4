from hypothesis import given, settings
from hypothesis import strategies as st

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
