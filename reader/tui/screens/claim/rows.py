"""The list on a claim's screen: fields, sightings, evidence, each in the rows it needs."""

from collections.abc import Sequence

from reader.tui.screens.claim.lines import SIGHTING, lines_of
from reader.tui.screens.claim.record import ClaimRecord
from reader.tui.widgets.lined_rows import Line, LinedRows


class ClaimRows(LinedRows):
    """Shows one claim; its sightings can be chosen."""

    def __init__(
        self,
        hint: str = "",
        *,
        id: str | None = None,  # noqa: A002  Textual's own name for it
    ) -> None:
        """Start with nothing; `hint` says what to do where there is no evidence."""
        super().__init__(id=id)
        self._hint = hint
        self._record: ClaimRecord | None = None
        self._problem = ""

    def show(self, record: ClaimRecord | None, problem: str = "") -> None:
        """Show a claim; without one, say why."""
        self._record, self._problem = record, problem
        self.show_lines()

    def lines(self, width: int) -> Sequence[Line]:
        """Return the rows of the claim."""
        return lines_of(self._record, width, self._hint) if self._record else ()

    def why_empty(self) -> str:
        """Say why nothing is shown."""
        return self._problem or "…"

    def action_choose(self) -> None:
        """Choose a sighting, or no longer; nothing else can be chosen."""
        if isinstance(self.cursor, tuple) and self.cursor[0] == SIGHTING:
            super().action_choose()
