"""Words marked in an open text: where the index found them, and nowhere else."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from reader.index.conditions import Phrase, phrase_of
from reader.index.folding import words_in
from reader.index.marking import DocumentMarking, Marker
from reader.index.pieces import searched_pieces
from reader.text.document import Block, BlockKind, Document, Range
from tests.index.conftest import Shelves

TEXTS = st.lists(st.text(alphabet="aébß 港.-A", min_size=1, max_size=12), min_size=1, max_size=6)


def plain(paragraphs: list[str]) -> Document:
    """Return a document of these paragraphs."""
    ends = list(accumulate(len(text) + 1 for text in paragraphs))
    blocks = [
        Block(BlockKind.PARAGRAPH, end - len(text) - 1, end)
        for text, end in zip(paragraphs, ends, strict=True)
    ]
    return Document("".join(f"{text}\n" for text in paragraphs), blocks)


def marked(document: Document, phrases: list[Phrase], origin: int = 0) -> list[Range]:
    marking = DocumentMarking(document, phrases, origin)
    assert marking.advance()
    return list(marking.hits)


@given(TEXTS, st.text(alphabet="aeb港", min_size=1, max_size=3), st.booleans(), st.integers(0, 60))
def test_hits_are_those_of_every_paragraph_in_the_order_of_the_text(
    paragraphs: list[str], word: str, goes_on: bool, origin: int
) -> None:
    document = plain(paragraphs)
    phrase = phrase_of(word, open=goes_on)
    expected = [
        Range(start + hit.start, start + hit.end)
        for number in range(len(document.blocks))
        for _, start, text in searched_pieces(document, number)
        for hit in Marker([phrase]).places(text)
    ]
    found = marked(document, [phrase], min(origin, len(document.text)))
    assert found == expected
    for hit in found:
        folded = words_in(document.text[slice(*hit)]).split()
        assert folded[:-1] == list(phrase.words[:-1])
        assert folded[-1].startswith(phrase.words[-1])


def test_the_index_and_the_text_agree_on_where_words_are(shelves: Shelves) -> None:
    shelves.write_text(
        "a", "t1", "The Harbour of Łódź.", "東京都の “Straße”; don’t.", "Lodz, lodz!"
    )
    shelves.write("a", text="t1")
    shelves.fill()
    document = shelves.document("a", "t1")
    for typed in ("lodz", '"harbour of"', "京都", "strasse", "don't"):
        passages = shelves.full_text.search(typed)
        expected = sorted(
            Range(passage.start + hit.start, passage.start + hit.end)
            for passage in passages
            if passage.start is not None
            for hit in passage.hits
        )
        assert expected
        assert marked(document, [phrase_of(typed.strip('"'))]) == expected


def test_what_comes_from_the_beginning_on_is_found_first(shelves: Shelves) -> None:
    document = plain(["mill"] * 5)
    marking = DocumentMarking(document, [phrase_of("mill")], document.blocks[3].start)
    marking.advance(0)
    assert list(marking.hits) == [Range(document.blocks[3].start, document.blocks[3].start + 4)]
    assert not marking.done
    marking.advance()
    assert len(marking.hits) == 5


def test_nothing_is_marked_without_a_word() -> None:
    assert marked(plain(["mill"]), []) == []
    assert marked(plain(["mill"]), [phrase_of("…")]) == []
