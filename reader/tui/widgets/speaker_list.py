"""The speakers of the library in rows: name, what they are, how often they are quoted."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.message import Message

from reader.text.canonical import clean_line
from reader.text.cells import width as cell_width
from reader.tui.signs import CHOSEN_SIGN, SUGGESTED_SIGN
from reader.tui.widgets.row_list import Piece, RowList

_COUNT = 7
_GAP = 2


class SpeakerRow(NamedTuple):
    """One speaker.

    Attributes:
        id: The speaker's id.
        name: A name that is different for different people.
        about: Kind where it is no person, role and organisation.
        aliases: Other names.
        quoted: How many annotations quote it.
        suggested: Whether all of these were only suggested.
    """

    id: str
    name: str
    about: str = ""
    aliases: tuple[str, ...] = ()
    quoted: int = 0
    suggested: bool = False


class SpeakerList(RowList):
    """One row for each speaker."""

    class Opened(Message):
        """A row was clicked twice."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: Sequence[SpeakerRow] = ()
        self._keys: list[str] = []

    def show(self, rows: Sequence[SpeakerRow]) -> None:
        """Show these rows; the cursor stays on the speaker it is on."""
        former = self.cursor
        self.loading_rows = False
        self.rows = rows
        self._keys = [row.id for row in rows]
        self.show_rows()
        if former in self._keys:
            self.move_to(self._keys.index(former))
        self.refresh()

    @property
    def keys(self) -> Sequence[str]:
        """The ids of the speakers shown."""
        return self._keys

    def opened(self) -> None:
        """Tell that the speaker is to be opened."""
        self.post_message(self.Opened())

    def pieces(self, place: int, row: int, width: int) -> Iterable[Piece]:  # noqa: ARG002 there is one
        """Return the row of a speaker: sign, name, count, what it is, its other names."""
        speaker = self.rows[place]
        name_width, about_width, alias_width = _columns(width)
        chosen = self.is_chosen(speaker.id)
        sign = CHOSEN_SIGN if chosen else SUGGESTED_SIGN if speaker.suggested else " "
        yield f" {sign} ", self.look("sign")
        looks = "strong" if chosen else "suggested" if speaker.suggested else "base"
        yield fitted(speaker.name, name_width), self.look(looks)
        number = f"{speaker.quoted:,}" if speaker.quoted else "–"
        yield f"{number:>{_COUNT}}  ", self.look("base" if speaker.quoted else "quiet")
        yield fitted(speaker.about, about_width), self.look("quiet")
        also = f"also {', '.join(speaker.aliases)}" if speaker.aliases else ""
        if alias_width > 0:
            yield fitted(also, alias_width), self.look("suggested")


def fitted(text: str, width: int) -> str:
    """Return a text cleaned, cut or filled up to a number of cells, with a gap behind it."""
    room = max(0, width - _GAP)
    line = clean_line(text, room) if text and room else ""
    return line + " " * (width - cell_width(line))


def _columns(width: int) -> tuple[int, int, int]:
    """Return the widths of name, what it is, and other names."""
    room = max(0, width - 3 - _COUNT - 2)
    name = min(40, room * 2 // 5)
    about = min(48, (room - name) * 3 // 5)
    return name, about, room - name - about
