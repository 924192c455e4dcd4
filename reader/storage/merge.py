"""How documents change and how two versions of one become one: field by field, by stamp.

Everything here is pure: arguments are never changed; results may share values with them.
Merging is commutative, associative and idempotent on what `apply_change` and merging produce,
so copies may be merged in any order, any number of times (a last-writer-wins register for each
field, a grow-only map for former notes).
"""

import json
from typing import Any, NamedTuple

from reader.model.stamps import format_stamp
from reader.storage.base import Fields, Table, Tables
from reader.storage.documents import Documents

DELETED = "deleted"
UNSTAMPED = frozenset({"id", "created", "creator"})
NESTED = frozenset({"tags", "evidence", "merged_from"})
REMEMBERED = ("note", "explanation", "verdict")
_OWN = frozenset({"stamps", "notes_past"})
_BEFORE_ALL = format_stamp(0, 0, "0" * 8)


def is_empty(value: Any) -> bool:
    """Whether a value is stored as the absence of its field."""
    return value is None or (isinstance(value, str | list | tuple | dict) and not value)


def field_value(document: Fields, field: str) -> Any:
    """Return the value of a field named as in `Change.field`, None if absent."""
    name, _, key = field.partition("/")
    if key and name in NESTED:
        return document.get(name, {}).get(key)
    return document.get(field)


def field_stamp(document: Fields, field: str) -> str | None:
    """Return the stamp of a field, None if it has none."""
    stamp: str | None = document.get("stamps", {}).get(field)
    return stamp


def apply_change(document: Fields, field: str, value: Any, stamp: str) -> Fields:
    """Return the document with one field written.

    A former note, explanation or verdict is kept in `notes_past`, each text once. Writing a field
    of a deleted document revives it. `stamp` is not used for the fields that carry none.

    Raises:
        ValueError: the field is one of the store's own, or a map whose entries are fields.
    """
    if field in _OWN or field in NESTED or field == "id":
        raise ValueError(f"{field} is not written as a field")
    changed = dict(document)
    before = field_value(document, field)
    stored = None if is_empty(value) else value
    _set_field(changed, field, stored)
    if field in UNSTAMPED:
        return changed
    past = document.get("notes_past", {})
    if field in REMEMBERED and before not in (None, stored, *past.values()):
        changed["notes_past"] = {**past, field_stamp(document, field) or _BEFORE_ALL: before}
    changed["stamps"] = {**document.get("stamps", {}), field: stamp}
    return _revived(changed)


def merge_documents(first: Fields, second: Fields) -> Fields:
    """Return one document from two versions of it.

    Each field takes the value of the larger stamp, and between equal stamps the value whose
    canonical JSON is larger, absence being least. A note that loses goes to `notes_past`.
    A deletion loses to any field written after it.
    """
    # That true is 1 to Python would make the merge of the two depend on which comes first.
    if first == second and repr(first) == repr(second):
        return _revived(dict(first))
    merged: Fields = {}
    stamps: dict[str, str] = {}
    past: dict[str, Any] = {}
    for document in (first, second):
        for stamp, text in document.get("notes_past", {}).items():
            _remember(past, stamp, text)
    for field in sorted(_fields(first) | _fields(second)):
        losing, winning = sorted(
            (_version(first, field), _version(second, field)),
            key=lambda version: (version.stamp, version.json_text),
        )
        if winning.json_text:
            _set_field(merged, field, winning.value)
        if winning.stamp:
            stamps[field] = winning.stamp
        if field in REMEMBERED and losing.json_text and losing[:2] != winning[:2]:
            _remember(past, losing.stamp or _BEFORE_ALL, losing.value)
    if past:
        merged["notes_past"] = past
    if stamps:
        merged["stamps"] = stamps
    return _revived(merged)


def merge_files(first: Tables, second: Tables) -> Tables:
    """Return one file from two versions of it: every table and document of either.

    Both must have the same schema version.
    """
    merged: Tables = {}
    for name in sorted(first.keys() | second.keys()):
        ours, theirs = first.get(name, {}), second.get(name, {})
        merged[name] = _merge_tables(ours, theirs)
    return merged


def is_same(first: Tables, second: Tables) -> bool:
    """Tell whether two files hold the same, letting other threads go on while it looks."""
    return first.keys() == second.keys() and all(
        _is_same_table(table, second[name]) for name, table in first.items()
    )


def _is_same_table(first: Table, second: Table) -> bool:
    return len(first) == len(second) and all(
        second.get(document) == fields for document, fields in first.items()
    )


def largest_stamp(tables: Tables) -> str:
    """Return the largest stamp in a file, an empty string if it has none."""
    return max(map(_largest_in, tables.values()), default="")


def _largest_in(table: Table) -> str:
    if isinstance(table, Documents):
        return table.largest_stamp
    every = [stamps.values() for document in table.values() if (stamps := document.get("stamps"))]
    return max(map(max, every), default="")


def _merge_tables(first: Table, second: Table) -> Table:
    merged: Table = {}
    for document in sorted(first.keys() | second.keys()):
        ours, theirs = first.get(document), second.get(document)
        if ours is None or theirs is None:
            only = ours if theirs is None else theirs
            merged[document] = _revived(dict(only or {}))
        else:
            merged[document] = merge_documents(ours, theirs)
    return merged


def _fields(document: Fields) -> set[str]:
    fields = set(document.get("stamps", ()))
    for name, value in document.items():
        if name in NESTED:
            fields.update(f"{name}/{key}" for key in value)
        elif name not in _OWN:
            fields.add(name)
    return fields - NESTED - _OWN


def _set_field(document: Fields, field: str, value: Any) -> None:
    """Write or remove one field in place, never changing a map the document shares."""
    name, _, key = field.partition("/")
    if not key or name not in NESTED:
        name, stored = field, value
    else:
        entries = {**document.get(name, {}), key: value}
        stored = {entry: kept for entry, kept in entries.items() if kept is not None}
    if is_empty(stored):
        document.pop(name, None)
    else:
        document[name] = stored


class _Version(NamedTuple):
    stamp: str
    json_text: str
    value: Any


def _version(document: Fields, field: str) -> _Version:
    value = field_value(document, field)
    stamp = field_stamp(document, field) or ""
    return _Version(stamp, "" if is_empty(value) else canonical_json(value), value)


def canonical_json(value: Any) -> str:
    """Return the one JSON text for a value: keys sorted, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _remember(past: dict[str, Any], stamp: str, text: Any) -> None:
    kept = past.get(stamp)
    if kept is None or canonical_json(text) > canonical_json(kept):
        past[stamp] = text


def _revived(document: Fields) -> Fields:
    """Drop, in place, a deletion that some other field was written after; its stamp stays."""
    if DELETED in document:
        stamps = document.get("stamps", {})
        deletion = stamps.get(DELETED, "")
        if any(stamp > deletion for field, stamp in stamps.items() if field != DELETED):
            del document[DELETED]
    return document
