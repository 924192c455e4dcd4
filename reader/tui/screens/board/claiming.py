"""From a row of the board to its claim: shown whole, pinned, with evidence looked for."""

from typing import TYPE_CHECKING

from reader.library import claim_linking
from reader.library.annotation_ids import Place
from reader.text.document import Range
from reader.tui.wording import quoted

if TYPE_CHECKING:
    from reader.index.annotations import AnnotationRow
    from reader.tui.screens.board.screen import ClaimsBoard
    from reader.tui.screens.landing import Landing

_CITED = 24


class Claiming:
    """What `C`, `p` and `E` do with the row under the cursor."""

    def __init__(self, screen: "ClaimsBoard") -> None:
        """Work on the list of `screen`."""
        self._screen = screen

    async def open(self) -> None:
        """Show the claim: judgement, sightings, evidence. It is made if there is none."""
        from reader.tui.screens.claim import ClaimScreen

        screen, row = self._screen, self._row()
        if row is not None:
            claim = self._claim(row)
            await screen.ask(ClaimScreen(screen.library, screen.keymap, claim), self._back)

    def pin(self) -> None:
        """Pin the claim, or let go of it if it is the pinned one."""
        screen, row = self._screen, self._row()
        if row is None:
            return
        pinned, claim = screen.library.pinned, self._claim(row)
        present = pinned.claim
        known = screen.library.claims.require(claim)
        screen.telling.hush()
        if present is not None and present.id == known.id:
            pinned.unpin()
            screen.say(f"No longer pinned: {quoted(known.text, _CITED)}.")
        else:
            pinned.pin(claim)
            screen.say(f"Pinned: {quoted(known.text, _CITED)}.")

    async def evidence(self) -> None:
        """Look for passages on the same matter anywhere in the library."""
        from reader.tui.screens.evidence import EvidenceScreen, Matter

        screen, row = self._screen, self._row()
        if row is None:
            return
        placed = row.start is not None and row.end is not None
        matter = Matter(
            screen.library,
            row.quotation or row.claim_text,
            article=row.article,
            extent=Range(row.start or 0, row.end or 0) if placed else None,
            annotation=row.id,
            claim=row.claim,
        )
        await screen.ask(EvidenceScreen(screen.library, screen.keymap, matter), self._back)

    def _row(self) -> "AnnotationRow | None":
        row = self._screen.board.row
        if row is None:
            self._screen.telling.briefly("There is no claim under the cursor.")
        return row

    def _claim(self, row: "AnnotationRow") -> str:
        """Return the claim, made of the words if there is none. Raises ReaderError."""
        return row.claim or claim_linking.make_claim(
            self._screen.library, Place(row.article, row.id)
        )

    def _back(self, landing: "Landing | None") -> None:
        if landing is not None:
            self._screen.leave(landing)
