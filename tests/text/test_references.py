from reader.text.builder import DocumentBuilder, OpenSpan, Piece
from reader.text.document import BlockKind, Document, Range, Span, SpanKind
from reader.text.references import References, heading_name


def note(label: str) -> Piece:
    return Piece(f"[{label}]", (OpenSpan(SpanKind.SUPERSCRIPT, label),))


def link(words: str, target: str) -> Piece:
    return Piece(words, (OpenSpan(SpanKind.LINK, target),))


def chapters() -> Document:
    """Two chapters, the notes of each numbered from 1 and standing at its end."""
    builder = DocumentBuilder()
    builder.add_block(BlockKind.HEADING, "The first, or: how?", level=1)
    builder.add_block(
        BlockKind.PARAGRAPH, [Piece("One"), note("1"), Piece(" and "), link("a", "https://x.org")]
    )
    builder.add_block(BlockKind.PARAGRAPH, [Piece("Again"), note("1"), note("7")])
    builder.add_block(BlockKind.FOOTNOTE, "The first note.", marker="1")
    builder.add_block(BlockKind.FOOTNOTE, "It goes on.")
    builder.add_block(BlockKind.PARAGRAPH, [Piece("Two"), note("1")])
    builder.add_block(BlockKind.FOOTNOTE, "The second note.", marker="1")
    return builder.build()


def words(document: Document, stretch: Range | None) -> str:
    return "" if stretch is None else document.text[stretch.start : stretch.end]


def references(document: Document) -> list[Span]:
    return References(document).within(Range(0, len(document.text)))


def test_references_are_links_and_footnotes_in_order() -> None:
    document = chapters()
    assert [span.target for span in references(document)] == ["1", "https://x.org", "1", "7", "1"]
    first = references(document)[0]
    assert References(document).within(Range(0, first.start)) == []
    assert References(document).at(first.start) == first
    assert References(document).at(first.end) is None


def test_a_footnote_is_the_next_one_with_its_label_and_all_of_its_paragraphs() -> None:
    document = chapters()
    known = References(document)
    first, _, again, missing, second = references(document)
    assert words(document, known.footnote(first)) == "The first note.\nIt goes on.\n"
    assert known.footnote(again) == known.footnote(first)
    assert known.footnote(missing) is None
    assert words(document, known.footnote(second)) == "The second note.\n"


def test_from_a_footnote_one_comes_back_to_the_reference_before_it() -> None:
    document = chapters()
    known = References(document)
    _, _, again, _, second = references(document)
    inside = known.footnote_at(document.text.index("goes on"))
    assert inside is not None
    assert known.back(inside) == again
    other = known.footnote_at(document.text.index("The second note"))
    assert other is not None
    assert known.back(other) == second
    assert known.footnote_at(0) is None


def test_a_heading_is_found_by_the_name_addresses_give_it() -> None:
    assert heading_name("The first, or: how?") == "the-first-or-how"
    known = References(chapters())
    assert known.heading("#the-first-or-how") == 0
    assert known.heading("#The-First-or-how") == 0
    assert known.heading("#elsewhere") is None


def test_an_empty_text_refers_to_nothing() -> None:
    known = References(Document("", ()))
    assert known.at(0) is None
    assert known.footnote_at(0) is None
    assert known.within(Range(0, 1)) == []
