"""What is said of a claim: its standing text, how far its checking has come, how it was judged."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import InputError
from reader.library.article_changes import cited, stored
from reader.library.fields import word_in
from reader.model.claim import Claim, ClaimType, Status
from reader.model.stamps import stamp_time
from reader.text.canonical import clean, clean_line
from reader.text.cells import graphemes

if TYPE_CHECKING:
    from reader.library.library import Library

TEXT_LENGTH = 75
"""Characters that the standing text of a claim should not be longer than; it may be."""


class Former(NamedTuple):
    """A verdict or an explanation that no longer holds.

    Attributes:
        time: When it was written, ISO 8601 UTC; empty if that is not known.
        what: `verdict` or `explanation`.
        text: What it said.
        claim: The id of the claim it was written for, which may have been merged since.
    """

    time: str
    what: str
    text: str
    claim: str


def characters_left(text: str) -> int:
    """Return how many characters a standing text may still have, less than 0 if it is too long.

    A letter with its marks, or an emoji of several parts, counts once.
    """
    return TEXT_LENGTH - sum(1 for _ in graphemes(clean_line(text)))


def judgement(library: "Library", known: Claim | None, verdict: str | None) -> dict[str, Any]:
    """Return the fields by which a claim is judged; without a status it becomes done.

    Raises:
        InputError: the verdict is none of those in the settings.
    """
    words = library.config.verdicts
    if verdict is not None and verdict not in words:
        raise InputError(f"A verdict is one of: {', '.join(words)}.")
    fields: dict[str, Any] = {"verdict": verdict}
    if verdict is not None:
        fields["checked_by"] = library.creator
        if known is None or known.status is None:
            fields["status"] = Status.DONE
    return fields


def check_field(library: "Library", name: str, value: str) -> None:
    """Look whether a field of a claim can have a value; see `set_field`.

    Raises:
        InputError: there is no such field, or it cannot have this value.
    """
    reads = _READERS.get(name)
    if reads is None:
        raise InputError(f"A claim has no field “{clean_line(name, 40)}” to set.")
    typed = clean(value).strip()
    if name == "text" and not typed:
        raise InputError("A claim needs a text that stands alone.")
    if name == "verdict":
        judgement(library, None, clean_line(typed) or None)
    elif typed:
        reads(typed)


def set_field(library: "Library", claim: str, name: str, value: str | None) -> None:
    """Set one field of a claim from what was typed or chosen, as a step.

    Args:
        library: The library.
        claim: The claim's id.
        name: `text`, `type`, `status`, `verdict`, `explanation` or `as_of`.
        value: A word of that field, or text; None or nothing but white space removes it.

    Raises:
        InputError: there is no such field, or it cannot have this value.
        NotFoundError: there is no such claim.
        StorageError: its record cannot be read.
    """
    check_field(library, name, value or "")
    known = library.claims.require(claim)
    typed = clean(value or "").strip()
    if name == "verdict":
        fields = judgement(library, known, clean_line(typed) or None)
    else:
        fields = {name: _READERS[name](typed) if typed else None}
    with library.history.step(f"{name.replace('_', ' ')} of {cited(known.text)}"):
        library.history.change(
            library.claims.change(known.id, field, stored(new)) for field, new in fields.items()
        )


def earlier(library: "Library", claim: str) -> list[Former]:
    """Return the verdicts and explanations that a claim, or what became part of it, once had.

    Returns:
        The latest first; those of which the time is not known come last.

    Raises:
        NotFoundError: there is no such claim.
        StorageError: its record cannot be read.
    """
    present, *merged = library.claims.parts(claim)
    found: dict[tuple[str, str], Former] = {}
    for part in (present, *merged):
        for stamp, text in part.notes_past.items():
            what = "verdict" if text in library.config.verdicts else "explanation"
            _remember(found, Former(_time(stamp), what, text, part.id))
    for part in merged:
        stamps = _stamps(library, part.id)
        for what, held in (("verdict", part.verdict), ("explanation", part.explanation)):
            if held:
                _remember(found, Former(_time(stamps.get(what, "")), what, held, part.id))
    in_force = {("verdict", present.verdict), ("explanation", present.explanation)}
    return sorted(
        (former for key, former in found.items() if key not in in_force),
        key=lambda former: (former.time, former.what, former.text),
        reverse=True,
    )


def _remember(found: dict[tuple[str, str], Former], former: Former) -> None:
    key = (former.what, former.text)
    if key not in found or found[key].time < former.time:
        found[key] = former


def _stamps(library: "Library", claim: str) -> dict[str, str]:
    fields = library.copy.document(f"claims/{claim}", "claim", claim) or {}
    stamps: dict[str, str] = fields.get("stamps", {})
    return stamps


def _time(stamp: str) -> str:
    return stamp_time(stamp) if stamp.strip("0-") else ""


def _day(value: str) -> str:
    try:
        return datetime.date.fromisoformat(clean_line(value)).isoformat()
    except ValueError:
        raise InputError("A date is written like 2026-03-31.") from None


_READERS: dict[str, Callable[[str], Any]] = {
    "text": clean_line,
    "type": lambda value: word_in(ClaimType, value),
    "status": lambda value: word_in(Status, value),
    "verdict": clean_line,
    "explanation": str,
    "as_of": _day,
}
