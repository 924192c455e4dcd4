import json

from hypothesis import given
from hypothesis import strategies as st

from reader.text.builder import DocumentBuilder, OpenSpan, Piece
from reader.text.document import BlockKind, SpanKind
from reader.text.stored import from_json, to_json
from tests.text.documents import assert_canonical, outline, spans_of

ALPHABET = [
    "a",
    "Word",
    " ",
    "  ",
    "\n",
    "\t",
    "\u0301",
    "\u00a0",
    "!",
    "«",
    "\x1b[31m",
    "\x1b",
    "👩",
    "\u200d",
    "\x00",
]
TEXTS = st.lists(st.sampled_from(ALPHABET), max_size=6).map("".join)
KINDS = [kind for kind in BlockKind if kind is not BlockKind.TABLE]


@st.composite
def _builders(draw: st.DrawFn) -> DocumentBuilder:
    builder = DocumentBuilder()
    for _ in range(draw(st.integers(0, 5))):
        shared = [OpenSpan(kind) for kind in SpanKind]
        pieces = st.builds(
            Piece, TEXTS, st.lists(st.sampled_from(shared), max_size=2, unique=True).map(tuple)
        )
        if draw(st.booleans()):
            cells = st.lists(st.lists(st.lists(pieces, max_size=3), max_size=3), max_size=3)
            builder.add_table(draw(cells))
        else:
            builder.add_block(draw(st.sampled_from(KINDS)), draw(st.lists(pieces, max_size=4)))
    return builder


@given(_builders())
def test_whatever_is_put_in_a_canonical_document_comes_out(builder: DocumentBuilder) -> None:
    document = builder.build()
    assert_canonical(document)
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_white_space_folds_across_pieces_and_spans_keep_their_words() -> None:
    builder = DocumentBuilder()
    link = OpenSpan(SpanKind.LINK, "https://example.org/")
    strong = OpenSpan(SpanKind.STRONG)
    builder.add_block(
        BlockKind.PARAGRAPH,
        [
            Piece("  See \t"),
            Piece(" the ", (link,)),
            Piece("best", (link, strong)),
            Piece("  page ", (link,)),
            Piece(" now. "),
        ],
    )
    document = builder.build()
    assert document.text == "See the best page now.\n"
    assert spans_of(document) == [
        ("link", "the best page", "https://example.org/"),
        ("strong", "best", ""),
    ]


def test_an_accent_that_begins_a_piece_joins_the_letter_before_it() -> None:
    builder = DocumentBuilder()
    builder.add_block(
        BlockKind.PARAGRAPH,
        [Piece("cafe"), Piece("\u0301 noir", (OpenSpan(SpanKind.STRONG),)), Piece("!")],
    )
    document = builder.build()
    assert document.text == "café noir!\n"
    assert spans_of(document) == [("strong", "noir", "")]


def test_a_block_with_nothing_to_show_is_left_out() -> None:
    builder = DocumentBuilder()
    assert not builder.add_block(BlockKind.PARAGRAPH, " \u200b\x1b[0m ")
    assert builder.add_block(BlockKind.RULE)
    assert outline(builder.build()) == [(BlockKind.RULE, "")]


def test_code_keeps_its_indent_and_loses_blank_lines_at_its_ends() -> None:
    builder = DocumentBuilder()
    builder.add_block(BlockKind.PREFORMATTED, "\n\n    if x:\n        y\n\n")
    assert builder.build().text == "    if x:\n        y\n"


def test_cells_part_with_tabs_and_rows_with_newlines() -> None:
    builder = DocumentBuilder()
    code = OpenSpan(SpanKind.CODE)
    builder.add_table([[[Piece("a\tb")], [Piece("c")]], [[], [Piece(" d\ne ", (code,))]]])
    document = builder.build()
    assert document.text == "a b\tc\n\td e\n"
    assert spans_of(document) == [("code", "d e", "")]
