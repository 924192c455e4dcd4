"""Sentences: where one ends and the next begins, in one linear pass.

Rules in the manner of Kiss and Strunk's abbreviation types and the "golden rules" of sentence
segmentation, with merged word lists instead of a guess at the language. Every decision looks at a
bounded stretch of text, so time is linear in the length whatever the text is made of.
"""

import re
from bisect import bisect_left
from collections import deque

from reader.text.abbreviations import (
    BEFORE_ORDINALS,
    CAPITALISED_TITLES,
    DATES,
    ENDING,
    INNER,
    MONTHS,
    NAME_PARTICLES,
    NUMBERED,
    STARTERS,
    TITLES,
)
from reader.text.document import Range
from reader.text.speech import is_dialogue_tag

LONGEST_ASIDE = 400
"""Characters of the longest bracket that keeps a sentence going."""

_LOOK_BACK = 48
_LOOK_AHEAD = 80
_LONGEST_PIECE = 3
_LONGEST_CHAIN = 8

_CLOSERS = r"""(?:["'”’»›)\]}」』】》〉）］＂＇]|[“‘«‹](?=[\s.,;:!?)]|$))"""
_OPENERS = r"""["'“‘«‹„‚”’»›(\[{「『【《〈（［¿¡—–-]"""

_TERMINATOR = re.compile(
    r"(?P<run>[.!?…‼⁇⁈⁉]+(?:\s[.…]+)*"  # one stop, or several, or an ellipsis with spaces
    r"|(?P<full>(?:[。！？｡।॥؟۔։።፧။។៕]|．(?!\d))+[!?]*)"  # those that need no space
    r"|(?<=[\u0370-\u03ff\u1f00-\u1fff]);"  # the Greek question mark
    r"|(?<=[\u0531-\u058f]):)"  # the Armenian full stop as it is often typed
    rf"(?P<closers>(?:{_CLOSERS}|\s[»›](?=[\s,;:]|$)|\[\d{{1,3}}\])*)"
)
_NEXT = re.compile(rf"(?P<space>\s*)(?P<openers>(?:{_OPENERS}\s?){{0,4}})(?P<word>[^\W\d_]*['’]?)")
_ROUND = re.compile(r"[()]")
_TITLE_MARKS = re.compile(r"[《》〈〉]")
_BULLET = re.compile(r"(?<=\s)(?=[•⁃▪‣◦●])")
_LIST_MARKER = re.compile(
    r"(?P<bullet>[•⁃▪‣◦●]?\s?)(?P<label>\d{1,3}|[a-z])(?P<style>\.\)|\.|\))\s"
)
_JAPANESE_LINK = re.compile(r"[\u3040-\u309f、，,]")
_CHINESE_TAG = re.compile(
    r"[^。！？，“”「」]{0,8}(?:说|說|道|问|問|答|喊|叫|称|稱|表示|指出|写|寫)"
)
_HARD = re.compile(r"\n\s*\n")
_HARD_IN_TABLE = re.compile(r"[\t\n]+")
_NOT_WORD = "".join(c for c in map(chr, range(33, 127)) if not c.isalnum()) + "“‘«‹„‚”’»›¿¡—–…•°"


def sentences(
    text: str, start: int = 0, end: int | None = None, hard: re.Pattern[str] | None = None
) -> list[Range]:
    """Return the sentences of one block's content.

    They are trimmed of white space, in order and disjoint, and together hold every character
    between `start` and `end` that is not white space. White space parts them at tabs (the cells
    of a table) and empty lines only; a lone newline is a space, except among tabs.

    Args:
        text: Any text.
        start: Offset of the first character to consider, in code points.
        end: Offset after the last one; the end of the text when left out.
        hard: What `hard_breaks` returns for the block, if this is a stretch of one.
    """
    stop = len(text) if end is None else end
    found: list[Range] = []
    begin = start
    for gap in (hard or hard_breaks(text, start, stop)).finditer(text, start, stop):
        _segment(text, begin, gap.start(), found)
        begin = gap.end()
    _segment(text, begin, stop, found)
    return found


def hard_breaks(text: str, start: int, end: int) -> re.Pattern[str]:
    """Return the pattern of the white space that always parts the sentences of a block."""
    return _HARD if text.find("\t", start, end) < 0 else _HARD_IN_TABLE


def surely_ends(text: str, at: int, end: int) -> bool:
    """Tell whether the stop at an offset ends a sentence wherever that one began.

    Args:
        text: The text of the block.
        at: Offset of a single stop after a word.
        end: Offset after the last character of the block.
    """
    match = _TERMINATOR.match(text, at, end)
    if match is None or match.end() != at + 1:
        return False
    word = at
    while word > max(0, at - _LOOK_BACK) and text[word - 1].isalpha():
        word -= 1
    return all(_ends(text, begin, match, end) for begin in (max(0, at - _LOOK_BACK), word))


def _segment(text: str, start: int, end: int, found: list[Range]) -> None:
    """Append the sentences of a stretch without hard breaks."""
    cuts = sorted(
        {*_list_cuts(text, start, end), *(m.start() for m in _BULLET.finditer(text, start, end))}
    )
    begin = start
    for cut in (*cuts, end):
        _segment_item(text, begin, cut, found)
        begin = cut


def _segment_item(text: str, start: int, end: int, found: list[Range]) -> None:
    start, end = _trim(text, start, end)
    if start == end:
        return
    asides = _asides(text, start, end)
    starts = [aside[0] for aside in asides]
    begin = start
    marker = _LIST_MARKER.match(text, start, end)
    marked = marker.end() if marker else start
    for match in _TERMINATOR.finditer(text, start, end):
        stop = match.end()
        if stop <= marked or stop >= end:
            continue
        if not match["full"] and _goes_on(text, stop):
            continue
        at = bisect_left(starts, match.start()) - 1
        if at >= 0 and asides[at].start >= begin and asides[at].end > stop:
            continue
        if _ends(text, begin, match, end):
            found.append(Range(*_trim(text, begin, stop)))
            begin = stop
    found.append(Range(*_trim(text, begin, end)))


def _goes_on(text: str, stop: int) -> bool:
    """Tell at a glance what `_ends` finds out too: that a word in small letters follows."""
    space, first, second = text[stop], text[stop + 1 : stop + 2], text[stop + 2 : stop + 3]
    return space == " " and first.islower() and not second.isupper()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _asides(text: str, start: int, end: int) -> list[Range]:
    """Return the outermost brackets opened in mid-sentence, in order; nothing ends inside them."""
    found: list[Range] = []
    for marks, opening in ((_ROUND, "("), (_TITLE_MARKS, "《〈")):
        open_at: deque[int] = deque()
        for mark in marks.finditer(text, start, end):
            if mark[0] in opening:
                open_at.append(mark.start())
                continue
            while open_at and mark.end() - open_at[0] > LONGEST_ASIDE:
                open_at.popleft()
            if open_at:
                begin = open_at.pop()
                before = text[max(start, begin - 2) : begin].rstrip()
                inside = bool(before) and before[-1] not in ".!?…。！？"
                if inside and not open_at:
                    found.append(Range(begin, mark.end()))
    return sorted(found)


def _list_cuts(text: str, start: int, end: int) -> list[int]:
    """Return where the further items of a list typed in one line begin, such as `1) … 2) …`."""
    start, end = _trim(text, start, end)
    first = _LIST_MARKER.match(text, start, end)
    if first is None:
        return []
    cuts: list[int] = []
    label = first["label"]
    for marker in _LIST_MARKER.finditer(text, first.end(), end):
        at = marker.start() + len(marker["bullet"]) - len(marker["bullet"].lstrip())
        follows = text[marker.end() : marker.end() + 1]
        if (
            marker["style"] == first["style"]
            and marker["label"] == _next_label(label)
            and text[at - 1].isspace()
            and not follows.islower()
        ):
            cuts.append(at)
            label = marker["label"]
    return cuts


def _next_label(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Tell whether a sentence that began at `begin` ends with these terminators."""
    stop = match.end()
    closers = match["closers"]
    follow = _NEXT.match(text, stop, min(end, stop + _LOOK_AHEAD))
    assert follow is not None  # every piece of the pattern may be empty
    word, openers = follow["word"], follow["openers"]
    if match["full"]:
        return _ends_full(text, stop, closers, follow, end)
    if not follow["space"]:
        glued = text[match.start() - 1 : match.start()].islower() and len(word) > 1
        return glued and word[0].isupper() and word.casefold() in STARTERS
    next_at = follow.start("word")
    next_character = text[next_at : next_at + 1]
    if next_character.islower() and not _camel(word):
        return False
    if openers.strip() in {"—", "–", "-"} and not next_character.isupper():
        return False
    if closers:
        if closers[0] == "]" and text[max(0, match.start() - 1)] == "[":
            return False
        if is_dialogue_tag(text, next_at, min(end, next_at + _LOOK_AHEAD)):
            return False
    run = match["run"]
    if run != ".":
        return True
    return _full_stop_ends(text, begin, match.start(), next_at, word, next_character)


def _camel(word: str) -> bool:
    return len(word) > 1 and word[0].islower() and word[1].isupper()


def _ends_full(text: str, stop: int, closers: str, follow: re.Match[str], end: int) -> bool:
    """Decide for a terminator that needs no space, which a closing quote may carry on."""
    if follow.end() == stop and not closers:
        return text[stop : stop + 1] not in ",;:،؛，；、"
    if closers and not follow["space"]:
        ahead = text[stop : min(end, stop + 12)]
        return not (_JAPANESE_LINK.match(ahead) or _CHINESE_TAG.match(ahead))
    return True


def _full_stop_ends(
    text: str, begin: int, dot: int, next_at: int, word: str, next_character: str
) -> bool:
    """Decide for a single full stop followed by space and no small letter."""
    last, before = _last_word(text[max(begin, dot - _LOOK_BACK) : dot])
    if not last:
        return True
    plain = last.replace(".", "")
    short = last.rpartition(".")[2]
    folded = plain.casefold()
    starter = word.casefold() in STARTERS
    numeric = next_character.isdigit()
    if short.isdigit():
        return _after_number_ends(last, before, word, starter)
    if text[next_at + len(word) : next_at + len(word) + 1] == "." and len(word) == len(short) == 1:
        return False
    if folded in INNER or short.casefold() in INNER:
        return False
    if short.casefold() in TITLES or short in CAPITALISED_TITLES:
        return False
    if folded in DATES or folded in NUMBERED:
        if numeric or next_character in {"°", "#", "+"} or _is_roman(word):
            return False
        if len(short) > 1:
            return True
    if folded in {"am", "pm"} and "." in last:
        title = word.casefold() in TITLES
        return (starter or title) and text.count(" ", max(begin, dot - 60), dot) > 3
    if len(short) == 1 and short.isalpha() and "°" not in text[dot - 2 : dot]:
        return _after_letter_ends(last, before, word, starter)
    if folded in ENDING or ("." in last and len(short) <= _LONGEST_PIECE):
        return starter
    return True


def _last_word(window: str) -> tuple[str, str]:
    """Return the word that ends `window`, and the one before it.

    Letters that part with full stops are one word, spaces between them or not: `z. B` is `z.B`.
    """
    pieces = window.split()
    if not pieces or window[-1].isspace():
        return "", ""
    last = pieces.pop().replace("’", "'").rpartition("'")[2].lstrip(_NOT_WORD)
    while (
        len(last) < _LONGEST_CHAIN
        and pieces
        and len(pieces[-1]) == 2
        and pieces[-1][0].isalpha()
        and pieces[-1][1] == "."
    ):
        last = pieces.pop() + last
    return last, pieces[-1] if pieces else ""


def _after_number_ends(last: str, before: str, word: str, starter: bool) -> bool:
    """Decide after a number, which may be an ordinal as in `12. Juni`."""
    if len(last) > 3 or starter:
        return True
    if word.casefold() in MONTHS:
        return False
    return before.strip(_NOT_WORD).casefold() not in BEFORE_ORDINALS


def _after_letter_ends(last: str, before: str, word: str, starter: bool) -> bool:
    """Decide after a single letter: an initial, the end of `U.S.`, or a word such as `I`."""
    if "." in last:
        return starter
    named = before.lstrip(_NOT_WORD)[:1].isupper()
    if last == "I":
        return bool(before) and not named
    return starter and not (named and word.casefold() in NAME_PARTICLES)


def _is_roman(word: str) -> bool:
    return bool(word) and set(word) <= set("IVXLCDM")
