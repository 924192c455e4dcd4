"""How many sightings of claims there are by verdict, speaker, tag and month."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.index.annotations import Group
from reader.index.conditions import AllOf
from reader.library.querying import CLAIMED, of_annotations
from reader.model.annotation import SpeakerState
from reader.query.fields import Field
from reader.query.tree import Match

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.query.tree import Query

GROUPS = (Group.VERDICT, Group.SPEAKER, Group.TAG, Group.MONTH)
"""What is counted by, in the order it is shown."""

_NONE = {
    Group.VERDICT: "no verdict",
    Group.STATUS: "no status",
    Group.SPEAKER: "nobody named",
    Group.TAG: "no tag",
    Group.MONTH: "no date",
    Group.CLAIM: "no claim",
}
_MOST_MONTHS = 240
"""A longer stretch of months has gaps, or a single wrong date would make thousands of them."""


class Count(NamedTuple):
    """How many have one value.

    Attributes:
        value: A word, the id of a speaker, the path of a tag, or a month such as `2026-11`; empty
            for those that have none.
        label: What is shown for it, to be cleaned.
        number: How many there are; one with several tags is counted under each.
        values: How many values these are together, if it is what is left of many.
        suggested: How many of them name a speaker whom nobody has confirmed.
    """

    value: str
    label: str
    number: int
    values: int = 1
    suggested: int = 0

    @property
    def written(self) -> str:
        """The label, with a sign where a rule suggested it, and how often unless that is always."""
        if not self.suggested:
            return self.label
        sign = f"({self.suggested:,} ?)" if self.suggested < self.number else "?"
        return f"{self.label} {sign}"


class Statistics(NamedTuple):
    """How the sightings that a query finds are spread.

    Attributes:
        sightings: How many there are.
        claims: Of how many claims: those that nobody linked are a claim each.
        groups: Counts by what is counted: the most frequent first and those without last; months
            in their order, without gaps.
    """

    sightings: int
    claims: int
    groups: Mapping[Group, tuple[Count, ...]]


def statistics(library: "Library", query: "Query", groups: Sequence[Group] = GROUPS) -> Statistics:
    """Return how the sightings of claims that a query finds are spread.

    It reads the index as it is; to be asked through `listing.at_once` or `listing.exactly`.

    Args:
        library: What is counted in.
        query: What is asked; `EVERYTHING` for all.
        groups: What is counted by.

    Raises:
        IndexLost: the index cannot be trusted.
        Interrupted: it was broken off.
    """
    annotations = library.listing.annotations
    condition = AllOf([CLAIMED, of_annotations(query)])
    number = annotations.count(condition)
    claims = annotations.counts(Group.CLAIM, condition, number)
    unlinked = claims.pop("", 0)
    counts = {group: annotations.counts(group, condition, number) for group in groups}
    suggested: dict[str, int] = {}
    if Group.SPEAKER in groups:
        guessed = AllOf([condition, of_annotations(Match(Field.IS, SpeakerState.SUGGESTED))])
        suggested = annotations.counts(Group.SPEAKER, guessed)
    return Statistics(
        number,
        len(claims) + unlinked,
        {group: tuple(_counted(library, group, counts[group], suggested)) for group in groups},
    )


def shortened(group: Group, counts: Sequence[Count], limit: int) -> list[Count]:
    """Return as many counts as are wanted, what is left as one, and those without a value.

    Of months the last ones are wanted, of all else the most frequent.
    """
    valued = [each for each in counts if each.value]
    without = [each for each in counts if not each.value]
    cut = max(0, len(valued) - limit)
    left = valued[:cut] if group is Group.MONTH else valued[limit:]
    if len(left) < 2:
        return list(counts)
    number = sum(each.number for each in left)
    if group is Group.MONTH:
        return [Count("", f"before {valued[cut].value}", number, cut), *valued[cut:], *without]
    return [*valued[:limit], Count("", f"{cut:,} more", number, cut), *without]


def _counted(
    library: "Library", group: Group, counts: Mapping[str, int], suggested: Mapping[str, int]
) -> Iterator[Count]:
    known = {value: number for value, number in counts.items() if value}
    if group is Group.MONTH:
        known = {month: known.get(month, 0) for month in months_between(sorted(known))}
    for value, number in known.items():
        guessed = suggested.get(value, 0) if group is Group.SPEAKER else 0
        yield Count(value, label_of(library, group, value), number, suggested=guessed)
    if counts.get(""):
        yield Count("", label_of(library, group, ""), counts[""])


def label_of(library: "Library", group: Group, value: str) -> str:
    """Return what is shown for a value that sightings are counted by, to be cleaned."""
    match group:
        case _ if not value:
            return _NONE.get(group, "none")
        case Group.SPEAKER:
            return library.speakers.label(value) or value
        case Group.ARTICLE:
            return library.row(value).title or value
        case Group.CLAIM:
            claim = library.claims.get(value)
            return (claim.text if claim else "") or value
        case _:
            return value


def months_between(known: Sequence[str]) -> Sequence[str]:
    """Return the months from the first to the last, those given if these are no months."""
    try:
        numbers = [12 * int(month[:4]) + int(month[5:]) - 1 for month in known]
    except ValueError:
        return known
    if not numbers or numbers[-1] - numbers[0] > _MOST_MONTHS:
        return known
    between = range(numbers[0], numbers[-1] + 1)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in between]
