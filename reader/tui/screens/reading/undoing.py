"""Undo and redo: each says what it did, and goes there."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library import Undone
    from reader.tui.screens.reading.screen import ReadingScreen


class Undoing:
    """What `u` and ctrl+r do."""

    def __init__(self, screen: "ReadingScreen") -> None:
        """Work on the history of the library `screen` shows."""
        self._screen = screen

    def undo(self) -> None:
        """Take back the last step."""
        undone = self._screen.library.history.undo()
        if undone is None:
            self._screen.say("Nothing to undo.")
        else:
            self._tell(f"Undone: {undone.label}", undone)

    def redo(self) -> None:
        """Do again what was taken back last."""
        undone = self._screen.library.history.redo()
        if undone is None:
            self._screen.say("Nothing to redo.")
        else:
            self._tell(f"Done again: {undone.label}", undone)

    def _tell(self, sentence: str, undone: "Undone") -> None:
        screen = self._screen
        if undone.skipped:
            sentence += " (what was changed elsewhere since is left as it is)"
        # One after the other, or a few steps back would cover the text they are about.
        screen.telling.hush()
        screen.say(sentence)
        if undone.article is None:
            return
        screen.articles.show_row(undone.article)
        if undone.annotation is None:
            back = not screen.library.row(undone.article).deleted
            if back and undone.article != screen.article:
                screen.articles.open(undone.article)
        elif undone.article != screen.article:
            screen.articles.open(undone.article, annotation=undone.annotation)
        else:
            screen.showing.annotations()
            screen.go_to_annotation(undone.annotation)
