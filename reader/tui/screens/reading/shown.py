"""What the widgets show of an article: plain data made from its session."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.anchor import AnchorState
from reader.model.annotation import Annotation, SpeakerState, Voice
from reader.text.document import Range
from reader.tui.widgets.card import CardContent
from reader.tui.widgets.reading_pane.marks import PaneMark
from reader.tui.widgets.reading_pane.palette import COLORS
from reader.tui.widgets.top_row import Heading

if TYPE_CHECKING:
    from reader.library import ArticleSession, Library


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of an annotation, and of what."""

    annotation: Annotation
    around: tuple[object, ...]
    mark: PaneMark | None
    card: CardContent


class Shown:
    """What list and text show of each annotation, made anew only where something changed.

    An annotation that changed is another object; what it owes to others is compared by value.
    """

    def __init__(self, library: "Library", session: "ArticleSession") -> None:
        """Begin with nothing made."""
        self._library = library
        self._session = session
        self._made: dict[str, _Made] = {}

    @property
    def session(self) -> "ArticleSession":
        """The article it is made of."""
        return self._session

    def take(self) -> tuple[list[PaneMark], list[CardContent]]:
        """Return the marks, those without a place left out, and the cards, as they stand now."""
        session, library = self._session, self._library
        speakers: dict[tuple[str | None, Voice | None], str] = {}
        colors: dict[str, str | None] = {}
        made: dict[str, _Made] = {}
        for annotation in session.annotations:
            said = annotation.speaker, annotation.voice
            if said not in speakers:
                speakers[said] = session.speaker_name(annotation)
            for path in annotation.tags:
                if path not in colors:
                    colors[path] = _tag_color(library, path)
            color = _color(annotation, colors)
            around = speakers[said], color, annotation.claim and session.claim_of(annotation)
            known = self._made.get(annotation.id)
            if known is None or known.annotation is not annotation or known.around != around:
                mark = _mark(session, annotation, color)
                known = _Made(annotation, around, mark, card_of(session, annotation))
            made[annotation.id] = known
        self._made = made
        marks = [one.mark for one in made.values() if one.mark is not None]
        return marks, [one.card for one in made.values()]


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


def heading(
    session: "ArticleSession", bottom: int, *, claims: int = 0, suggested: int = 0
) -> Heading:
    """Return the top row of an article, with the offset after the last character in view.

    It is asked for at every scrolling, so whoever knows how many are claims, and how many of
    their speakers are suggested, says so.
    """
    article = session.article
    length = max(1, len(session.document.text))
    return Heading(
        title=article.title,
        site=article.site or article.first_published_in,
        published_on=article.published_on,
        claims=claims,
        suggested=suggested,
        percent=min(100, round(100 * bottom / length)),
        read_only=session.read_only,
    )


def suggested_name(session: "ArticleSession", words: Range) -> str:
    """Return who the rules think says these words; empty where it is the article itself."""
    return session.suggestion(words).name if words.start < words.end else ""


def _mark(session: "ArticleSession", annotation: Annotation, color: str | None) -> PaneMark | None:
    extent = session.range_of(annotation)
    if extent is None:
        return None
    return PaneMark(
        id=annotation.id,
        start=extent.start,
        end=extent.end,
        kind=annotation.kind,
        color=color,
        has_note=bool(annotation.note),
        suggested=annotation.speaker_state is SpeakerState.SUGGESTED,
    )


def _color(annotation: Annotation, colors: Mapping[str, str | None]) -> str | None:
    """Return the colour a person set; else that of the first tag that has one; else None."""
    if annotation.color in COLORS:
        return annotation.color
    if not annotation.tags:
        return None
    return next((color for path in annotation.tags if (color := colors[path])), None)


def _tag_color(library: "Library", path: str) -> str | None:
    tag = library.tags.get(path)
    return tag.color if tag is not None and tag.color in COLORS else None
