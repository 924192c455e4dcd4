"""Widgets whose component classes cost nothing before something is painted in them."""

from typing import TYPE_CHECKING

from textual.css.styles import RenderStyles
from textual.dom import DOMNode

if TYPE_CHECKING:
    _Node = DOMNode
else:
    # Textual takes the default styles from the first base that is a node.
    _Node = object


class StyledWhenAsked(_Node):
    """Named before a widget among the bases, it styles a component class when first asked for it.

    Textual styles all of them at every change of a widget's styles, a tenth of a millisecond each,
    and few of the looks that a text can have are on the screen. What was asked for once is kept up
    to date by Textual as usual.
    """

    _asked: frozenset[str] = frozenset()

    def _get_component_classes(self) -> frozenset[str]:  # type: ignore[override]
        return self._asked

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Return the styles of component classes; see Textual.

        Raises:
            KeyError: one is not declared in `COMPONENT_CLASSES`.
        """
        new = [name for name in names if name not in self._component_styles]
        declared = super()._get_component_classes()
        for name in new:
            if name not in declared:
                raise KeyError(f"{name!r} is not in COMPONENT_CLASSES")
            component = DOMNode(classes=name)
            component._attach(self)
            self.app.stylesheet.apply(component)
            self._component_styles[name] = component.styles
        self._asked = self._asked.union(new)
        return super().get_component_styles(*names)
