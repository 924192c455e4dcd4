"""The looks of the reading pane: component classes resolved to terminal styles, each once."""

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from reader.model.annotation import Kind
from reader.model.tag import COLORS

TINTS = frozenset({*(kind.value for kind in Kind), *COLORS})
"""The looks a mark may have."""

LOOKS = (
    *("heading", "title", "section", "emphasis", "strong", "code", "strike", "link"),
    *("superscript", "reference", "furniture", "quotation", "preformatted", "table"),
    *("table-head", "image", "footnote", "decoration", "rule", "cut"),
    *("gutter", "bar", "sign", "focus", "part", "dimmed"),
    *sorted(TINTS),
    *("current", "hit", "hit-current", "selection", "caret", "hint"),
)
"""Every look, each the component class `reading-pane--<look>`."""

ALTERNATE = "~"
"""Put after the name of a tint for the weaker one of marks that touch."""

LINK_TO = "="
"""Put before a clean address, it is a look: that of words which the terminal links to it."""

_WEAKER = 0.55


class Layer(NamedTuple):
    """What one look changes: a colour, a background that may be translucent, attributes."""

    color: Color | None
    background: Color | None
    attributes: Style


class Palette:
    """Styles of one pane under one theme; make another when the style sheet changes.

    Looks lie on each other as layers: a translucent background tints what is under it, so
    that a mark over a mark is stronger than either. What a line goes through before it is shown,
    such as the loss of all colours, its styles went through already.

    Attributes:
        ground: The colour of the pane.
        base: The style of text without any look.
    """

    def __init__(self, pane: Widget) -> None:
        """Take the looks of `pane`, whose component classes are those of `component_classes`."""
        self.ground = pane.background_colors[1]
        self._color = self.ground + pane.styles.color
        self._pane = pane
        self._filters = pane.get_line_filters()
        self._layers: dict[str, Layer] = {}
        self._styles: dict[tuple[str, ...], Style] = {}
        self.base = self.style(())

    def style(self, looks: tuple[str, ...]) -> Style:
        """Return the style of text under these looks, the last one on top."""
        if (found := self._styles.get(looks)) is None:
            found = self._styles[looks] = self._filtered(self._blend(looks))
        return found

    def sign(self, tint: str) -> Style:
        """Return the style of a sign in the gutter: the colour of its mark, undiluted."""
        color = self._layer(tint).background
        if color is None or not color.a:
            return self.style(("gutter", "sign"))
        opaque = Style(color=color.with_alpha(1.0).rich_color)
        return self._filtered(self._blend(("gutter", "sign")) + opaque)

    def _layer(self, look: str) -> Layer:
        """Return what a look changes; it is resolved when it is first painted."""
        if (found := self._layers.get(look)) is None:
            found = self._layers[look] = _resolve(self._pane, look)
        return found

    def _blend(self, looks: tuple[str, ...]) -> Style:
        background, color, attributes = self.ground, self._color, Style.null()
        for look in looks:
            if look.startswith(LINK_TO):
                attributes += Style(link=look[len(LINK_TO) :])
                continue
            layer = self._layer(look)
            if layer.background is not None:
                background += layer.background
            if layer.color is not None:
                color = layer.color
            attributes += layer.attributes
        return attributes + Style(
            color=(background + color).rich_color, bgcolor=background.rich_color
        )

    def _filtered(self, style: Style) -> Style:
        """Return a style as the filters of the terminal leave it."""
        line = [Segment(" ", style)]
        for line_filter in self._filters:
            line = line_filter.apply(line, self.ground)
        return line[0].style or Style.null()


def component_classes() -> set[str]:
    """Return the component class of every look."""
    return {f"reading-pane--{look}" for look in LOOKS}


def _resolve(pane: Widget, look: str) -> Layer:
    styles = pane.get_component_styles(f"reading-pane--{look.removesuffix(ALTERNATE)}")
    background = styles.background if styles.has_rule("background") else None
    if background is not None and look.endswith(ALTERNATE):
        background = background.multiply_alpha(_WEAKER)
    return Layer(
        color=styles.color if styles.has_rule("color") else None,
        background=background,
        attributes=styles.text_style,
    )
