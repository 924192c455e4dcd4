"""From a tree back to text: the one canonical way to write it."""

import re

from reader.query.tokens import KEYWORDS
from reader.query.tree import And, Dated, Match, Not, Or, Query, Relation, Words

_PLAIN = re.compile(r'[^\s()"]+')
_NAMED = re.compile(r"[A-Za-z]+:")


def printed(query: Query) -> str:
    """Return the text of a query; parsing it gives the same tree."""
    match query:
        case Words(text, goes_on):
            plain = text not in KEYWORDS and not text.startswith("-") and not _NAMED.match(text)
            return _quoted(text, plain=plain) + ("*" if goes_on else "")
        case Match(field, value, goes_on):
            return f"{field}:{_quoted(value)}" + ("*" if goes_on else "")
        case Dated(field, Relation.WITHIN, day, last):
            return f"{field}:{day}..{last}"
        case Dated(field, relation, day):
            return f"{field}:{relation}{day}"
        case Not(term):
            return f"-{_within(term, And, Or)}"
        case And(terms):
            return " ".join(_within(term, Or) for term in terms)
        case Or(terms):
            return " OR ".join(map(printed, terms))


def _within(query: Query, *looser: type[Query]) -> str:
    """Return a part of a query, in parentheses if it holds together less than what is around."""
    return f"({printed(query)})" if isinstance(query, looser) else printed(query)


def _quoted(text: str, *, plain: bool = True) -> str:
    if plain and _PLAIN.fullmatch(text) and not text.endswith("*"):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
