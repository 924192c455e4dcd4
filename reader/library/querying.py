"""What is asked in the query language, put to the index."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, overload

from reader.index import conditions as index
from reader.index.annotations import Group
from reader.index.conditions import AllOf, AnyOf, Condition, Has, Is, phrase_of
from reader.index.lists import SortOrder
from reader.model.anchor import AnchorState
from reader.model.annotation import Kind, SpeakerState
from reader.model.article import ReadStatus
from reader.model.claim import Status
from reader.query.completion import Vocabulary
from reader.query.days import bounds
from reader.query.fields import Field, Possession, Trait
from reader.query.parsing import parse
from reader.query.tree import And, Dated, Match, Not, Or, Query, Words
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library

_NOTHING = AnyOf(())
_FIELDS = {
    Field.VERDICT: index.Field.VERDICT,
    Field.STATUS: index.Field.STATUS,
    Field.VIA: index.Field.VIA,
    Field.VOICE: index.Field.VOICE,
    Field.ATTRIBUTION: index.Field.ATTRIBUTION,
    Field.CLAIM: index.Field.CLAIM,
    Field.ARTICLE: index.Field.ARTICLE,
    Field.SITE: index.Field.SITE,
    Field.ADDED: index.Field.ADDED,
    Field.PUBLISHED: index.Field.PUBLISHED,
    Field.SAID: index.Field.SAID,
    Field.CREATED: index.Field.CREATED,
    Field.CHANGED: index.Field.MODIFIED,
}
_POSSESSIONS = {
    Possession.NOTE: index.Field.NOTE,
    Possession.SPEAKER: index.Field.SPEAKER,
    Possession.TAG: index.Field.TAG,
    Possession.CLAIM: index.Field.CLAIM,
    Possession.STATUS: index.Field.STATUS,
    Possession.VERDICT: index.Field.VERDICT,
    Possession.EVIDENCE: index.Field.EVIDENCE,
}
_PIECES = frozenset({Field.VIA, Field.ARTICLE, Field.SITE})
_TIMES = frozenset({Field.ADDED, Field.CREATED, Field.CHANGED})
_OF_ARTICLES = frozenset({Field.ARTICLE, Field.SITE, Field.ADDED, Field.PUBLISHED})
_STATES = (
    (index.Field.KIND, tuple(Kind)),
    (index.Field.SPEAKER_STATE, tuple(SpeakerState)),
    (index.Field.ANCHOR, tuple(AnchorState)),
    (index.Field.READ_STATUS, tuple(ReadStatus)),
)
_CHECKED = AnyOf(
    [
        Has(index.Field.VERDICT),
        Is(index.Field.STATUS, Status.DONE),
        Is(index.Field.STATUS, Status.DROPPED),
    ]
)
_A_CLAIM = Is(index.Field.KIND, Kind.CLAIM)
_LOST = AnyOf([index.Not(Has(index.Field.ANCHOR)), Is(index.Field.ANCHOR, AnchorState.ORPHAN)])
_TRAITS: Mapping[Trait, Condition] = {
    Trait.NOTE: index.Not(Has(index.Field.QUOTATION)),
    Trait.CHECKED: AllOf([_A_CLAIM, _CHECKED]),
    Trait.UNCHECKED: AllOf([_A_CLAIM, index.Not(_CHECKED)]),
    Trait.UNPLACED: AllOf([Has(index.Field.QUOTATION), _LOST]),
    Trait.SAMPLE: Has(index.Field.SAMPLE),
}

CLAIMED = AnyOf([_A_CLAIM, Has(index.Field.CLAIM)])
"""The annotations that are sightings of claims, judged or not yet."""


def understood(
    library: "Library", text: str, *, typing: bool = False, exactly: bool = False
) -> Query:
    """Return what a person asked for; verdicts are those of the settings and those ever given.

    Args:
        library: What is asked.
        text: The query.
        typing: Whether it is still being typed.
        exactly: Whether all files are looked at for a verdict that is not in the settings.

    Raises:
        QueryError: it is wrong.
        StorageError: the files cannot be looked at.
    """
    query = parse(text, typing=typing)
    known = library.config.verdicts
    if _verdicts(query) <= {verdict.casefold() for verdict in known}:
        return parse(text, verdicts=known, typing=typing)
    return parse(text, verdicts=(*known, *_verdicts_given(library, exactly)), typing=typing)


def vocabulary(library: "Library") -> Vocabulary:
    """Return the names that a query may be completed with, each kind read when it is asked for."""

    def tags() -> Sequence[str]:
        known = [tag.path for tag in library.tags.all()]
        return list(dict.fromkeys([*library.tags.recent, *known]))

    return Vocabulary(
        tags=_ReadLater(tags),
        speakers=_ReadLater(lambda: [speaker.name for speaker in library.speakers.all()]),
        verdicts=library.config.verdicts,
        articles=_ReadLater(lambda: library.listing.arrange(SortOrder.ADDED)),
    )


class _ReadLater(Sequence[str]):
    """Names that are read when the first of them is wanted."""

    def __init__(self, read: Callable[[], Sequence[str]]) -> None:
        self._read = read

    @cached_property
    def _names(self) -> Sequence[str]:
        return self._read()

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return self._names[place]


def of_annotations(query: Query, today: date | None = None) -> Condition:
    """Return what the annotations that a query finds have to meet.

    Args:
        query: What is asked.
        today: The day from which `7d` is counted back; this one if left out.
    """
    return _Asked(today).annotations(query)


def of_articles(query: Query, today: date | None = None) -> Condition:
    """Return what the articles that a query finds have to meet.

    One is found if it, or one annotation in it, meets all that is asked, and nothing in it what is
    excluded.

    Args:
        query: What is asked.
        today: The day from which `7d` is counted back; this one if left out.
    """
    return _Asked(today).articles(query)


class _Asked:
    def __init__(self, today: date | None) -> None:
        self._today = today or date.today()

    def annotations(self, query: Query) -> Condition:
        match query:
            case Not(term):
                return index.Not(self.annotations(term))
            case And(terms):
                return AllOf(list(map(self.annotations, terms)))
            case Or(terms):
                return AnyOf(list(map(self.annotations, terms)))
            case Words(text, goes_on):
                return index.Says(phrase_of(text, open=goes_on))
            case Match():
                return _match(query)
            case Dated():
                return self._dated(query)

    def articles(self, query: Query) -> Condition:
        match query:
            case Not(term):
                return index.Not(self.articles(term))
            case Or(terms):
                return AnyOf(list(map(self.articles, terms)))
            case And(terms):
                together = [term for term in terms if not excludes(term)]
                others = [self.articles(term) for term in terms if excludes(term)]
                return AllOf([*self._together(together), *others])
            case _:
                return AllOf(self._together([query]))

    def _together(self, queries: Sequence[Query]) -> list[Condition]:
        """Return what an article has to meet so that it, or one annotation, meets all of these."""
        rest = [query for query in queries if not _is_of_article(query)]
        conditions = [self.annotations(query) for query in queries if _is_of_article(query)]
        if rest:
            inside = index.Annotated(AllOf(list(map(self._inside, rest))))
            conditions.append(AnyOf([inside, AllOf(list(map(self._own, rest)))]))
        return conditions

    def _inside(self, query: Query) -> Condition:
        """Return the same of an annotation, which has what its article has as well."""
        match query:
            case And(terms):
                return AllOf(list(map(self._inside, terms)))
            case Or(terms):
                return AnyOf(list(map(self._inside, terms)))
            case Words() | Match(Field.TAG) | Match(Field.HAS, Possession.TAG):
                return AnyOf([self.annotations(query), self._own(query)])
            case _:
                return self.annotations(query)

    def _own(self, query: Query) -> Condition:
        """Return the same of an article by itself, in which nothing is annotated."""
        match query:
            case And(terms):
                return AllOf(list(map(self._own, terms)))
            case Or(terms):
                return AnyOf(list(map(self._own, terms)))
            case Words(text, goes_on):
                return index.Titled(phrase_of(text, open=goes_on))
            case Match(Field.TAG, value, goes_on):
                return _tag(index.Field.SHELF, value, goes_on)
            case Match(Field.HAS, Possession.TAG):
                return Has(index.Field.SHELF)
            case _ if _is_of_article(query):
                return self.annotations(query)
            case _:
                return _NOTHING

    def _dated(self, query: Dated) -> Condition:
        first, after = bounds(query, self._today)
        return index.Between(
            _FIELDS[query.field], begin(query.field, first), begin(query.field, after)
        )


def _match(query: Match) -> Condition:
    field, value = query.field, clean_line(query.value)
    match field:
        case Field.TAG:
            return _tag(index.Field.TAG, query.value, query.open)
        case Field.SPEAKER:
            known = index.Field.SPEAKER
            return AnyOf([Is(known, value), index.Contains(known, value)])
        case Field.HAS:
            return Has(_POSSESSIONS[Possession(value)])
        case Field.IS:
            named = next((named for named, words in _STATES if value in words), None)
            return _TRAITS[Trait(value)] if named is None else Is(named, value)
        case _ if field in _PIECES:
            return index.Contains(_FIELDS[field], value)
        case _:
            return Is(_FIELDS[field], value)


def _tag(field: index.Field, value: str, goes_on: bool) -> Condition:
    path = clean_line(value)
    return index.Starts(field, path) if goes_on else Is(field, path.strip("/"))


def _is_of_article(query: Query) -> bool:
    """Tell whether this asks for something that only the article itself has."""
    match query:
        case Match(Field.IS, value):
            return value in (*ReadStatus, Trait.SAMPLE)
        case Match(field) | Dated(field):
            return field in _OF_ARTICLES
        case _:
            return False


def excludes(query: Query) -> bool:
    """Tell whether there is something in a query that must not hold."""
    match query:
        case Not():
            return True
        case And(terms) | Or(terms):
            return any(map(excludes, terms))
        case _:
            return False


def begin(field: Field, day: date | None) -> str:
    """Return the beginning of a day as a field that holds days or times is compared with it.

    A day begins when it does here. Of dates some are only a month or a year.
    """
    if day is None:
        return ""
    if field not in _TIMES:
        return day.isoformat().removesuffix("-01").removesuffix("-01")
    try:
        moment = datetime.combine(day, time()).astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        return day.isoformat()
    return moment.replace(tzinfo=None).isoformat().removesuffix("T00:00:00")


def _verdicts(query: Query) -> set[str]:
    match query:
        case Match(Field.VERDICT, value):
            return {value.casefold()}
        case And(terms) | Or(terms):
            return set[str]().union(*map(_verdicts, terms))
        case Not(term):
            return _verdicts(term)
        case _:
            return set()


def _verdicts_given(library: "Library", exactly: bool) -> list[str]:
    listing = library.listing

    def given() -> list[str]:
        return [verdict for verdict in listing.annotations.counts(Group.VERDICT) if verdict]

    return listing.exactly(given) if exactly else listing.at_once(given, [])
