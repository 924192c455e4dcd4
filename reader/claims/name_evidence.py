"""Evidence for names: what the sentences of an article show about who bears a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.claims.given_names import gender_of, is_given
from reader.claims.names import after_place, is_trade, name_runs, person_name
from reader.claims.roles import (
    FEMALE,
    HONORIFICS,
    HONORIFICS_FEMALE,
    HONORIFICS_MALE,
    MALE,
    ORGANISATIONS,
    ROLES,
    TITLES,
    is_role,
)
from reader.claims.subjects import AUXILIARIES
from reader.text.tokens import NEGLIGIBLE, Tokens
from reader.text.wordlists import words

_ROLE_SPAN = 6
_ROLE_WORDS = 3
_PRONOUN_LIMIT = 16
_INVERTED_LIMIT = 4
_QUOTES = frozenset('“”"„«»')
_NOMINATIVE = {"he": "m", "himself": "m", "she": "f", "herself": "f"}
_POSSESSIVE = {"his": "m", "her": "f", "hers": "f"}
_ARTICLES = words("the a an")
_AFTER_OBJECT = words("that of to in on at for by with from about and but as a an the")
_HYPHENATED = re.compile(r"^\w+ [^\W\d_]+-(?![A-ZÀ-Þ])[^\W\d_]{2,}$")
"""A family name and a given name of two syllables, as in Chinese and Korean: `Lee Min-ho`."""


@dataclass(slots=True)
class NameEvidence:
    """What is known of one name while an article is read.

    Attributes:
        sure: Whether something shows that it is a person's.
        roles: The roles written beside it.
        nouns: The case-folded nouns of those.
        places: Offsets of its mentions.
        gender: `m` or `f` where a form of address tells, else empty.
        nominative: What `he` and `she` after it tell, as far as nobody else can be meant.
        possessive: What `his` and `her` tell in the same way, less surely.
        said_at: Where it last stood beside a verb of speech, or -1.
    """

    sure: bool = False
    roles: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    gender: str = ""
    nominative: list[str] = field(default_factory=list)
    possessive: set[str] = field(default_factory=set)
    said_at: int = -1

    def add(self, other: "NameEvidence") -> None:
        """Take in what is known of another form of the name."""
        self.sure = self.sure or other.sure
        self.roles += other.roles
        self.nouns |= other.nouns
        self.places += other.places
        self.gender = self.gender or other.gender
        self.nominative += other.nominative
        self.possessive |= other.possessive

    def sex(self, name: str) -> str:
        """Return `m` or `f` by form of address, given name, role or pronouns, else nothing."""
        roles = {("m" if noun in MALE else "f") for noun in self.nouns & (MALE | FEMALE)}
        told = (
            self.gender,
            gender_of(name),
            _single(roles),
            _single(set(self.nominative)),
            _single(self.possessive),
        )
        return next((each for each in told if each), "")


class NameReader:
    """Reads sentences in order and gathers what they show about names.

    Attributes:
        full: The names of two words or more.
        single: The names of one word.
    """

    def __init__(self) -> None:
        self.full: dict[str, NameEvidence] = {}
        self.single: dict[str, NameEvidence] = {}
        self._last: NameEvidence | None = None

    @property
    def expects_pronoun(self) -> bool:
        """Whether a pronoun in the sentence that follows would tell something."""
        return self._last is not None

    def read(self, tokens: Tokens) -> None:
        """Take in a sentence, its quotations taken apart into words too."""
        named = list(self._named(tokens))
        if not named:
            self.read_without_names(tokens)
        elif len(named) == 1:
            evidence, stop = named[0]
            _note_pronouns(tokens, stop, evidence)
            self._last = evidence
        else:
            self._last = None

    def read_without_names(self, tokens: Tokens) -> None:
        """Take in a sentence that names nobody: a pronoun in it means who was named last."""
        if self._last is not None:
            _note_pronouns(tokens, 0, self._last)
        self._last = None

    def _named(self, tokens: Tokens) -> Iterator[tuple[NameEvidence, int]]:
        for start, end in name_runs(tokens, 0, len(tokens)):
            first = start
            start, end = after_place(tokens, start, end)
            bounds = person_name(tokens, start, end)
            if bounds is None:
                continue
            begin, stop = bounds
            if stop - begin == 1 and begin and tokens.word(begin - 1) == "the":
                continue
            if begin and tokens.word(begin - 1) in ORGANISATIONS and _is_small(tokens, begin - 1):
                continue
            place = tokens.items[begin].start
            written = " ".join(tokens.text[place : tokens.items[stop - 1].end].split())
            name = written.removesuffix("’s").removesuffix("'s")
            names = self.full if stop - begin > 1 else self.single
            evidence = names.setdefault(name, NameEvidence())
            evidence.places.append(place)
            if _speaks(tokens, begin, stop):
                evidence.said_at = place
            if stop - begin > 1:
                evidence.nouns |= set(_trades(tokens, begin, stop))
                _note_role(tokens, begin if first == start else first - 1, stop, evidence)
                if begin > start and is_trade(tokens, begin - 1):
                    evidence.roles.append(tokens.text[slice(*tokens.items[begin - 1][:2])])
                    evidence.nouns.add(tokens.word(begin - 1))
                given = is_given(tokens.word(begin)) or bool(_HYPHENATED.search(name))
                shown = evidence.roles or evidence.gender or evidence.said_at >= 0
                evidence.sure = evidence.sure or given or bool(shown)
            yield evidence, stop


def _single(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


def _speaks(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell whether a name stands beside a verb of speech, or where a source does."""
    if tokens.says(end + (tokens.word(end) in AUXILIARIES)):
        return True
    if tokens.word(end) in {"put", "puts"} and tokens.word(end + 1) == "it":
        return True
    for at in range(begin - 1, max(-1, begin - 1 - _INVERTED_LIMIT), -1):
        near = at == begin - 1 or (at > 0 and tokens.items[at - 1].kind == "mark")
        if near and tokens.says(at):
            return True
        if at + tokens.match(at, tokens.language.according) == begin:
            return True
        if tokens.items[at].kind != "word" or tokens.items[at].capital:
            return False
    return False


def _note_pronouns(tokens: Tokens, start: int, evidence: NameEvidence) -> None:
    """Note what the pronouns after the only name near tell; `him` and `told her` do not."""
    quoted = False
    for at in range(start, min(start + _PRONOUN_LIMIT, len(tokens))):
        word = tokens.word(at)
        if word in _QUOTES:
            quoted = not quoted
        elif quoted:
            continue
        if word in _NOMINATIVE:
            evidence.nominative.append(_NOMINATIVE[word])
            return
        if word in _POSSESSIVE:
            after = tokens.word(at + 1)
            if word == "his" or (after not in _AFTER_OBJECT and tokens.items[at + 1 :]):
                evidence.possessive.add(_POSSESSIVE[word])
            return


def _note_role(tokens: Tokens, begin: int, end: int, evidence: NameEvidence) -> None:
    """Note a role before the name (`envoy Lena Marsh`) or after it (`Lena Marsh, the envoy,`)."""
    before = begin - 1
    if before >= 0 and tokens.word(before) == ".":
        before -= 1
    if before >= 0 and is_role(tokens.word(before)):
        noun = tokens.word(before)
        if noun in HONORIFICS:
            evidence.sure = True
            if noun in TITLES:
                evidence.nouns.add(TITLES[noun])
            if noun in HONORIFICS_MALE or noun in HONORIFICS_FEMALE:
                evidence.gender = "m" if noun in HONORIFICS_MALE else "f"
            return
        start = before
        while start > 0 and before - start < _ROLE_WORDS and _describes(tokens, start - 1):
            start -= 1
        evidence.nouns.add(TITLES.get(noun, noun))
        evidence.roles.append(tokens.text[tokens.items[start].start : tokens.items[before].end])
        return
    if before >= 0 and tokens.word(before).endswith("-year-old"):
        evidence.sure = True
    if before >= 0 and tokens.word(before).endswith("s"):
        evidence.sure = evidence.sure or is_role(tokens.word(before).removesuffix("s"))
    if before >= 0 and tokens.word(before) == "," and tokens.word(end) in {",", "."}:
        for at in range(before - 1, max(-1, before - 1 - _ROLE_SPAN), -1):
            if tokens.items[at].kind == "mark":
                break
            if is_role(tokens.word(at)):
                start = at
                while start > 0 and at - start < _ROLE_WORDS and _describes(tokens, start - 1):
                    start -= 1
                evidence.nouns.add(tokens.word(at))
                evidence.roles.append(tokens.text[tokens.items[start].start : tokens.items[at].end])
                return
    if tokens.word(end) != ",":
        return
    for at in range(end + 1, min(end + 1 + _ROLE_SPAN, len(tokens))):
        word = tokens.word(at)
        stops = tokens.finite_at(at) or word in tokens.language.coordinating or word in NEGLIGIBLE
        if stops or tokens.items[at].kind == "mark":
            return
        if is_role(word):
            evidence.nouns.add(word)
            evidence.roles.append(tokens.text[tokens.items[end + 1].start : tokens.items[at].end])
            return


def _is_small(tokens: Tokens, at: int) -> bool:
    return not tokens.items[at].capital


def _trades(tokens: Tokens, begin: int, end: int) -> Iterator[str]:
    """Yield the noun of `the mason Jo Marsh`, `the mason, Jo Marsh` and `Jo Marsh, a mason`."""
    before = begin - 2 if begin and tokens.word(begin - 1) == "," else begin - 1
    after = end + 2 if tokens.word(end) == "," and tokens.word(end + 3) in {",", "."} else -1
    for at in (before, after):
        plain = 0 < at < len(tokens) and tokens.items[at].kind == "word"
        if plain and not tokens.items[at].capital and tokens.word(at - 1) in _ARTICLES:
            yield tokens.word(at)


def _describes(tokens: Tokens, at: int) -> bool:
    token = tokens.items[at]
    if token.kind != "word" or token.word in tokens.language.subjects:
        return False
    if token.word in tokens.language.finite or token.word in tokens.language.coordinating:
        return False
    return token.capital or token.word in ROLES or token.word in {"military", "trade", "foreign"}
