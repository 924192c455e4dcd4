"""What can be written to one open article; each action is a step that undo takes back."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from reader.library.article_view import ArticleView
from reader.library.sightings import ANNOTATIONS
from reader.model.article import ReadStatus
from reader.model.stamps import utc_now
from reader.text.canonical import clean, clean_line

_LABEL_CELLS = 32


class ArticleChanges(ArticleView):
    """One open article and how fields of it are written.

    Every action on an annotation raises NotFoundError when that one was deleted, and
    ReadOnlyError when the library cannot be written.
    """

    _recent: tuple[str, ...] = ()

    def step(self, label: str, annotation: str | None = None) -> AbstractContextManager[None]:
        """Make what is done inside one step for undo, named `label`."""
        return self._library.history.step(label, self.id, annotation)

    def delete(self, annotation: str) -> None:
        """Delete an annotation."""
        self._edit(annotation, "delete {}", deleted=utc_now())

    def set_note(self, annotation: str, text: str) -> None:
        """Write the note, in Markdown; an empty one removes it."""
        self._edit(annotation, "note on {}", note=clean(text).strip())

    def set_tags(self, annotation: str, tags: Iterable[str]) -> None:
        """Give exactly these tags, in any notation `tag_path` understands.

        Raises:
            InputError: one of them has no letter or digit.
        """
        codebook = self._library.tags
        wanted = codebook.standing(tags)
        stored_tags = self._library.copy.document(self._file, ANNOTATIONS, annotation) or {}
        present = self.annotation(annotation).tags
        added = [path for path in wanted if path not in present]
        removed = [
            path for path in stored_tags.get("tags", ()) if codebook.current(path) not in wanted
        ]
        label = " ".join([*(f"#{path}" for path in added), *(f"−#{path}" for path in removed)])
        with self.step(f"tag {label}", annotation):
            self._library.history.change(codebook.entries(added))
            fields: dict[str, Any] = {f"tags/{path}": True for path in added}
            fields.update({f"tags/{path}": None for path in removed})
            self._change(annotation, fields)
        codebook.used(wanted)

    def add_tags(self, annotation: str, tags: Iterable[str]) -> None:
        """Give these tags beside those it has; raises as `set_tags`."""
        wanted = self._library.tags.standing(tags)
        self.set_tags(annotation, [*self.annotation(annotation).tags, *wanted])
        self._library.tags.used(wanted)

    def edit(self, annotation: str, label: str, **fields: Any) -> None:
        """Write fields of an annotation as they are stored, as one step."""
        self._edit(annotation, label, **fields)

    def save_position(self, position: int, read_until: int) -> None:
        """Remember the caret and the furthest offset seen; no step, written after a rest.

        An unread article is being read from then on, and read once its end was seen.
        """
        from reader.storage.base import Change

        furthest = max(read_until, self.state.read_until)
        status = self.state.status
        if status in (ReadStatus.UNREAD, ReadStatus.READING):
            seen = furthest >= _end_of_words(self.document.text)
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
            Change(self._file, ANNOTATIONS, annotation, name, stored(value))
            for name, value in fields.items()
        ]
        self._library.history.change(changes)
        self._recent = (annotation, *(known for known in self._recent if known != annotation))[:8]

    def _label(self, label: str, annotation: str) -> str:
        return label.replace("{}", cited(self.quotation(self.annotation(annotation))))


def cited(words: str) -> str:
    """Return the words of an annotation as the name of a step has them."""
    return f"“{clean_line(words, _LABEL_CELLS)}”" if words else "the article's note"


def stored(value: Any) -> Any:
    """Return a value as it is stored: a word of a closed set as plain text."""
    return str(value) if isinstance(value, str) else value


def _end_of_words(text: str) -> int:
    """Return the offset after the last word; a long text is not copied to find it."""
    end = len(text)
    while end and text[end - 1].isspace():
        end -= 1
    return end
