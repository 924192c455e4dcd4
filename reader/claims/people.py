"""The people an article names, and what it calls them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reader.claims.given_names import gender_of, is_given
from reader.claims.mentions import after_place, name_runs, person_name
from reader.claims.roles import (
    FEMALE,
    HERS,
    HIS,
    HONORIFICS,
    HONORIFICS_FEMALE,
    HONORIFICS_MALE,
    MALE,
    ROLES,
)
from reader.claims.subjects import AUXILIARIES
from reader.text.abbreviations import STARTERS
from reader.text.document import BlockKind, Document, Range
from reader.text.tokens import NEGLIGIBLE, Tokens
from reader.text.units import Units

_NO_PROSE = frozenset({BlockKind.FURNITURE, BlockKind.RULE, BlockKind.PREFORMATTED})
_ROLE_SPAN = 6
_PRONOUN_LIMIT = 16
_HYPHENATED = re.compile(r"^\w+ [^\W\d_]+-(?![A-ZÀ-Þ])[^\W\d_]{2,}$")
"""A family name and a given name of two syllables, as in Chinese and Korean: `Lee Min-ho`."""

_QUOTES = frozenset('“”"„«»')
_ROLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Person:
    """One person named in an article.

    Attributes:
        name: The fullest form of the name.
        role: What the article first calls them, empty if nothing.
        places: Offsets of every mention by name, in order.
        nouns: The case-folded roles they are known by.
        gender: `m` or `f` where a form of address tells, else empty.
    """

    name: str
    role: str = ""
    places: tuple[int, ...] = ()
    nouns: frozenset[str] = frozenset()
    gender: str = ""

    @property
    def mentions(self) -> int:
        """How often the article names them."""
        return len(self.places)

    def mentioned_between(self, start: int, end: int) -> bool:
        """Tell whether they are named between two offsets."""
        at = bisect_left(self.places, start)
        return at < len(self.places) and self.places[at] < end


@dataclass(slots=True)
class _Found:
    """What is known of one name while the article is read."""

    sure: bool = False
    roles: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    gender: str = ""
    pronouns: set[str] = field(default_factory=set)
    said_at: int = -1

    def add(self, other: "_Found") -> None:
        """Take in what is known of another form of the name."""
        self.sure = self.sure or other.sure
        self.roles += other.roles
        self.nouns |= other.nouns
        self.places += other.places
        self.gender = self.gender or other.gender
        self.pronouns |= other.pronouns

    def sex(self, name: str) -> str:
        """Return `m` or `f` by form of address, role, given name, or the pronouns used."""
        roles = {("m" if noun in MALE else "f") for noun in self.nouns & (MALE | FEMALE)}
        for told in (self.gender, _single(roles), gender_of(name), _single(self.pronouns)):
            if told:
                return told
        return ""


def people(document: Document, units: Units, within: Range | None = None) -> tuple[Person, ...]:
    """Return the people the article names, in order of first appearance.

    A name of two words or more counts when something shows that it is a person's: a role or form
    of address beside it, or a verb of speech. A surname alone counts for the one who has it.

    Args:
        document: The article.
        units: Its units.
        within: Where to read; everywhere when left out, which takes half a second a megabyte.
    """
    found: dict[str, _Found] = {}
    single: dict[str, _Found] = {}
    titles: tuple[dict[str, _Found], dict[str, _Found]] = ({}, {})
    for sentence, is_title in _sentences(document, units, within or Range(0, len(document.text))):
        if _may_name(document.text[slice(*sentence)]):
            into = titles if is_title else (found, single)
            _read(Tokens(document.text, *sentence, ()), *into)
    _merge_forms(found)
    holders = _holders(found)
    for word, facts in single.items():
        holder = found.get(holders.get(word, ""))
        # A place or a firm that spoke before is not the surname of who is named after it.
        if holder and holders[word].endswith(" " + word) and facts.said_at > holder.places[0]:
            holder.sure = True
    known = {name: facts for name, facts in found.items() if facts.sure}
    holders = _holders(known)
    # In a title every word may have a capital, so none is a name that no sentence has.
    for named in (single, *titles):
        for name, facts in named.items():
            holder = known.get(name) or known.get(holders.get(name, ""))
            if holder is not None:
                holder.places += facts.places
                holder.gender = holder.gender or facts.gender
                holder.pronouns |= facts.pronouns
    listed = [
        Person(
            name,
            next(iter(facts.roles), ""),
            tuple(sorted(facts.places)),
            frozenset(facts.nouns),
            facts.sex(name),
        )
        for name, facts in known.items()
    ]
    return tuple(sorted(listed, key=lambda person: person.places[0]))


def _single(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


def _merge_forms(found: dict[str, _Found]) -> None:
    """Make one of the forms of a name that differ in the middle: `Jon Reed, Jon A. Reed`."""
    longest: dict[tuple[str, str], str] = {}
    for name in sorted(found, key=len, reverse=True):
        words = name.split()
        full = longest.setdefault((words[0], words[-1]), name)
        if full != name:
            found[full].add(found.pop(name))
            found[full].places.sort()


def _sentences(document: Document, units: Units, within: Range) -> Iterator[tuple[Range, bool]]:
    """Yield the sentences in a stretch of the article, and whether they are titles."""
    start = max(0, within.start)
    while start < within.end and document.blocks:
        block = document.block_at(start)
        if block.kind not in _NO_PROSE:
            is_title = block.kind is BlockKind.HEADING
            for sentence in units.sentences_between(start, min(block.end, within.end)):
                yield sentence, is_title
        if block.end <= start:
            break
        start = block.end


def _may_name(sentence: str) -> bool:
    """Tell whether anything but a word that only opens the sentence has a capital."""
    first, _, rest = sentence.partition(" ")
    if rest != rest.lower():
        return True
    return not (first[0].isalpha() and first.casefold() in STARTERS) and first != first.lower()


def full_name(name: str, known: Iterable[Person]) -> Person | None:
    """Return the one person a name, or a part of it, stands for; None if none or several."""
    persons = {person.name: person for person in known}
    if name in persons:
        return persons[name]
    words = name.split()
    if len(words) > 1:
        same = [person for full, person in persons.items() if _ends(full) == (words[0], words[-1])]
        if len(same) == 1:
            return same[0]
    ending = [person for full, person in persons.items() if name.endswith(" " + full)]
    if len(ending) == 1:
        return ending[0]
    holder = _holders(persons).get(name)
    return None if holder is None else persons[holder]


def _ends(name: str) -> tuple[str, str]:
    words = name.split()
    return words[0], words[-1]


def _holders(names: Iterable[str]) -> dict[str, str]:
    """Return the full names by their last words, else first words, where only one has that."""
    holders: dict[str, str] = {}
    split = [(name, name.split()) for name in names if " " in name]
    for at in (0, -1):
        count = Counter(pieces[at] for _, pieces in split)
        for name, pieces in split:
            if count[pieces[at]] == 1:
                holders[pieces[at]] = name
            else:
                holders.pop(pieces[at], None)
    return holders


def _read(tokens: Tokens, found: dict[str, _Found], single: dict[str, _Found]) -> None:
    alone_here: list[tuple[_Found, int]] = []
    for start, end in name_runs(tokens, 0, len(tokens)):
        first = start
        start, end = after_place(tokens, start, end)
        bounds = person_name(tokens, start, end)
        if bounds is None:
            continue
        begin, stop = bounds
        place = tokens.items[begin].start
        written = tokens.text[place : tokens.items[stop - 1].end]
        says = tokens.says(stop + (tokens.word(stop) in AUXILIARIES))
        says = says or (begin > 0 and tokens.says(begin - 1)) or _is_source(tokens, begin, stop)
        if stop - begin == 1:
            alone = single.setdefault(written.removesuffix("’s").removesuffix("'s"), _Found())
            alone.places.append(place)
            alone.said_at = place if says else alone.said_at
            alone_here.append((alone, stop))
            continue
        name = " ".join(written.split()).removesuffix("’s").removesuffix("'s")
        facts = found.setdefault(name, _Found())
        facts.places.append(place)
        alone_here.append((facts, stop))
        _note_role(tokens, begin if first == start else first - 1, stop, facts)
        given = is_given(tokens.word(begin)) or bool(_HYPHENATED.search(name))
        facts.sure = facts.sure or says or given or bool(facts.roles) or bool(facts.gender)
    if len(alone_here) == 1:
        facts, stop = alone_here[0]
        facts.pronouns |= _pronoun_after(tokens, stop)


def _pronoun_after(tokens: Tokens, start: int) -> set[str]:
    """Return the sex of the first pronoun after the only name of a sentence, if any."""
    for at in range(start, min(start + _PRONOUN_LIMIT, len(tokens))):
        word = tokens.word(at)
        if word in HIS or word in HERS:
            return {"m" if word in HIS else "f"}
        if tokens.items[at].word in _QUOTES:
            break
    return set()


def _is_source(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell whether a name stands where the source of what is said does."""
    if tokens.word(end) in {"put", "puts"} and tokens.word(end + 1) == "it":
        return True
    ahead = range(max(0, begin - 4), begin)
    return any(at + tokens.match(at, tokens.language.according) == begin for at in ahead)


def _note_role(tokens: Tokens, begin: int, end: int, facts: _Found) -> None:
    """Note a role before the name (`envoy Lena Marsh`) or after it (`Lena Marsh, the envoy,`)."""
    before = begin - 1
    if before >= 0 and tokens.word(before) == ".":
        before -= 1
    if before >= 0 and tokens.word(before) in ROLES:
        noun = tokens.word(before)
        if noun in HONORIFICS:
            facts.sure = True
            if noun in HONORIFICS_MALE or noun in HONORIFICS_FEMALE:
                facts.gender = "m" if noun in HONORIFICS_MALE else "f"
            return
        start = before
        while start > 0 and before - start < _ROLE_WORDS and _describes(tokens, start - 1):
            start -= 1
        facts.nouns.add(noun)
        facts.roles.append(tokens.text[tokens.items[start].start : tokens.items[before].end])
        return
    if before >= 0 and tokens.word(before).endswith("s"):
        facts.sure = facts.sure or tokens.word(before).removesuffix("s") in ROLES
    if before >= 0 and tokens.word(before) == "," and tokens.word(end) in {",", "."}:
        for at in range(before - 1, max(-1, before - 1 - _ROLE_SPAN), -1):
            if tokens.items[at].kind == "mark":
                break
            if tokens.word(at) in ROLES:
                start = at
                while start > 0 and at - start < _ROLE_WORDS and _describes(tokens, start - 1):
                    start -= 1
                facts.nouns.add(tokens.word(at))
                facts.roles.append(tokens.text[tokens.items[start].start : tokens.items[at].end])
                return
    if tokens.word(end) != ",":
        return
    for at in range(end + 1, min(end + 1 + _ROLE_SPAN, len(tokens))):
        word = tokens.word(at)
        stops = tokens.finite_at(at) or word in tokens.language.coordinating or word in NEGLIGIBLE
        if stops or tokens.items[at].kind == "mark":
            return
        if word in ROLES:
            facts.nouns.add(word)
            facts.roles.append(tokens.text[tokens.items[end + 1].start : tokens.items[at].end])
            return


def _describes(tokens: Tokens, at: int) -> bool:
    token = tokens.items[at]
    if token.kind != "word" or token.word in tokens.language.subjects:
        return False
    if token.word in tokens.language.finite or token.word in tokens.language.coordinating:
        return False
    return token.capital or token.word in ROLES or token.word in {"military", "trade", "foreign"}
