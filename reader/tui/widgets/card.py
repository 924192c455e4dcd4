"""The card at the foot of the text: what is known about the annotation under the focus."""

from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from reader.model.anchor import AnchorState
from reader.model.annotation import Attribution, Kind, Voice
from reader.model.claim import Status
from reader.text.canonical import clean_line
from reader.tui.signs import KIND_SIGNS, SUGGESTED_SIGN, status_words
from reader.tui.widgets.painted_once import PaintedOnce
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

_PART = "card_part"
_LONGEST = 1000
"""Characters of a quotation or note that are looked at: more than any row shows."""
_UNSURE = {
    AnchorState.FUZZY: "the words have changed a little",
    AnchorState.SUSPECT: "check the place: the words have changed",
    AnchorState.ORPHAN: "the words are no longer in the text",
}


class CardContent(NamedTuple):
    """An annotation as it is shown; texts are raw, and cleaned when they are painted.

    Attributes:
        number: Which of the annotations at this place it is, from 1.
        here: How many there are at this place.
        speaker: The speaker's name; empty for none.
        suggested: Whether the speaker was only suggested by a rule.
        articles: In how many articles its claim is seen, this one included; 0 without a claim.
        unread: Whether its claim, and so its judgement, cannot be read.
        evidence: How much there is for the claim and against it, such as `+2 −1`.
        bears_on: What it does to which other claim, such as `refutes “the mill is old”`.
    """

    id: str
    kind: Kind
    quotation: str
    number: int = 1
    here: int = 1
    speaker: str = ""
    suggested: bool = False
    voice: Voice | None = None
    via: str = ""
    attribution: Attribution | None = None
    status: Status | None = None
    verdict: str | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    anchor: AnchorState = AnchorState.EXACT
    articles: int = 0
    unread: bool = False
    evidence: str = ""
    bears_on: str = ""

    @property
    def length(self) -> int:
        """How many characters are quoted."""
        return len(self.quotation)

    @property
    def noted(self) -> bool:
        """Whether there is a note."""
        return bool(self.note.strip())


def quotation_line(card: CardContent) -> str:
    """Return the beginning of the quotation on one line, without quotation marks."""
    return clean_line(card.quotation[:_LONGEST])


def note_line(card: CardContent) -> str:
    """Return the first line of the note that is not blank; empty without a note."""
    lines = card.note[:_LONGEST].strip().split("\n", 1)
    return clean_line(lines[0])


def tag_line(card: CardContent) -> str:
    """Return the tags, each with its sign."""
    return " ".join(f"#{clean_line(tag)}" for tag in card.tags)


def elsewhere(card: CardContent) -> str:
    """Return in how many articles its claim is seen, and what there is for it; empty for none."""
    seen = f"in {card.articles} articles" if card.articles > 1 else ""
    return " · ".join(filter(None, (card.evidence, seen)))


class PartClicked(Message):
    """A part of a card was clicked.

    Attributes:
        annotation: The id of the annotation on it.
    """

    def __init__(self, annotation: str) -> None:
        super().__init__()
        self.annotation = annotation


class Card(PaintedOnce, StyledWhenAsked, Widget):
    """Three rows under a hairline: judgement and tags, speaker, note. Its parts can be clicked.

    It has the class `-vacant` while it shows no annotation.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "card--claim",
        "card--highlight",
        "card--question",
        "card--evidence",
        "card--quotation",
        "card--judgement",
        "card--tags",
        "card--speaker",
        "card--suggested",
        "card--quiet",
        "card--warning",
        "card--elsewhere",
    }
    DEFAULT_CSS = "Card { height: 4; border-top: solid gray; }"
    ALLOW_SELECT = False

    class EditSpeaker(PartClicked):
        """The speaker was clicked."""

    class EditTags(PartClicked):
        """The tags were clicked."""

    class EditNote(PartClicked):
        """The note was clicked."""

    class EditVerdict(PartClicked):
        """The status or verdict was clicked."""

    class OpenDetails(PartClicked):
        """The quotation was clicked."""

    class OpenClaim(PartClicked):
        """What is known elsewhere of its claim was clicked, or what it is evidence for."""

    class Appeared(Message):
        """The card is on the screen now, and others have less room."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 the name Textual gives it
        super().__init__(id=id, classes="-vacant")
        self._content: CardContent | None = None
        self._hint = ""

    @property
    def content(self) -> CardContent | None:
        """What is shown."""
        return self._content

    def show(self, content: CardContent | None, hint: str = "") -> None:
        """Show an annotation; without one, the hint."""
        if (content, hint) != (self._content, self._hint):
            self._content = content
            self._hint = hint
            self.set_class(content is None, "-vacant")
            self.refresh()

    def render(self) -> Content:
        """Paint the rows."""
        width = self.size.width
        if self._content is None:
            hint = clean_line(self._hint)
            return Content.assemble((hint, self._style("card--quiet"))).truncate(
                width, ellipsis=True
            )
        card = self._content
        rows = (self._first(card, width), self._second(card, width), self._third(card))
        return Content("\n").join(row.truncate(width, ellipsis=True) for row in rows)

    def on_show(self) -> None:
        """Say that it is there."""
        self.post_message(self.Appeared())

    def on_click(self, event: events.Click) -> None:
        """Say which part was clicked."""
        message = {
            "speaker": self.EditSpeaker,
            "tags": self.EditTags,
            "note": self.EditNote,
            "verdict": self.EditVerdict,
            "details": self.OpenDetails,
            "claim": self.OpenClaim,
        }.get(event.style.meta.get(_PART, ""))
        if message is not None and self._content is not None:
            event.stop()
            self.post_message(message(self._content.id))

    def _first(self, card: CardContent, width: int) -> Content:
        place = f" {card.number}/{card.here}" if card.here > 1 else ""
        left = Content.assemble(
            (KIND_SIGNS[card.kind], self._style(f"card--{card.kind.value}")),
            (place, self._style("card--quiet")),
            "  ",
        )
        right = self._judgement_and_tags(card).truncate(
            max(width * 11 // 20, width - 40), ellipsis=True
        )
        room = width - left.cell_length - right.cell_length - 4
        if room < 8:
            return left + right
        words = Content(quotation_line(card)).truncate(room, ellipsis=True)
        quotation = Content.assemble(
            (f"“{words.plain}”", self._style("card--quotation", "details"))
        )
        gap = max(width - left.cell_length - quotation.cell_length - right.cell_length, 1)
        return Content.assemble(left, quotation, " " * gap, right)

    def _judgement_and_tags(self, card: CardContent) -> Content:
        judgement = clean_line(status_words(card.status, card.verdict))
        tags = tag_line(card)
        pieces: list[tuple[str, Style] | str] = []
        if judgement:
            pieces.append((judgement, self._style("card--judgement", "verdict")))
        elif card.unread:
            pieces.append(("its claim cannot be read", self._style("card--warning", "claim")))
        elif card.kind is Kind.CLAIM:
            pieces.append(("not judged", self._style("card--quiet", "verdict")))
        if pieces:
            pieces.append("   ")
        if tags:
            pieces.append((tags, self._style("card--tags", "tags")))
        else:
            pieces.append(("no tags", self._style("card--quiet", "tags")))
        return Content.assemble(*pieces)

    def _second(self, card: CardContent, width: int) -> Content:
        """Return the speaker, and at the right edge what is known of the claim elsewhere."""
        said = self._said(card)
        known = " · ".join(filter(None, (clean_line(card.bears_on), elsewhere(card))))
        if not known:
            return said
        right = Content.styled(known, self._style("card--elsewhere", "claim"))
        right = right.truncate(max(width // 2, width - said.cell_length - 2), ellipsis=True)
        said = said.truncate(max(1, width - right.cell_length - 2), ellipsis=True)
        return Content.assemble(said, " " * (width - said.cell_length - right.cell_length), right)

    def _said(self, card: CardContent) -> Content:
        quiet = self._style("card--quiet")
        pieces: list[tuple[str, Style] | str] = ["   "]
        if not card.speaker:
            pieces.append(("no speaker", self._style("card--quiet", "speaker")))
        elif card.suggested:
            style = self._style("card--suggested", "speaker")
            pieces.append((f"{clean_line(card.speaker)} {SUGGESTED_SIGN} suggested", style))
        else:
            pieces.append((clean_line(card.speaker), self._style("card--speaker", "speaker")))
        words = [
            "" if card.voice is None else card.voice.value,
            f"via {clean_line(card.via)}" if card.via else "",
            "" if card.attribution is None else f"said: {card.attribution.value}",
        ]
        pieces += [(f" · {word}", quiet) for word in words if word]
        if card.anchor in _UNSURE:
            pieces.append((f" · {_UNSURE[card.anchor]}", self._style("card--warning")))
        return Content.assemble(*pieces)

    def _third(self, card: CardContent) -> Content:
        note = note_line(card)
        if not note:
            return Content.assemble("   ", ("no note", self._style("card--quiet", "note")))
        return Content.assemble(
            "   ", ("note: ", self._style("card--quiet", "note")), (note, self._style("", "note"))
        )

    def _style(self, component: str, part: str = "") -> Style:
        look = self.get_visual_style(component, partial=True) if component else Style()
        return look + Style.from_meta({_PART: part}) if part else look
