"""What the reading pane tells its screen."""

from typing import TYPE_CHECKING

from textual.message import Message

from reader.text.document import Range

if TYPE_CHECKING:
    from reader.tui.widgets.reading_pane.focused_view import FocusedView


class PaneMessage(Message, namespace="reading_pane"):
    """A message of a reading pane.

    Attributes:
        pane: The pane that sent it.
    """

    def __init__(self, pane: "FocusedView") -> None:
        super().__init__()
        self.pane = pane

    @property
    def control(self) -> "FocusedView":
        """The pane that sent it, for the selectors of `on`."""
        return self.pane


class FocusMoved(PaneMessage, namespace="reading_pane"):
    """The focus, or the annotation it is on, is another one; only the last of several is sent.

    Attributes:
        range: The focus: a sentence, a part of one or the words of an annotation.
        annotation: The id of the current annotation, or None.
    """

    def __init__(self, pane: "FocusedView", extent: Range, annotation: str | None) -> None:
        super().__init__(pane)
        self.range = extent
        self.annotation = annotation

    def can_replace(self, message: Message) -> bool:
        """Return True for an older message of this kind."""
        return isinstance(message, FocusMoved)


class SelectionChanged(PaneMessage, namespace="reading_pane"):
    """The selection is another one; only the last of several is sent.

    Attributes:
        range: The selection, or None when there is none any more.
    """

    def __init__(self, pane: "FocusedView", extent: Range | None) -> None:
        super().__init__(pane)
        self.range = extent

    def can_replace(self, message: Message) -> bool:
        """Return True for an older message of this kind."""
        return isinstance(message, SelectionChanged)


class PositionChanged(PaneMessage, namespace="reading_pane"):
    """Other rows are in view, or the caret moved; only the last of several is sent.

    Attributes:
        top: Offset of the first character in view.
        bottom: Offset after the last character in view.
        caret: Offset of the caret.
    """

    def __init__(self, pane: "FocusedView", top: int, bottom: int, caret: int) -> None:
        super().__init__(pane)
        self.top = top
        self.bottom = bottom
        self.caret = caret

    def can_replace(self, message: Message) -> bool:
        """Return True for an older message of this kind."""
        return isinstance(message, PositionChanged)


class SignsChanged(PaneMessage, namespace="reading_pane"):
    """The marks, what was found or the rows are others; only the last of several is sent."""

    def can_replace(self, message: Message) -> bool:
        """Return True for an older message of this kind."""
        return isinstance(message, SignsChanged)


class MarkActivated(PaneMessage, namespace="reading_pane"):
    """A mark was clicked.

    Attributes:
        id: The id of its annotation.
    """

    def __init__(self, pane: "FocusedView", identity: str) -> None:
        super().__init__(pane)
        self.id = identity


class Clicked(PaneMessage, namespace="reading_pane"):
    """A character was clicked; the caret is on it already.

    Attributes:
        offset: Its place in the text.
    """

    def __init__(self, pane: "FocusedView", offset: int) -> None:
        super().__init__(pane)
        self.offset = offset


class MarkDragged(PaneMessage, namespace="reading_pane"):
    """An end of the current mark was dragged elsewhere; the pane has not moved it.

    Attributes:
        id: The id of its annotation.
        range: The extent it was dragged to, never empty.
    """

    def __init__(self, pane: "FocusedView", identity: str, extent: Range) -> None:
        super().__init__(pane)
        self.id = identity
        self.range = extent
