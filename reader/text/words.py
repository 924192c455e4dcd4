"""Words in the sense of vim: runs of one sort of character, with white space between them.

Letters, digits and their marks make words; so does each run of ideographs, of hiragana and of
katakana, since those scripts put no spaces between words. What is left makes runs of punctuation.
An apostrophe inside a word and a stop or comma inside a number belong to it. What runs on for more
than 16,384 characters is no word of any language: it parts at every multiple of that.
"""

import re
import unicodedata
from enum import IntEnum

from reader.text.document import Range

_IN_WORDS = frozenset("'’")
_IN_NUMBERS = frozenset(".,")
_LONGEST = 16_384
_INK = re.compile(r"\S")
_PLAIN = re.compile(r"[A-Za-z0-9]{1,64}\s{1,8}(?=[!-~])")


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
    least = max(0, offset - _LONGEST)
    while (sort := _SORTS[text[offset]]) is None:
        if offset == least:
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
    start = _run_start(text, offset, max(bounds.start, offset - _LONGEST), sort)
    end = _run_end(text, offset, min(bounds.end, offset + _LONGEST), sort)
    if end - start > _LONGEST:
        floor = offset - offset % _LONGEST
        return Range(max(start, floor), min(end, floor + _LONGEST))
    return Range(start, end)


def next_word(text: str, offset: int) -> int | None:
    """Return where the word after the one at `offset` starts, or None."""
    if plain := _PLAIN.match(text, offset):
        return plain.end()
    if sort_at(text, offset) is not Sort.SPACE:
        offset = word_at(text, offset, Range(0, len(text))).end
    return _skip_space(text, offset)


def previous_word(text: str, offset: int) -> int | None:
    """Return where the nearest word that starts before `offset` starts, or None."""
    offset = _skip_space_back(text, offset) - 1
    return None if offset < 0 else word_at(text, offset, Range(0, len(text))).start


def word_end(text: str, offset: int) -> int | None:
    """Return the offset after the nearest word that ends after the character at `offset`."""
    found = _skip_space(text, offset)
    return None if found is None else word_at(text, found, Range(0, len(text))).end


def ink_after(text: str, offset: int, end: int) -> int:
    """Return the offset of the first character that is not white space, `end` if there is none."""
    found = _INK.search(text, offset, end)
    return found.start() if found else end


def ink_before(text: str, offset: int, start: int) -> int:
    """Return the offset after the last character before one that is not white space, or `start`."""
    while offset > start and text[offset - 1].isspace():
        least = max(start, offset - _LONGEST)
        offset = least + len(text[least:offset].rstrip())
    return offset


def _skip_space(text: str, offset: int) -> int | None:
    """Return where the white space at an offset ends, None if that is where the text does."""
    if offset < len(text) and sort_at(text, offset) is Sort.SPACE:
        for _ in range(_LONGEST):
            offset = ink_after(text, offset, len(text))
            if offset == len(text) or _SORTS[text[offset]] is not None:
                break
            offset += 1
    return offset if offset < len(text) else None


def _skip_space_back(text: str, offset: int) -> int:
    """Return where the white space before an offset starts."""
    least = max(0, offset - _LONGEST)
    while (plain := ink_before(text, offset, 0)) > 0:
        base = plain - 1
        while base > least and _SORTS[text[base]] is None:
            base -= 1
        if not text[base].isspace():
            return plain
        offset = base
    return plain


def _run_start(text: str, offset: int, least: int, sort: Sort) -> int:
    """Return where the run of a sort that holds `offset` starts; each mark is passed once."""
    while offset > least:
        base = offset - 1
        while base > least and _SORTS[text[base]] is None:
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
