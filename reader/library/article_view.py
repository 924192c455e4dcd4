"""One open article as it stands in memory: its text, its annotations, where they are."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.errors import DamagedFileError, NotFoundError
from reader.library.events import Changed, Event, Listener
from reader.library.malformed import MALFORMED
from reader.model.anchor import AnchorState
from reader.model.annotation import Annotation, SpeakerState, Voice
from reader.model.article import Article, ReadingState
from reader.text.anchoring import locate
from reader.text.canonical import clean_line
from reader.text.document import Document, Range
from reader.text.units import Units

if TYPE_CHECKING:
    from reader.claims.attribution import Person, Suggestion
    from reader.library.library import Library
    from reader.model.claim import Claim
    from reader.model.speaker import Speaker
    from reader.storage.base import Fields

ANNOTATIONS = "annotations"
_LONG = 60_000
_STRETCH = 15_000
AUTHOR = "the author"


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody an article names or that was chosen in it.

    Attributes:
        id: The speaker's id in the library, or None if it is not in it yet.
    """

    name: str
    id: str | None


@dataclass(frozen=True, slots=True)
class _Placed:
    fields: "Fields"
    annotation: Annotation
    range: Range | None

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """The longer first where two start together; those without a place last."""
        start, end = self.range or (0, 0)
        return self.range is None, start, -end, self.annotation.id


class ArticleView:
    """What can be read of one open article; always as it stands after the last change.

    Attributes:
        id: The article's id.
        text: The 12 hex digits that name the version of the text.
        document: The text.
        units: Its sentences, parts, paragraphs and words.
    """

    def __init__(self, library: "Library", article: str) -> None:
        """Read the record and the text.

        Raises:
            NotFoundError: there is no such article, or its text is gone.
            StorageError: its record or text cannot be read.
        """
        self._library = library
        self._file = f"articles/{article}"
        self._known: dict[str, _Placed] = {}
        self._people: dict[int, tuple[Person, ...]] = {}
        self._sorted: tuple[int, tuple[_Placed, ...]] = (-1, ())
        self.id = article
        self.text = self.article.text
        self.document = _read_document(library, article, self.text)
        self.units = Units(self.document)
        self._check()

    @property
    def article(self) -> Article:
        """What is known about the article."""
        fields = self._library.copy.table(self._file, "article").get(self.id)
        if fields is None:
            raise NotFoundError(f"The article {self.id} is not in the library.")
        try:
            return Article.from_fields(fields)
        except MALFORMED as error:
            raise self._damaged(error) from error

    @property
    def read_only(self) -> bool:
        """Whether it cannot be changed: its library cannot, or a newer program wrote it."""
        return self._library.read_only or self._library.copy.is_newer(self._file)

    @property
    def state(self) -> ReadingState:
        """How far it has been read."""
        fields = self._library.copy.table(self._file, "state").get(self.id, {})
        return ReadingState.from_fields(fields)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The standing annotations in the order of the text, those without a place last."""
        return tuple(placed.annotation for placed in self._standing())

    def annotation(self, annotation: str) -> Annotation:
        """Return a standing annotation.

        Raises:
            NotFoundError: it was deleted, or there never was one.
        """
        fields = self._library.copy.document(self._file, ANNOTATIONS, annotation)
        if fields is None:
            raise NotFoundError("That annotation is not there any more.")
        return self._place(annotation, fields).annotation

    def range_of(self, annotation: Annotation) -> Range | None:
        """Return where an annotation's words are, or None if it has no place in this text."""
        fields = self._library.copy.document(self._file, ANNOTATIONS, annotation.id)
        return None if fields is None else self._place(annotation.id, fields).range

    def at(self, offset: int) -> tuple[Annotation, ...]:
        """Return the standing annotations that hold an offset, the shortest first."""
        holding = [
            (placed.range.end - placed.range.start, placed.annotation)
            for placed in self._standing()
            if placed.range is not None and placed.range.start <= offset < placed.range.end
        ]
        holding.sort(key=lambda pair: (pair[0], pair[1].id))
        return tuple(annotation for _, annotation in holding)

    def exactly(self, extent: Range) -> Annotation | None:
        """Return the oldest standing annotation with exactly this extent, or None."""
        wanted = self.trimmed(extent)
        return next(
            (placed.annotation for placed in self._standing() if placed.range == wanted), None
        )

    def quotation(self, annotation: Annotation) -> str:
        """Return the words an annotation is about, empty for a note on the whole article."""
        anchor = annotation.anchor_in(self.text) or next(iter(annotation.anchors[-1:]), None)
        return "" if anchor is None else anchor.exact

    def claim_of(self, annotation: Annotation) -> "Claim | None":
        """Return the claim an annotation is a sighting of, or None."""
        return None if annotation.claim is None else self._library.claims.get(annotation.claim)

    def speaker_of(self, annotation: Annotation) -> "Speaker | None":
        """Return the speaker of an annotation, or None."""
        return (
            None if annotation.speaker is None else self._library.speakers.get(annotation.speaker)
        )

    def speaker_name(self, annotation: Annotation) -> str:
        """Return who says it, empty if nobody is named; the article's own voice has a name too."""
        speaker = self.speaker_of(annotation)
        if speaker is not None:
            return speaker.name
        if annotation.voice is not Voice.AUTHOR:
            return ""
        return next(iter(self.article.authors), AUTHOR)

    def people(self) -> list[PersonChoice]:
        """Return whom a claim here may come from: the confirmed first, then those it names.

        In a text of book length those named around the position.
        """
        names: dict[str, PersonChoice] = {}
        for annotation in self.annotations:
            speaker = self.speaker_of(annotation)
            if speaker is not None and annotation.speaker_state is SpeakerState.CONFIRMED:
                names.setdefault(speaker.name.casefold(), PersonChoice(speaker.name, speaker.id))
        for name in (person.name for person in self._people_near(self.state.position)):
            known = self._library.speakers.find(name)
            choice = (
                PersonChoice(name, None) if known is None else PersonChoice(known.name, known.id)
            )
            names.setdefault(choice.name.casefold(), choice)
        return list(names.values())

    def suggestion(self, extent: Range) -> "Suggestion":
        """Return who the rules think says these words; the author where no cue is found."""
        from reader.claims.attribution import suggest

        return suggest(self.document, self.units, extent, self._people_near(extent.start))

    def trimmed(self, extent: Range) -> Range:
        """Return a range without white space at its ends, clamped to the text."""
        start = max(0, min(extent.start, len(self.document.text)))
        end = max(start, min(extent.end, len(self.document.text)))
        words = self.document.text[start:end]
        start += len(words) - len(words.lstrip())
        return Range(start, start + len(words.strip()))

    def refresh(self) -> bool:
        """Take in what another process wrote to the record; tell whether anything differs.

        Raises:
            StorageError: the record cannot be read; what is in memory stays.
        """
        history = self._library.history
        changed = self._library.copy.refresh(self._file, history.unsaved(self._file))
        if changed:
            self._library.listeners.tell(Changed(frozenset({self.id})))
        return changed

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function told of what concerns this article; returns the function that ends it.

        Saved and Failed are told for the whole library, from the writer's thread.
        """

        def concerned(event: Event) -> None:
            articles = getattr(event, "articles", None)
            if articles is None or self.id in articles or getattr(event, "shared", False):
                listener(event)

        return self._library.subscribe(concerned)

    def _people_near(self, offset: int) -> "tuple[Person, ...]":
        """Return whom the article names; of a long one, the stretch around an offset.

        Reading a whole book for names would take a second, and the key waits for it.
        """
        from reader.claims.attribution import people

        stretch = 0 if len(self.document.text) <= _LONG else offset // _STRETCH
        known = self._people.get(stretch)
        if known is None:
            document, units = self.document, self.units
            if len(document.text) > _LONG:
                middle = stretch * _STRETCH
                document = _excerpt(document, middle - _STRETCH, middle + 2 * _STRETCH)
                units = Units(document)
            known = self._people[stretch] = people(document, units)
        return known

    def _standing(self) -> tuple[_Placed, ...]:
        version = self._library.copy.version(self._file)
        if version != self._sorted[0]:
            table = self._library.copy.table(self._file, ANNOTATIONS)
            placed = [
                self._place(annotation, fields)
                for annotation, fields in table.items()
                if "deleted" not in fields
            ]
            self._sorted = (version, tuple(sorted(placed, key=lambda each: each.order)))
        return self._sorted[1]

    def _place(self, annotation: str, fields: "Fields") -> _Placed:
        """Read an annotation; documents are replaced when they change, so identity tells."""
        known = self._known.get(annotation)
        if known is None or known.fields is not fields:
            try:
                read = Annotation.from_fields(fields)
            except MALFORMED as error:
                raise self._damaged(error) from error
            known = _Placed(fields, read, self._find(read))
            self._known[annotation] = known
        return known

    def _find(self, annotation: Annotation) -> Range | None:
        anchor = annotation.anchor_in(self.text)
        if anchor is not None and self.document.text[anchor.start : anchor.end] == anchor.exact:
            return Range(anchor.start, anchor.end)
        anchor = anchor or next(iter(annotation.anchors[-1:]), None)
        if anchor is None or anchor.state is AnchorState.ORPHAN:
            return None
        found = locate(self.document, replace(anchor, text=self.text))
        return None if found is None else found[0]

    def _check(self) -> None:
        self._standing()
        try:
            _ = self.state
        except MALFORMED as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> DamagedFileError:
        return DamagedFileError(f"The record of {self.id} is damaged ({clean_line(str(error))}).")


def _read_document(library: "Library", article: str, text: str) -> Document:
    import orjson

    from reader.text.stored import from_json

    try:
        return from_json(orjson.loads(library.bodies.read_text(article, text)))
    except MALFORMED as error:
        raise DamagedFileError(
            f"The text of {article} is damaged ({clean_line(str(error))})."
        ) from error


def _excerpt(document: Document, start: int, end: int) -> Document:
    """Return the blocks that begin within a stretch of a document, as one of their own."""
    blocks = [block for block in document.blocks if start <= block.start < end]
    if not blocks:
        return Document("", ())
    begin = blocks[0].start
    shifted = (replace(block, start=block.start - begin, end=block.end - begin) for block in blocks)
    return Document(document.text[begin : blocks[-1].end], tuple(shifted))
