"""The whole application on a library, driven by keys."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.events import Key
from textual.pilot import Pilot

from reader.library import ArticleSession, Library
from reader.model.annotation import Annotation
from reader.tui.app import ReaderApp
from reader.tui.screens.reading import ReadingScreen

MEDIUM = (120, 36)
_LOOKS = 1_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A running application and the person at its keyboard."""

    app: ReaderApp
    pilot: Pilot[None]

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen, whatever lies on it."""
        return self.app.reading

    @property
    def session(self) -> ArticleSession:
        """The open article."""
        return self.screen.open_session

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations of the open article."""
        return self.session.annotations

    @property
    def quotations(self) -> list[str]:
        """The words of the annotations of the open article."""
        return [self.session.quotation(annotation) for annotation in self.annotations]

    @property
    def focus(self) -> str:
        """The words in focus or selected."""
        return self.session.document.text[slice(*self.screen.pane.target)]

    @property
    def toasts(self) -> list[str]:
        """What was said lately."""
        above = [notification.message for notification in self.app._notifications]
        below = self.screen.bottom_row.sentence
        return [below, *above] if below else above

    @property
    def offers(self) -> str:
        """The bottom row."""
        return "  ".join(f"{offer.key} {offer.word}" for offer in self.screen.bottom_row.offers)

    @staticmethod
    def key(character: str) -> Key:
        """Return a key as the terminal sends it, to be posted without waiting."""
        return Key(character, character)

    async def press(self, *keys: str) -> None:
        """Press keys and wait until what they do is done."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type text into the field that has the focus."""
        await self.press(*("space" if character == " " else character for character in text))

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that a timer or a thread brings about, however slow it is.

        Raises:
            AssertionError: it did not come to hold in so many looks.
        """
        for _ in range(_LOOKS):
            if holds():
                return
            await self.pilot.pause(0.02)
        raise AssertionError("what was waited for did not come")

    async def settle(self) -> None:
        """Wait for messages, for the threads they start, and for what those post."""
        await self.pilot.pause()
        while any(not worker.is_finished for worker in self.app.workers):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
        await self.pilot.pause()


@asynccontextmanager
async def reading(
    library: Library, *articles: str, size: tuple[int, int] = MEDIUM
) -> AsyncIterator[Reading]:
    """Run the application until the block ends."""
    app = ReaderApp(library, articles)
    async with app.run_test(size=size) as pilot:
        person = Reading(app, pilot)
        await person.settle()
        # Without a target something is opened once the list was painted.
        screen = person.screen
        await person.until(lambda: screen.session is not None or not screen.articles._reconciling)
        await person.settle()
        yield person
