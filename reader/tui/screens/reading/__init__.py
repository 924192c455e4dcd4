"""The reading screen: the screen arranges, its controllers do one thing each."""

from reader.tui.screens.reading.screen import ReadingScreen

__all__ = ["ReadingScreen"]
