"""Sources that no verb of speech names: `according to …`, `as … put it`, `in …'s view`."""

from typing import NamedTuple

from reader.text.document import Range
from reader.text.tokens import Tokens
from reader.text.wordlists import words

_AFTER = words("but while who which over more nearly around about almost roughly some")
_PARTS = words("of at from for with in to by on")
_DETERMINERS = words("the his her its their a an")
_VIEWS = words("view opinion words telling account reckoning eyes estimate")
_LONGEST = 12
_IMPERSONAL = words(
    """said believed reported thought understood alleged claimed rumoured rumored estimated feared
    suggested"""
)
_BEING = words("is was has had been be")


class Source(NamedTuple):
    """Who is named as the source of what a sentence says.

    Attributes:
        subject: Token indices of the noun phrase.
        scope: What is said, as offsets.
        end: The index after all that names the source.
    """

    subject: tuple[int, int]
    scope: Range
    end: int


def source_at(tokens: Tokens, at: int, past: int) -> Source | None:
    """Read a source whose first word stands at `at`; `past` is where an earlier one ended."""
    length = tokens.match(at, tokens.language.according)
    if length:
        start, end = at + length, _phrase_end(tokens, at + length)
        return _source(tokens, at, (start, end), end, past)
    return _in_the_view_of(tokens, at, past) or _as_put_by(tokens, at, past)


def impersonal_at(tokens: Tokens, at: int) -> int | None:
    """Return where what is said begins in `it is believed that …`, None if no such words are."""
    if tokens.word(at) != "it" or tokens.word(at + 1) not in _BEING:
        return None
    ahead = range(at + 2, min(at + 6, len(tokens)))
    verb = next((index for index in ahead if tokens.word(index) in _IMPERSONAL), None)
    if verb is None:
        return None
    for index in range(verb + 1, min(verb + _LONGEST, len(tokens) - 1)):
        if tokens.word(index) in tokens.language.that:
            return index + 1
        if tokens.items[index].kind != "word" or tokens.finite_at(index):
            return None
    return None


def _in_the_view_of(tokens: Tokens, at: int, past: int) -> Source | None:
    """Read `in the envoy's view`."""
    if tokens.word(at) != "in":
        return None
    for index in range(at + 1, min(at + _LONGEST, len(tokens) - 1)):
        if tokens.items[index].kind != "word":
            return None
        if tokens.word(index).endswith(("'s", "s'")) and tokens.word(index + 1) in _VIEWS:
            return _source(tokens, at, (at + 1, index + 1), index + 2, past)
    return None


def _as_put_by(tokens: Tokens, at: int, past: int) -> Source | None:
    """Read `as the envoy put it`."""
    if tokens.word(at) != "as":
        return None
    for index in range(at + 2, min(at + _LONGEST, len(tokens) - 1)):
        if tokens.word(index) in {"put", "puts"} and tokens.word(index + 1) == "it":
            return _source(tokens, at, (at + 1, index), index + 2, past)
        if tokens.items[index].kind != "word":
            return None
    return None


def _source(
    tokens: Tokens, at: int, subject: tuple[int, int], end: int, past: int
) -> Source | None:
    """Return the source with what it says: all after it if it opens the sentence, else before."""
    items, last = tokens.items, len(tokens)
    if subject[0] >= subject[1]:
        return None
    opens = not any(items[index].kind != "mark" for index in range(past, at)) or (
        at - past <= 2 and not tokens.finite_between(past, at)
    )
    opens = opens or tokens.word(at - 1) in tokens.language.that
    while end < last and items[end].kind == "mark":
        end += 1
    if opens and end < last:
        return Source(subject, Range(items[end].start, items[last - 1].end), end)
    begin = _clause_before(tokens, past, at)
    if begin >= at:
        return None
    return Source(subject, Range(items[begin].start, items[at - 1].end), end)


def _clause_before(tokens: Tokens, past: int, at: int) -> int:
    """Return where the last clause before a source begins: a comma before it takes in them all."""
    while past < at and tokens.items[past].kind == "mark":
        past += 1
    if tokens.word(at - 1) == ",":
        return past
    for index in range(at - 1, past, -1):
        if (
            tokens.word(index) in tokens.language.coordinating
            and tokens.word(index + 1) in tokens.language.subjects
            and tokens.finite_between(past, index)
        ):
            return index + 1
    return past


def _phrase_end(tokens: Tokens, start: int) -> int:
    """Return where the noun phrase after `according to` ends."""
    subjects = tokens.language.subjects
    end = len(tokens)
    at = start
    while at < end:
        item = tokens.items[at]
        if item.word == "," and _is_name_aside(tokens, at + 1):
            at += 1
            continue
        if item.kind == "quotation" or (item.kind == "mark" and item.word != "."):
            break
        if item.word == "." and at + 1 >= end:
            break
        if tokens.finite_at(at) or item.word in _AFTER:
            break
        begins = item.word in subjects or item.word[:1].isdigit()
        if at > start and begins and not _goes_on(tokens, at):
            break
        at += 1
    return at


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Tell whether an article goes on with a phrase, as in `the head of the board`."""
    return tokens.word(at) in _DETERMINERS and tokens.word(at - 1) in _PARTS


def _is_name_aside(tokens: Tokens, start: int) -> bool:
    """Tell whether nothing but a name stands between `start` and a comma."""
    at = start
    while at < len(tokens) and tokens.items[at].capital:
        at += 1
    return start < at < len(tokens) and tokens.word(at) == ","
