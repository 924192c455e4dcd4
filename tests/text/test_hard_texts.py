"""Texts nobody writes: what is asked of a place in them is answered from near that place.

Work is counted, not timed: characters read for sentences, characters whose sort was asked.
"""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest

from reader.claims.attribution import suggest
from reader.claims.people import people
from reader.text import stretches, words
from reader.text.document import Block, BlockKind, Document, Range
from reader.text.motion import MOST_TIMES, Motions
from reader.text.quotations import Quotation, quotations
from reader.text.segment import sentences
from reader.text.units import Units
from reader.text.wrap import Layout

SIZE = 360_000
MOST_READ = 120_000
"""Characters that may be read for one question, however long the text is."""

LINES = {
    "one line of prose": "The council met again, and nobody said a word about it. ",
    "one line without an end": "lorem ipsum dolor ",
    "one word": "x",
    "words of 10,000 characters": "y" * 10_000 + " ",
    "full stops": ".",
    "abbreviations": "e.g. Dr. ",
    "short sentences": "No. ",
    "brackets": "(",
    "quotation marks": "“",
    "straight quotation marks": '"a ',
    "ideographs": "我们去公园。",
    "combining marks": "a\u0301",
    "spaces with marks on them": " \u0301",
    "marks alone": "\u0301",
    "signs that stand on nothing": "\u093f",
    "commas": "a, ",
}
OBJECTS = ("iw", "aw", "is", "as", "iq", "aq", "ip", "ap")


def document(*blocks: tuple[BlockKind, str]) -> Document:
    made: list[Block] = []
    position = 0
    for kind, content in blocks:
        made.append(Block(kind, position, position + len(content) + 1))
        position = made[-1].end
    return Document("".join(f"{content}\n" for _, content in blocks), tuple(made))


def one_line(unit: str) -> Document:
    return document((BlockKind.PARAGRAPH, (unit * (SIZE // len(unit) + 1))[:SIZE].strip() or unit))


class Work:
    """How many characters were read since it was last asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read = 0

        def counted_sentences(text: str, start: int, end: int, hard: object) -> list[Range]:
            self.read += end - start
            return sentences(text, start, end)

        def counted_quotations(text: str, start: int, end: int) -> list[Quotation]:
            self.read += end - start
            return quotations(text, start, end)

        def counted_sort(text: str, offset: int) -> words.Sort:
            self.read += 1
            return sort(text, offset)

        sort = words.sort_at
        monkeypatch.setattr(stretches, "sentences", counted_sentences)
        monkeypatch.setattr("reader.text.quotations.quotations", counted_quotations)
        monkeypatch.setattr("reader.claims.passages.quotations", counted_quotations)
        monkeypatch.setattr(words, "sort_at", counted_sort)

    def of(self, question: Callable[[], object]) -> int:
        """Return what one question costs."""
        self.read = 0
        question()
        return self.read


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Count from now on."""
    return Work(monkeypatch)


@pytest.mark.parametrize("name", LINES)
def test_a_unit_of_a_long_line_is_found_from_what_is_near(name: str, work: Work) -> None:
    found = one_line(LINES[name])
    for offset in (0, 7, len(found.text) // 2, len(found.text) - 2):
        offset = min(offset, len(found.text) - 1)
        here = Units(found)
        for question in (here.sentence_at, here.next_sentence, here.previous_sentence):
            assert work.of(partial(question, offset)) < MOST_READ
        for unit in OBJECTS:
            assert work.of(partial(here.text_object, unit, offset)) < MOST_READ
            held = here.text_object(unit, offset)
            # A sentence or quotation may begin after the space or mark it is asked about.
            assert held is None or held.start - 2 <= offset <= held.end + 2


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("key", ["w", "b", "e", "h", "l"])
def test_no_count_reads_a_whole_text(name: str, key: str, work: Work) -> None:
    found = one_line(LINES[name])
    motions = Motions(Units(found), Layout(found, 72))
    for offset in (0, len(found.text) // 2, len(found.text) - 1):
        assert work.of(partial(motions.move, key, offset, 999_999)) < 3 * MOST_READ
        assert 0 <= motions.move(key, offset, 999_999).offset < len(found.text)


@pytest.mark.parametrize("name", LINES)
def test_sentences_hold_all_of_a_long_line_in_order(name: str) -> None:
    found = one_line(LINES[name])
    held = Units(found).sentences_in(0)
    assert all(0 < each.end - each.start <= 40_000 for each in held)
    assert "".join("".join(found.text[slice(*each)] for each in held).split()) == "".join(
        found.text.split()
    )
    assert sorted(held) == held


@pytest.mark.parametrize("name", LINES)
def test_who_says_it_is_suggested_from_what_stands_near(name: str, work: Work) -> None:
    found = one_line(LINES[name])
    middle = len(found.text) // 2
    near = Range(middle - 10_000, middle + 20_000)
    here = Units(found)
    known: list[object] = []
    assert work.of(lambda: known.extend(people(found, here, near))) < MOST_READ
    sentence = here.sentence_at(middle)
    assert sentence is not None
    assert work.of(lambda: suggest(found, Units(found), sentence, ())) < MOST_READ


def test_a_word_of_ten_thousand_characters_is_one_word() -> None:
    found = one_line(LINES["words of 10,000 characters"])
    assert Units(found).word_at(15_000) == Range(10_001, 20_001)


def test_a_word_without_end_parts_at_the_same_places_wherever_it_is_asked_about() -> None:
    found = one_line("x")
    here = Units(found)
    held = sorted({here.word_at(offset) for offset in range(0, SIZE, 7_777)})
    assert all(one.end == other.start for one, other in pairwise(held))
    for each in held[::4]:
        assert here.word_at(each.start) == here.word_at(each.end - 1) == each


def test_a_million_blank_lines_are_passed_over_at_once(work: Work) -> None:
    found = document(
        (BlockKind.PREFORMATTED, "a" + "\n" * 1_000_000 + "b"), (BlockKind.PARAGRAPH, "The end.")
    )
    here = Units(found)
    last = found.text.index("b")
    assert work.of(lambda: here.next_sentence(0)) < MOST_READ
    assert here.next_sentence(0) == Range(last, last + 1)
    assert here.previous_sentence(last) == Range(0, 1)
    assert here.sentence_at(500_000) == Range(last, last + 1)
    motions = Motions(here, Layout(found, 72))
    assert work.of(lambda: motions.move("w", 0)) < MOST_READ
    assert motions.move("w", 0).offset == last
    assert motions.move("b", last).offset == 0


@pytest.mark.parametrize("kind", [BlockKind.FURNITURE, BlockKind.RULE])
def test_a_hundred_thousand_blocks_without_anything_to_read_are_passed_over(
    kind: BlockKind,
) -> None:
    content = "" if kind is BlockKind.RULE else "menu"
    found = document(
        (BlockKind.PARAGRAPH, "First."),
        *[(kind, content)] * 100_000,
        (BlockKind.PARAGRAPH, "Last."),
    )
    here = Units(found)
    last = found.text.index("Last")
    for _ in range(300):  # Each would take a tenth of a second if it looked at every block.
        assert here.next_sentence(0) == here.next_paragraph(0) == Range(last, last + 5)
        assert here.previous_sentence(last) == here.previous_paragraph(last) == Range(0, 6)


def test_a_heading_on_every_line_is_read_one_at_a_time(work: Work) -> None:
    found = document(*[(BlockKind.HEADING, "A heading.")] * 100_000)
    here = Units(found)
    middle = found.blocks[50_000].start
    assert work.of(lambda: here.next_sentence(middle)) < 100
    assert work.of(lambda: here.next_sentence(0, 999_999)) <= (MOST_TIMES + 1) * 11
    assert here.next_paragraph(0, 9_999) == found.content(found.blocks[9_999])


def test_a_table_of_200_columns_has_a_sentence_in_every_cell() -> None:
    row = "\t".join(f"cell {number}" for number in range(200))
    found = document((BlockKind.TABLE, "\n".join([row] * 150)))
    here = Units(found)
    middle = found.text.index("cell 100", len(found.text) // 2)
    assert here.sentence_at(middle) == Range(middle, middle + len("cell 100"))
    assert len(here.sentences_in(0)) == 200 * 150
