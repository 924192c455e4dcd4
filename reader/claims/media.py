"""Media: to whom a speaker said something, where that is a newspaper or the like."""

from reader.claims.roles import MEDIA, MEDIA_KINDS
from reader.text.tokens import Tokens


def told(tokens: Tokens, verb: int) -> str:
    """Return the medium that somebody `told`, empty if none."""
    if tokens.word(verb) not in tokens.language.told:
        return ""
    return _named(tokens, verb + 1, tokens.after_listener(verb + 1, len(tokens)))


def spoken_to(tokens: Tokens) -> str:
    """Return the medium of `Speaking to the Daily Post on Monday, …`, empty if none."""
    if not tokens.match(0, tokens.language.asides):
        return ""
    end = len(tokens)
    comma = next((at for at in range(end) if tokens.word(at) == ","), 0)
    begin = next((at + 1 for at in range(comma) if tokens.word(at) in {"to", "with"}), comma)
    stop = next((at for at in range(begin, comma) if tokens.word(at) == "on"), comma)
    return _named(tokens, begin, stop)


def _named(tokens: Tokens, start: int, end: int) -> str:
    if not any(tokens.word(at) in MEDIA for at in range(start, end)):
        return ""
    begin = start
    while begin < end and (not tokens.items[begin].capital or tokens.word(begin).endswith("'s")):
        begin += 1
    stop = begin
    while stop < end and tokens.items[stop].capital:
        stop += 1
    if begin == stop:
        return ""
    if stop - begin > 1 and tokens.word(stop - 1) in MEDIA_KINDS and begin + 1 < stop:
        keep = tokens.text[tokens.items[stop - 1].start].isupper()
        stop = stop if keep else stop - 1
    return tokens.text[tokens.items[begin].start : tokens.items[stop - 1].end]
