"""The row at the foot that shows where a link leads before anything is opened."""

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from reader.text.canonical import clean_line
from reader.tui.signs import WARNING_SIGN
from reader.tui.widgets.styled_when_asked import StyledWhenAsked

if TYPE_CHECKING:
    from reader.text.addresses import Destination

_ROWS = 3
_ELLIPSIS = "…"


class LinkBar(StyledWhenAsked, Static):
    """An address with its host emphasised, and what should be known about it.

    A long address takes up to three rows; the end of its host is never left out.

    Attributes:
        leads: Where the link leads that is shown, or None while the bar is closed.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "link-bar--host",
        "link-bar--quiet",
        "link-bar--warning",
    }
    DEFAULT_CSS = """
    LinkBar { height: auto; display: none; }
    LinkBar.-open { display: block; }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name for it
        """Make a closed bar."""
        super().__init__(id=id, markup=False)
        self.leads: Destination | None = None
        self._told = ""

    @property
    def is_open(self) -> bool:
        """Whether an address is shown."""
        return self.leads is not None

    def open(self, leads: "Destination") -> None:
        """Show where a link leads."""
        self.leads, self._told = leads, ""
        self.add_class("-open")
        self._paint()

    def tell(self, words: str) -> None:
        """Add a sentence about what became of opening it."""
        self._told = words
        self._paint()

    def close(self) -> None:
        """Show nothing any more."""
        self.leads = None
        self.remove_class("-open")

    def on_resize(self) -> None:
        """Fit the address to the new width."""
        self._paint()

    def _paint(self) -> None:
        leads = self.leads
        if leads is None:
            return
        quiet = self.get_visual_style("link-bar--quiet", partial=True)
        warning = self.get_visual_style("link-bar--warning", partial=True)
        before, host, after = _fitted(leads, (self.content_size.width or 80) * _ROWS)
        emphasised = self.get_visual_style("link-bar--host", partial=True)
        rows = [Content.assemble((before, quiet), (host, emphasised), (after, quiet))]
        rows += [Content.styled(f"{WARNING_SIGN} {told}", warning) for told in leads.warnings]
        if leads.nature:
            rows.append(Content.styled(leads.nature, quiet))
        if self._told:
            rows.append(Content(clean_line(self._told)))
        self.update(Content("\n").join(rows))


def _fitted(leads: "Destination", room: int) -> tuple[str, str, str]:
    """Cut an address to so many cells: first what comes after the host, its end never."""
    before, host, after = leads.before, leads.host, leads.after
    if len(host) > room:
        return "", _ELLIPSIS + host[-max(1, room - 1) :], ""
    left = room - len(host)
    if len(before) > left:
        before = before[: max(0, left - 1)] + _ELLIPSIS if left else ""
    left -= len(before)
    if len(after) > left:
        after = after[: left - 1] + _ELLIPSIS if left else ""
    return before, host, after
