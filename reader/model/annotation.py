"""A sighting: these words, in this article, said by this speaker."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from reader.model.anchor import Anchor
from reader.model.words import word_or


class Kind(StrEnum):
    """What an annotation is for."""

    HIGHLIGHT = "highlight"
    CLAIM = "claim"
    QUESTION = "question"
    EVIDENCE = "evidence"


class SpeakerState(StrEnum):
    """Whether a person stands behind the speaker, or only a rule suggested it."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"


class Voice(StrEnum):
    """How the words reach the reader."""

    QUOTED = "quoted"
    PARAPHRASED = "paraphrased"
    AUTHOR = "author"
    HEADLINE = "headline"


class Attribution(StrEnum):
    """Did the speaker say it? Apart from whether it is true."""

    VERBATIM = "verbatim"
    FAIR = "fair"
    DISTORTED = "distorted"
    NOT_FOUND = "not found"


class Annotation(NamedTuple):
    """One annotation as read from a record; changes go through the library.

    Attributes:
        id: A UUIDv7 string.
        creator: Who made it.
        created: ISO 8601 UTC.
        deleted: ISO 8601 UTC, or None while it stands.
        anchors: Where its words are, one for each text version; empty for a note on the article.
        note: Markdown.
        tags: Tag paths, sorted.
        speaker: The id of a speaker in the library.
        via: Through whom the words were reported.
        said_on: ISO 8601 date.
        claim: The id of the claim this is a sighting of.
        is_evidence: Whether it was attached to a claim as evidence.
        notes_past: Former notes by stamp, oldest first.
    """

    id: str
    creator: str = ""
    created: str = ""
    deleted: str | None = None
    anchors: tuple[Anchor, ...] = ()
    kind: Kind = Kind.HIGHLIGHT
    note: str = ""
    tags: tuple[str, ...] = ()
    color: str | None = None
    speaker: str | None = None
    speaker_state: SpeakerState | None = None
    voice: Voice | None = None
    said_on: str | None = None
    via: str | None = None
    attribution: Attribution | None = None
    claim: str | None = None
    extra: Mapping[str, Any] = MappingProxyType({})
    notes_past: Mapping[str, str] = MappingProxyType({})
    modified: str = ""
    is_evidence: bool = False

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> "Annotation":
        """Read an annotation from a stored document; `modified` is derived from its stamps."""
        from reader.model.stamps import latest_time

        return cls(
            id=str(fields["id"]),
            creator=str(fields.get("creator", "")),
            created=str(fields.get("created", "")),
            deleted=fields.get("deleted"),
            anchors=tuple(Anchor.from_fields(anchor) for anchor in fields.get("anchors", ())),
            kind=word_or(Kind, fields.get("kind"), Kind.HIGHLIGHT),
            note=str(fields.get("note", "")),
            tags=tuple(sorted(fields.get("tags", {}))),
            color=fields.get("color"),
            speaker=fields.get("speaker"),
            speaker_state=read_speaker_state(fields.get("speaker_state")),
            voice=word_or(Voice, fields.get("voice"), None),
            said_on=fields.get("said_on"),
            via=fields.get("via"),
            attribution=word_or(Attribution, fields.get("attribution"), None),
            claim=fields.get("claim"),
            extra=dict(fields.get("extra", {})),
            notes_past=dict(sorted(fields.get("notes_past", {}).items())),
            modified=latest_time(fields.get("stamps", {})) or str(fields.get("created", "")),
            is_evidence=bool(fields.get("evidence")),
        )

    def anchor_in(self, text: str) -> Anchor | None:
        """Return the anchor for the text version named `text`, or None."""
        return next((anchor for anchor in self.anchors if anchor.text == text), None)


def read_speaker_state(value: str | None) -> SpeakerState | None:
    """Return the state; only the very word says that a person stands behind a speaker."""
    return None if value is None else word_or(SpeakerState, value, SpeakerState.SUGGESTED)
