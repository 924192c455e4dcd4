"""What a record file must look like before anything in it is believed."""

import re
from collections.abc import Callable
from typing import Any

_ANCHOR_NEEDS = frozenset({"start", "end", "exact"})
_TABLES = frozenset({"annotations", "article", "claim", "speakers", "state", "tags"})
_is_stamp = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}").fullmatch
_LAST_STAMP = "e677d21fdbff-ffff-ffffffff"
"""The largest of the year 9999; what comes later has no date."""
_LAST_OFFSET = 2**53
"""No text is longer, and the index could not hold much more."""

_TEXTS = (
    "accessed_on",
    "archived_url",
    "as_of",
    "attribution",
    "checked_by",
    "claim",
    "color",
    "created",
    "creator",
    "deleted",
    "description",
    "exact",
    "explanation",
    "first_published_in",
    "hotkey",
    "id",
    "kind",
    "language",
    "merged_into",
    "name",
    "note",
    "organisation",
    "prefix",
    "published_on",
    "renamed_to",
    "role",
    "said_on",
    "site",
    "source",
    "speaker",
    "speaker_state",
    "state",
    "status",
    "suffix",
    "text",
    "title",
    "type",
    "url",
    "verdict",
    "via",
    "voice",
)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_map_of_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def _is_map_of_maps(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, dict) for each in value.values())


def _are_anchors(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    for anchor in value:
        if not isinstance(anchor, dict) or not anchor.keys() >= _ANCHOR_NEEDS:
            return False
        if _wrong_field(anchor) or not 0 <= anchor["start"] <= anchor["end"] <= _LAST_OFFSET:
            return False
    return True


def _are_stamps(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    fine = None
    for stamp in value.values():
        # One change stamps several fields alike.
        if stamp != fine:
            if not isinstance(stamp, str) or not _is_stamp(stamp) or stamp > _LAST_STAMP:
                return False
            fine = stamp
    return True


_TYPES: dict[str, type] = {
    **dict.fromkeys(_TEXTS, str),
    **dict.fromkeys(("start", "end", "position", "read_until"), int),
    **dict.fromkeys(("sample", "marked"), bool),
    **dict.fromkeys(("tags", "extra", "merged_from"), dict),
}
_CHECKS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("authors", "aliases"), _is_list_of_texts),
    "evidence": _is_map_of_maps,
    "notes_past": _is_map_of_texts,
    "anchors": _are_anchors,
    "stamps": _are_stamps,
}


def problem_in(tables: Any) -> str:
    """Say what keeps a JSON value from being a record, an empty string if nothing does.

    Fields that are not known are let be; so are words that are not known, since a reader of the
    record can do without them.
    """
    if not isinstance(tables, dict):
        return "it holds no tables"
    for name, table in tables.items():
        if not isinstance(table, dict):
            return f"{name} is not a table"
        for key, document in table.items():
            problem = problem_in_document(name, key, document)
            if problem:
                return problem
    return problem_in_version(tables)


def problem_in_version(tables: Any) -> str:
    """Say what is wrong with the schema version a JSON value states, empty if nothing is."""
    version = stated_version(tables)
    return "it does not say its version" if version is None or version < 1 else ""


def problem_in_document(table: str, key: str, document: Any) -> str:
    """Say what keeps a JSON value from being a document of a table, empty if nothing does."""
    if not isinstance(document, dict):
        return f"{table}/{key} is not a document"
    if table in _TABLES and document.get("id") != key:
        return f"{table}/{key} does not bear its id"
    field = _wrong_field(document)
    return f"{field} of {table}/{key} cannot be read" if field else ""


def stated_version(tables: Any) -> int | None:
    """Return the schema version a JSON value states, None if it states none."""
    for name in ("meta", "schema", "version"):
        tables = tables.get(name) if isinstance(tables, dict) else None
    return tables if type(tables) is int else None


def _wrong_field(fields: dict[str, Any]) -> str:
    """Return the name of the first field whose value is none it can have, empty without one."""
    for field, value in fields.items():
        expected = _TYPES.get(field)
        if expected is not None:
            # The very type: a truth value is an integer too.
            if type(value) is not expected:
                return field
        elif field in _CHECKS and not _CHECKS[field](value):
            return field
    return ""
