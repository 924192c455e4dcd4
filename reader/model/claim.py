"""A claim: what is asserted, wherever it appears; judged once, shared by all its sightings."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from reader.model.words import word_or


class ClaimType(StrEnum):
    """What kind of thing a claim asserts."""

    QUANTITY = "quantity"
    CAUSE = "cause"
    RULE = "rule"
    PREDICTION = "prediction"
    EXPERIENCE = "experience"
    OPINION = "opinion"
    OTHER = "other"


class Status(StrEnum):
    """How far the checking of a claim has come."""

    TO_CHECK = "to check"
    CHECKING = "checking"
    AWAITING_REPLY = "awaiting reply"
    DONE = "done"
    DROPPED = "dropped"


class Relation(StrEnum):
    """What a piece of evidence does to a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Claim(NamedTuple):
    """One claim as read from its record.

    Attributes:
        id: Slug and 6 hex digits; also the name of its file.
        text: The claim so that it stands alone.
        verdict: A word from the settings, or None.
        as_of: ISO 8601 date the verdict holds for.
        merged_into: The id of the claim this one became part of.
        merged_from: The ids of the claims that became part of this one, sorted.
        evidence: Stored fields by UUID; see `reader.model.evidence`.
        notes_past: Former explanations and verdicts by stamp.
    """

    id: str
    text: str = ""
    type: ClaimType | None = None
    status: Status | None = None
    verdict: str | None = None
    explanation: str = ""
    as_of: str | None = None
    checked_by: str | None = None
    merged_into: str | None = None
    merged_from: tuple[str, ...] = ()
    deleted: str | None = None
    created: str = ""
    evidence: Mapping[str, dict[str, Any]] = MappingProxyType({})
    notes_past: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> "Claim":
        """Read a claim from a stored document."""
        kind = fields.get("type")
        return cls(
            id=str(fields["id"]),
            text=str(fields.get("text", "")),
            type=None if kind is None else word_or(ClaimType, kind, ClaimType.OTHER),
            status=word_or(Status, fields.get("status"), None),
            verdict=fields.get("verdict"),
            explanation=str(fields.get("explanation", "")),
            as_of=fields.get("as_of"),
            checked_by=fields.get("checked_by"),
            merged_into=fields.get("merged_into"),
            merged_from=tuple(sorted(fields.get("merged_from", {}))),
            deleted=fields.get("deleted"),
            created=str(fields.get("created", "")),
            evidence={
                piece: entry
                for piece, entry in fields.get("evidence", {}).items()
                if isinstance(entry, dict)
            },
            notes_past=dict(sorted(fields.get("notes_past", {}).items())),
        )
