"""The main screen: it holds what is open, and passes on what its widgets say."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.events import DescendantFocus, Key, Resize
from textual.message import Message
from textual.screen import Screen

from reader.errors import NotFoundError
from reader.tui.commands import BY_ID, COMMANDS, Command, Keymap, Where
from reader.tui.screens.reading.articles import Articles
from reader.tui.screens.reading.bookmark import Bookmark
from reader.tui.screens.reading.captions import Captions
from reader.tui.screens.reading.commanding import Commanding
from reader.tui.screens.reading.controllers import Controllers
from reader.tui.screens.reading.following import Following
from reader.tui.screens.reading.gathering import Gathering
from reader.tui.screens.reading.jumping import Jumping
from reader.tui.screens.reading.navigating import Navigating
from reader.tui.screens.reading.panes import PANES, Panes
from reader.tui.screens.reading.reviewing import Reviewing
from reader.tui.screens.reading.saving import RecordsChanged, Saving, StoreTold
from reader.tui.screens.reading.showing import Showing
from reader.tui.screens.reading.starting import Starting
from reader.tui.telling import Telling
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.bottom_row import BottomRow
from reader.tui.widgets.card import Card
from reader.tui.widgets.coach import Coach
from reader.tui.widgets.notes_pane import NotesPane
from reader.tui.widgets.overview import Overview
from reader.tui.widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from reader.library import ArticleSession, Library
    from reader.tui.remembered import Remembered
    from reader.tui.widgets.filter_bar import FilterBar
    from reader.tui.widgets.find_bar import FindBar
    from reader.tui.widgets.footnote_inset import FootnoteInset
    from reader.tui.widgets.pinned_row import PinnedRow
    from reader.tui.widgets.query_field import QueryField

Result = TypeVar("Result")

_BACKUPS_LATER = 30.0
"""Seconds after the start until the backups are looked after, so that nothing waits for them."""

_CARD_COMMANDS: dict[type[Message], str] = {
    Card.EditSpeaker: "speaker",
    Card.EditTags: "tags",
    Card.EditNote: "note",
    Card.EditVerdict: "verdict",
    Card.OpenDetails: "details",
    Card.OpenClaim: "its_claim",
}


class ReadingScreen(Controllers):
    """The reading screen.

    It holds what is open; each of its controllers (`panes`, `showing`, … and those of
    `Controllers`) does one thing that commands ask for, and `commanding` brings the two together.

    Attributes:
        library: The library that is open.
        session: The open article, or None.
    """

    def __init__(
        self,
        library: "Library",
        keymap: Keymap,
        remembered: "Remembered",
        targets: Sequence[str] = (),
    ) -> None:
        """Prepare the screen; the first of `targets`, ids of articles, is opened as it appears."""
        super().__init__(keymap)
        self.library = library
        self.remembered = remembered
        self.session: ArticleSession | None = None
        self.telling = Telling(self, self.bottom_row)
        self.commanding = Commanding(self)
        self.panes = Panes(self)
        self.captions = Captions(self)
        self.showing = Showing(self)
        self.gathering = Gathering(self)
        self.reviewing = Reviewing(self)
        self.following = Following(self)
        self.jumping = Jumping(self)
        self.articles = Articles(self)
        self.navigating = Navigating(self)
        self.saving = Saving(self)
        self.bookmark = Bookmark(self)
        self.starting = Starting(self, targets)

    def on_mount(self) -> None:
        """Take over what is remembered, open an article and read the list."""
        self.pane.measure = self.remembered.column
        self.starting.begin()
        self.set_timer(_BACKUPS_LATER, lambda: self.restoring.tend_backups())
        self.call_after_refresh(self._painted)

    async def _painted(self) -> None:
        """Once something is in sight, look out for others, and offer what was left unsaved."""
        self.library.watch()
        self.show_pinned()
        if self.library.may_have_drafts:
            await self.noting.offer_drafts()

    def on_unmount(self) -> None:
        """Listen to the library no longer."""
        self.saving.stop()

    def show_pinned(self) -> None:
        """Show the pinned claim as it stands; nothing is loaded for it while none was pinned."""
        if self.library.pinned.name or self.has_used("pinning"):
            self.pinning.show()

    # What is open

    @property
    def article(self) -> str | None:
        """The id of the open article, or None."""
        return self.session.id if self.session else None

    @property
    def open_session(self) -> "ArticleSession":
        """The open article.

        Raises:
            NotFoundError: none is open.
        """
        if self.session is None:
            raise NotFoundError("No article is open.")
        return self.session

    def go_to_annotation(self, identity: str) -> None:
        """Make an annotation the current one, in sight; one that has no place changes nothing."""
        self.showing.changes()
        if identity in self.pane.marks:
            self.pane.go_to_mark(self.pane.marks[identity])

    async def run(self, command: Command) -> None:
        """Do what a command asks."""
        await self.commanding.run(command)

    async def take_key(self, event: Key) -> bool:
        """Act on a key; False if it is no command's here."""
        return await self.commanding.take_key(event)

    # Talking to the person

    def say(self, sentence: str, *, loud: bool = False) -> None:
        """Show a sentence for a while, loudly if something went wrong; from any thread."""
        self.telling.say(sentence, loud=loud)

    async def ask(self, dialog: Screen[Result], answered: Callable[[Result | None], None]) -> None:
        """Open a dialog and wait until it takes keys; its answer is passed on later."""
        self.telling.make_way()
        # Textual styles everything anew when it has to read a sheet for a screen.
        self.app.stylesheet.read_all(dialog.css_path)
        await self.app.push_screen(dialog, answered)

    def action_palette(self) -> Awaitable[None]:
        """Open the palette of commands."""
        from reader.tui.screens.palette import Palette

        def chosen(identity: str | None) -> None:
            if identity is not None:
                self.call_later(self.commanding.run, BY_ID[identity])

        here = [command for command in COMMANDS if command.where & Where.PANES]
        return self.ask(Palette(here, self.keymap), chosen)

    def action_help(self) -> Awaitable[None]:
        """Open the help."""
        from reader.tui.screens.help import HelpScreen

        return self.ask(HelpScreen(COMMANDS, self.keymap), lambda _: None)

    # What the widgets and the library say

    @on(Resize)
    def _arrange(self) -> None:
        self.panes.arrange()
        self.following.moved()

    @on(DescendantFocus)
    def _pane_entered(self, event: DescendantFocus) -> None:
        for name in PANES:
            if self.query_one(f"#{name}-pane") in event.widget.ancestors:
                self.panes.entered(name)
        self.commanding.show_offers()

    @on(ReadingPane.FocusMoved)
    def _focus_moved(self) -> None:
        self.captions.show_card()
        self.commanding.show_offers()

    @on(ReadingPane.SelectionChanged)
    def _selection_changed(self, event: ReadingPane.SelectionChanged) -> None:
        if event.range is not None:
            self.captions.chosen()
        elif self.has_used("marking"):
            self.marking.stop_reselecting()
        self.commanding.show_offers()

    @on(ReadingPane.PositionChanged)
    def _position_changed(self) -> None:
        self.captions.view_moved()
        self.following.moved()
        self.bookmark.moved()

    @on(ReadingPane.Clicked)
    def _character_clicked(self, event: ReadingPane.Clicked) -> None:
        self.captions.chosen()
        self.following.clicked(event.offset)

    def on_footnote_inset_chosen(self, event: "FootnoteInset.Chosen") -> None:
        """Follow what was clicked in a footnote."""
        self.following.chosen(event.offset)

    @on(ReadingPane.SignsChanged)
    def _signs_changed(self) -> None:
        self.captions.show_overview()

    @on(Overview.Chosen)
    def _place_chosen(self, event: Overview.Chosen) -> None:
        self.jumping.note()
        if event.annotation is None:
            self.pane.go_to(event.offset)
        else:
            self.go_to_annotation(event.annotation)

    @on(ReadingPane.MarkDragged)
    def _mark_dragged(self, event: ReadingPane.MarkDragged) -> None:
        self.commanding.attempt(lambda: self.marking.move(event.id, event.range))

    @on(NotesPane.Highlighted)
    def _note_highlighted(self, event: NotesPane.Highlighted) -> None:
        self.go_to_annotation(event.annotation)

    @on(NotesPane.Opened)
    def _note_opened(self, event: NotesPane.Opened) -> None:
        self.go_to_annotation(event.annotation)
        self.panes.bring("text")

    @on(ArticleList.Opened)
    def _article_chosen(self, event: ArticleList.Opened) -> None:
        if event.article == self.article or self.articles.open(event.article):
            self.panes.bring("text")

    @on(Card.EditSpeaker)
    @on(Card.EditTags)
    @on(Card.EditNote)
    @on(Card.EditVerdict)
    @on(Card.OpenDetails)
    @on(Card.OpenClaim)
    async def _card_clicked(self, event: Message) -> None:
        await self.commanding.run(BY_ID[_CARD_COMMANDS[type(event)]])

    async def on_pinned_row_chosen(self, event: "PinnedRow.Chosen") -> None:
        """Attach evidence to the pinned claim, or show it."""
        await self.commanding.run(BY_ID["evidence" if event.attach else "pinned_claim"])

    @on(Card.Appeared)
    def _card_appeared(self) -> None:
        self.captions.card_appeared()

    @on(BottomRow.Chosen)
    async def _offer_chosen(self, event: BottomRow.Chosen) -> None:
        if event.command in BY_ID:
            await self.commanding.run(BY_ID[event.command])

    def on_find_bar_changed(self, event: "FindBar.Changed") -> None:
        """Look for what is typed in the bar."""
        self.finding.look_for(event.words)

    def on_find_bar_closed(self, event: "FindBar.Closed") -> None:
        """Keep what was found, or go back."""
        self.finding.closed(kept=event.kept)

    async def on_find_bar_switched(self, event: "FindBar.Switched") -> None:
        """Turn the switch that was clicked."""
        await self.commanding.run(BY_ID[event.command])

    def on_query_field_asked(self, event: "QueryField.Asked") -> None:
        """Filter the list by what is typed below it."""
        self.filtering.ask(event.query)

    def on_filter_bar_moved(self, event: "FilterBar.Moved") -> None:
        """Move in the list while the filter is typed."""
        self.list.move_to(self.list.place + event.step)

    def on_filter_bar_closed(self, event: "FilterBar.Closed") -> None:
        """Keep the filter, or let go of it."""
        self.filtering.closed(kept=event.kept)

    async def on_list_heading_clicked(self) -> None:
        """Ask which list to show."""
        await self.commanding.run(BY_ID["lists"])

    @on(Coach.Advanced)
    def _coach_advanced(self, event: Coach.Advanced) -> None:
        self.remembered.coach = event.step

    @on(Coach.Ended)
    def _coach_ended(self, event: Coach.Ended) -> None:
        self.remembered.coach = None
        if event.completed:
            self.say(f"That is all there is to it. {self.key_of('help')} shows every key.")

    @on(RecordsChanged)
    def _records_changed(self, event: RecordsChanged) -> None:
        self.saving.expect()
        for article in event.articles:
            self.articles.show_row(article)
        if self.has_used("filtering"):
            self.filtering.changed()
        self.showing.changes()

    @on(StoreTold)
    def _store_told(self, event: StoreTold) -> None:
        self.saving.show(event)
        if self.has_used("filtering"):
            self.filtering.saved()
