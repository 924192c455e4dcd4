"""The people an article names, and what it calls them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.claims.name_evidence import NameEvidence, NameReader
from reader.text.abbreviations import STARTERS
from reader.text.document import BlockKind, Document, Range
from reader.text.tokens import Tokens
from reader.text.units import Units

_NO_PROSE = frozenset({BlockKind.FURNITURE, BlockKind.RULE, BlockKind.PREFORMATTED})


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


def people(document: Document, units: Units, within: Range | None = None) -> tuple[Person, ...]:
    """Return the people the article names, in order of first appearance.

    A name of two words or more counts when something shows that it is a person's: a role or form
    of address beside it, or a verb of speech. A surname alone counts for the one who has it.

    Args:
        document: The article.
        units: Its units.
        within: Where to read; everywhere when left out, which takes half a second a megabyte.
    """
    reader, titles = NameReader(), NameReader()
    for sentence, is_title in _sentences(document, units, within or Range(0, len(document.text))):
        into = titles if is_title else reader
        if _may_name(document.text[slice(*sentence)]):
            into.read(Tokens(document.text, *sentence, ()))
        elif into.expects_pronoun:
            into.read_without_names(Tokens(document.text, *sentence, ()))
    found = reader.full
    _merge_forms(found)
    holders = _holders(found)
    for word, evidence in reader.single.items():
        holder = found.get(holders.get(word, ""))
        # A place or a firm that spoke before is not the surname of who is named after it.
        if holder and holders[word].endswith(" " + word):
            after = evidence.said_at > holder.places[0]
            holder.sure = holder.sure or after or _is_known_by(holder, evidence)
    known = {name: evidence for name, evidence in found.items() if evidence.sure}
    holders = _holders(known)
    for name, evidence in reader.single.items():
        pronouns = len(set(evidence.nominative)) == 1 and len(evidence.nominative) > 1
        if name not in holders and evidence.said_at >= 0 and pronouns:
            known[name] = evidence
    # In a title every word may have a capital, so none is a name that no sentence has.
    for named in (reader.single, titles.full, titles.single):
        for name, evidence in named.items():
            holder = known.get(name) or known.get(holders.get(name, ""))
            if holder is not None and holder is not evidence:
                holder.add(evidence)
    listed = [
        Person(
            name,
            next(iter(evidence.roles), ""),
            tuple(sorted(evidence.places)),
            frozenset(evidence.nouns),
            evidence.sex(name),
        )
        for name, evidence in known.items()
    ]
    return tuple(sorted(listed, key=lambda person: person.places[0]))


def _is_known_by(full: NameEvidence, surname: NameEvidence) -> bool:
    """Tell whether a name is a person's by the pronouns and the surname that follow it."""
    pronouns = full.nominative + surname.nominative
    return bool(pronouns) and surname.places[-1] > full.places[0]


def _merge_forms(found: dict[str, NameEvidence]) -> None:
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
