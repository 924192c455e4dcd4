"""What is known of one sighting and its claim, beside the list it is in."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.events import Click
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from reader.model.claim import Status
from reader.model.words import word_or
from reader.text.canonical import clean, clean_line
from reader.tui.signs import SUGGESTED_SIGN, status_words
from reader.tui.widgets.sighting_words import who_says, words_of
from reader.tui.wording import short_date

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow
    from reader.library.previewing import Preview

_SIGHTING = "preview_sighting"
_LONGEST = 2_000
"""Characters of one text that are shown."""

_TALLY = ("for", "against", "for context")
"""What is said of each number of a `Tally`."""

_Piece = str | tuple[str, Style]


class ClaimPreview(VerticalScroll, can_focus=False):
    """The words in their sentence, who says so, the claim, its evidence, note and sightings."""

    class Opened(Message):
        """Another sighting of the claim was clicked.

        Attributes:
            article: The id of its article.
            annotation: Its own id.
        """

        def __init__(self, article: str, annotation: str) -> None:
            super().__init__()
            self.article = article
            self.annotation = annotation

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "claim-preview--words",
        "claim-preview--strong",
        "claim-preview--quiet",
        "claim-preview--suggested",
        "claim-preview--problem",
        "claim-preview--tags",
    }

    def __init__(self) -> None:
        """Start with nothing to show."""
        super().__init__()
        self._text = Content()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.plain

    def compose(self) -> ComposeResult:
        """Lay the text out."""
        yield Static(self._text, markup=False)

    def show(self, preview: "Preview | None") -> None:
        """Show a sighting; nothing without one."""
        shown = Content() if preview is None else self._content(preview)
        if shown == self._text:
            return
        self._text = shown
        try:
            self.query_one(Static).update(shown)
        except NoMatches:
            return
        self.scroll_home(animate=False)

    def on_click(self, event: Click) -> None:
        """Say which sighting was clicked."""
        place = event.style.meta.get(_SIGHTING)
        if place is not None:
            event.stop()
            self.post_message(self.Opened(*place))

    def _content(self, preview: "Preview") -> Content:
        paragraphs = [
            self._sentence(preview),
            self._facts(preview),
            self._judgement(preview),
            self._note(preview.row),
            self._sightings(preview),
        ]
        return Content("\n\n").join(paragraph for paragraph in paragraphs if paragraph.plain)

    def _sentence(self, preview: "Preview") -> Content:
        quiet, words = self._look("quiet"), self._look("words")
        before, quotation, after = map(_flat, preview.context)
        if not quotation:
            return Content.styled("on the whole article", quiet)
        return Content.assemble((before, quiet), (quotation, words), (after, quiet))

    def _facts(self, preview: "Preview") -> Content:
        row, quiet = preview.row, self._look("quiet")
        pieces: list[_Piece] = [self._speaker(row)]
        voice = row.voice if row.speaker_name else ""
        pieces += [(f" · {word}", quiet) for word in (voice, _said(row)) if word]
        pieces.append((f"\n{clean_line(row.title or row.article)}", quiet))
        pieces.append((f" · marked {short_date(row.created)}", quiet))
        if row.tags:
            tags = " ".join(f"#{clean_line(tag)}" for tag in row.tags)
            pieces += ["\n", (tags, self._look("tags"))]
        return Content.assemble(*pieces)

    def _speaker(self, row: "AnnotationRow") -> _Piece:
        who = who_says(row)
        if not who.name:
            return "no speaker", self._look("quiet")
        if who.suggested:
            return f"{who.name} {SUGGESTED_SIGN} suggested", self._look("suggested")
        return who.name, self._look("strong")

    def _judgement(self, preview: "Preview") -> Content:
        row, claim, quiet = preview.row, preview.claim, self._look("quiet")
        judged = status_words(word_or(Status, row.status, None), clean_line(row.verdict) or None)
        pieces: list[_Piece] = [(judged, self._look("strong")) if judged else ("not judged", quiet)]
        if row.claim_lost:
            pieces = [("its claim cannot be read", self._look("problem"))]
        evidence = [
            f"{number} {word}"
            for number, word in zip(preview.evidence, _TALLY, strict=True)
            if number
        ]
        if evidence:
            pieces.append((f" · evidence: {', '.join(evidence)}", quiet))
        text = _flat(row.claim_text)
        if text and text != _flat(row.quotation):
            pieces += ["\n", ("claim: ", quiet), (text, self._look("strong"))]
        if claim is not None and claim.explanation:
            pieces += ["\n", _block(claim.explanation)]
        return Content.assemble(*pieces)

    def _note(self, row: "AnnotationRow") -> Content:
        if not row.note.strip():
            return Content()
        return Content.assemble(("note: ", self._look("quiet")), _block(row.note))

    def _sightings(self, preview: "Preview") -> Content:
        if not preview.others:
            return Content()
        quiet = self._look("quiet")
        others = preview.number - 1
        pieces: list[_Piece] = [(f"also said {others:,}×" if others > 1 else "also said", quiet)]
        for row in preview.others:
            words, who = words_of(row), who_says(row)
            sign = f" {SUGGESTED_SIGN}" if who.suggested else ""
            said_by = f"{who.name}{sign} · " if who.name else ""
            where = f"{said_by}{clean_line(row.title or row.article)}"
            there = Style.from_meta({_SIGHTING: (row.article, row.id)})
            pieces += ["\n", (f"“{words}”", there), "\n", (f"  {where}", quiet + there)]
        left = others - len(preview.others)
        if left:
            pieces.append((f"\nand {left:,} more", quiet))
        return Content.assemble(*pieces)

    def _look(self, name: str) -> Style:
        return self.get_visual_style(f"claim-preview--{name}", partial=True)


def _said(row: "AnnotationRow") -> str:
    return f"attribution {row.attribution}" if row.attribution else ""


def _flat(text: str) -> str:
    """Return a text on one line, with the space at its ends kept: it stands in a sentence."""
    words = clean_line(text[:_LONGEST])
    if not words:
        return ""
    return " " * text[:1].isspace() + words + " " * text[-1:].isspace()


def _block(text: str) -> str:
    return clean(text[:_LONGEST]).strip()
