"""The controllers of the reading screen that nothing is shown by: loaded when first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from reader.tui.screens.reading.layout import ReadingLayout

if TYPE_CHECKING:
    from reader.tui.screens.reading.claiming import Claiming
    from reader.tui.screens.reading.exporting import Exporting
    from reader.tui.screens.reading.filtering import Filtering
    from reader.tui.screens.reading.finding import Finding
    from reader.tui.screens.reading.judging import Judging
    from reader.tui.screens.reading.looks import Looks
    from reader.tui.screens.reading.marking import Marking
    from reader.tui.screens.reading.noting import Noting
    from reader.tui.screens.reading.pinning import Pinning
    from reader.tui.screens.reading.restoring import Restoring
    from reader.tui.screens.reading.screen import ReadingScreen
    from reader.tui.screens.reading.undoing import Undoing
    from reader.tui.screens.reading.visiting import Visiting


class Controllers(ReadingLayout):
    """Does what commands ask for that a person may not give in a whole session.

    A start is sooner, and takes less memory, without what they need.
    """

    @property
    def _whole(self) -> "ReadingScreen":
        """This screen, as its controllers know it."""
        return cast("ReadingScreen", self)

    @cached_property
    def claiming(self) -> "Claiming":
        """What is done about the claim behind an annotation."""
        from reader.tui.screens.reading.claiming import Claiming

        return Claiming(self._whole)

    @cached_property
    def exporting(self) -> "Exporting":
        """The way out for the notes."""
        from reader.tui.screens.reading.exporting import Exporting

        return Exporting(self._whole)

    @cached_property
    def filtering(self) -> "Filtering":
        """Which articles the list shows."""
        from reader.tui.screens.reading.filtering import Filtering

        return Filtering(self._whole)

    @cached_property
    def finding(self) -> "Finding":
        """Finding words in the open text."""
        from reader.tui.screens.reading.finding import Finding

        return Finding(self._whole)

    @cached_property
    def history(self) -> "Undoing":
        """Undo and redo."""
        from reader.tui.screens.reading.undoing import Undoing

        return Undoing(self._whole)

    @cached_property
    def judging(self) -> "Judging":
        """What is said of a claim: who says it, its tags, its verdict."""
        from reader.tui.screens.reading.judging import Judging

        return Judging(self._whole)

    @cached_property
    def looks(self) -> "Looks":
        """How the text looks."""
        from reader.tui.screens.reading.looks import Looks

        return Looks(self._whole)

    @cached_property
    def marking(self) -> "Marking":
        """Marks on words."""
        from reader.tui.screens.reading.marking import Marking

        return Marking(self._whole)

    @cached_property
    def noting(self) -> "Noting":
        """Why a claim matters."""
        from reader.tui.screens.reading.noting import Noting

        return Noting(self._whole)

    @cached_property
    def pinning(self) -> "Pinning":
        """The pinned claim and the evidence for it."""
        from reader.tui.screens.reading.pinning import Pinning

        return Pinning(self._whole)

    @cached_property
    def restoring(self) -> "Restoring":
        """What was deleted, and the backups."""
        from reader.tui.screens.reading.restoring import Restoring

        return Restoring(self._whole)

    @cached_property
    def visiting(self) -> "Visiting":
        """Other screens over the text."""
        from reader.tui.screens.reading.visiting import Visiting

        return Visiting(self._whole)
