"""The look of a row under a cursor."""

from textual.style import Style
from textual.widget import Widget


def cursor_look(widget: Widget, component: str) -> Style:
    """Return the look of a component class that marks a row.

    Textual's own leaves out that it is reversed, which is all that shows where there are no tints.
    """
    reverse = widget.get_component_styles(component).text_style.reverse
    return widget.get_visual_style(component) + Style(reverse=reverse)
