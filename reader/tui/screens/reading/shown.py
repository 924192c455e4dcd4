"""What the widgets show of an article: plain data made from its session."""

from typing import TYPE_CHECKING

from reader.errors import NotFoundError
from reader.model.anchor import AnchorState
from reader.model.annotation import Annotation, Kind, SpeakerState
from reader.model.claim import Relation
from reader.model.tag import COLORS
from reader.text.document import Range
from reader.tui.widgets.card import CardContent
from reader.tui.widgets.top_row import Heading
from reader.tui.wording import evidence_words, quoted

if TYPE_CHECKING:
    from reader.library import ArticleSession, Library
    from reader.library.claim_surroundings import Around
    from reader.tui.widgets.reading_pane import PaneMark


class Tints:
    """How marks are tinted while no tag gets another colour."""

    def __init__(self, library: "Library") -> None:
        """Take each colour from `library` when it is first asked for."""
        self._library = library
        self._colors: dict[str, str | None] = {}

    def __call__(self, mark: "PaneMark") -> str:
        """Return the colour a person set; else that of the first tag that has one; else the kind.

        Every tag is looked at: what its colour becomes is to be noticed.
        """
        for path in mark.tags:
            if path not in self._colors:
                self._colors[path] = _tag_color(self._library, path)
        if mark.color in COLORS:
            return mark.color
        for path in mark.tags:
            if color := self._colors[path]:
                return color
        return mark.kind.value

    @property
    def stand(self) -> bool:
        """Whether all that was told is still so."""
        now = {path: _tag_color(self._library, path) for path in self._colors}
        return now == self._colors


class Shown:
    """What text and list show of each annotation; a card is made when it comes into sight."""

    def __init__(self, library: "Library", session: "ArticleSession") -> None:
        """Begin with the colours the tags have now."""
        self._library = library
        self._session = session
        self._tints = Tints(library)

    @property
    def session(self) -> "ArticleSession":
        """The article it is made of."""
        return self._session

    def tints(self) -> Tints:
        """Return how marks are tinted now, the same object unless a tag has another colour."""
        if not self._tints.stand:
            self._tints = Tints(self._library)
        return self._tints

    def card(self, annotation: str) -> CardContent:
        """Return the card of an annotation; one that was deleted meanwhile has nothing on it."""
        try:
            known = self._session.annotation(annotation)
            return card_of(self._session, known, around(self._library, self._session, known))
        except NotFoundError:
            return CardContent(annotation, Kind.HIGHLIGHT, "")


def around(
    library: "Library", session: "ArticleSession", annotation: Annotation
) -> "Around | None":
    """Return what is known elsewhere of an annotation, None where nothing can be."""
    if annotation.claim is None and not annotation.is_evidence:
        return None
    from reader.library.annotation_ids import Place
    from reader.library.claim_surroundings import around

    return around(library, Place(session.id, annotation.id), annotation)


def card_of(
    session: "ArticleSession",
    annotation: Annotation,
    known: "Around | None" = None,
    *,
    number: int = 1,
    here: int = 1,
) -> CardContent:
    """Return an annotation as a card.

    Args:
        session: The article it is in.
        annotation: The annotation.
        known: What is known elsewhere of it.
        number: Which it is of those `here` where several overlap.
        here: How many there are.
    """
    claim = session.claim_of(annotation)
    anchor = annotation.anchor_in(session.text)
    return CardContent(
        id=annotation.id,
        kind=annotation.kind,
        quotation=session.quotation(annotation),
        number=number,
        here=here,
        speaker=session.speaker_label(annotation),
        suggested=annotation.speaker_state is SpeakerState.SUGGESTED,
        voice=annotation.voice,
        via=annotation.via or "",
        attribution=annotation.attribution,
        status=claim.status if claim else None,
        verdict=claim.verdict if claim else None,
        tags=annotation.tags,
        note=annotation.note,
        anchor=anchor.state if anchor else AnchorState.EXACT,
        articles=known.articles if known else 0,
        unread=annotation.claim is not None and claim is None,
        evidence=evidence_words(*known.tally) if known else "",
        bears_on=_bears_on(known) if known else "",
    )


def _bears_on(known: "Around") -> str:
    """Return what an annotation is evidence for: the first claim, and how many more."""
    if not known.bears_on:
        return ""
    first, *more = known.bears_on
    others = f" and {len(more)} more" if more else ""
    verb = "context for" if first.piece.relation is Relation.CONTEXT else first.piece.relation
    return f"{verb} {quoted(first.claim.text)}{others}"


def heading(
    session: "ArticleSession", bottom: int, *, claims: int = 0, suggested: int = 0, minutes: int = 0
) -> Heading:
    """Return the top row of an article, with the offset after the last character in view.

    It is asked for at every scrolling, so whoever knows how many are claims, how many of their
    speakers are suggested, and how many minutes the rest takes, says so.
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
        minutes=minutes,
        read_only=session.read_only,
    )


def suggested_name(session: "ArticleSession", words: Range) -> str:
    """Return who the rules think says these words; empty where it is the article itself."""
    return session.suggestion(words).name if words.start < words.end else ""


def _tag_color(library: "Library", path: str) -> str | None:
    tag = library.tags.get(path)
    return tag.color if tag is not None and tag.color in COLORS else None
