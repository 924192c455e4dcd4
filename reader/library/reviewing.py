"""Annotations whose words could not be found with certainty: a person says where they are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.anchor import Anchor, AnchorState
from reader.model.annotation import Annotation
from reader.text.anchoring import describe
from reader.text.document import Range

if TYPE_CHECKING:
    from reader.library.session import ArticleSession


@dataclass(frozen=True, slots=True)
class Doubt:
    """An annotation that waits for a person to say where its words are.

    Attributes:
        annotation: Its id.
        state: Suspect or orphan.
        marked: The words the person marked.
        present: The words it stands on now, empty for an orphan.
        range: Where they are; None for an orphan.
    """

    annotation: str
    state: AnchorState
    marked: str
    present: str
    range: Range | None


def doubts(session: "ArticleSession") -> list[Doubt]:
    """Return the annotations to be reviewed, in the order of the text, orphans last."""
    found: list[Doubt] = []
    for sighting in session.sightings:
        annotation = session.annotation(sighting.id)
        anchor = annotation.anchor_in(session.text)
        if anchor is None or not anchor.unsettled:
            continue
        place = None if anchor.state is AnchorState.ORPHAN else sighting.range
        present = "" if place is None else session.document.text[place.start : place.end]
        marked = _marked(annotation)
        found.append(Doubt(annotation.id, anchor.state, marked, present, place))
    return found


def confirm(session: "ArticleSession", annotation: str) -> None:
    """Say that an annotation stands on the right words, as a step."""
    known = session.annotation(annotation)
    anchor = known.anchor_in(session.text)
    place = session.range_of(known)
    if anchor is None or place is None:
        return
    _settle(session, known, describe(session.document, session.text, place), "place of {}")


def keep_without_place(session: "ArticleSession", annotation: str) -> None:
    """Say that the words of an annotation are gone, as a step; it stays, with its quotation."""
    known = session.annotation(annotation)
    marked = next((each for each in known.anchors if each.exact == _marked(known)), None)
    if marked is None:
        return
    orphan = marked._replace(text=session.text, state=AnchorState.ORPHAN, kept=True)
    _settle(session, known, orphan, "keep {} without a place")


def _marked(annotation: Annotation) -> str:
    """Return the words a person last said it is about."""
    sure = (AnchorState.EXACT, AnchorState.MOVED)
    settled = [anchor for anchor in annotation.anchors if anchor.state in sure]
    return (settled or list(annotation.anchors))[-1].exact


def _settle(session: "ArticleSession", known: Annotation, anchor: Anchor, label: str) -> None:
    others = [each for each in known.anchors if each.text != session.text]
    anchors = [each.to_fields() for each in (*others, anchor)]
    session.edit(known.id, label, anchors=anchors)
