"""One open article and all that can be done in it; each action is a step that undo takes back."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from reader.errors import InputError, NotFoundError
from reader.library.article_view import ArticleView
from reader.library.codebook import tag_path
from reader.library.sightings import ANNOTATIONS
from reader.library.speakers import UNNAMED
from reader.model.annotation import Annotation, Attribution, Kind, SpeakerState, Voice
from reader.model.article import ReadStatus
from reader.model.claim import Status
from reader.model.speaker import SpeakerKind
from reader.model.stamps import new_id, utc_now
from reader.text.anchoring import describe
from reader.text.canonical import clean, clean_line
from reader.text.document import Range

_LABEL_CELLS = 32
_ARTICLE_FIELDS = frozenset(
    {"title", "authors", "site", "published_on", "first_published_in", "url", "archived_url"}
    | {"language", "note"}
)


class ArticleSession(ArticleView):
    """One open article. Actions apply at once in memory and are written behind, in order.

    Every action on an annotation raises NotFoundError when that one was deleted, and
    ReadOnlyError when the library cannot be written.
    """

    _recent: tuple[str, ...] = ()

    @property
    def last(self) -> str | None:
        """The id of the standing annotation made or changed last, or None."""
        return self._last_but("")

    def step(self, label: str, annotation: str | None = None) -> AbstractContextManager[None]:
        """Make what is done inside one step for undo, named `label`."""
        return self._library.history.step(label, self.id, annotation)

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
        with self.step(f"{action} {_cited(anchor.exact)}", annotation):
            self._make(annotation, anchors=[anchor.to_fields()], kind=kind)
            if kind is Kind.CLAIM:
                self._suggest_speaker(annotation, words)
        return annotation

    def note_article(self, text: str) -> str:
        """Write a note on the article as a whole and return the annotation's id.

        Raises:
            InputError: the note is empty.
        """
        note = clean(text).strip()
        if not note:
            raise InputError("There is nothing in the note.")
        annotation = new_id()
        with self.step("note on the article", annotation):
            self._make(annotation, kind=Kind.HIGHLIGHT, note=note)
        return annotation

    def delete(self, annotation: str) -> None:
        """Delete an annotation."""
        self._edit(annotation, "delete {}", deleted=utc_now())

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
        with self.step(f"{kind} {_cited(self.quotation(known))}", annotation):
            self._edit(annotation, "", kind=kind)
            place = self.range_of(known)
            if kind is Kind.CLAIM and known.speaker is None and known.voice is None and place:
                self._suggest_speaker(annotation, place)

    def set_speaker(
        self, annotation: str, name: str | None, *, kind: SpeakerKind | None = None
    ) -> None:
        """Say who says it; that is a person's word, so it is confirmed.

        Args:
            annotation: The annotation's id.
            name: A speaker's name or alias, in any case; a new name makes a speaker. None with
                AUTHOR means the article's author, with UNNAMED a source without a name, else
                that nobody is named.
            kind: What a new speaker is; a person if left out.
        """
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
        label = "no speaker for {}" if nobody else f"speaker {chosen or kind}"
        with self.step(self._label(label, annotation), annotation):
            self._edit(
                annotation,
                "",
                speaker=None if chosen is None else self._speaker(chosen, kind),
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

    def set_note(self, annotation: str, text: str) -> None:
        """Write the note, in Markdown; an empty one removes it."""
        self._edit(annotation, "note on {}", note=clean(text).strip())

    def set_tags(self, annotation: str, tags: Iterable[str]) -> None:
        """Give exactly these tags, in any notation `tag_path` understands.

        Raises:
            InputError: one of them has no letter or digit.
        """
        wanted = list(dict.fromkeys(map(tag_path, tags)))
        present = self.annotation(annotation).tags
        added = [path for path in wanted if path not in present]
        removed = [path for path in present if path not in wanted]
        label = " ".join([*(f"#{path}" for path in added), *(f"−#{path}" for path in removed)])
        with self.step(f"tag {label}", annotation):
            self._library.history.change(self._library.tags.entries(added))
            fields: dict[str, Any] = {f"tags/{path}": True for path in added}
            fields.update({f"tags/{path}": None for path in removed})
            self._change(annotation, fields)
        self._library.tags.used(wanted)

    def add_tags(self, annotation: str, tags: Iterable[str]) -> None:
        """Give these tags beside those it has; raises as `set_tags`."""
        wanted = list(map(tag_path, tags))
        self.set_tags(annotation, [*self.annotation(annotation).tags, *wanted])
        self._library.tags.used(wanted)

    def remove_tags(self, annotation: str, tags: Iterable[str]) -> None:
        """Take these tags away; raises as `set_tags`."""
        unwanted = set(map(tag_path, tags))
        kept = [path for path in self.annotation(annotation).tags if path not in unwanted]
        self.set_tags(annotation, kept)

    def set_status(self, annotation: str, status: Status | None) -> None:
        """Say how far the checking of the claim has come; makes the claim if there is none."""
        self._judge(annotation, f"status {status or 'none'}", {"status": status})

    def set_verdict(self, annotation: str, verdict: str | None) -> None:
        """Judge the claim; makes the claim if there is none. Without a status it becomes done.

        Raises:
            InputError: the verdict is none of those in the settings.
        """
        words = self._library.config.verdicts
        if verdict is not None and verdict not in words:
            raise InputError(f"A verdict is one of: {', '.join(words)}.")
        known = self.claim_of(self.annotation(annotation))
        fields: dict[str, Any] = {"verdict": verdict}
        if verdict is not None:
            fields["checked_by"] = self._library.creator
            if known is None or known.status is None:
                fields["status"] = Status.DONE
        self._judge(annotation, f"verdict {verdict or 'none'}", fields)

    def set_attribution(self, annotation: str, attribution: Attribution | None) -> None:
        """Say whether the speaker said it."""
        self._edit(annotation, f"said: {attribution or 'unknown'}", attribution=attribution)

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

    def edit(self, annotation: str, label: str, **fields: Any) -> None:
        """Write fields of an annotation as they are stored, as one step."""
        self._edit(annotation, label, **fields)

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

    def set_article_field(self, name: str, value: str | tuple[str, ...]) -> None:
        """Set one field of the article: its title, authors, site, dates, addresses, note.

        Raises:
            InputError: there is no such field.
        """
        if name not in _ARTICLE_FIELDS:
            raise InputError(f"An article has no field “{clean_line(name, 40)}” to set.")
        stored: Any
        if isinstance(value, tuple):
            stored = [line for line in map(clean_line, value) if line]
        elif name == "authors":
            stored = [line for line in map(clean_line, value.split(",")) if line]
        else:
            stored = clean(value).strip() if name == "note" else clean_line(value)
        from reader.storage.base import Change

        with self.step(f"{name.replace('_', ' ')} of the article"):
            change = Change(self._file, "article", self.id, name, stored)
            self._library.history.change([change])

    def save_position(self, position: int, read_until: int) -> None:
        """Remember the caret and the furthest offset seen; no step, written after a rest.

        An unread article is being read from then on, and read once its end was seen.
        """
        from reader.storage.base import Change

        furthest = max(read_until, self.state.read_until)
        status = self.state.status
        if status in (ReadStatus.UNREAD, ReadStatus.READING):
            seen = furthest >= len(self.document.text.rstrip())
            status = ReadStatus.READ if seen else ReadStatus.READING
        changes = [
            Change(self._file, "state", self.id, "status", str(status)),
            Change(self._file, "state", self.id, "position", position),
            Change(self._file, "state", self.id, "read_until", furthest),
        ]
        self._library.history.change_behind(f"position {self.id}", changes)

    def _make(self, annotation: str, **fields: Any) -> None:
        made = {"created": utc_now(), "creator": self._library.creator, **fields}
        self._change(annotation, made)

    def _edit(self, annotation: str, label: str, **fields: Any) -> None:
        self.annotation(annotation)
        with self.step(self._label(label, annotation), annotation):
            self._change(annotation, fields)

    def _change(self, annotation: str, fields: dict[str, Any]) -> None:
        from reader.storage.base import Change

        changes: list[Change] = [
            Change(self._file, ANNOTATIONS, annotation, name, _stored(value))
            for name, value in fields.items()
        ]
        self._library.history.change(changes)
        self._recent = (annotation, *(known for known in self._recent if known != annotation))[:8]

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
                claims.change(claim, name, _stored(value)) for name, value in fields.items()
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

    def _suggest_speaker(self, annotation: str, words: Range) -> None:
        suggested = self.suggestion(words)
        fields: dict[str, Any] = {
            "speaker_state": SpeakerState.SUGGESTED,
            "voice": suggested.voice,
            "via": suggested.via,
        }
        name = suggested.name
        if not name and suggested.kind is SpeakerKind.AUTHOR:
            name = next(iter(self.article.authors), "")
        elif not name:
            name = UNNAMED
        if name:
            fields["speaker"] = self._speaker(name, suggested.kind, suggested.role)
        self._change(annotation, fields)

    def _speaker(self, name: str, kind: SpeakerKind | None, role: str = "") -> str:
        speaker, changes = self._library.speakers.named(name, kind, role)
        self._library.history.change(changes)
        return speaker

    def _extent(self, extent: Range) -> Range:
        words = self.trimmed(extent)
        if words.start == words.end:
            raise InputError("There is nothing to mark there.")
        return words

    def _label(self, label: str, annotation: str) -> str:
        return label.replace("{}", _cited(self.quotation(self.annotation(annotation))))

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


def _cited(words: str) -> str:
    return f"“{clean_line(words, _LABEL_CELLS)}”" if words else "the article's note"


def _stored(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
