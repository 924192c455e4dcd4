"""What a record file must look like before anything in it is believed."""

import re
from collections.abc import Callable, Iterator
from typing import Any

_TABLES = frozenset({"annotations", "article", "claim", "speakers", "state", "tags"})
_STAMP = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}")
_LAST_STAMP = "e677d21fdbff-ffff-ffffffff"
"""The largest of the year 9999; what comes later has no date."""

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


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_map_of_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def _is_map_of_maps(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, dict) for each in value.values())


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


def _are_anchors(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(anchor, dict)
        and {"start", "end", "exact"} <= anchor.keys()
        and not any(_wrong_fields(anchor))
        and 0 <= anchor["start"] <= anchor["end"]
        for anchor in value
    )


def _are_stamps(value: Any) -> bool:
    return _is_map_of_texts(value) and all(
        _STAMP.fullmatch(stamp) and stamp <= _LAST_STAMP for stamp in value.values()
    )


_CHECKS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(_TEXTS, _is_text),
    **dict.fromkeys(("start", "end", "position", "read_until"), _is_offset),
    **dict.fromkeys(("sample", "marked"), _is_switch),
    **dict.fromkeys(("authors", "aliases"), _is_list_of_texts),
    **dict.fromkeys(("tags", "extra"), _is_map),
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
            if not isinstance(document, dict):
                return f"{name}/{key} is not a document"
            if name in _TABLES and document.get("id") != key:
                return f"{name}/{key} does not bear its id"
            for field in _wrong_fields(document):
                return f"{field} of {name}/{key} cannot be read"
    version = stated_version(tables)
    return "it does not say its version" if version is None or version < 1 else ""


def stated_version(tables: Any) -> int | None:
    """Return the schema version a JSON value states, None if it states none."""
    for name in ("meta", "schema", "version"):
        tables = tables.get(name) if isinstance(tables, dict) else None
    return tables if _is_offset(tables) else None


def _wrong_fields(document: dict[str, Any]) -> Iterator[str]:
    for field, value in document.items():
        check = _CHECKS.get(field)
        if check is not None and not check(value):
            yield field
