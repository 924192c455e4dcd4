"""What differs between two states of an annotation, in words a person can compare."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from reader.storage.base import Fields
from reader.storage.merge import NESTED
from reader.text.canonical import clean_line

_NOT_FIELDS = frozenset({"id", "stamps", "notes_past"})
_UNSEEN = frozenset(
    {"accessed_on", "anchors", "claim", "created", "creator", "deleted", "sample", "source"}
)
"""Fields that are told in another way, or that nobody changes."""
_NAMES = {
    "speaker_state": "speaker is",
    "said_on": "said on",
    "as_of": "as of",
    "checked_by": "checked by",
    "published_on": "published on",
    "first_published_in": "first published in",
    "archived_url": "archived address",
    "url": "address",
    "text": "version of the text",
}
_CLAIM = "claim:"

Values = dict[str, Any]
"""Values by field, named as in `Change.field`; those of its claim after `claim:`."""


class FieldChange(NamedTuple):
    """One field as it was and as it is, in words; an empty text where there was nothing."""

    field: str
    before: str
    after: str


def values_of(document: Fields) -> Values:
    """Return the values of a document's fields, those of a map one by one."""
    values: Values = {}
    for name, value in document.items():
        if name in NESTED and isinstance(value, dict):
            values.update({f"{name}/{key}": entry for key, entry in value.items()})
        elif name not in _NOT_FIELDS:
            values[name] = value
    return values


def claim_values_of(document: Fields) -> Values:
    """Return the values of a claim as the history of an annotation has them."""
    return {_CLAIM + name: value for name, value in values_of(document).items()}


def compared(
    before: Values, after: Values, speaker_name: Callable[[str], str]
) -> tuple[FieldChange, ...]:
    """Return what differs, in words, in the order of the fields' names."""
    former, present = _in_words(before, speaker_name), _in_words(after, speaker_name)
    return tuple(
        FieldChange(name, former.get(name, ""), present.get(name, ""))
        for name in sorted(former.keys() | present.keys())
        if former.get(name) != present.get(name)
    )


def words_of(values: Mapping[str, Any]) -> str:
    """Return the words an annotation is about, empty for a note on the whole article."""
    anchors = values.get("anchors") or [{"exact": ""}]
    return clean_line(anchors[-1]["exact"])


def _in_words(values: Values, speaker_name: Callable[[str], str]) -> dict[str, str]:
    shown = {
        "tags": " ".join(f"#{name[5:]}" for name in sorted(values) if name.startswith("tags/")),
        "words": words_of(values),
        "place": "; ".join(map(_place, values.get("anchors", ()))),
        "evidence": "; ".join(
            _evidence(value) for name, value in sorted(values.items()) if "evidence/" in name
        ),
        "claim": str(values.get(f"{_CLAIM}text", "")),
    }
    for field, value in values.items():
        name = field.removeprefix(_CLAIM)
        if "/" not in field and field != f"{_CLAIM}text" and name not in _UNSEEN:
            shown[_NAMES.get(name, name)] = _plain(name, value, speaker_name)
    return {name: clean_line(value) for name, value in shown.items() if value}


def _plain(name: str, value: Any, speaker_name: Callable[[str], str]) -> str:
    if name == "speaker":
        return speaker_name(str(value)) or str(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _place(anchor: Mapping[str, Any]) -> str:
    state = anchor.get("state", "exact")
    return f"{anchor['start']}–{anchor['end']}" + ("" if state == "exact" else f" {state}")


def _evidence(piece: Mapping[str, Any]) -> str:
    return " ".join(str(piece[name]) for name in ("relation", "url", "quote") if name in piece)
