"""What is asked of the index, and the SQL it becomes: the only place where that is made up."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from reader.index.folding import fold, words_in


class Phrase(NamedTuple):
    """Words that stand side by side.

    Attributes:
        words: The words, folded as in the index.
        open: Whether the last one may go on: it is being typed.
    """

    words: tuple[str, ...]
    open: bool = False


class Field(StrEnum):
    """What can be asked of an annotation, or of the article it is in."""

    ARTICLE = "article"
    KIND = "kind"
    TAG = "tag"
    SPEAKER = "speaker"
    SPEAKER_STATE = "speaker state"
    VIA = "via"
    VOICE = "voice"
    ATTRIBUTION = "attribution"
    ANCHOR = "anchor"
    CLAIM = "claim"
    STATUS = "status"
    VERDICT = "verdict"
    EVIDENCE = "evidence"
    QUOTATION = "quotation"
    NOTE = "note"
    SAID = "said"
    CREATED = "created"
    MODIFIED = "modified"
    ADDED = "added"
    PUBLISHED = "published"
    SITE = "site"
    READ_STATUS = "read status"
    SAMPLE = "sample"
    SHELF = "shelf"
    """A tag of the article itself."""


class Is(NamedTuple):
    """A field has this value. A tag has those below it too; a speaker is meant by any name.

    Of tags and names, case and accents do not matter.
    """

    field: Field
    value: str


class Has(NamedTuple):
    """A field has any value."""

    field: Field


class Contains(NamedTuple):
    """A field holds these letters, without regard to case and accents: names, titles, sites."""

    field: Field
    value: str


class Starts(NamedTuple):
    """A tag begins with these letters, as those below another do; case does not matter."""

    field: Field
    value: str


class Between(NamedTuple):
    """A time or date is not before `first` and before `last`; an empty one sets no bound."""

    field: Field
    first: str = ""
    last: str = ""


class Says(NamedTuple):
    """The words of an annotation, its note, tags or claim hold this."""

    phrase: Phrase


class Titled(NamedTuple):
    """The title, site, authors, tags or note of the article hold this."""

    phrase: Phrase


class Annotated(NamedTuple):
    """The article has an annotation that meets a condition."""

    condition: "Condition"


class Not(NamedTuple):
    """A condition does not hold."""

    condition: "Condition"


class AllOf(NamedTuple):
    """All conditions hold; so it is if there are none."""

    conditions: Sequence["Condition"] = ()


class AnyOf(NamedTuple):
    """One of the conditions holds."""

    conditions: Sequence["Condition"]


Condition = Is | Has | Contains | Starts | Between | Says | Titled | Annotated | Not | AllOf | AnyOf
"""What `clause` takes. Of articles, as apart from annotations, only `Titled`, `Annotated` and what
is of the article itself can be asked, and these joined."""


class Clause(NamedTuple):
    """A part of a statement, with the values of its question marks."""

    sql: str
    values: tuple[Any, ...] = ()


_COLUMNS = {
    Field.KIND: "+a.kind",
    Field.SPEAKER: "a.said_by",
    Field.SPEAKER_STATE: "a.speaker_state",
    Field.VIA: "a.via",
    Field.VOICE: "a.voice",
    Field.ATTRIBUTION: "a.attribution",
    Field.ANCHOR: "coalesce(a.state, '')",
    Field.CLAIM: "a.about",
    Field.STATUS: "a.status",
    Field.VERDICT: "a.verdict",
    Field.NOTE: "(SELECT note FROM wordings WHERE wordings.number = a.number)",
    Field.QUOTATION: "(SELECT quotation FROM wordings WHERE wordings.number = a.number)",
    Field.SAID: "a.said_on",
    Field.CREATED: "a.made",
    Field.MODIFIED: "a.modified",
}
_OF_ARTICLE = {
    Field.ARTICLE: "r.id",
    Field.ADDED: "r.accessed_on",
    # As printed, where it could not be understood as a date.
    Field.PUBLISHED: "iif(r.published_on GLOB '[0-9][0-9][0-9][0-9]*', r.published_on, '')",
    Field.SITE: "r.site",
    Field.READ_STATUS: "r.status",
    Field.SAMPLE: "iif(r.sample, 'sample', '')",
}
_IN = "a.within IN (SELECT file FROM articles AS r WHERE {})"
# That it is not empty is said so that the index of those that are not is used; a plus sign keeps
# an index from being used, where those that meet a condition may be most of all.
_SAID_BY = "a.said_by <> '' AND a.said_by IN (SELECT current FROM speakers WHERE {})"
_PROVEN = "a.about <> '' AND a.about IN (SELECT current FROM claims WHERE evidence)"
_TAGS = {
    Field.TAG: "a.matched IN (SELECT annotation FROM tagged WHERE tag IN ({}))",
    Field.SHELF: "a.within IN (SELECT file FROM shelved WHERE tag IN ({}))",
}
_ALL_TAGS = "SELECT number FROM tags"
_TAGS_WITHIN = "SELECT number FROM tags WHERE folded(current) = ? OR instr(folded(current), ?) = 1"
_TAGS_STARTING = "SELECT number FROM tags WHERE instr(folded(current), ?) = 1"
_TAGS_WITH = "SELECT number FROM tags WHERE instr(folded(current), ?) > 0"
_NAMED = "instr(char(10) || names || char(10), char(10) || ? || char(10)) > 0"


ARTICLES = "(SELECT *, file AS within FROM articles) AS a"
"""What a condition on articles alone is for."""

SIGHTINGS = "(SELECT *, number AS matched, file AS within, created AS made FROM annotations) AS a"
"""What a condition is for: those few that are tagged, say something, are in some articles or were
made in some days are looked up."""

SIGHTINGS_IN_ORDER = (
    "(SELECT *, +number AS matched, +file AS within, +created AS made FROM annotations) AS a"
)
"""The same, to be gone through in an order until enough were met, which need not be few."""


def clause(condition: Condition) -> Clause:
    """Return the SQL for a condition on the rows of `SIGHTINGS`; it is never null.

    One on articles is for the rows of `ARTICLES` too.
    """
    match condition:
        case Is(field, value):
            return _is(field, value)
        case Has(Field.TAG):
            return Clause("a.labelled")
        case Has(Field.SHELF):
            return Clause(_TAGS[Field.SHELF].format(_ALL_TAGS))
        case Has(Field.EVIDENCE):
            return Clause(_PROVEN)
        case Has(Field.NOTE):
            return Clause("a.noted")
        case Has(field):
            return _where(field, "{} <> ''")
        case Contains(field, value):
            return _contains(field, value)
        case Starts(field, value):
            return Clause(_TAGS[field].format(_TAGS_STARTING), (fold(value),))
        case Between(field, first, last):
            bounds = [("{0} >= ?", first), ("({0} <> '' AND {0} < ?)", last)]
            wanted = [bound for bound in bounds if bound[1]]
            if not wanted:
                return Clause("1")
            sql = " AND ".join(bound for bound, _ in wanted)
            return _where(field, sql, *(day for _, day in wanted))
        case Says(phrase):
            return _says(phrase)
        case Titled(phrase):
            return _titled(phrase)
        case Annotated(inner):
            sql, values = clause(inner)
            within = f"SELECT a.file FROM {SIGHTINGS} WHERE a.standing AND ({sql})"
            return Clause(f"a.file IN ({within})", values)
        case Not(inner):
            sql, values = clause(inner)
            return Clause(f"NOT ({sql})", values)
        case AllOf(conditions):
            return _joined(" AND ", list(map(clause, conditions)), "1")
        case AnyOf(conditions):
            return _joined(" OR ", list(map(clause, conditions)), "0")


def match_of(phrases: Sequence[Phrase], *, any_of: bool = False) -> str:
    """Return the full text query that all phrases meet, empty if there is no word in them.

    Nothing in the words can be taken for a part of the query: they are letters and digits only.

    Args:
        phrases: What is looked for.
        any_of: Whether one of them is enough.
    """
    queries = (
        f'"{" ".join(phrase.words)}"{" *" if phrase.open else ""}'
        for phrase in phrases
        if phrase.words
    )
    return (" OR " if any_of else " AND ").join(queries)


def phrase_of(text: str, *, open: bool = False) -> Phrase:  # noqa: A002  As in the attribute.
    """Return what was typed as a phrase."""
    return Phrase(tuple(words_in(text).split()), open)


def _is(field: Field, value: str) -> Clause:
    match field:
        case Field.TAG | Field.SHELF:
            path = fold(value)
            return Clause(_TAGS[field].format(_TAGS_WITHIN), (path, f"{path}/"))
        case Field.SPEAKER:
            return Clause(_SAID_BY.format(f"id = ? OR {_NAMED}"), (value, fold(value)))
        case Field.CLAIM:
            return Clause(
                "a.about <> '' AND a.about IN (SELECT current FROM claims WHERE id = ?)", (value,)
            )
        case Field.STATUS | Field.VERDICT if value:
            return _where(field, "{0} = ? AND {0} <> ''", value)
        case _:
            return _where(field, "{} = ?", value)


def _contains(field: Field, value: str) -> Clause:
    folded = fold(value)
    match field:
        case Field.SPEAKER:
            return Clause(_SAID_BY.format("instr(names, ?) > 0"), (folded,))
        case Field.ARTICLE:
            return Clause(
                _IN.format("r.id = ? OR instr(r.words, ?) > 0"),
                (value, folded),
            )
        case Field.TAG | Field.SHELF:
            return Clause(_TAGS[field].format(_TAGS_WITH), (folded,))
        case _:
            return _where(field, "instr(words_in({}), ?) > 0", words_in(value).strip())


def _says(phrase: Phrase) -> Clause:
    query = match_of([phrase])
    if not query:
        return Clause("1")
    return Clause(
        """a.matched IN (
            SELECT rowid FROM wordings_words WHERE wordings_words MATCH ? UNION ALL
            SELECT number FROM annotations WHERE standing AND about <> '' AND about IN (
                SELECT id FROM claims WHERE number IN
                (SELECT rowid FROM claims_words WHERE claims_words MATCH ?)))""",
        (query, query),
    )


def _where(field: Field, sql: str, *values: str) -> Clause:
    """Return the clause for a field, which stands in `sql` where the braces are."""
    if field in _OF_ARTICLE:
        few = "" if field is Field.ARTICLE else "+"
        return Clause(few + _IN.format(sql.format(_OF_ARTICLE[field])), values)
    return Clause(sql.format(_COLUMNS[field]), values)


def _titled(phrase: Phrase) -> Clause:
    query = match_of([phrase])
    if not query:
        return Clause("1")
    return Clause("a.file IN (SELECT rowid FROM heads_words WHERE heads_words MATCH ?)", (query,))


def _joined(word: str, clauses: Sequence[Clause], nothing: str) -> Clause:
    if not clauses:
        return Clause(nothing)
    sql = word.join(f"({each.sql})" for each in clauses)
    return Clause(sql, tuple(value for each in clauses for value in each.values))
