"""Assertions: what is left of a stretch of a sentence without joining words and attribution."""

from enum import Enum, auto

from reader.text.connectives import NONE
from reader.text.speech import NOUN_PLURALS, PARTICIPLES
from reader.text.tokens import ADVERBS, NEGLIGIBLE, Tokens

_OPENING_SIGNS = "$€£¥#+-¿¡"
_CLOSING_SIGNS = "%‰°€$£?!"


class After(Enum):
    """What a stretch of a sentence comes after."""

    START = auto()
    CONNECTIVE = auto()
    RELATIVE = auto()
    MARK = auto()
    QUOTATION = auto()
    SOURCE = auto()


def assertion(tokens: Tokens, start: int, end: int, after: After) -> tuple[int, int] | None:
    """Return the tokens that assert something, or None when there are none."""
    if after is After.SOURCE:
        return None
    language = tokens.language
    while True:
        start, end = _trim(tokens, start, end)
        if start >= end:
            return None
        if tokens.match(start, language.according):
            opens = after is After.START and tokens.finite_between(start, end)
            return (start, end) if opens else None
        if tokens.match(start, language.asides):
            return None
        length = tokens.match(start, language.leading)
        if length:
            start, after = start + length, After.CONNECTIVE
            continue
        if after is After.CONNECTIVE and tokens.word(start) in ADVERBS and start + 1 < end:
            start += 1
            continue
        content = _content(tokens, start, end, after)
        if content == start:
            break
        start, after = content, After.MARK
    return (start, end) if _asserts(tokens, start, end, after) else None


def _trim(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    while (
        start < end
        and tokens.items[start].kind == "mark"
        and tokens.items[start].word not in _OPENING_SIGNS
    ):
        start += 1
    while (
        end > start
        and tokens.items[end - 1].kind == "mark"
        and tokens.items[end - 1].word not in _CLOSING_SIGNS
    ):
        end -= 1
    while end > start + 1 and tokens.items[end - 1].word in tokens.language.coordinating:
        end -= 1
    return start, end


def _content(tokens: Tokens, start: int, end: int, after: After) -> int:
    verb = tokens.speech_verb(start, end)
    if verb is None:
        return start
    inverted = verb == start and after in {After.QUOTATION, After.MARK}
    if inverted and tokens.word(start) not in PARTICIPLES:
        return end
    said = tokens.said_from(verb, end)
    if said is None:
        return start
    if said >= end:
        # `Many complain, said the envoy` says that they do.
        follows = tokens.word(end) == "," and tokens.says(end + 1)
        return start if follows and tokens.word(end + 1) not in PARTICIPLES else said
    # `Many fear a flood` says no more of it.
    named = tokens.word(verb) in NOUN_PLURALS and not tokens.finite_between(said, end)
    return start if named else said


def _asserts(tokens: Tokens, start: int, end: int, after: After) -> bool:
    items = tokens.items[start:end]
    if not any(token.kind in {"word", "quotation"} for token in items):
        return False
    if tokens.language is NONE:
        return len(items) > 1 or items[0].end - items[0].start > 3
    if any(token.kind == "quotation" for token in items):
        return True
    words = sum(token.kind == "word" for token in items)
    if after is not After.START and items[0].word in NEGLIGIBLE:
        return False
    least = 3 if after in {After.CONNECTIVE, After.RELATIVE} else 4
    return words >= least or (words > 1 and tokens.finite_between(start, end))
