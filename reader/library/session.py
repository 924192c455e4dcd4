"""One open article and all that can be done in it."""

from typing import Any

from reader.errors import InputError, NotFoundError
from reader.library.article_changes import cited, stored
from reader.library.attributing import Attributing
from reader.library.sightings import ANNOTATIONS
from reader.model.annotation import Annotation, Kind, Voice
from reader.model.claim import Status
from reader.model.stamps import new_id
from reader.text.anchoring import describe
from reader.text.canonical import clean
from reader.text.document import Range


class ArticleSession(Attributing):
    """One open article. Actions apply at once in memory and are written behind, in order.

    Every action on an annotation raises NotFoundError when that one was deleted, and
    ReadOnlyError when the library cannot be written.
    """

    def mark(self, extent: Range, kind: Kind = Kind.HIGHLIGHT) -> str:
        """Annotate these words and return the annotation's id.

        A claim gets the speaker the rules suggest, as a suggestion.

        Raises:
            InputError: there is no word in the range.
        """
        words = self._extent(extent)
        anchor = describe(self.document, self.text, words)
        annotation = new_id()
        action = "mark" if kind is Kind.HIGHLIGHT else str(kind)
        with self.step(f"{action} {cited(anchor.exact)}", annotation):
            self._make(annotation, anchors=[anchor.to_fields()], kind=kind)
            if kind is Kind.CLAIM:
                self._suggest_speaker(annotation, words)
        return annotation

    def reselect(self, annotation: str, extent: Range) -> None:
        """Give an annotation other words; all else stays.

        Raises:
            InputError: there is no word in the range.
        """
        anchor = describe(self.document, self.text, self._extent(extent)).to_fields()
        others = [
            other.to_fields()
            for other in self.annotation(annotation).anchors
            if other.text != self.text
        ]
        self._edit(annotation, "new extent of {}", anchors=[*others, anchor])

    def set_kind(self, annotation: str, kind: Kind) -> None:
        """Say what an annotation is for; a claim without a speaker gets a suggested one."""
        known = self.annotation(annotation)
        with self.step(f"{kind} {cited(self.quotation(known))}", annotation):
            self._edit(annotation, "", kind=kind)
            place = self.range_of(known)
            if kind is Kind.CLAIM and known.speaker is None and known.voice is None and place:
                self._suggest_speaker(annotation, place)

    def set_status(self, annotation: str, status: Status | None) -> None:
        """Say how far the checking of the claim has come; makes the claim if there is none."""
        self._judge(annotation, f"status {status or 'none'}", {"status": status})

    def set_verdict(self, annotation: str, verdict: str | None) -> None:
        """Judge the claim; makes the claim if there is none. Without a status it becomes done.

        Raises:
            InputError: the verdict is none of those in the settings.
        """
        from reader.library.claim_judging import judgement

        fields = judgement(self._library, self.claim_of(self.annotation(annotation)), verdict)
        self._judge(annotation, f"verdict {verdict or 'none'}", fields)

    def set_field(self, annotation: str, name: str, value: str | None) -> None:
        """Set one field from what was typed or chosen; an empty value removes it.

        Args:
            annotation: The annotation's id.
            name: `kind`, `note`, `speaker`, `speaker_state`, `voice`, `via`, `said_on`,
                `attribution`, `color`, `status` or `verdict`.
            value: A word of that field, or text.

        Raises:
            InputError: there is no such field, or it cannot have this value.
        """
        from reader.library.fields import set_field

        set_field(self, annotation, name, clean(value).strip() or None if value else None)

    def repeat_from(self, annotation: str, source: str | None = None) -> None:
        """Give the speaker and the tags of another annotation, by default the last one's.

        A suggested speaker stays a suggestion.

        Raises:
            NotFoundError: there is no other annotation.
        """
        chosen = source or self._last_but(annotation)
        if chosen is None:
            raise NotFoundError("There is no other annotation to repeat.")
        other, known = self.annotation(chosen), self.annotation(annotation)
        with self.step(self._label("same speaker and tags for {}", annotation), annotation):
            if other.speaker_state is not None:
                voice = other.voice if Voice.AUTHOR in (other.voice, known.voice) else known.voice
                self._edit(
                    annotation,
                    "",
                    speaker=other.speaker,
                    speaker_state=other.speaker_state,
                    voice=voice,
                )
            if other.tags:
                self.add_tags(annotation, other.tags)

    def _judge(self, annotation: str, label: str, fields: dict[str, Any]) -> None:
        claims = self._library.claims
        known = self.annotation(annotation)
        with self.step(label, annotation):
            claim = self._claim_id(known)
            if claim is None:
                if not any(fields.values()):
                    return
                claim, changes = claims.new(self.quotation(known))
                self._library.history.change(changes)
                self._change(annotation, {"claim": claim})
                if known.kind is Kind.HIGHLIGHT:
                    self.set_kind(annotation, Kind.CLAIM)
            self._library.history.change(
                claims.change(claim, name, stored(value)) for name, value in fields.items()
            )
            self._change(annotation, {})

    def _claim_id(self, annotation: Annotation) -> str | None:
        """Return the claim in force; one that cannot be read is an error, not a missing one."""
        if annotation.claim is None:
            return None
        try:
            return self._library.claims.require(annotation.claim).id
        except NotFoundError:
            return None

    def _extent(self, extent: Range) -> Range:
        words = self.trimmed(extent)
        if words.start == words.end:
            raise InputError("There is nothing to mark there.")
        return words

    def _last_but(self, annotation: str) -> str | None:
        standing = {sighting.id for sighting in self.sightings} - {annotation}
        recent = next((known for known in self._recent if known in standing), None)
        if recent is not None:
            return recent
        table = self._library.copy.table(self._file, ANNOTATIONS)
        written = (
            (max(table[known].get("stamps", {}).values(), default=""), known) for known in standing
        )
        return max(written, default=("", None))[1]
