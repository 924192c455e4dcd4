"""The screen of what the library has on a matter."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from reader.errors import ReaderError
from reader.library.finding_evidence import Found
from reader.model.claim import Relation
from reader.text.canonical import clean_line
from reader.tui.commands import BY_ID, Situation, Where
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.screens.evidence.lines import lines_of
from reader.tui.screens.evidence.matter import Matter, Taken
from reader.tui.screens.landing import Landing
from reader.tui.widgets.lined_rows import Line, LinedRows
from reader.tui.wording import counted, quoted

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.commands import Keymap

_CITED = 24
_REST = 0.5
"""Seconds until it is seen anew whether the whole library is read."""

_DID = {
    Relation.SUPPORTS: "Supports the claim",
    Relation.REFUTES: "Refutes the claim",
    Relation.CONTEXT: "Context for the claim",
}


class FoundRows(LinedRows):
    """The passages that were found.

    Attributes:
        behind: Whether there may be more than was looked through.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Start with nothing."""
        super().__init__(id=id)
        self._found: Sequence[Found] = ()
        self._taken: Taken = {}
        self._dates: dict[str, str] = {}
        self._claim = ""
        self.behind = False

    def show(self, found: Sequence[Found], taken: Taken, dates: dict[str, str], claim: str) -> None:
        """Show passages and what was made of them; `claim` is the id of theirs, empty for none."""
        self._found, self._taken, self._dates, self._claim = found, taken, dates, claim
        self.show_lines()

    def lines(self, width: int) -> Sequence[Line]:
        """Return the rows of the passages."""
        return lines_of(self._found, self._taken, self._dates, width, claim=self._claim)

    def why_empty(self) -> str:
        """Say why nothing is shown."""
        if self.loading_rows:
            return "looking …"
        if self.behind:
            return "Nothing so far; the library is still being read."
        return "Nothing in the library is on this matter."


class EvidenceScreen(CommandScreen[Landing]):
    """Passages on the matter of some words, anywhere in the library; each is taken by one key."""

    AT = Where.EVIDENCE
    AUTO_FOCUS = "FoundRows"

    rows: FoundRows

    def __init__(self, library: "Library", keymap: "Keymap", matter: Matter) -> None:
        """Show what there is on a matter."""
        super().__init__(library, keymap)
        self.rows = FoundRows(id="found-rows")
        self._matter = matter
        self._found: Sequence[Found] = ()
        self._dates: dict[str, str] = {}
        self._looking = False
        self._heading = Static("", classes="screen--heading", markup=False)

    def body(self) -> Iterable[Widget]:
        """Return the heading and the rows."""
        yield self._heading
        yield self.rows

    @property
    def situation(self) -> Situation:
        """What the person is doing."""
        return Situation.EVIDENCE

    def on_mount(self) -> None:
        """Look for it."""
        self._head("")
        self._look()
        self.show_offers()

    def on_unmount(self) -> None:
        """Look no longer."""
        if self._looking:
            self.library.listing.full_text.stop()

    def show_changes(self) -> None:
        """Show what was made of the passages."""
        if self._looking:
            return
        taken: Taken = {}
        claim = None
        try:
            taken, claim = self._matter.taken(), self._matter.claim
        except ReaderError as error:
            self.say(str(error), loud=True)
        self.rows.show(self._found, taken, self._dates, claim.id if claim else "")

    async def action_open(self) -> None:
        """Go to the passage under the cursor; of a claim, show it."""
        found = self._under_cursor
        if found is None:
            return
        if found.extent is None:
            from reader.tui.screens.claim import ClaimScreen

            screen = ClaimScreen(self.library, self.keymap, found.claim)
            await self.go_through(screen)
            return
        self.dismiss(Landing(found.passage.article, found.annotation, found.extent))

    def action_supports(self) -> None:
        """Attach the passage as support."""
        self._take(Relation.SUPPORTS)

    def action_refutes(self) -> None:
        """Attach the passage as refutation."""
        self._take(Relation.REFUTES)

    def action_context(self) -> None:
        """Attach the passage as context."""
        self._take(Relation.CONTEXT)

    async def action_link(self) -> None:
        """Say that the passage asserts the same; where that merges two claims, ask first."""
        found = self._under_cursor
        if found is None:
            return
        other = self._matter.merged_by(found)
        if other is None:
            self._link(found)
            return
        from reader.library.same_claims import Candidate
        from reader.tui.screens.same_claim import SameClaim

        matter = self._matter
        same = SameClaim(self.library, matter.words, own=matter.claim, keeps_own=matter.keeps_own)
        candidate = Candidate(found.words, other.id, found.place, found.nearness)

        def answered(chosen: object) -> None:
            if chosen is not None:
                self.attempt(lambda: self._link(found))

        await self.ask(same.dialog_about(candidate), answered)

    async def on_lined_rows_opened(self) -> None:
        """Go to what was clicked twice."""
        await self.run(BY_ID["found_open"])

    @property
    def _under_cursor(self) -> Found | None:
        place = self.rows.cursor
        return self._found[place] if isinstance(place, int) else None

    def _take(self, relation: Relation) -> None:
        found = self._under_cursor
        if found is not None:
            self._matter.attach(found, relation)
            self._done(f"{_DID[relation]}: {quoted(found.words, _CITED)}")

    def _link(self, found: Found) -> None:
        self._matter.link(found)
        self._done(f"Same claim: {quoted(found.words, _CITED)}")

    def _done(self, sentence: str) -> None:
        self.telling.hush()
        self.say(f"{sentence} · {self.key_of('undo')} undoes.")
        self.show_changes()

    def _look(self) -> None:
        """Look in a thread; once more when the rest of the library is read."""
        self._looking = True
        if not self.library.listing.complete:
            self.set_timer(_REST, self._look_again)

        def look() -> None:
            self.call_later(self._show_found, self._matter.find())

        self.run_worker(look, thread=True, group="evidence")

    def _look_again(self) -> None:
        if self.library.listing.complete:
            self._look()
        else:
            self.set_timer(_REST, self._look_again)

    def _show_found(self, found: Sequence[Found]) -> None:
        self._looking = False
        self._found = found
        articles = {each.passage.article for each in found if each.passage.article}
        self._dates = {each: self.library.row(each).published_on for each in articles}
        self._head(counted(len(found), "passage") if found else "")
        self.rows.behind = not self.library.listing.complete
        first = self.rows.loading_rows
        self.show_changes()
        if first:
            self.rows.move_to(0)

    def _head(self, what: str) -> None:
        behind = "" if self.library.listing.complete else "the library is still being read"
        facts = " · ".join(filter(None, (what, behind)))
        words = clean_line(self._matter.words)
        self._heading.update(f"evidence  {facts + '  ' if facts else ''}“{words}”")
