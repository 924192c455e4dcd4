"""Names: which stretches of capitalised words may name somebody."""

from collections.abc import Iterator

from reader.claims.given_names import is_given
from reader.claims.roles import NOT_NAMES, ORGANISATIONS, ROLES, SOURCES, SURNAMES, is_shortened
from reader.text.abbreviations import ENGLISH_STARTERS, STARTERS
from reader.text.connectives import ENGLISH
from reader.text.speech import SPEECH_VERBS
from reader.text.tokens import Tokens
from reader.text.verbs import NUMBERS
from reader.text.wordlists import words

PREPOSITIONS = words(
    """such including like of at from for with in to on by de du des del della von vom der für aus
    bei an à en van voor"""
)
PARTICLES = words("de la le van von der den di da del bin ibn al el dos du ter ten")
_OPENING = words("in at on the by after during as for when while with from if but and")
"""Open a sentence that a caption without a full stop runs into."""
_DESCRIBING = ("ist", "crat", "ican", "tisan", "ian", "ese", "ish")
_ACTING = ("er", "or", "ant", "man", "woman")
_PREFIXES = ("pan-", "pro-", "anti-", "non-", "ex-", "post-", "vice-")
_ADJECTIVES = words(
    """former outgoing incoming senior fellow veteran rival neighbouring neighboring nonpartisan
    independent local acting late ousted jailed leading"""
)
_LONGEST_NAME = 5
_NO_NAMES = SPEECH_VERBS | SOURCES


def name_runs(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of capitalised words that may be names, particles between them."""
    at = start
    while at < end:
        if not _named(tokens, at, start):
            at += 1
            continue
        begin = at
        while at < end and (_named(tokens, at, start) or _joins(tokens, at, end)):
            at += 1
        yield begin, at


def person_name(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """Return the part of a stretch of capitalised words that can be a person's name."""
    begin = start
    for at in range(start, end):
        word = tokens.word(at)
        owner = word.endswith("'s") and at < end - 1
        if owner or (word in ROLES and not (begin < at == end - 1 and word in SURNAMES)):
            begin = at + 1
    while begin < end and (tokens.items[begin].kind == "mark" or _opens(tokens, begin)):
        begin += 1
    if end > begin + 1 and _only_opens(tokens, begin):
        begin += 1
    while end > begin + 1 and tokens.word(end - 1) in _OPENING:
        end -= 1
    if end > begin + 1 and tokens.word(begin) in _NO_NAMES:
        return None
    if not 0 < end - begin <= _LONGEST_NAME:
        return None
    names = {tokens.word(at) for at in range(begin, end)}
    if not names.isdisjoint(ORGANISATIONS) or not names.isdisjoint(NOT_NAMES):
        return None
    written = [tokens.text[item.start : item.end] for item in tokens.items[begin:end]]
    if any(len(word) > 2 and word.isupper() and "." not in word for word in written):
        return None
    if len(written) > 1 and len(written[-1]) > 1 and written[-1].isupper():
        return None
    return begin, end


def is_trade(tokens: Tokens, at: int) -> bool:
    """Tell whether a word that opens a sentence with a capital says what somebody does."""
    word = tokens.word(at)
    return _only_opens(tokens, at) and word.endswith((*_DESCRIBING, *_ACTING))


def after_place(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of capitalised words without the place in `envoy to Place Name Surname`."""
    at = start - 1
    skipped = 1
    if at > 0 and tokens.word(at) == "the":
        at, skipped = at - 1, 2
    placed = at > 0 and tokens.word(at) in PREPOSITIONS and tokens.word(at - 1) in ROLES
    return (start + skipped, end) if placed and end - start > skipped + 1 else (start, end)


def _only_opens(tokens: Tokens, at: int) -> bool:
    """Tell whether a word with a capital only opens the sentence before a name."""
    word = tokens.word(at)
    if word.startswith(_PREFIXES) or word.endswith("-year-old"):
        return True
    opens = at == 0 or tokens.items[at - 1].kind == "mark"
    if opens and (word in _ADJECTIVES or word.endswith(("wards", "while"))):
        return True
    if not opens or is_given(word) or not tokens.items[at + 1].capital:
        return False
    if word.endswith(_DESCRIBING) and is_given(tokens.word(at + 1)):
        return True
    more = at + 2 < len(tokens) and tokens.items[at + 2].capital
    return more and word.endswith((*_DESCRIBING, *_ACTING))


def only_starts(tokens: Tokens, at: int) -> bool:
    """Tell whether a word is one that sentences of its language begin with, and is no name."""
    starters = ENGLISH_STARTERS if tokens.language is ENGLISH else STARTERS
    return tokens.word(at) in starters


def _opens(tokens: Tokens, at: int) -> bool:
    return only_starts(tokens, at) and tokens.word(at) not in PARTICLES


def _named(tokens: Tokens, at: int, start: int) -> bool:
    token = tokens.items[at]
    if token.kind != "word" or not token.capital:
        return False
    particle = token.word in PARTICLES and token.word in STARTERS
    return not (at == start and (particle or token.word in NUMBERS or only_starts(tokens, at)))


def _joins(tokens: Tokens, at: int, end: int) -> bool:
    """Tell whether a particle or the full stop of an initial stands inside a name."""
    if at + 1 >= end or not tokens.items[at + 1].capital:
        if not (at + 2 < end and tokens.word(at) in PARTICLES and tokens.items[at + 2].capital):
            return False
        return tokens.word(at + 1) in PARTICLES
    if tokens.word(at) in {"’", "'"}:
        return tokens.word(at - 1).endswith("s")
    if tokens.word(at) == ".":
        return is_shortened(tokens.word(at - 1))
    return tokens.word(at) in PARTICLES
