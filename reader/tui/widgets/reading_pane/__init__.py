"""The reading pane: a text of any length with a caret, a focus, a selection and marks."""

from reader.tui.widgets.reading_pane.marks import PaneMark
from reader.tui.widgets.reading_pane.widget import ReadingPane

__all__ = ["PaneMark", "ReadingPane"]
