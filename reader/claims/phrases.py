"""Phrases: whether a stretch of words can be the noun phrase of a speaker."""

from reader.text.connectives import ENGLISH
from reader.text.tokens import ADVERBS, NEGLIGIBLE, Tokens
from reader.text.verbs import UNITS
from reader.text.wordlists import words

_LONGEST = 24
_RELATIVE = words("who whom which whose where that")
_DETERMINERS = words("the a an this these those his her its their our my your every each another")
_PRONOUNS = words("he she they we i it you there")
_BEFORE_NOUN_PHRASE = NEGLIGIBLE | words(
    """and or but nor not as than both all half quarter twice such of with into onto upon behind
    beneath beside besides between beyond against near next off out outside inside past round
    through throughout toward towards up down across after before since until along around among
    above below via per except including only even just
    now once then formerly currently"""
)


def is_clause(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether English words between two indices hold more than one noun phrase.

    That is a verb, a second article or a pronoun that nothing joins to what stands before, or more
    words than anybody is called by. A relative clause is not read, nor one with a participle.
    """
    if tokens.language is not ENGLISH:
        return False
    begin = start
    if _opens_with_participle(tokens, start):
        return True
    for at in range(start, end):
        if tokens.word(at) == ",":
            if _is_clause(tokens, begin, at):
                return True
            begin = at + 1
    return _is_clause(tokens, begin, end)


def _opens_with_participle(tokens: Tokens, start: int) -> bool:
    """Tell whether somebody named before only acts here: `suddenly lifting a hand`."""
    at = start
    while tokens.word(at) in ADVERBS or tokens.word(at).endswith("ly") or tokens.word(at) == "and":
        at += 1
    return tokens.word(at).endswith("ing") and tokens.word(at + 1) in _DETERMINERS


def _is_clause(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether words without a comma are more than a noun phrase."""
    if tokens.word(start) in _RELATIVE or tokens.word(start).endswith("ing"):
        return False
    for at in range(start + 1, end):
        item, before = tokens.items[at], tokens.items[at - 1].word
        if (item.kind == "mark" and item.word not in ".’'") or item.word in _RELATIVE:
            return False
        if at - start > _LONGEST or (tokens.finite_at(at) and not item.capital):
            return True
        if item.word in _DETERMINERS | _PRONOUNS and not item.capital:
            joined = before in _BEFORE_NOUN_PHRASE or before.endswith(("ed", "ing", "en"))
            when = tokens.word(at + 1) in UNITS
            if not joined and not when:
                return True
    return False
