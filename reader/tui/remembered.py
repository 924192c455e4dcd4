"""What the interface remembers on this machine between two starts; losing it loses no note."""

from typing import TYPE_CHECKING

from reader.errors import StorageError
from reader.library.local_state import LocalState
from reader.paths import Places
from reader.tui.pace import Pace
from reader.tui.widgets.coach import Step

if TYPE_CHECKING:
    from pathlib import Path

_NARROWEST = 40
_WIDEST = 140
_DONE = "done"
_PLACES = 200


class Remembered:
    """Theme, column width, the article read last, the order of the list, the coach, the pace.

    Attributes:
        pace: How fast the person reads; it is measured on from here.
    """

    def __init__(self, places: Places, *, column: int) -> None:
        """Read what was remembered.

        Args:
            places: Where the state folder is.
            column: The width of the text column unless another one was chosen.
        """
        self._path: Path = places.state / "interface.json"
        self._values = LocalState(self._path)
        self._column = column
        self.pace = _pace(self._values.text("pace"))

    @property
    def theme(self) -> str:
        """The name of the theme chosen last, or an empty string."""
        return self._values.text("theme")

    @theme.setter
    def theme(self, name: str) -> None:
        self._values.remember("theme", name)

    @property
    def column(self) -> int:
        """The width of the text column, in cells."""
        text = self._values.text("column")
        return int(text) if text.isdecimal() else self._column

    @column.setter
    def column(self, cells: int) -> None:
        self._values.remember("column", str(max(_NARROWEST, min(cells, _WIDEST))))

    @property
    def article(self) -> str:
        """The id of the article read last, or an empty string."""
        return self._values.text("article")

    @article.setter
    def article(self, article: str) -> None:
        self._values.remember("article", article)

    @property
    def order(self) -> str:
        """The word for how the list is sorted, or an empty string."""
        return self._values.text("order")

    @order.setter
    def order(self, order: str) -> None:
        self._values.remember("order", order)

    @property
    def export_format(self) -> str:
        """The export format chosen last, or an empty string."""
        return self._values.text("export_format")

    @export_format.setter
    def export_format(self, name: str) -> None:
        self._values.remember("export_format", name)

    @property
    def coach(self) -> Step | None:
        """The step the coach has come to, or None once it is gone for good."""
        step = self._values.text("coach")
        if step == _DONE:
            return None
        return Step(step) if step in list(Step) else Step.CLAIM

    @coach.setter
    def coach(self, step: Step | None) -> None:
        self._values.remember("coach", step.value if step else _DONE)

    def place(self, article: str) -> str:
        """Return where a person was in an article, as it was written; empty if it is not known."""
        for entry in self._values.texts("places"):
            known, _, place = entry.partition(" ")
            if known == article:
                return place
        return ""

    def keep_place(self, article: str, place: str) -> None:
        """Remember where a person is in an article; those read longest ago are forgotten."""
        entries = [
            entry for entry in self._values.texts("places") if entry.partition(" ")[0] != article
        ]
        self._values.remember("places", [*entries[1 - _PLACES :], f"{article} {place}"])

    def save(self) -> bool:
        """Write it down; False if that was not possible, which loses nothing but convenience."""
        if self.pace.seconds:
            self._values.remember("pace", f"{self.pace.rate:.0f} {self.pace.seconds:.0f}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._values.save()
        except (OSError, StorageError):
            return False
        return True


def _pace(text: str) -> Pace:
    """Return the pace that was written down as two numbers, the usual one if it was not."""
    numbers = text.split()
    if len(numbers) == 2 and all(number.isdecimal() for number in numbers):
        return Pace(float(numbers[0]), float(numbers[1]))
    return Pace()
