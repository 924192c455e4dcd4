"""Who says the words of an annotation: what a person says, and what the rules suggest."""

from typing import Any

from reader.errors import InputError
from reader.library.article_changes import ArticleChanges
from reader.model.annotation import Attribution, SpeakerState, Voice
from reader.model.speaker import SpeakerKind
from reader.text.document import Range

UNNAMED = "unnamed source"
"""What a source without a name is called."""


class Attributing(ArticleChanges):
    """One open article and who speaks in it. Raises as `ArticleChanges` does."""

    def set_speaker(
        self,
        annotation: str,
        name: str | None,
        *,
        kind: SpeakerKind | None = None,
        namesake: bool = False,
    ) -> None:
        """Say who says it; that is a person's word, so it is confirmed.

        Args:
            annotation: The annotation's id.
            name: A speaker's id, label, name or alias, in any case; a new name makes a speaker.
                None with AUTHOR means the article's author, with UNNAMED a source without a name,
                else that nobody is named.
            kind: What a new speaker is; a person if left out.
            namesake: Whether a speaker is made whoever else is called so.

        Raises:
            AmbiguousError: several speakers bear the name; the sentence tells them apart.
        """
        if name is not None and not namesake and self._library.speakers.meant_by(name):
            from reader.library.speaker_registry import find_speaker

            name = find_speaker(self._library, name).id
        voice = self.annotation(annotation).voice
        chosen = name
        if name is None and kind is SpeakerKind.AUTHOR:
            chosen = next(iter(self.article.authors), None)
        elif name is None and kind is SpeakerKind.UNNAMED:
            chosen = UNNAMED
        nobody = chosen is None and kind is None
        if kind is SpeakerKind.AUTHOR:
            voice = Voice.AUTHOR
        elif voice is Voice.AUTHOR:
            voice = None
        named = self._library.speakers.label(chosen or "") or chosen or kind
        label = "no speaker for {}" if nobody else f"speaker {named}"
        with self.step(self._label(label, annotation), annotation):
            self._edit(
                annotation,
                "",
                speaker=None if chosen is None else self._speaker(chosen, kind, namesake=namesake),
                speaker_state=None if nobody else SpeakerState.CONFIRMED,
                voice=voice,
            )

    def confirm_speaker(self, annotation: str) -> None:
        """Make the suggested speaker a person's finding.

        Raises:
            InputError: no speaker is suggested.
        """
        known = self.annotation(annotation)
        if known.speaker_state is None:
            raise InputError("There is no suggested speaker to confirm.")
        label = f"confirm {self.speaker_name(known) or 'no speaker'}"
        self._edit(annotation, label, speaker_state=SpeakerState.CONFIRMED)

    def set_attribution(self, annotation: str, attribution: Attribution | None) -> None:
        """Say whether the speaker said it."""
        self._edit(annotation, f"said: {attribution or 'unknown'}", attribution=attribution)

    def _suggest_speaker(self, annotation: str, words: Range) -> None:
        suggested = self.suggestion(words)
        fields: dict[str, Any] = {"voice": suggested.voice, "via": suggested.via}
        if suggested.kind is None:
            self._change(annotation, fields)
            return
        fields["speaker_state"] = SpeakerState.SUGGESTED
        name = suggested.name
        if not name and suggested.kind is SpeakerKind.AUTHOR:
            name = next(iter(self.article.authors), "")
        elif not name:
            name = UNNAMED
        if name:
            fields["speaker"] = self._speaker(name, suggested.kind, suggested.role)
        self._change(annotation, fields)

    def _speaker(
        self, name: str, kind: SpeakerKind | None, role: str = "", *, namesake: bool = False
    ) -> str:
        speakers = self._library.speakers
        known = speakers.get(name)
        if known is not None:
            return known.id
        make = speakers.new if namesake else speakers.named
        speaker, changes = make(name, kind, role)
        self._library.history.change(changes)
        return speaker
