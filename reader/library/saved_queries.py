"""Queries kept under a name, as lists that are always up to date."""

from typing import TYPE_CHECKING, NamedTuple

from reader.errors import InputError, NotFoundError
from reader.library.querying import understood
from reader.model.stamps import utc_now
from reader.query.printing import printed
from reader.storage.base import LIBRARY, Change
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.storage.base import Fields

_TABLE = "queries"


class SavedQuery(NamedTuple):
    """A query under a name.

    Attributes:
        name: The name, also the id of its document.
        query: What is asked, to be parsed again: another program may have written it.
    """

    name: str
    query: str


def saved_queries(library: "Library") -> list[SavedQuery]:
    """Return the saved queries, sorted by name."""
    table = library.copy.table(LIBRARY, _TABLE)
    found = [
        SavedQuery(name, str(fields.get("query", "")))
        for name, fields in table.items()
        if "deleted" not in fields
    ]
    return sorted(found, key=lambda saved: (saved.name.casefold(), saved.name))


def save_query(library: "Library", name: str, text: str, *, exactly: bool = False) -> SavedQuery:
    """Save a query as a step, in place of the one with the same name if there is one.

    Args:
        library: What the query is asked.
        name: Its name.
        text: The query.
        exactly: As for `understood`.

    Raises:
        InputError: there is no name, or the query is wrong or empty.
        ReadOnlyError: the library cannot be written.
    """
    chosen = clean_line(name)
    if not chosen:
        raise InputError("A saved query needs a name.")
    query = printed(understood(library, text, exactly=exactly))
    if not query:
        raise InputError("An empty query finds everything; there is nothing to save.")
    known = library.copy.table(LIBRARY, _TABLE).get(chosen, {})
    fields = {"created": known.get("created", utc_now()), "query": query, "deleted": None}
    with library.history.step(f"save the query “{chosen}”"):
        library.history.change(
            Change(LIBRARY, _TABLE, chosen, field, value) for field, value in fields.items()
        )
    return SavedQuery(chosen, query)


def rename_query(library: "Library", name: str, other: str) -> str:
    """Give a saved query another name, as a step; return the name as it is kept.

    Raises:
        InputError: there is no name, or another query has it.
        NotFoundError: there is no query of the former name.
        ReadOnlyError: the library cannot be written.
    """
    former, chosen = clean_line(name), clean_line(other)
    known = _known(library, former)
    if not chosen:
        raise InputError("A saved query needs a name.")
    if chosen == former:
        return chosen
    there = library.copy.table(LIBRARY, _TABLE).get(chosen)
    if there is not None and "deleted" not in there:
        raise InputError(f"Another query is saved as “{clean_line(chosen, 40)}”.")
    fields = {
        "created": known.get("created", utc_now()),
        "query": known.get("query", ""),
        "deleted": None,
    }
    with library.history.step(f"rename the query “{former}” to “{chosen}”"):
        library.history.change(
            [
                *(Change(LIBRARY, _TABLE, chosen, field, value) for field, value in fields.items()),
                Change(LIBRARY, _TABLE, former, "deleted", utc_now()),
            ]
        )
    return chosen


def remove_query(library: "Library", name: str) -> None:
    """Remove a saved query, as a step.

    Raises:
        NotFoundError: there is none of that name.
        ReadOnlyError: the library cannot be written.
    """
    chosen = clean_line(name)
    _known(library, chosen)
    with library.history.step(f"remove the query “{chosen}”"):
        library.history.change([Change(LIBRARY, _TABLE, chosen, "deleted", utc_now())])


def _known(library: "Library", name: str) -> "Fields":
    known = library.copy.document(LIBRARY, _TABLE, name)
    if known is None:
        raise NotFoundError(f"No query is saved as “{clean_line(name, 40)}”; see reader queries.")
    return known
