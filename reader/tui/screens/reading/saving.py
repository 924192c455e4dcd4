"""What the store has to say: saved is silent, slow is quiet, unsaved is loud."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.message import Message

from reader.tui.wording import counted

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.library import Event
    from reader.tui.screens.reading.screen import ReadingScreen

_PATIENCE = 0.5
"""Seconds that saving may take before it is mentioned."""


class RecordsChanged(Message):
    """Something changed in memory.

    Attributes:
        articles: The ids of the articles concerned.
        shared: Whether tags, speakers or claims changed.
    """

    def __init__(self, articles: frozenset[str], shared: bool) -> None:
        super().__init__()
        self.articles = articles
        self.shared = shared


class StoreTold(Message):
    """What is on disk changed, or could not be.

    Attributes:
        unsaved: How many changes are not durable yet.
        sentence: Why one of them could not be saved, or what else there is to say.
    """

    def __init__(self, unsaved: int, sentence: str = "") -> None:
        super().__init__()
        self.unsaved = unsaved
        self.sentence = sentence


class Saving:
    """Passes on what the library tells, from whichever thread, and shows what is not saved.

    Attributes:
        stale: Whether records changed since the annotations were last shown.
    """

    def __init__(self, screen: "ReadingScreen") -> None:
        """Listen to the library of `screen`."""
        self._screen = screen
        self.stale = False
        self._unheard = False
        self._waiting: Timer | None = None
        self._unsubscribe = screen.library.subscribe(self._hear)

    def stop(self) -> None:
        """Listen no longer."""
        self._unsubscribe()

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Change something in the block that nothing on the screen depends on."""
        self._unheard = True
        try:
            yield
        finally:
            self._unheard = False

    def retry(self) -> None:
        """Try again what could not be saved."""
        library = self._screen.library
        if library.failure is None:
            self._screen.say("Everything is saved." if not library.unsaved else "Saving …")
        else:
            library.retry()
            self._screen.say("Trying again …")

    def show(self, told: StoreTold) -> None:
        """Show that changes are not saved, and why; or that all is well, by silence."""
        screen = self._screen
        if not told.unsaved or screen.library.failure is None:
            screen.top_row.show_unsaved("")
            if not told.unsaved:
                self._wait_no_longer()
            elif self._waiting is None:
                screen.top_row.show_saving(told.unsaved)
        else:
            self._wait_no_longer()
            cause = told.sentence or str(screen.library.failure)
            number = counted(told.unsaved, "change")
            screen.top_row.show_unsaved(f"UNSAVED · {number} · {cause} · :w tries again")

    def expect(self) -> None:
        """Await that a change becomes durable, and mention it if that takes long."""
        if self._waiting is None and not self._screen.top_row.saving:
            self._waiting = self._screen.set_timer(_PATIENCE, self._mention)

    def _mention(self) -> None:
        self._waiting = None
        library = self._screen.library
        if library.failure is None:
            self._screen.top_row.show_saving(library.unsaved)

    def _wait_no_longer(self) -> None:
        self._screen.top_row.show_saving(0)
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None

    def _hear(self, event: "Event") -> None:
        """Post what was told to the screen; called from any thread."""
        from reader.library import Changed, Failed, Noticed, Saved, Skipped, Told

        if not self._screen.is_running:
            # It reads everything when it comes up, and shows nothing any more once it is gone.
            return
        match event:
            case Changed(articles, shared):
                if self._unheard:
                    return
                self.stale = True
                self._screen.post_message(RecordsChanged(articles, shared))
            case Saved(unsaved):
                self._screen.post_message(StoreTold(unsaved))
            case Failed(sentence, _, unsaved):
                self._screen.post_message(StoreTold(unsaved, sentence))
            case Noticed(files):
                self._screen.call_later(self._screen.library.take_in, files)
            case Told(sentence):
                self._screen.say(sentence, loud=True)
            case Skipped(sentence, articles):
                self.stale = True
                self._screen.say(sentence)
                self._screen.post_message(RecordsChanged(articles, shared=False))
