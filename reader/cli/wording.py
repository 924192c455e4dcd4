"""Words that several commands have in common."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library.field_changes import FieldChange


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as `1 article` or `2 articles`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def shown_change(change: "FieldChange") -> str:
    """Return what became of a field on one line: `note: “old” → “new”`."""
    before, after = (f"“{text}”" if text else "" for text in (change.before, change.after))
    if before and after:
        return f"{change.field}: {before} → {after}"
    return f"{change.field}: {after}" if after else f"{change.field}: {before} → nothing"
