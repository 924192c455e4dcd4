import pytest
from textual.color import Color
from textual.css import stylesheet
from textual.css.errors import UnresolvedVariableError

from reader.library import Library
from reader.tui.app import ReaderApp
from reader.tui.sheets import BARS, COLORLESS
from reader.tui.style_sheet import ThemedStyleSheet
from reader.tui.themes import TERMINAL, THEMES
from tests.tui.reading_app import MEDIUM, reading
from tests.tui.textual_members import lean_on

NIGHT, DAY = {"ground": "#000000"}, {"ground": "#ffffff"}


def sheet() -> ThemedStyleSheet:
    made = ThemedStyleSheet(NIGHT)
    made.add_source("Screen { background: $ground; }")
    made.parse()
    return made


def ground(made: ThemedStyleSheet) -> Color:
    [rule] = made.rules
    return rule.styles.background


def change(made: ThemedStyleSheet, variables: dict[str, str]) -> None:
    made.set_variables(variables)
    made.reparse()


def test_what_it_leans_on_is_still_there() -> None:
    lean_on(stylesheet.Stylesheet, "set_variables", "variables")
    lean_on(stylesheet.Stylesheet, "reparse")
    lean_on(stylesheet.Stylesheet, "replace_rules", "node", "rules", "animate")
    lean_on(stylesheet.Stylesheet, "read_all", "paths")
    plain = stylesheet.Stylesheet(variables=NIGHT)
    plain.add_source("Screen { background: $ground; }")
    plain.parse()
    assert len(plain._parse_cache) == 1, "Textual keeps what it parsed elsewhere"
    plain.set_variables(DAY)
    assert len(plain._parse_cache) == 0, "Textual keeps what it parsed under another theme"
    assert plain._variables == DAY, "Textual keeps the variables of a theme elsewhere"


def test_each_theme_has_rules_of_its_own() -> None:
    made = sheet()
    assert ground(made) == Color(0, 0, 0)
    change(made, DAY)
    assert ground(made) == Color(255, 255, 255)
    change(made, NIGHT)
    assert ground(made) == Color(0, 0, 0)


def test_coming_back_to_a_theme_parses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = sheet()
    change(made, DAY)

    def parse(*_: object, **__: object) -> None:
        raise AssertionError("a source was parsed anew")

    monkeypatch.setattr(stylesheet, "parse", parse)
    change(made, dict(NIGHT))
    assert ground(made) == Color(0, 0, 0)


def test_a_source_that_came_meanwhile_is_not_missed() -> None:
    made = sheet()
    change(made, DAY)
    made.add_source("Widget { color: $ground; }")
    change(made, NIGHT)
    assert [rule.styles.has_rule("color") for rule in made.rules] == [False, True]


def test_a_theme_that_lacks_a_variable_leaves_the_former_rules() -> None:
    made = sheet()
    made.set_variables({})
    with pytest.raises(UnresolvedVariableError):
        made.reparse()
    assert ground(made) == Color(0, 0, 0)


async def test_a_theme_that_is_changed_to_looks_as_one_that_was_begun_with(
    library: Library, canal: str
) -> None:
    async with reading(library, canal) as person:
        for theme in (*THEMES, THEMES[1]):
            person.app.theme = theme.name
            await person.settle()
        changed = _looks(person.app)
    beginning = ReaderApp(library, (canal,))
    beginning.theme = THEMES[1].name
    async with beginning.run_test(size=MEDIUM):
        beginning.stylesheet.read_all((BARS, COLORLESS))
        beginning.stylesheet.update(beginning.screen)
        assert changed == _looks(beginning)


async def test_a_theme_without_colours_brings_its_sheet(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        app, pane = person.app, person.screen.pane
        assert not app.stylesheet.has_source(str(COLORLESS))
        app.theme = TERMINAL.name
        await person.settle()
        assert pane.get_component_styles("reading-pane--hit").text_style.reverse


def _looks(app: ReaderApp) -> list[str]:
    return [
        f"{type(node).__name__} {node.id} {sorted(node.styles.get_rules().items())}"
        for node in app.walk_children()
    ]
