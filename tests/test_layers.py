import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parent.parent
_TERMINAL = ("textual", "rich", "click")
_HEAVY = ("lxml", "markdown_it", "charset_normalizer")


def _modules(statement: str) -> set[str]:
    """Return all modules that a statement leaves loaded in a new interpreter."""
    program = f"{statement}\nimport sys\nprint(*sys.modules)"
    outcome = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return set(outcome.stdout.split("\n")[-2].split())


def _loaded(statement: str) -> set[str]:
    """Return the top-level modules that a statement leaves loaded in a new interpreter."""
    return {name.partition(".")[0] for name in _modules(statement)}


def _import_all(package: str) -> str:
    """Return a statement that imports every module of a package."""
    folder = _ROOT.joinpath(*package.split("."))
    modules = [
        ".".join(path.relative_to(_ROOT).with_suffix("").parts) for path in folder.rglob("*.py")
    ]
    return "import " + ", ".join(sorted(module.removesuffix(".__init__") for module in modules))


def test_imports_point_one_way() -> None:
    outcome = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(
    "package", ["reader.model", "reader.query", "reader.text", "reader.claims"]
)
def test_the_text_model_loads_nothing_but_the_standard_library(package: str) -> None:
    foreign = _loaded(_import_all(package)) - set(sys.stdlib_module_names)
    assert {name for name in foreign if not name.startswith("_")} <= {"reader", *_ambient()}


def _ambient() -> set[str]:
    """Return what the environment itself loads at start, such as editable-install hooks."""
    return _loaded("pass")


@pytest.mark.parametrize("package", ["reader.library", "reader.exporters", "reader.importers"])
def test_loading_the_library_loads_no_parser_and_no_face(package: str) -> None:
    loaded = _loaded(_import_all(package))
    assert loaded.isdisjoint(_TERMINAL)
    if package != "reader.importers":
        assert loaded.isdisjoint(_HEAVY)
        assert "tinydb" not in loaded
        assert "orjson" not in loaded


def test_loading_the_command_line_does_not_load_the_interface() -> None:
    loaded = _loaded(_import_all("reader.cli"))
    assert loaded.isdisjoint({"textual", "rich", "tinydb", *_HEAVY})


@pytest.mark.parametrize("arguments", [["--version"], ["list"], ["path"], ["-h"]])
def test_quick_commands_stay_quick(arguments: list[str], tmp_path: Path) -> None:
    statement = (
        "from reader.cli.application import run\n"
        f"run(['--library', {str(tmp_path / 'library')!r}, *{arguments!r}])"
    )
    assert _loaded(statement).isdisjoint({"textual", "rich", *_HEAVY})


def test_reading_starts_without_what_only_some_commands_need() -> None:
    loaded = _modules("import reader.cli.application, reader.library.session, reader.tui.app")
    assert loaded.isdisjoint({"tinydb", "tomllib", "regex", *_HEAVY})
    assert loaded.isdisjoint({"textual.widgets._text_area", "textual.widgets._markdown"})
    assert loaded.isdisjoint({"reader.text.parts", "reader.text.find", "reader.claims.attribution"})
    assert loaded.isdisjoint({"reader.text.stretches", "reader.text.segment", "reader.text.motion"})
    assert loaded.isdisjoint({"reader.storage.recovery", "reader.storage.merge"})
    assert loaded.isdisjoint({"reader.index.article_contents", "reader.index.conditions"})
    assert loaded.isdisjoint({"reader.library.claims", "reader.library.speakers"})
    assert not {name for name in loaded if name.startswith("reader.tui.screens.dialogs.")}
    assert "reader.tui.screens.help" not in loaded
