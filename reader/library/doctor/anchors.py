"""The annotations of one article: readable, in their place, and properly deleted where they are."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from reader.library.doctor.finding import Finding, Severity, Tally
from reader.library.malformed import MALFORMED
from reader.library.refreshing import find_again
from reader.library.sightings import ANNOTATIONS
from reader.model.anchor import Anchor, AnchorState
from reader.model.annotation import Annotation
from reader.storage.base import Change
from reader.text.canonical import clean_line
from reader.text.relocation import Relocation

if TYPE_CHECKING:
    from reader.storage.base import Fields, Tables
    from reader.storage.repository import Repository
    from reader.text.document import Document

_SURE = frozenset({AnchorState.EXACT, AnchorState.MOVED})
_UNPLACED = frozenset({AnchorState.SUSPECT, AnchorState.ORPHAN})
_QUOTED_CELLS = 40


def annotations(
    records: "Repository", article: str, tables: "Tables", document: "Document", tally: Tally
) -> Iterator[Finding]:
    """Find annotations that cannot be read, stand in no place, or are deleted without a stamp."""
    text = str(tables.get("article", {}).get(article, {}).get("text", ""))
    relocation = Relocation(document)
    unplaced = 0
    for key, fields in tables.get(ANNOTATIONS, {}).items():
        place = f"{article}, annotation {key}"
        if "deleted" in fields:
            tally.deleted += 1
            yield from _tombstone(records, article, key, fields)
            continue
        tally.annotations += 1
        try:
            annotation = Annotation.from_fields(fields)
        except MALFORMED as error:
            what = f"It cannot be read ({clean_line(str(error))})."
            yield Finding(place, what, "Restore it from a backup.")
            continue
        if annotation.anchors:
            unplaced += _is_unplaced(annotation, text)
            yield from _misplaced(records, article, text, document, relocation, annotation)
    if unplaced:
        what = f"{unplaced} of its annotations could not be placed with certainty."
        remedy = "Open the article and review them: the palette has “Review”."
        yield Finding(article, what, remedy, Severity.NOTICE)


def _is_unplaced(annotation: Annotation, text: str) -> bool:
    anchor = annotation.anchor_in(text)
    return anchor is not None and anchor.state in _UNPLACED


def _misplaced(
    records: "Repository",
    article: str,
    text: str,
    document: "Document",
    relocation: Relocation,
    annotation: Annotation,
) -> Iterator[Finding]:
    """Find an anchor whose words do not stand where it says, and where they stand instead."""
    anchor = annotation.anchor_in(text)
    known = anchor or annotation.anchors[-1]
    if known.state is AnchorState.ORPHAN and anchor is not None:
        return
    if anchor is not None and document.text[anchor.start : anchor.end] == anchor.exact:
        return
    words = f"“{clean_line(known.exact, _QUOTED_CELLS)}”"
    # What it says of the present text is not to be believed.
    others = [each for each in annotation.anchors if each is not known]
    moved = find_again(document, relocation, text, [*others, known._replace(text="")])
    what = f"Its words {words} do not stand where its record says."
    if anchor is None:
        what = f"It has no place in the present text; its words are {words}."
    if moved.state in _SURE:
        remedy = "They are found elsewhere in the text, and it is moved there."
    elif moved.unsettled:
        remedy = f"It is kept as {moved.state}, to be reviewed in the article."
    else:
        remedy = "Nearly the same words are found in the text, and it is moved there."
    mend = partial(_reanchor, records, article, annotation, moved)
    yield Finding(f"{article}, annotation {annotation.id}", what, remedy, mend=mend)


def _reanchor(records: "Repository", article: str, annotation: Annotation, moved: Anchor) -> None:
    others = [each for each in annotation.anchors if each.text != moved.text]
    anchors = [each.to_fields() for each in (*others, moved)]
    file = f"articles/{article}"
    records.apply([Change(file, ANNOTATIONS, annotation.id, "anchors", anchors)])


def _tombstone(
    records: "Repository", article: str, annotation: str, fields: "Fields"
) -> Iterator[Finding]:
    if "deleted" in fields.get("stamps", {}):
        return
    what = "It is deleted, but does not say since when: a copy from elsewhere would bring it back."
    change = Change(
        f"articles/{article}", ANNOTATIONS, annotation, "deleted", str(fields["deleted"])
    )
    yield Finding(
        f"{article}, annotation {annotation}",
        what,
        "The deletion gets a stamp of now.",
        mend=partial(records.apply, [change]),
    )
