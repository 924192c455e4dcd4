"""The screen of one claim."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.events import Key
from textual.widget import Widget
from textual.widgets import Static

from reader.errors import ReaderError
from reader.text.addresses import destination
from reader.text.canonical import clean_line
from reader.text.document import Range
from reader.tui.commands import BY_ID, Situation, Where
from reader.tui.opening import Opening
from reader.tui.screens.claim.changing import Changing
from reader.tui.screens.claim.lines import FIELD, FORMER, PIECE, SIGHTING
from reader.tui.screens.claim.record import ClaimRecord, PieceRecord, read_record
from reader.tui.screens.claim.rows import ClaimRows
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.screens.landing import Landing
from reader.tui.widgets.link_bar import LinkBar

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.commands import Keymap

_SERVE_ON_LINK = frozenset({"open_link", "copy_link", "stop_following"})


class ClaimScreen(CommandScreen[Landing]):
    """One claim: its judgement, every sighting, every piece of evidence; all can be changed.

    Attributes:
        record: The claim as it stands, None while it is not there or cannot be read.
        changing: What the keys change.
        following: Opens the address that is shown.
    """

    AT = Where.CLAIM
    AUTO_FOCUS = "ClaimRows"

    rows: ClaimRows

    def __init__(self, library: "Library", keymap: "Keymap", claim: str) -> None:
        """Show a claim, or what it was merged into."""
        super().__init__(library, keymap)
        self.record: ClaimRecord | None = None
        self.changing = Changing(self)
        find, attach = self.key_of("claim_find"), self.key_of("claim_evidence")
        hint = f"{find} finds some in the library, {attach} attaches an address"
        self.rows = ClaimRows(hint, id="claim-rows")
        self.link_bar = LinkBar(id="link-bar")
        self.following = _Addresses(self)
        self._claim = claim
        self._heading = Static("", classes="screen--heading", markup=False)

    def body(self) -> Iterable[Widget]:
        """Return the heading, the rows, and the bar for addresses."""
        yield self._heading
        yield self.rows
        yield self.link_bar

    @property
    def where(self) -> Where:
        """Whose keys act now."""
        return Where.LINK if self.link_bar.is_open else super().where

    @property
    def situation(self) -> Situation:
        """What the person is doing."""
        return Situation.LINK if self.link_bar.is_open else Situation.CLAIM

    async def take_key(self, event: Key) -> bool:
        """Act on a key; one that does not serve a shown address lets go of it first."""
        if self.link_bar.is_open:
            command = self.keymap.command_for(Where.LINK, event.key)
            if command is None or command.id not in _SERVE_ON_LINK:
                self.following.let_go()
        return await super().take_key(event)

    def on_mount(self) -> None:
        """Show the claim."""
        self.show_changes()
        self.show_offers()

    def show_changes(self) -> None:
        """Show the claim as it stands; of one that is gone, say so."""
        try:
            self.record = read_record(self.library, self._claim)
        except ReaderError as error:
            self.record = None
            self._heading.update("claim")
            self.rows.show(None, clean_line(str(error)))
            return
        claim = self.record.claim
        pinned = "  ·  pinned" if self.record.pinned else ""
        self._heading.update(f"claim{pinned}  ·  {clean_line(claim.text)}")
        self.rows.show(self.record)

    async def action_open(self) -> None:
        """Go to the place of a sighting or of evidence, show its address, or edit a field."""
        match self.rows.cursor:
            case (str(kind), place) if kind == SIGHTING:
                self.dismiss(Landing(*place))
            case (str(kind), str(piece)) if kind == PIECE:
                found = self.record.piece(piece) if self.record else None
                if found is not None:
                    self._go_to(found)
            case (str(kind), _) if kind in (FIELD, FORMER):
                await self.changing.edit()

    def action_show_address(self) -> None:
        """Show the whole address of the evidence under the cursor, to be opened or copied."""
        match self.rows.cursor:
            case (str(kind), str(piece)) if kind == PIECE:
                found = self.record.piece(piece) if self.record else None
                url = found.piece.url if found else ""
                if url:
                    self.link_bar.open(destination(url, found.piece.source if found else ""))
                else:
                    self.say("No address is known of it.")
            case _:
                self.say("Only evidence has an address.")

    async def action_find_evidence(self) -> None:
        """Look for evidence in the library."""
        from reader.tui.screens.evidence import EvidenceScreen, Matter

        if self.record is not None:
            claim = self.record.claim
            matter = Matter(self.library, claim.text, claim=claim.id)
            screen = EvidenceScreen(self.library, self.keymap, matter)
            await self.go_through(screen)

    async def on_lined_rows_opened(self) -> None:
        """Open what was clicked twice."""
        await self.run(BY_ID["claim_open"])

    def _go_to(self, found: PieceRecord) -> None:
        """Go to the words of a piece of evidence; where they are gone, show its address."""
        piece = found.piece
        if piece.article and not found.loss:
            self.dismiss(Landing(piece.article, piece.annotation or ""))
            return
        extent = self._words_of(found)
        if extent is not None and piece.article:
            self.dismiss(Landing(piece.article, extent=extent))
        elif piece.url:
            self.action_show_address()
            if found.loss:
                self.say(found.loss)
        else:
            self.say(found.loss or "Nothing is known of where it is.", loud=True)

    def _words_of(self, found: PieceRecord) -> Range | None:
        """Return where the words stand of which the annotation was deleted."""
        piece = found.piece
        if not piece.article or not piece.quote or not self.library.is_there(piece.article):
            return None
        try:
            text = self.library.session(piece.article).document.text
        except ReaderError:
            return None
        start = text.find(piece.quote)
        return None if start < 0 else Range(start, start + len(piece.quote))


class _Addresses:
    """What serves while an address is shown."""

    def __init__(self, screen: ClaimScreen) -> None:
        self._screen = screen
        self._opening = Opening(screen, screen.show_offers)

    def open(self) -> None:
        """Open it in the browser."""
        self._opening.open()

    def copy(self) -> None:
        """Copy it."""
        self._opening.copy()

    def let_go(self) -> None:
        """Show it no longer."""
        self._screen.link_bar.close()
