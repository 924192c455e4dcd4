import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers.plain_text import read_plain_text
from reader.text.document import BlockKind
from tests.text.documents import assert_canonical, outline

LINES = st.lists(
    st.sampled_from(
        [
            "",
            "\u00a0",
            "* * *",
            "---",
            "====",
            "- item",
            "1. one",
            "Short",
            "a  b    c",
            "word " * 14,
            "\x1b[1m",
        ]
    )
    | st.text(max_size=12),
    max_size=14,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_becomes_a_canonical_document(lines: list[str], end: str) -> None:
    assert_canonical(read_plain_text(end.join(lines)))


def test_lines_of_white_space_part_blocks_too() -> None:
    document = read_plain_text("A title\n \nOne.\n\u00a0\t\nTwo.\n\n\n\nThree.")
    assert outline(document) == [
        (BlockKind.HEADING, "A title"),
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.PARAGRAPH, "Two."),
        (BlockKind.PARAGRAPH, "Three."),
    ]


def test_lines_wrapped_by_a_machine_fold_into_a_paragraph() -> None:
    wrapped = (
        "The ferry had been late every morning of that week, and the people who\n"
        "waited on the pier had begun to tell each other stories about what the\n"
        "captain did at night, each of them a little worse than the one that was\n"
        "told before."
    )
    document = read_plain_text(f"Ferries\n\n{wrapped}\n\n{wrapped}")
    assert outline(document)[1:] == [(BlockKind.PARAGRAPH, wrapped.replace("\n", " "))] * 2


def test_verse_keeps_its_lines() -> None:
    verse = (
        "The tide goes out,\nthe tide comes in,\nand nobody on the quay\nremembers which was first."
    )
    document = read_plain_text(f"Tides\n\n{verse}\n\n{verse}")
    assert outline(document)[1] == (BlockKind.PARAGRAPH, verse)


def test_an_address_keeps_its_lines() -> None:
    document = read_plain_text("A letter.\n\nAda Lindqvist\n4 Pier Road\nGull Harbour")
    assert outline(document)[1] == (BlockKind.PARAGRAPH, "Ada Lindqvist\n4 Pier Road\nGull Harbour")


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    first, second = "one " * 60, "two " * 60
    document = read_plain_text(f"Title\n\n{first}\n{second}")
    assert outline(document)[1:] == [
        (BlockKind.PARAGRAPH, first.strip()),
        (BlockKind.PARAGRAPH, second.strip()),
    ]


def test_an_indented_line_begins_a_paragraph_of_a_wrapped_book() -> None:
    lines = [
        "The ferry had been late every morning of that week, and the people who",
        "waited on the pier had begun to tell each other stories about what the",
        "captain did at night, and the gulls kept watch on the bollards and said",
        "   nothing.",
    ]
    indented = [lines[0], lines[1], "   " + lines[2], lines[0], lines[1]]
    document = read_plain_text("T.\n\n" + "\n".join(indented))
    assert [text.split()[0] for _, text in outline(document)[1:]] == ["The", "captain"]


@pytest.mark.parametrize("rule", ["***", "* * *", "---", "_____", "  * * * * *"])
def test_rules_are_rules(rule: str) -> None:
    document = read_plain_text(f"Before.\n\n{rule}\n\nAfter.")
    assert outline(document)[1] == (BlockKind.RULE, "")


def test_a_line_that_is_underlined_is_a_heading() -> None:
    document = read_plain_text("Title\n=====\n\nPart\n----\n\nText.")
    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_lists_show_their_own_markers() -> None:
    document = read_plain_text("Shopping.\n\n- salt\n- rope,\n  long\n  - thin\n\n1. go\n2) come")
    items = [block for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [(block.marker, block.level) for block in items] == [
        ("-", 1),
        ("-", 1),
        ("-", 2),
        ("1.", 1),
        ("2)", 1),
    ]
    assert outline(document)[2][1] == "rope, long"


def test_one_numbered_line_is_a_paragraph() -> None:
    document = read_plain_text("Title.\n\n1984. A year like others.")
    assert outline(document)[1] == (BlockKind.PARAGRAPH, "1984. A year like others.")


def test_aligned_columns_stay_aligned() -> None:
    table = "name      tons\nGull      4,000\nHeron     12"
    document = read_plain_text(f"Ships.\n\n{table}")
    assert outline(document)[1] == (BlockKind.PREFORMATTED, table)


def test_a_first_line_that_ends_like_a_sentence_is_no_title() -> None:
    document = read_plain_text("It rained.\n\nThen it stopped.")
    assert outline(document)[0] == (BlockKind.PARAGRAPH, "It rained.")


def test_chapters_are_headings_and_contents_are_not() -> None:
    contents = "CHAPTER 1. Out\n\nCHAPTER 2. Back\n\nPreface.\n\n"
    document = read_plain_text(f"A book\n\n{contents}CHAPTER 1. Out\n\nIt rained.")
    headings = [text for kind, text in outline(document) if kind is BlockKind.HEADING]
    assert headings[-1] == "CHAPTER 1. Out"
    assert outline(document)[1][0] is BlockKind.PARAGRAPH


def test_words_broken_at_a_hyphen_stay_one_word() -> None:
    lines = [
        "The ferry had been late every morning of that week, and the poor well-",
        "meaning people who waited had begun to tell each other stories about it",
        "all.",
    ]
    document = read_plain_text("T.\n\n" + "\n".join(lines))
    assert "well-meaning people" in document.text
