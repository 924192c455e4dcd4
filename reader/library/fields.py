"""The fields of an annotation as a person types them: by name, each value checked."""

import datetime
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from reader.errors import InputError
from reader.model.annotation import Attribution, Kind, SpeakerState, Voice
from reader.model.claim import Status
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.session import ArticleSession

Word = TypeVar("Word", bound=StrEnum)
_Setter = Callable[["ArticleSession", str, str | None], None]


def word_in(words: type[Word], value: str) -> Word:
    """Return the word of a set that was typed, in any case.

    Raises:
        InputError: it is none of them; the sentence lists them.
    """
    try:
        return words(clean_line(value).casefold())
    except ValueError:
        raise InputError(f"“{clean_line(value, 40)}” is none of: {', '.join(words)}.") from None


def set_field(session: "ArticleSession", annotation: str, name: str, value: str | None) -> None:
    """Set one field of an annotation; see `ArticleSession.set_field`."""
    setter = _SETTERS.get(name)
    if setter is None:
        raise InputError(f"An annotation has no field “{clean_line(name, 40)}” to set.")
    setter(session, annotation, value)


def _set_kind(session: "ArticleSession", annotation: str, value: str | None) -> None:
    session.set_kind(annotation, Kind.HIGHLIGHT if value is None else word_in(Kind, value))


def _set_status(session: "ArticleSession", annotation: str, value: str | None) -> None:
    session.set_status(annotation, None if value is None else word_in(Status, value))


def _set_verdict(session: "ArticleSession", annotation: str, value: str | None) -> None:
    session.set_verdict(annotation, None if value is None else clean_line(value))


def _set_attribution(session: "ArticleSession", annotation: str, value: str | None) -> None:
    session.set_attribution(annotation, None if value is None else word_in(Attribution, value))


def _set_speaker(session: "ArticleSession", annotation: str, value: str | None) -> None:
    session.set_speaker(annotation, value)


def _set_speaker_state(session: "ArticleSession", annotation: str, value: str | None) -> None:
    if value is None or word_in(SpeakerState, value) is SpeakerState.SUGGESTED:
        raise InputError(
            "A speaker can be confirmed; what is suggested is not for a person to say."
        )
    session.confirm_speaker(annotation)


def _set_voice(session: "ArticleSession", annotation: str, value: str | None) -> None:
    voice = None if value is None else word_in(Voice, value)
    session.edit(annotation, f"voice {voice or 'unknown'}", voice=voice)


def _set_via(session: "ArticleSession", annotation: str, value: str | None) -> None:
    via = None if value is None else clean_line(value)
    session.edit(annotation, f"via {via or 'nobody'}", via=via)


def _set_color(session: "ArticleSession", annotation: str, value: str | None) -> None:
    color = None if value is None else clean_line(value)
    session.edit(annotation, f"color {color or 'none'}", color=color)


def _set_said_on(session: "ArticleSession", annotation: str, value: str | None) -> None:
    day = None
    if value is not None:
        try:
            day = datetime.date.fromisoformat(clean_line(value)).isoformat()
        except ValueError:
            raise InputError("A date is written like 2026-03-31.") from None
    session.edit(annotation, f"said on {day or 'no day'}", said_on=day)


def _set_note(session: "ArticleSession", annotation: str, value: str | None) -> None:
    session.set_note(annotation, value or "")


_SETTERS: dict[str, _Setter] = {
    "kind": _set_kind,
    "note": _set_note,
    "speaker": _set_speaker,
    "speaker_state": _set_speaker_state,
    "voice": _set_voice,
    "via": _set_via,
    "said_on": _set_said_on,
    "attribution": _set_attribution,
    "color": _set_color,
    "status": _set_status,
    "verdict": _set_verdict,
}
