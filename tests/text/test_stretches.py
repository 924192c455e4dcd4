"""Stretches: a long block is read in pieces, and nobody can tell."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import stretches
from reader.text.document import Range
from reader.text.segment import sentences
from reader.text.stretches import Stretches

PROSE = [
    "The council met again on Monday.",
    "Dr. Lind of the U.S. Navy said nothing about it.",
    "“We counted twice,” she said. “We found nothing.”",
    "He asked (the third time. Really!) for water.",
    "Nobody (not even the keeper who had been there for years. He slept.) heard the bell.",
    "Prices rose by 3.5 percent, i.e. more than before.",
    "When?",
    "It opened at 9 a.m. Tuesday, didn't it?",
    "Er kam am 3. Oktober nach Hause.",
    "彼は来た。「もう遅い。」と言った。",
    "《第一。第二》是他写的。",
    ":( oh",
]


def text_of(source: random.Random, size: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.append(source.choice(PROSE))
        parts.append(source.choice([" ", " ", " ", "\n", "\n\n", "  "]))
    return "".join(parts)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in pieces what would else be read in one go."""
    monkeypatch.setattr(stretches, "LONGEST_WHOLE", 100)
    monkeypatch.setattr(stretches, "_GRID", 150)
    monkeypatch.setattr(stretches, "_FORCED", 1_000)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(30))
def test_the_sentences_of_the_pieces_are_those_of_the_whole(seed: int) -> None:
    source = random.Random(seed)
    text = text_of(source, 4_000)
    if seed % 5 == 0:
        text = text.replace("  ", "\t")
    whole = sentences(text)
    for _ in range(20):
        offset = source.randrange(-5, len(text) + 5)
        found = Stretches(text, 0, len(text))
        before, after = list(found.before(offset)), list(found.after(offset))
        assert before[::-1] == [each for each in whole if each.start < offset]
        assert after == [each for each in whole if each.end > offset]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(10))
def test_the_pieces_are_short_where_sentences_are(seed: int) -> None:
    text = text_of(random.Random(seed), 6_000)
    read: list[int] = []
    found = Stretches(text, 0, len(text))
    for offset in range(0, len(text), 37):
        read += [each.end - each.start for each in (next(found.after(offset), Range(0, 0)),)]
    assert len(found._cuts) > len(text) // 300
    assert max(read) < 1_000


@given(
    st.lists(
        st.sampled_from(
            ["word. ", "Word? ", "(", ") ", "1) ", "Dr. ", "。", "漢", "\n\n", "\u0301", "."]
        ),
        min_size=1,
        max_size=60,
    ).map("".join),
    st.lists(st.integers(0, 300), max_size=12),
)
def test_what_is_found_never_depends_on_what_was_asked_before(
    text: str, offsets: list[int]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "LONGEST_WHOLE", 16)
        patch.setattr(stretches, "_GRID", 16)
        patch.setattr(stretches, "_FORCED", 3)
        whole = list(Stretches(text, 0, len(text)).after(-1))
        asked = Stretches(text, 0, len(text))
        for offset in offsets:
            assert next(asked.after(offset), None) == next(
                (each for each in whole if each.end > offset), None
            )
            assert next(asked.before(offset), None) == next(
                (each for each in reversed(whole) if each.start < offset), None
            )
    assert all(one.end <= other.start for one, other in pairwise(whole))
    held = "".join(text[start:end] for start, end in whole)
    assert "".join(held.split()) == "".join(text.split())


def test_a_block_of_ordinary_length_is_read_in_one_go() -> None:
    text = "1) Dr. Lind came. 2) Mr. Holt went. " * 100
    assert list(Stretches(text, 0, len(text)).after(-1)) == sentences(text)
