from hypothesis import given
from hypothesis import strategies as st

from reader.text.document import Block, BlockKind, Document
from reader.text.outline import Section, beginnings, outline, section_at


def document(*levels: int) -> Document:
    """A heading of each level, a paragraph after each; 0 for a paragraph alone."""
    text, blocks = "", []
    for level in levels:
        for kind, words in (
            (BlockKind.HEADING, f"head {level}\n"),
            (BlockKind.PARAGRAPH, "text\n"),
        ):
            if kind is BlockKind.PARAGRAPH or level:
                blocks.append(
                    Block(
                        kind, len(text), len(text) + len(words), level * (kind is BlockKind.HEADING)
                    )
                )
                text += words
    return Document(text, tuple(blocks))


def test_a_section_reaches_to_the_next_heading_of_its_level() -> None:
    sections = outline(document(1, 2, 2, 1))
    assert [section.depth for section in sections] == [0, 1, 1, 0]
    assert [section.parent for section in sections] == [None, 0, 0, None]
    assert [(section.start, section.end) for section in sections] == [
        *((0, 36), (12, 24), (24, 36), (36, 48)),
    ]


def test_levels_left_out_do_not_show() -> None:
    assert [section.depth for section in outline(document(3, 6, 4, 1, 5))] == [0, 1, 1, 0, 1]


def test_a_text_without_headings_has_paragraphs() -> None:
    text = document(0, 0)
    assert outline(text) == []
    assert beginnings(text) == [Section(0, 4, 5, 0), Section(5, 9, 10, 0)]


def test_the_section_one_is_in_is_the_innermost() -> None:
    sections = outline(document(0, 1, 2))
    assert [section_at(sections, offset) for offset in (0, 5, 16, 17, 28)] == [None, 0, 0, 1, 1]
    assert section_at([], 3) is None


@given(st.lists(st.integers(0, 6), max_size=20))
def test_sections_nest(levels: list[int]) -> None:
    text = document(*levels)
    sections = outline(text)
    for place, section in enumerate(sections):
        inside = [other for other in sections[place + 1 :] if other.start < section.end]
        assert all(other.end <= section.end for other in inside)
        assert all(other.depth > section.depth for other in inside)
        assert section.end <= len(text.text)
