"""What is in sight when the program starts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.screens.reading.screen import ReadingScreen

_FIRST_SAMPLE = "envoy-to-damascus-"
"""How the id of the sample begins that a newcomer starts with."""


class Starting:
    """Opens the first article, and says what was wrong with the settings."""

    def __init__(self, screen: "ReadingScreen", targets: Sequence[str]) -> None:
        """Begin on `screen`, with the first of these articles if there are any."""
        self._screen = screen
        self._targets = tuple(targets)
        self._begun = False

    def begin(self) -> None:
        """Fill the screen before it is painted for the first time.

        With what was asked for; else with the list, if it is in sight. The text follows then: it
        takes longer.
        """
        screen = self._screen
        screen.articles.load_rows()
        if screen.has_class("-list") and not self._targets:
            screen.list.mark_open(screen.remembered.article)
            screen.call_after_refresh(self.go_on)
        else:
            self.go_on()

    def go_on(self) -> None:
        """Open the first article, unless that was done: a key typed ahead waits for it."""
        if self._begun:
            return
        self._begun = True
        screen = self._screen
        screen.complete()
        if screen.session is None:
            self._open()
            screen.articles.open_something()
        if screen.session is None:
            screen.showing.nothing()
        for problem in (*screen.library.problems, *screen.keymap.problems):
            screen.say(problem, loud=True)

    def _open(self) -> None:
        """Open what was asked for; else what was read last, at first a sample, with the coach."""
        screen = self._screen
        if self._targets:
            screen.articles.open(self._targets[0])
            return
        last = screen.remembered.article
        opened = screen.library.is_there(last) and screen.articles.open(last)
        step = screen.remembered.coach
        sample = self._sample() if step else None
        if step is not None and sample is not None:
            if not opened:
                screen.articles.open_first_claim(sample)
            screen.coach.begin(step)

    def _sample(self) -> str | None:
        """Return the id of the sample a newcomer starts with, or None; reads no other record."""
        library = self._screen.library
        samples = library.article_ids(_FIRST_SAMPLE)
        return next((article for article in samples if library.row(article).sample), None)
