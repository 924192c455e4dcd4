"""An address that is shown whole: opened in the browser then, or copied."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from reader.tui.wording import quoted

if TYPE_CHECKING:
    from textual.app import App
    from textual.worker import Worker

    from reader.text.addresses import Destination
    from reader.tui.telling import Telling
    from reader.tui.widgets.link_bar import LinkBar


class Opener(Protocol):
    """The screen that shows addresses in a bar."""

    telling: "Telling"

    @property
    def app(self) -> "App[object]":
        """The application."""

    @property
    def link_bar(self) -> "LinkBar":
        """Where the address is shown."""

    def say(self, sentence: str) -> None:
        """Show a sentence for a while."""

    def key_of(self, identity: str) -> str:
        """Return the key of a command as a person reads it."""

    def call_later(self, callback: Callable[..., object], *args: object, **kwargs: object) -> bool:
        """Call a function in the screen's own turn."""

    def run_worker(self, work: Callable[[], None], *, thread: bool, group: str) -> "Worker[None]":
        """Run a function in a thread."""


class Opening:
    """Opens or copies what the bar of a screen shows."""

    def __init__(self, screen: Opener, told: Callable[[], None]) -> None:
        """Serve `screen`; `told` is called when other keys serve than before."""
        self._screen = screen
        self._told = told

    def open(self) -> None:
        """Open the address that is shown in the browser; copy one that cannot be opened."""
        screen, leads = self._screen, self._screen.link_bar.leads
        if leads is None:
            return
        if not leads.opens:
            self.copy()
            return
        screen.link_bar.tell("Opening …")

        def ask() -> None:
            from reader.tui.browser import open_in_browser

            opened = open_in_browser(leads.address)
            screen.call_later(self._opened, leads, opened=opened)

        screen.run_worker(ask, thread=True, group="browser")

    def copy(self) -> None:
        """Copy the address that is shown."""
        leads = self._screen.link_bar.leads
        if leads is not None:
            self._screen.app.copy_to_clipboard(leads.bare)
            self._screen.say(f"Copied {quoted(leads.bare)}.")
            self._screen.link_bar.close()

    def _opened(self, leads: "Destination", *, opened: bool) -> None:
        """Say what became of an address that was to be opened."""
        screen = self._screen
        shown = screen.link_bar.leads is leads
        program = "mail program" if leads.is_mail else "browser"
        if opened:
            if shown:
                screen.link_bar.close()
            screen.telling.briefly(f"Opened in the {program}.")
        elif shown:
            copy = screen.key_of("copy_link")
            screen.link_bar.tell(f"No {program} could be opened here; {copy} copies the address.")
        else:
            screen.say(f"No {program} could be opened here.")
        self._told()
