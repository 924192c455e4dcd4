"""A changed text taken in as a new version of its article, and every annotation found in it again.

The work is done apart from the record, in any thread; one step then makes the new version the one
that is read. Undo makes it the former one again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reader.errors import DamagedFileError, NotFoundError
from reader.library.malformed import MALFORMED
from reader.library.sightings import ANNOTATIONS
from reader.model.anchor import Anchor, AnchorState
from reader.model.annotation import Annotation
from reader.model.stamps import new_id, utc_now
from reader.text.anchoring import describe, locate
from reader.text.canonical import clean_line
from reader.text.document import Document, Range
from reader.text.relocation import Relocation

if TYPE_CHECKING:
    from pathlib import Path

    from reader.importers.registry import Imported
    from reader.library.library import Library
    from reader.library.session import ArticleSession

_SURE = (AnchorState.EXACT, AnchorState.MOVED)
_FROM_BEST = list(AnchorState)
_PLACE_LENGTH = 64

Known = Sequence[Anchor]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A version of a text, and where the annotations stand in it.

    Attributes:
        article: The article's id.
        text: The 12 hex digits that name the version.
        new: Whether it differs from the version that was read.
        anchors: By annotation, its place in this version, or its words as an orphan.
        known: By annotation, the anchors from which that was worked out.
        warnings: Sentences about what had to be guessed.
    """

    article: str
    text: str
    new: bool
    document: Document
    anchors: dict[str, Anchor]
    known: dict[str, Known]
    fields: dict[str, Any]
    warnings: tuple[str, ...] = ()

    @property
    def states(self) -> Counter[AnchorState]:
        """How many annotations were found how surely."""
        return Counter(anchor.state for anchor in self.anchors.values())


def refresh(
    library: "Library", article: str, content: bytes | None = None, name: str = ""
) -> Refreshed:
    """Take a text in as a new version of an article, and read that from now on.

    Args:
        library: The library.
        article: The article's id.
        content: The whole changed source; the one that came in last is read anew if left out.
        name: The name it came under, usually a file's.

    Raises:
        InputError: it is nothing that can be read.
        NotFoundError: there is no such article, or its source is gone.
        ReadOnlyError: the library cannot be written.
        StorageError: a file cannot be read, or the disk refused.
    """
    return commit(library, prepare(library, library.session(article), content, name))


def prepare(
    library: "Library", session: "ArticleSession", content: bytes | None = None, name: str = ""
) -> Refreshed:
    """Put a text on disk, and find the annotations in it; the record does not name it yet.

    Takes seconds for a book; may be called from another thread. Raises what `refresh` raises.
    """
    import orjson

    from reader.importers.registry import import_bytes
    from reader.text.stored import from_json, to_json

    library.history.require_writable()
    if content is None:
        content, name = _last_source(library, session.id)
    imported = import_bytes(content, name)
    stored = to_json(imported.document)
    encoded = orjson.dumps(stored)
    document = from_json(stored)
    source, bodies = content, library.bodies

    def put() -> str:
        bodies.put_source(session.id, source, imported.extension)
        return bodies.put_text(session.id, encoded)

    text = library.call(put)
    annotations = _stored_annotations(library, session.id)
    return Refreshed(
        article=session.id,
        text=text,
        new=text != session.text,
        document=document,
        anchors=_relocated(annotations, session.text, document, text),
        known={annotation.id: annotation.anchors for annotation in annotations},
        fields=_about(imported, name),
        warnings=imported.warnings,
    )


def commit(library: "Library", refreshed: Refreshed) -> Refreshed:
    """Make a prepared version the one that is read, as a step; nothing if it is already.

    Returns:
        The version with what was annotated or given other words since it was prepared.
    """
    from reader.storage.base import Change

    if not refreshed.new:
        return refreshed
    article, text = refreshed.article, refreshed.text
    session = library.session(article)
    annotations = session.annotations
    changed = [each for each in annotations if each.anchors != refreshed.known.get(each.id)]
    later = _relocated(changed, session.text, refreshed.document, text)
    refreshed = replace(refreshed, anchors={**refreshed.anchors, **later})
    file = f"articles/{article}"
    changes: list[Change] = []
    for annotation in annotations:
        anchor = refreshed.anchors.get(annotation.id)
        if anchor is not None and anchor not in annotation.anchors:
            others = [known for known in annotation.anchors if known.text != text]
            anchors = [each.to_fields() for each in (*others, anchor)]
            changes.append(Change(file, ANNOTATIONS, annotation.id, "anchors", anchors))
    for field, offset in (
        ("position", session.state.position),
        ("read_until", session.state.read_until),
    ):
        place = follow(session.document, refreshed.document, offset)
        changes.append(Change(file, "state", article, field, place))
    for field, value in {**refreshed.fields, "text": text}.items():
        changes.append(Change(file, "article", article, field, value))
    with library.history.step(f"new version of {library.cited(article)}", article):
        library.history.change(changes)
    return refreshed


def find_again(document: Document, relocation: Relocation, text: str, known: Known) -> Anchor:
    """Return an annotation's anchor in another text.

    What the person marked or confirmed decides how sure it is; what it had become since only
    helps to find it, or many small changes would add up to another sentence unseen.

    Args:
        document: That text.
        relocation: Finds anchors in it.
        text: The 12 hex digits that name it.
        known: The anchors it has, the one in the text read until now last; at least one.
    """
    there = next((anchor for anchor in known if anchor.text == text), None)
    if there is not None:
        return there
    latest = known[-1]
    marked = next((anchor for anchor in reversed(known) if anchor.state in _SURE), known[0])
    place, state = relocation.locate(marked) or (None, AnchorState.ORPHAN)
    if latest is not marked and state not in _SURE and latest.state is not AnchorState.ORPHAN:
        near, likeness = relocation.locate(latest) or (None, AnchorState.ORPHAN)
        if near is not None:
            drifted = likeness is AnchorState.FUZZY and state is not AnchorState.FUZZY
            place = near
            state = max(latest.state, likeness, key=_FROM_BEST.index)
            state = AnchorState.SUSPECT if drifted else state
    if place is None:
        return marked._replace(text=text, state=AnchorState.ORPHAN, kept=latest.kept)
    return describe(document, text, place)._replace(state=state)


def _stored_annotations(library: "Library", article: str) -> list[Annotation]:
    """Return the standing annotations on disk: what is in memory is another thread's."""
    table = library.records.read(f"articles/{article}").get(ANNOTATIONS, {})
    try:
        return [
            Annotation.from_fields(fields) for fields in table.values() if "deleted" not in fields
        ]
    except MALFORMED as error:
        raise DamagedFileError(
            f"The record of {article} is damaged ({clean_line(str(error))})."
        ) from error


def _relocated(
    annotations: Iterable[Annotation], present: str, document: Document, text: str
) -> dict[str, Anchor]:
    """Return, by annotation, the anchor in another text than the one read at present."""
    relocation = Relocation(document)
    found: dict[str, Anchor] = {}
    for annotation in annotations:
        if annotation.anchors:
            known = sorted(annotation.anchors, key=lambda anchor: anchor.text == present)
            found[annotation.id] = find_again(document, relocation, text, known)
    return found


def anchor_rest(
    library: "Library", session: "ArticleSession", annotations: Iterable[str]
) -> Callable[[], None]:
    """Find annotations that a merge brought from another version of the text, in any thread.

    Returns:
        What writes where they are, and how surely; to be called from the library's own thread.
        Those that were deleted or given other words meanwhile it lets be.
    """
    from reader.storage.base import Change

    file = f"articles/{session.id}"
    placed: list[tuple[Known, Change]] = []
    for identity in annotations:
        known = _anchors(session, identity)
        if not known:
            continue
        found = find_again(session.document, session.relocation, session.text, known)
        others = [anchor for anchor in known if anchor.text != session.text]
        anchors = [each.to_fields() for each in (*others, found)]
        placed.append((known, Change(file, ANNOTATIONS, identity, "anchors", anchors)))

    def write() -> None:
        changes = [
            change for known, change in placed if _anchors(session, change.document) == known
        ]
        # Each in its own turn: those placed a moment before are still to be written.
        library.history.change_behind(f"anchors {new_id()}", changes)

    return write


def _anchors(session: "ArticleSession", annotation: str) -> Known:
    """Return the anchors of an annotation, none if it was deleted."""
    try:
        return session.annotation(annotation).anchors
    except NotFoundError:
        return ()


def follow(old: Document, new: Document, offset: int) -> int:
    """Return where in another version of a text a reader at an offset goes on."""
    end = min(offset + _PLACE_LENGTH, len(old.text))
    if not 0 < offset < end:
        return min(max(0, offset), len(new.text))
    found = locate(new, describe(old, "", Range(offset, end)))
    return offset * len(new.text) // len(old.text) if found is None else found[0].start


def _about(imported: "Imported", name: str) -> dict[str, Any]:
    """Return what the new version says of itself; what it does not say stays as it was."""
    about = imported.metadata
    said = {
        "title": about.title,
        "authors": list(about.authors),
        "site": about.site,
        "published_on": about.published_on,
        "first_published_in": about.first_published_in,
        "url": about.url,
        "language": about.language,
        "accessed_on": utc_now(),
        "source": f"{clean_line(name)}, {imported.media_type}, {imported.encoding}",
    }
    return {field: value for field, value in said.items() if value}


def _last_source(library: "Library", article: str) -> tuple[bytes, str]:
    """Return the source that came in last, and its name."""
    folder: Path = library.records.path(f"articles/{article}").parent / "sources"
    try:
        sources = [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError:
        sources = []
    if not sources:
        raise NotFoundError(f"{folder} holds no source of {article}; give one with --from.")
    latest = max(sources, key=lambda path: (path.stat().st_mtime_ns, path.name))
    return library.bodies.read_source(article, latest.name), latest.name
