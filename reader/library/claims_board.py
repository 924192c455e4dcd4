"""Every sighting of a claim, as a board shows them: what is asked, in an order, in groups."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.index.annotations import AnnotationOrder, Group
from reader.index.conditions import AllOf, Condition
from reader.index.folding import fold
from reader.library.querying import CLAIMED, of_annotations
from reader.library.statistics import label_of
from reader.model.claim import Status
from reader.query.fields import Field, Possession, Trait
from reader.query.tree import EVERYTHING, And, Dated, Match, Not, Query, Relation, all_of

if TYPE_CHECKING:
    from reader.library.library import Library

GROUPS = (
    *(None, Group.CLAIM, Group.SPEAKER, Group.VERDICT, Group.STATUS, Group.TAG, Group.ARTICLE),
)
"""What a board can be grouped by, in the order it goes through."""

_LAST = (1, "")
_FIELDS: Mapping[Group, tuple[Field, Possession | None]] = {
    Group.VERDICT: (Field.VERDICT, Possession.VERDICT),
    Group.STATUS: (Field.STATUS, Possession.STATUS),
    Group.SPEAKER: (Field.SPEAKER, Possession.SPEAKER),
    Group.TAG: (Field.TAG, Possession.TAG),
    Group.CLAIM: (Field.CLAIM, Possession.CLAIM),
    Group.ARTICLE: (Field.ARTICLE, None),
}


class Section(NamedTuple):
    """What stands below one heading.

    Attributes:
        value: What these have in common: a word, an id or a path. Empty for those without, and
            where there is no heading.
        numbers: The numbers of the rows, in order; see `AnnotationRow`.
    """

    value: str
    numbers: list[int]


class Arrangement(NamedTuple):
    """The sightings that a query finds.

    Attributes:
        group: What they are grouped by; None for a single section.
        sections: One with several tags is in several of them. Grouped by claim, what nobody
            linked to a claim is a section each, without a value.
        found: How many sightings there are.
        total: How many there are whatever is asked.
    """

    group: Group | None
    sections: list[Section]
    found: int
    total: int


def arrange(
    library: "Library",
    query: Query = EVERYTHING,
    order: AnnotationOrder = AnnotationOrder.MODIFIED,
    group: Group | None = None,
) -> Arrangement:
    """Return the sightings that a query finds, as the index has them.

    To be asked through `listing.at_once` or `listing.exactly`, from another thread than the one
    that paints; `annotations.stop` breaks it off.

    Raises:
        IndexLost: the index cannot be trusted.
        Interrupted: it was broken off.
    """
    annotations = library.listing.annotations
    condition = sightings(query)
    if group is None:
        numbers = annotations.arrange(condition, order)
        sections, found = [Section("", numbers)], len(numbers)
    else:
        pairs = annotations.arrange_by(group, condition, order)
        sections = _sections(library, group, pairs)
        found = len({number for _, number in pairs}) if group is Group.TAG else len(pairs)
    total = found if query == EVERYTHING else annotations.count(CLAIMED)
    return Arrangement(group, sections, found, total)


def unchecked(library: "Library", query: Query) -> frozenset[int]:
    """Return the numbers of the sightings that a query finds whose claims are not checked yet.

    Raises as `arrange`.
    """
    wanted = all_of([query, Match(Field.IS, Trait.UNCHECKED)])
    return frozenset(library.listing.annotations.arrange(sightings(wanted)))


def sightings(query: Query) -> Condition:
    """Return what the sightings of claims that a query finds have to meet."""
    return AllOf([CLAIMED, of_annotations(query)])


def narrowed(library: "Library", query: Query, group: Group, value: str) -> Query:
    """Return a query that finds what this one does as far as it has a value, empty for none."""
    if group is Group.MONTH:
        term: Query = Dated(Field.CREATED, Relation.ON, value)
    else:
        field, possession = _FIELDS[group]
        term = Match(field, _named(library, value) if group is Group.SPEAKER else value)
        if not value and possession is not None:
            term = Not(Match(Field.HAS, possession))
    terms = query.terms if isinstance(query, And) else (query,)
    return query if term in terms else all_of([query, term])


def _named(library: "Library", speaker: str) -> str:
    """Return the name of a speaker, or its id where that would find what others said as well."""
    known = library.speakers.get(speaker)
    if known is None:
        return speaker
    name = fold(known.name)
    others = [one for one in library.speakers.all() if one.id != known.id]
    is_shared = any(name in fold(each) for one in others for each in (one.name, *one.aliases))
    return known.id if is_shared or not name else known.name


def _sections(library: "Library", group: Group, pairs: list[tuple[str, int]]) -> list[Section]:
    by_value: dict[str, Section] = {}
    found: list[Section] = []
    for value, number in pairs:
        section = by_value.get(value)
        if section is None:
            section = Section(value, [])
            found.append(section)
            if value or group is not Group.CLAIM:
                by_value[value] = section
        section.numbers.append(number)
    rank = _rank(library, group)
    if rank is not None:
        found.sort(key=lambda section: rank(section.value) if section.value else _LAST)
    return found


def _rank(library: "Library", group: Group) -> Callable[[str], tuple[int, str]] | None:
    """Return what sections are sorted by, or None if they stay in the order of their first ones."""
    match group:
        case Group.VERDICT:
            words = list(library.config.verdicts)
        case Group.STATUS:
            words = list(Status)
        case Group.SPEAKER | Group.TAG:
            return lambda value: (0, label_of(library, group, value).casefold())
        case _:
            return None
    places = {word: f"{place:03}" for place, word in enumerate(words)}
    return lambda value: (0, places.get(value, "999" + value))
