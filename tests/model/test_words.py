from typing import Any

import pytest

from reader.model.anchor import Anchor, AnchorState
from reader.model.annotation import Annotation, Kind, SpeakerState
from reader.model.article import ReadingState, ReadStatus
from reader.model.claim import Claim, ClaimType
from reader.model.speaker import Speaker, SpeakerKind


@pytest.mark.parametrize("word", ["hunch", "", "Claim", 5, None, ["claim"]])
def test_an_unknown_word_costs_no_more_than_itself(word: Any) -> None:
    fields = {"id": "1", "kind": word, "voice": word, "attribution": word, "note": "kept"}
    read = Annotation.from_fields(fields)
    assert (read.kind, read.voice, read.attribution) == (Kind.HIGHLIGHT, None, None)
    assert read.note == "kept"
    assert ReadingState.from_fields({"status": word}).status is ReadStatus.UNREAD
    assert Speaker.from_fields({"id": "1", "kind": word}).kind is SpeakerKind.PERSON
    assert Claim.from_fields({"id": "1", "status": word}).status is None


def test_an_unknown_word_never_makes_anything_surer_than_it_is() -> None:
    read = Annotation.from_fields({"id": "1", "speaker": "2", "speaker_state": "sure"})
    assert read.speaker_state is SpeakerState.SUGGESTED
    anchor = Anchor.from_fields({"start": 0, "end": 1, "exact": "a", "state": "perfect"})
    assert anchor.state is AnchorState.SUSPECT
    assert Claim.from_fields({"id": "1", "type": "law"}).type is ClaimType.OTHER


def test_known_words_are_read() -> None:
    fields = {"id": "1", "kind": "claim", "speaker_state": "confirmed"}
    read = Annotation.from_fields(fields)
    assert (read.kind, read.speaker_state) == (Kind.CLAIM, SpeakerState.CONFIRMED)
    assert ReadingState.from_fields({"status": "read"}).status is ReadStatus.READ
