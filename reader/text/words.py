"""Words in the sense of vim: runs of one sort of character, with white space between them.

Letters, digits and their marks make words; so does each run of ideographs, of hiragana and of
katakana, since those scripts put no spaces between words. What is left makes runs of punctuation.
An apostrophe inside a word and a stop or comma inside a number belong to it.
"""

import unicodedata
from enum import IntEnum

from reader.text.document import Range

_IN_WORDS = frozenset("'’")
_IN_NUMBERS = frozenset(".,")


class Sort(IntEnum):
    """The sorts of characters that words are runs of."""

    SPACE = 0
    PUNCTUATION = 1
    LETTER = 2
    IDEOGRAPH = 3
    HIRAGANA = 4
    KATAKANA = 5


class _Sorts(dict[str, Sort | None]):
    """The sort of single characters, worked out on first sight; None for one that joins on."""

    def __missing__(self, character: str) -> Sort | None:
        sort = self[character] = _sort_of(character)
        return sort


def _sort_of(character: str) -> Sort | None:
    if character.isspace():
        return Sort.SPACE
    if "\u3041" <= character <= "\u309f":
        return Sort.HIRAGANA
    if "\u30a1" <= character <= "\u30ff" or "\uff66" <= character <= "\uff9d":
        return Sort.KATAKANA
    category = unicodedata.category(character)
    if category[0] == "M" or category == "Cf":
        return None
    if category[0] in "LN" or category == "Pc":
        name = unicodedata.name(character, "")
        return Sort.IDEOGRAPH if name.startswith("CJK") or character in "々〇〆" else Sort.LETTER
    return Sort.PUNCTUATION


_SORTS = _Sorts()


def sort_at(text: str, offset: int) -> Sort:
    """Return the sort of the word that the character at an offset is part of."""
    while (sort := _SORTS[text[offset]]) is None:
        if not offset:
            return Sort.LETTER
        offset -= 1
    character = text[offset]
    if character in _IN_WORDS or character in _IN_NUMBERS:
        before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
        if character in _IN_WORDS:
            inside = before.isalpha() and after.isalpha()
        else:
            inside = before.isdecimal() and after.isdecimal()
        return Sort.LETTER if inside else sort
    return sort


def word_at(text: str, offset: int, bounds: Range) -> Range:
    """Return the run of one sort of character that holds an offset, within `bounds`.

    On white space that is the white space. An offset outside gives an empty range there.
    """
    if not bounds.start <= offset < bounds.end:
        return Range(offset, offset)
    sort = sort_at(text, offset)
    start = _run_start(text, offset, bounds.start, sort)
    return Range(start, _run_end(text, offset, bounds.end, sort))


def next_word(text: str, offset: int) -> int | None:
    """Return where the word after the one at `offset` starts, or None."""
    end = _run_end(text, offset, len(text), sort_at(text, offset))
    return _skip_space(text, end)


def previous_word(text: str, offset: int) -> int | None:
    """Return where the nearest word that starts before `offset` starts, or None."""
    offset -= 1
    if offset >= 0 and sort_at(text, offset) is Sort.SPACE:
        offset = _run_start(text, offset, 0, Sort.SPACE) - 1
    return None if offset < 0 else _run_start(text, offset, 0, sort_at(text, offset))


def word_end(text: str, offset: int) -> int | None:
    """Return the offset after the nearest word that ends after the character at `offset`."""
    found = _skip_space(text, offset)
    return None if found is None else _run_end(text, found, len(text), sort_at(text, found))


def _skip_space(text: str, offset: int) -> int | None:
    if offset < len(text) and sort_at(text, offset) is Sort.SPACE:
        offset = _run_end(text, offset, len(text), Sort.SPACE)
    return offset if offset < len(text) else None


def _run_start(text: str, offset: int, least: int, sort: Sort) -> int:
    """Return where the run of a sort that holds `offset` starts; each mark is passed once."""
    while offset > least:
        base = offset - 1
        while base and _SORTS[text[base]] is None:
            base -= 1
        if sort_at(text, base) is not sort:
            break
        offset = max(base, least)
    return offset


def _run_end(text: str, offset: int, end: int, sort: Sort) -> int:
    """Return where the run of a sort that holds `offset` ends; a mark goes with what it is on."""
    offset += 1
    while offset < end and (_SORTS[text[offset]] is None or sort_at(text, offset) is sort):
        offset += 1
    return offset
