"""Following links and footnotes: by letters painted over them, or from where the caret is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.events import Key
from textual.geometry import Region

from reader.text.document import Range, Span, SpanKind
from reader.tui.commands import Situation, Where
from reader.tui.hint_labels import hint_labels
from reader.tui.opening import Opening

if TYPE_CHECKING:
    from reader.text.addresses import Destination
    from reader.text.references import References
    from reader.tui.screens.reading.screen import ReadingScreen

_SCROLLS = frozenset({"footnote_down", "footnote_up"})
_SITUATIONS = {
    Where.HINTS: Situation.HINTS,
    Where.LINK: Situation.LINK,
    Where.FOOTNOTE: Situation.FOOTNOTE,
}


class Following:
    """What `f` and `%` do, and the keys that serve while they wait for an answer.

    Letters choose a link in view; where it leads is shown before anything is opened. A footnote
    is shown over the text, below what refers to it; any other key closes it and does its work.
    """

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on the text `screen` shows."""
        self._screen = screen
        self._opening = Opening(screen, lambda: screen.commanding.show_offers())
        self._references: References | None = None
        self._hints: dict[str, Span] = {}
        self._typed = ""
        self._over_note = False
        self._row = 0
        self._left_at: tuple[object, ...] = ()

    # What is going on

    @property
    def where(self) -> Where | None:
        """Whose keys act while something is being followed; None while nothing is."""
        screen = self._screen
        if self._hints:
            return Where.HINTS
        if screen.has_open("link_bar"):
            return Where.LINK
        return Where.FOOTNOTE if screen.has_open("footnote") else None

    @property
    def situation(self) -> Situation:
        """What the person is doing; REFERENCE where the caret is on something to follow."""
        if (where := self.where) is not None:
            return _SITUATIONS[where]
        found = self._at_caret() or self._footnote_here()
        return Situation.REFERENCE if found else Situation.NOTHING

    @property
    def footers(self) -> Mapping[str, str]:
        """Commands that are called otherwise in the bottom row, by what the link leads to."""
        screen = self._screen
        leads = screen.link_bar.leads if screen.has_open("link_bar") else None
        if leads is None or (leads.opens and not leads.is_mail):
            return {}
        return (
            {"open_link": "write to it"}
            if leads.is_mail
            else {"open_link": "copy", "copy_link": ""}
        )

    @property
    def typed(self) -> str:
        """The letters of a label typed so far."""
        return self._typed

    @property
    def address_here(self) -> str:
        """The address of the link the caret is on, else of the first in focus; empty for none."""
        span = self._at_caret()
        for each in [span] if span else self._known.within(self._screen.pane.target):
            if each.kind is SpanKind.LINK:
                leads, _ = self._leads(each)
                if leads is not None and leads.opens and not leads.is_mail:
                    return leads.address
        return ""

    def takes(self, event: Key) -> bool:
        """Act on a key that is no command while something is being followed.

        While labels are shown it is a letter of one. Else it lets go of what is shown, and goes
        on to do what it always does.
        """
        where = self.where
        if where is None:
            return False
        command = self._screen.keymap.command_for(where, event.key)
        if command is not None and (command.id not in _SCROLLS or self._screen.footnote.is_long):
            return False
        if where is Where.HINTS:
            self._type(event.character or "")
            return True
        self.let_go()
        return False

    def moved(self) -> None:
        """Let go if other rows are in view now, or the caret is elsewhere."""
        if self.where is not None and self._left_at != self._place:
            self._end_hints()
            self._close_link()
            self._close_footnote()
            self._screen.commanding.show_offers()

    # What keys ask for

    def hints(self) -> None:
        """Put letters over the links and footnotes in view: of an open footnote, else the text."""
        screen, note = self._screen, self._note
        inside = self._known.within(note) if note else []
        self._close_link()
        if not inside:
            self._close_footnote()
        found = inside or self._known.within(screen.pane.in_view)
        if not found:
            screen.say("No link is in view.")
            return
        starts = {span.start: span for span in reversed(found)}
        labels = hint_labels(len(starts))
        self._over_note = bool(inside)
        self._hints = dict(zip(labels, (starts[start] for start in sorted(starts)), strict=True))
        self._typed = ""
        self._left_at = self._place
        self._show_hints()

    def letter_back(self) -> None:
        """Take back the last letter typed; without one, end."""
        if self._typed:
            self._typed = self._typed[:-1]
            self._show_hints()
        else:
            self._end_hints()

    def here(self) -> None:
        """Follow what the caret is on; from a footnote go back; else what the focus holds."""
        screen = self._screen
        span, footnote = self._at_caret(), self._footnote_here()
        if span is None and footnote is not None:
            back = self._known.back(footnote)
            if back is None:
                screen.say("Nothing in this text refers to that footnote.")
            else:
                screen.jumping.note()
                screen.pane.put_caret(back.start)
            return
        held = self._known.within(screen.pane.target)
        if span is None and not held:
            screen.say("No link or footnote is here.")
        else:
            self.follow(span or held[0])

    def clicked(self, offset: int) -> None:
        """Show the footnote of a reference that was clicked, or close it again.

        Links are left alone, so that a click never does more than put the caret there.
        """
        span = self._known.at(offset)
        if span is not None and span.kind is SpanKind.SUPERSCRIPT:
            stretch = self._known.footnote(span)
            if stretch is not None and stretch == self._note:
                self.let_go()
            else:
                self.follow(span)
        self._screen.commanding.show_offers()

    def chosen(self, offset: int) -> None:
        """Follow the link that begins at an offset."""
        if (span := self._known.at(offset)) is not None:
            self.follow(span)

    def follow(self, span: Span) -> None:
        """Show a footnote, go to a heading, or show where a link leads."""
        screen = self._screen
        if span.kind is SpanKind.SUPERSCRIPT:
            self._show_footnote(span)
            return
        leads, fragment = self._leads(span)
        heading = self._known.heading(fragment) if fragment else None
        if heading is not None:
            self.let_go()
            screen.jumping.note()
            screen.pane.go_to(heading)
        elif leads is None:
            screen.say("That place is not in this text.")
        else:
            self._left_at = self._place
            screen.link_bar.open(leads)
            screen.commanding.show_offers()

    def open(self) -> None:
        """Open the address that is shown in the browser; copy one that cannot be opened."""
        self._opening.open()

    def copy(self) -> None:
        """Copy the address that is shown."""
        self._opening.copy()

    def go_to_footnote(self) -> None:
        """Go to the footnote that is shown."""
        screen, stretch = self._screen, self._note
        if stretch is not None:
            screen.footnote.close()
            screen.jumping.note()
            screen.pane.go_to(stretch.start)

    def scroll_down(self) -> None:
        """Scroll the footnote a row down."""
        self._screen.footnote.scroll_down(animate=False)

    def scroll_up(self) -> None:
        """Scroll the footnote a row up."""
        self._screen.footnote.scroll_up(animate=False)

    def let_go(self) -> None:
        """Let go of the last thing that was asked for: letters, an address, a footnote."""
        screen = self._screen
        if self._hints:
            self._end_hints()
        elif screen.has_open("link_bar"):
            screen.link_bar.close()
        else:
            self._close_footnote()

    # How

    @property
    def _known(self) -> "References":
        from reader.text.references import References

        document, known = self._screen.pane.document, self._references
        if known is None or known.document is not document:
            known = self._references = References(document)
        return known

    @property
    def _place(self) -> tuple[object, ...]:
        pane = self._screen.pane
        return pane.document, pane.top_row, pane.caret, pane.column

    @property
    def _note(self) -> Range | None:
        """Where the footnote stands that is shown, if one is."""
        return self._screen.footnote.stretch if self._screen.has_open("footnote") else None

    def _close_link(self) -> None:
        if self._screen.has_open("link_bar"):
            self._screen.link_bar.close()

    def _close_footnote(self) -> None:
        if self._screen.has_open("footnote"):
            self._screen.footnote.close()

    def _at_caret(self) -> Span | None:
        pane = self._screen.pane
        return self._known.at(pane.caret) if pane.attention.caret_shown else None

    def _footnote_here(self) -> Range | None:
        return self._known.footnote_at(self._screen.pane.target.start)

    def _type(self, letter: str) -> None:
        """Take a letter of a label: the last one chooses, a wrong one ends it."""
        typed = self._typed + letter
        if letter and typed in self._hints:
            span = self._hints[typed]
            self._end_hints()
            self.follow(span)
        elif letter and any(label.startswith(typed) for label in self._hints):
            self._typed = typed
            self._show_hints()
        else:
            self._end_hints()

    def _show_hints(self) -> None:
        """Paint what is left of the labels that can still be typed."""
        view = self._screen.pane.in_view
        self._paint(
            {
                max(span.start, view.start if not self._over_note else 0): label[len(self._typed) :]
                for label, span in self._hints.items()
                if label.startswith(self._typed)
            }
        )

    def _end_hints(self) -> None:
        if self._hints:
            self._hints, self._typed = {}, ""
            self._paint({})

    def _paint(self, labels: Mapping[int, str]) -> None:
        if self._over_note:
            self._screen.footnote.show_hints(labels)
        else:
            self._screen.pane.show_hints(labels)

    def _show_footnote(self, span: Span) -> None:
        """Show the footnote of a reference below it; of one in a footnote, in the same place."""
        screen, pane = self._screen, self._screen.pane
        stretch = self._known.footnote(span)
        if stretch is None:
            screen.say("That footnote is not in this text.")
            return
        around = self._note
        if around is None or not around.start <= span.start < around.end:
            pane.reveal(Range(span.start, span.end))
            self._row = pane.layout_rows.row_of(span.start) - pane.top_row
        column = Region(pane.column.left, 0, pane.column.text, pane.page)
        self._left_at = self._place
        room = pane.scrollable_content_region.width
        screen.footnote.open(pane.document, stretch, column, self._row, room)
        screen.commanding.show_offers()

    def _leads(self, span: Span) -> "tuple[Destination | None, str]":
        """Return where a link leads, None for this text itself, and the place in this text."""
        from urllib.parse import urldefrag, urljoin

        from reader.text.addresses import destination

        target, pane = span.target, self._screen.pane
        words = pane.document.text[span.start : span.end]
        if target.startswith("#"):
            return None, target
        leads, own = destination(target, words), self._screen.open_session.article.url
        if own and not leads.opens and ":" not in target.partition("/")[0]:
            try:
                leads = destination(urljoin(own, target), words)
            except ValueError:
                return leads, ""
        page, fragment = urldefrag(leads.address)
        return leads, fragment if own and page == urldefrag(own)[0] else ""
