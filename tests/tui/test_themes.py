"""Text is legible in every theme, on the ground and on every mark."""

import pytest
from textual.color import Color
from textual.theme import Theme

from reader.config import THEMES as NAMES
from reader.library import Library
from reader.tui.themes import DARK, TERMINAL, THEMES
from reader.tui.widgets.choice_list import ChoiceList
from reader.tui.widgets.row_list import RowList
from tests.tui.reading_app import reading

TEXT = 4.5
SIGNS = 3.0


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(first: Color, second: Color) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def color(theme: Theme, name: str) -> Color:
    return Color.parse(theme.variables.get(name) or str(getattr(theme, name)))


def marks(theme: Theme) -> list[str]:
    return [
        name
        for name in theme.variables
        if name.startswith(("mark-", "tag-")) and name != "mark-strength"
    ]


each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
each_colored_theme = pytest.mark.parametrize(
    "theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name
)


def test_the_settings_and_the_app_know_the_same_themes() -> None:
    assert {theme.name for theme in THEMES} == set(NAMES)


@each_theme
def test_every_theme_defines_the_same_variables(theme: Theme) -> None:
    assert theme.variables.keys() >= DARK.variables.keys()


@each_colored_theme
@pytest.mark.parametrize("name", ["foreground", "text-quiet", "furniture", "accent", "error"])
def test_text_is_legible_on_the_ground(theme: Theme, name: str) -> None:
    for ground in ("background", "surface"):
        assert contrast(color(theme, name), color(theme, ground)) >= TEXT


@each_colored_theme
def test_text_is_legible_on_marks_and_their_signs_on_the_ground(theme: Theme) -> None:
    ground, text = color(theme, "background"), color(theme, "foreground")
    strength = float(theme.variables["mark-strength"].rstrip("%")) / 100
    for name in marks(theme):
        assert contrast(text, ground.blend(color(theme, name), strength)) >= TEXT, name
        assert contrast(color(theme, name), ground) >= SIGNS, name


@each_colored_theme
def test_text_is_legible_where_the_person_is(theme: Theme) -> None:
    text = color(theme, "foreground")
    for name in ("selection", "hit", "focus-ground"):
        assert contrast(text, color(theme, name)) >= TEXT, name
    for ground in ("hit-current", "caret"):
        assert contrast(color(theme, f"{ground}-text"), color(theme, ground)) >= TEXT, ground


def test_the_theme_of_few_colors_uses_only_those_of_the_terminal() -> None:
    for name in (*marks(TERMINAL), "selection", "hit", "caret", "focus-ground", "text-quiet"):
        assert color(TERMINAL, name).ansi is not None, name


async def test_under_the_terminals_own_colors_attributes_tell_marks_apart(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        pane = person.screen.pane
        await person.press("c", "full_stop", "full_stop")
        await person.press("colon")
        await person.type("terminal")
        await person.press("enter")
        assert person.app.theme == TERMINAL.name
        text = person.session.document.text
        claim = person.annotations[0]
        extent = person.session.range_of(claim)
        assert extent is not None
        row = pane.layout_rows.row_of(extent.start) - pane.top_row
        words = text[extent.start : extent.start + 12]
        marked = [piece for piece in pane.render_line(row) if piece.style and piece.style.underline]
        assert "".join(piece.text for piece in marked).startswith(words)
        grounds = {
            piece.style.bgcolor and piece.style.bgcolor.is_default
            for y in range(pane.page)
            for piece in pane.render_line(y)
            if piece.style
        }
        assert grounds == {True}


async def test_the_theme_chosen_is_there_the_next_time(library: Library) -> None:
    async with reading(library) as person:
        await person.press("colon")
        await person.type("light")
        await person.press("enter")
        assert person.app.theme == "reader-light"
        await person.press("q")
    async with reading(library) as person:
        assert person.app.theme == "reader-light"


async def test_without_colors_the_terminals_own_are_left_alone(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(library, canal) as person:
        person.app.theme = TERMINAL.name
        await person.pilot.pause()
        styles = [
            segment.style
            for row in person.app.screen._compositor.render_strips()
            for segment in row
            if segment.style is not None and segment.text.strip()
        ]
        assert styles
        for style in styles:
            assert style.color is None or style.color.is_default
            assert style.bgcolor is None or style.bgcolor.is_default


@pytest.mark.parametrize(("theme", "variable"), [(DARK, "NO_COLOR"), (TERMINAL, "")])
async def test_the_caret_is_seen_in_a_hit_and_in_a_selection_where_both_are_reversed(
    library: Library, canal: str, monkeypatch: pytest.MonkeyPatch, theme: Theme, variable: str
) -> None:
    if variable:
        monkeypatch.setenv(variable, "1")
    async with reading(library, canal) as person:
        person.app.theme = theme.name
        await person.pilot.pause()
        style = person.screen.pane.palette.style
        for under in ("hit", "hit-current", "selection"):
            ground, caret = style((under,)), style((under, "caret"))
            assert ground.reverse
            assert caret.reverse
            assert caret.color != ground.color, under
        assert style(("hit",)) != style(("hit-current",))


async def test_the_cursor_shows_where_nothing_can_be_tinted(
    library: Library, canal: str, ferry: str
) -> None:
    async with reading(library, canal) as person:
        person.app.theme = TERMINAL.name
        await person.press("c", "x", "2", "x")
        chosen = [each for each in person.app.screen.query(ChoiceList) if each.highlighted == 1]
        assert all(part.style and part.style.reverse for part in chosen[0].render_line(1))
        await person.press("escape", "B")
        rows = person.app.focused
        assert isinstance(rows, RowList)
        assert not rows.look("base").reverse
        assert rows.look("cursor").reverse
