"""The rarer words of a text, which tell what it is about."""

from collections.abc import Iterator
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple

from reader.index.conditions import Phrase, match_of
from reader.index.folding import is_unspaced, words_in

if TYPE_CHECKING:
    import sqlite3

_CONSIDERED = 80
"""Words of a text that are looked up, from its beginning."""

_CHOSEN = 16
_ROWS = 4_000
"""Rows in which the words that are chosen are, all in all: those have to be ranked."""

_FREQUENT = 1_200
"""A word in more rows than this tells nothing, nor does one in a tenth of them or more."""

_FEW = 12
"""Where there are only so many rows with a word, it may tell something however few there are."""

_SHORT = 3
"""Latin words of fewer letters tell nothing, however rare they are in a small library."""

_INFLECTED = 5
_STEM = 6
_ENDING = 3


class RareWord(NamedTuple):
    """A word of a text that is not frequent in the library.

    Attributes:
        phrase: What is looked for: a long word by its beginning, as its ending may be another.
        weight: How much it tells: its inverse document frequency, as BM25 has it.
    """

    phrase: Phrase
    weight: float


def rare_words(connection: "sqlite3.Connection", table: str, text: str) -> list[RareWord]:
    """Return the words of a text that few rows of a table have, the rarest first.

    Args:
        connection: What is read with.
        table: A key of `schema.SEARCHED`.
        text: Any text.
    """
    (rows,) = connection.execute(f"SELECT max(number) FROM {table}").fetchone()
    total = rows or 0
    most = min(_FREQUENT, max(_FEW, total // 10))
    # Counting ends where a word is seen to be frequent.
    statement = f"""SELECT count(*) FROM (
        SELECT 1 FROM {table}_words WHERE {table}_words MATCH ? LIMIT {most + 1})"""
    counted: list[tuple[int, Phrase]] = []
    for phrase in _phrases(text):
        (number,) = connection.execute(statement, (match_of([phrase]),)).fetchone()
        if 0 < number <= most:
            counted.append((number, phrase))
    counted.sort(key=lambda each: each[0])
    found: list[RareWord] = []
    room = _ROWS
    for number, phrase in counted[:_CHOSEN]:
        room -= number
        if room < 0:
            break
        found.append(RareWord(phrase, log(1 + (total - number + 0.5) / (number + 0.5))))
    return found


def _phrases(text: str) -> list[Phrase]:
    """Return what is looked for, each once.

    Where words are not parted in writing, those are any two characters side by side.
    """
    return list(dict.fromkeys(_each_phrase(words_in(text).split())))[:_CONSIDERED]


def _each_phrase(words: list[str]) -> Iterator[Phrase]:
    for word, following in pairwise([*words, ""]):
        if is_unspaced(word):
            if is_unspaced(following):
                yield Phrase((word, following))
        elif len(word) < _SHORT and word.isascii() and word.isalpha():
            continue
        elif len(word) < _INFLECTED or not word.isalpha():
            yield Phrase((word,))
        else:
            yield Phrase((word[: max(_STEM, len(word) - _ENDING)],), open=True)
