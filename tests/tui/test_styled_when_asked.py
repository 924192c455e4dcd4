"""Component classes that are styled when they are first asked for, inside Textual's own styling."""

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.dom import DOMNode
from textual.widget import Widget

from reader.tui.widgets.styled_when_asked import StyledWhenAsked
from tests.tui.textual_members import lean_on

_LOOKS = {"sign--loud", "sign--quiet"}


class _Plain(Widget):
    """Styled as Textual does it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = _LOOKS


class _Sign(StyledWhenAsked, Widget):
    """Styled when asked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = _LOOKS


class _Door(App[None]):
    CSS = """
    _Sign > .sign--loud { color: red; }
    _Sign > .sign--quiet { color: gray; }
    _Sign.-night > .sign--loud { color: blue; }
    """

    def compose(self) -> ComposeResult:
        yield _Plain()
        yield _Sign()

    @property
    def sign(self) -> _Sign:
        return self.query_one(_Sign)


def _styled(widget: Widget) -> set[str]:
    return set(widget._component_styles)


def test_what_it_leans_on_is_still_there() -> None:
    lean_on(DOMNode, "_get_component_classes")
    lean_on(DOMNode, "_attach", "parent")
    lean_on(DOMNode, "get_component_styles", "names")
    assert _Plain._get_component_classes() >= _LOOKS


async def test_a_look_costs_nothing_before_it_is_asked_for() -> None:
    async with _Door().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, _Door)
        assert _styled(app.query_one(_Plain)) >= _LOOKS
        assert not _styled(app.sign)
        assert app.sign.get_component_styles("sign--loud").color == Color(255, 0, 0)
        assert _styled(app.sign) == {"sign--loud"}


async def test_a_look_that_was_asked_for_follows_what_the_sheet_says() -> None:
    async with _Door().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, _Door)
        assert app.sign.get_visual_style("sign--loud").foreground == Color(255, 0, 0)
        app.sign.add_class("-night")
        await pilot.pause()
        assert app.sign.get_visual_style("sign--loud").foreground == Color(0, 0, 255)
        assert _styled(app.sign) == {"sign--loud"}


async def test_a_look_that_was_not_declared_is_refused() -> None:
    async with _Door().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, _Door)
        with pytest.raises(KeyError, match="sign--lost"):
            app.sign.get_component_styles("sign--lost")
