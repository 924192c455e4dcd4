"""One open article as it stands in memory: its text, its annotations, where they are."""

from collections.abc import Callable, Hashable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakMethod

from reader.errors import DamagedFileError, NotFoundError
from reader.library.events import Changed, Event, Listener
from reader.library.malformed import MALFORMED
from reader.library.sightings import ANNOTATIONS, NOWHERE, Sighting, Sightings
from reader.library.speaker_choices import PersonChoice, speaker_choices
from reader.model.anchor import AnchorState
from reader.model.annotation import Annotation, Kind, SpeakerState, Voice, read_speaker_state
from reader.model.article import Article, ReadingState
from reader.model.words import word_or
from reader.text.canonical import clean_line
from reader.text.document import Document, Range
from reader.text.units import Units

if TYPE_CHECKING:
    from reader.claims.attribution import Person, Suggestion
    from reader.index.rows import Counts
    from reader.library.library import Library
    from reader.model.claim import Claim
    from reader.model.speaker import Speaker
    from reader.storage.base import Fields
    from reader.text.relocation import Relocation

_DOUBTFUL = frozenset({AnchorState.SUSPECT.value, AnchorState.ORPHAN.value})
_LONG = 60_000
_STRETCH = 10_000
_NO_PLACE = Range(NOWHERE, NOWHERE)
AUTHOR = "the author"

Value = TypeVar("Value", bound=Hashable)


class ArticleView:
    """What can be read of one open article; always as it stands after the last change.

    Attributes:
        id: The article's id.
        text: The 12 hex digits that name the version of the text.
        document: The text.
        units: Its sentences, parts, paragraphs and words.
        unanchored: The annotations whose words had to be looked for: their records do not say
            where they are in this version. See `reader.library.refreshing.anchor_rest`.
        unsettled: The annotations whose place was in doubt when they were read; a person may have
            settled some since. See `reader.library.reviewing.doubts`.
    """

    def __init__(self, library: "Library", article: str) -> None:
        """Read the record and the text.

        Raises:
            NotFoundError: there is no such article, or its text is gone.
            StorageError: its record or text cannot be read.
        """
        self._library = library
        self._file = f"articles/{article}"
        self.unanchored: set[str] = set()
        self.unsettled: set[str] = set()
        self._people: dict[int, tuple[Person, ...]] = {}
        self._sightings = Sightings(library.copy, self._file, WeakMethod(self._sighting))
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
    def sightings(self) -> tuple[Sighting, ...]:
        """The standing annotations in brief, in the order of the text, those without a place last.

        The same objects each time, but for those that changed.
        """
        return self._sightings.ordered

    @property
    def sightings_known(self) -> bool:
        """Whether `sightings` answers at once, as it does but for thousands not yet read."""
        return self._sightings.complete

    def sightings_near(self, extent: Range) -> list[Sighting]:
        """Return the sightings near a stretch of text, at once, and maybe others."""
        return self._sightings.near(extent)

    def read_sightings(self) -> Iterator[None]:
        """Read all sightings, a millisecond or two at each step, so that they are known."""
        return self._sightings.complete_in_steps()

    @property
    def counts(self) -> "Counts":
        """How many annotations stand."""
        return self._sightings.counts

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations of `sightings`, each read anew: for what needs all there is to know."""
        return tuple(self.annotation(sighting.id) for sighting in self.sightings)

    def annotation(self, annotation: str) -> Annotation:
        """Return a standing annotation.

        Raises:
            NotFoundError: it was deleted, or there never was one.
        """
        fields = self._library.copy.document(self._file, ANNOTATIONS, annotation)
        if fields is None:
            raise NotFoundError("That annotation is not there any more.")
        try:
            known = Annotation.from_fields(fields)
        except MALFORMED as error:
            raise self._damaged(error) from error
        tags = self._library.tags.all_current(known.tags)
        return known if tags == known.tags else known._replace(tags=tags)

    def range_of(self, annotation: Annotation) -> Range | None:
        """Return where an annotation's words are, or None if it has no place in this text."""
        sighting = self._sightings.get(annotation.id)
        return None if sighting is None else sighting.range

    def exactly(self, extent: Range) -> Annotation | None:
        """Return the oldest standing annotation with exactly this extent, or None."""
        sighting = self._sightings.exactly(self.trimmed(extent))
        return None if sighting is None else self.annotation(sighting.id)

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

    def speaker_label(self, annotation: Annotation) -> str:
        """Return who says it as `speaker_name` does, but told apart from namesakes."""
        label = self._library.speakers.label(annotation.speaker or "")
        return label or self.speaker_name(annotation)

    def people(self, near: Range | None = None) -> list[PersonChoice]:
        """Return whom a claim here may come from: the confirmed first, then those it names.

        Those named around the words in question come first, and of them who is named most. In a
        text of book length nobody is offered who is named only far away.

        Args:
            near: The words in question; where the reader is when left out.
        """
        position = self.state.position
        here = Range(position, position) if near is None else near
        confirmed = (
            sighting.speaker
            for sighting in self.sightings
            if sighting.speaker is not None and sighting.speaker_state is SpeakerState.CONFIRMED
        )
        named = self._people_near(here.start)
        return speaker_choices(self._library.speakers, confirmed, named, here)

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
            middle = stretch * _STRETCH
            around = Range(middle - _STRETCH, middle + 2 * _STRETCH)
            within = around if len(self.document.text) > _LONG else None
            known = self._people[stretch] = people(self.document, self.units, within)
        return known

    def _sighting(self, annotation: str, fields: "Fields") -> Sighting:
        """Read what every annotation is known by; its id is the one given, not another like it."""
        read = fields.get
        try:
            anchors = read("anchors") or [{}]
            anchor = anchors[-1]
            if anchor.get("text") != self.text:
                anchor = next((one for one in anchors if one.get("text") == self.text), anchor)
            exact = anchor.get("exact", "")
            extent = Range(anchor.get("start", 0), anchor.get("end", 0))
            if anchor.get("text") != self.text or not self._says(extent, exact):
                extent = self._find(Annotation.from_fields(fields)) or _NO_PLACE
            if anchor.get("state") in _DOUBTFUL and "kept" not in anchor:
                self.unsettled.add(annotation)
            note, tags, color, speaker = read("note"), read("tags"), read("color"), read("speaker")
            # In order, not by name: a book has thousands of them, and is waited for.
            return Sighting(
                annotation,
                *extent,
                len(exact),
                word_or(Kind, read("kind"), Kind.HIGHLIGHT),
                bool(note and note.strip()),
                _shared(self._library.tags.all_current(tags)) if tags else (),
                color and _shared(color),
                speaker and _shared(speaker),
                read_speaker_state(read("speaker_state")),
            )
        except MALFORMED as error:
            raise self._damaged(error) from error

    def _says(self, place: Range, exact: str) -> bool:
        """Tell whether these words are at a place; no word of a long quotation is copied."""
        start, end = place
        return end - start == len(exact) and self.document.text.startswith(exact, start)

    def _find(self, annotation: Annotation) -> Range | None:
        anchor = annotation.anchor_in(self.text)
        if anchor is not None and self._says(Range(anchor.start, anchor.end), anchor.exact):
            return Range(anchor.start, anchor.end)
        anchor = anchor or next(iter(annotation.anchors[-1:]), None)
        if anchor is None or anchor.state is AnchorState.ORPHAN:
            return None
        self.unanchored.add(annotation.id)
        found = self.relocation.locate(anchor._replace(text=self.text))
        return None if found is None else found[0]

    @cached_property
    def relocation(self) -> "Relocation":
        """Finds anchors in the text that are none of this version of it."""
        from reader.text.relocation import Relocation

        return Relocation(self.document)

    def _check(self) -> None:
        _ = self.sightings_near(Range(0, 1))
        try:
            _ = self.state
        except MALFORMED as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> DamagedFileError:
        return DamagedFileError(f"The record of {self.id} is damaged ({clean_line(str(error))}).")


@lru_cache(maxsize=4096)
def _shared(value: Value) -> Value:
    """Return the one object for equal values: thousands of annotations have the same few."""
    return value


def _read_document(library: "Library", article: str, text: str) -> Document:
    import orjson

    from reader.text.stored import from_json

    try:
        return from_json(orjson.loads(library.bodies.read_text(article, text)))
    except MALFORMED as error:
        raise DamagedFileError(
            f"The text of {article} is damaged ({clean_line(str(error))})."
        ) from error
