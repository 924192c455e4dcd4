"""The fields of a query, and the words that some of them take."""

from collections.abc import Mapping
from enum import StrEnum

from reader.model.anchor import AnchorState
from reader.model.annotation import Attribution, Kind, SpeakerState, Voice
from reader.model.article import ReadStatus
from reader.model.claim import Status


class Field(StrEnum):
    """What can be asked for by name, as in `tag:health`."""

    TAG = "tag"
    IS = "is"
    HAS = "has"
    VERDICT = "verdict"
    STATUS = "status"
    SPEAKER = "speaker"
    VIA = "via"
    VOICE = "voice"
    ATTRIBUTION = "attribution"
    CLAIM = "claim"
    ARTICLE = "article"
    SITE = "site"
    ADDED = "added"
    PUBLISHED = "published"
    SAID = "said"
    CREATED = "created"
    CHANGED = "changed"


DATES = frozenset({Field.ADDED, Field.PUBLISHED, Field.SAID, Field.CREATED, Field.CHANGED})
"""The fields that hold a day."""


class Trait(StrEnum):
    """What an annotation can be besides its kind, its place and the state of its speaker."""

    NOTE = "note"
    UNCHECKED = "unchecked"
    CHECKED = "checked"
    UNPLACED = "unplaced"
    SAMPLE = "sample"


class Possession(StrEnum):
    """What an annotation can have."""

    NOTE = "note"
    SPEAKER = "speaker"
    TAG = "tag"
    CLAIM = "claim"
    STATUS = "status"
    VERDICT = "verdict"
    EVIDENCE = "evidence"


WORDS: Mapping[Field, tuple[str, ...]] = {
    Field.IS: (*Kind, *Trait, *SpeakerState, *AnchorState, *ReadStatus),
    Field.HAS: tuple(Possession),
    Field.STATUS: tuple(Status),
    Field.VOICE: tuple(Voice),
    Field.ATTRIBUTION: tuple(Attribution),
}
"""The words that a field takes, and no others."""

WANTED: Mapping[Field, str] = {
    Field.TAG: "a tag such as health or health/* is expected",
    Field.VERDICT: "a verdict is expected",
    Field.SPEAKER: "a name is expected",
    Field.VIA: "a name is expected",
    Field.CLAIM: "the id of a claim is expected",
    Field.ARTICLE: "the id of an article or a piece of its title is expected",
    Field.SITE: "a piece of the site's name is expected",
    **dict.fromkeys(DATES, "a date such as 2026-01-01, or 7d for the last seven days, is expected"),
    **{field: f"one of {', '.join(words)} is expected" for field, words in WORDS.items()},
}
"""What has to follow each field, in words."""
