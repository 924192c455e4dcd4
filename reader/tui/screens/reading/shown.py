"""What the widgets show of an article: plain data made from its session."""

from typing import TYPE_CHECKING

from reader.model.anchor import AnchorState
from reader.model.annotation import Annotation, Kind, SpeakerState
from reader.tui.widgets.card import CardContent
from reader.tui.widgets.reading_pane.marks import PaneMark
from reader.tui.widgets.reading_pane.palette import COLORS
from reader.tui.widgets.top_row import Heading

if TYPE_CHECKING:
    from reader.library import ArticleSession, Library


def pane_marks(library: "Library", session: "ArticleSession") -> list[PaneMark]:
    """Return the marks of an article for the reading pane, those without a place left out."""
    marks = []
    for annotation in session.annotations:
        extent = session.range_of(annotation)
        if extent is not None:
            marks.append(
                PaneMark(
                    id=annotation.id,
                    start=extent.start,
                    end=extent.end,
                    kind=annotation.kind,
                    color=_color(library, annotation),
                    has_note=bool(annotation.note),
                    suggested=annotation.speaker_state is SpeakerState.SUGGESTED,
                )
            )
    return marks


def card_of(
    session: "ArticleSession", annotation: Annotation, *, number: int = 1, count: int = 1
) -> CardContent:
    """Return an annotation as a card; `number` of `count` where several overlap."""
    claim = session.claim_of(annotation)
    anchor = annotation.anchor_in(session.text)
    return CardContent(
        id=annotation.id,
        kind=annotation.kind,
        quotation=session.quotation(annotation),
        number=number,
        count=count,
        speaker=session.speaker_name(annotation),
        suggested=annotation.speaker_state is SpeakerState.SUGGESTED,
        voice=annotation.voice,
        via=annotation.via or "",
        attribution=annotation.attribution,
        status=claim.status if claim else None,
        verdict=claim.verdict if claim else None,
        tags=annotation.tags,
        note=annotation.note,
        anchor=anchor.state if anchor else AnchorState.EXACT,
    )


def heading(library: "Library", session: "ArticleSession", bottom: int) -> Heading:
    """Return the top row of an article, with the offset after the last character in view."""
    article = session.article
    claims = [annotation for annotation in session.annotations if annotation.kind is Kind.CLAIM]
    length = max(1, len(session.document.text))
    return Heading(
        title=article.title,
        site=article.site or article.first_published_in,
        published_on=article.published_on,
        claims=len(claims),
        suggested=sum(claim.speaker_state is SpeakerState.SUGGESTED for claim in claims),
        percent=min(100, round(100 * bottom / length)),
        read_only=library.read_only,
    )


def _color(library: "Library", annotation: Annotation) -> str | None:
    """Return the colour a person set; else that of the first tag that has one; else None."""
    if annotation.color in COLORS:
        return annotation.color
    for path in annotation.tags:
        tag = library.tags.get(path)
        if tag is not None and tag.color in COLORS:
            return tag.color
    return None
