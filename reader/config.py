"""The settings in `config.toml`: read once at start, never written by the program."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

DEFAULT_VERDICTS = (
    "supported",
    "mixed",
    "misleading",
    "refuted",
    "unproven",
    "not checkable",
)
THEMES = ("reader-light", "reader-dark", "reader-contrast", "reader-terminal")


class Config(NamedTuple):
    """What a person may set, with the defaults.

    Attributes:
        name: Who is recorded as the creator of annotations; empty means the login name.
        theme: The name of a theme; empty means the one chosen last in the app.
        verdicts: The words a verdict may be, in the order they are offered.
        export_folder: Where notes go until another folder is chosen; empty means the documents.
        column: Width of the text column in terminal cells, 20 to 200.
        max_file_bytes: The largest file taken in, in bytes.
        editor: The command for long notes; empty means `$VISUAL`, then `$EDITOR`.
        keys: Command id to a comma-separated list of keys.
        problems: One sentence for each setting that was not understood; its default is used.
    """

    name: str = ""
    theme: str = ""
    verdicts: tuple[str, ...] = DEFAULT_VERDICTS
    export_folder: str = ""
    column: int = 72
    max_file_bytes: int = 50_000_000
    editor: str = ""
    keys: Mapping[str, str] = MappingProxyType({})
    problems: tuple[str, ...] = ()


def load_config(path: Path) -> Config:
    """Read the settings; whatever is wrong is named in `problems` and its default used.

    A missing file means the defaults. Never raises on the content of the file.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        return Config(problems=(f"{path} cannot be read ({error.strerror}); defaults are used.",))
    import tomllib

    try:
        settings = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Config(problems=(f"{path} is not valid TOML ({error}); defaults are used.",))
    return _checked(settings, path)


def _checked(settings: dict[str, Any], path: Path) -> Config:
    known = {*Config._fields} - {"problems"}
    accepted: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in settings.items():
        if name not in known:
            problems.append(f"{path}: no setting is called “{name}”; it is ignored.")
            continue
        expected = _EXPECTED[name]
        try:
            accepted[name] = _READERS[name](value)
        except ValueError:
            problems.append(f"{path}: “{name}” must be {expected}; the default is used.")
    return Config(**accepted, problems=tuple(problems))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _theme(value: object) -> str:
    if value not in ("", *THEMES):
        raise ValueError(value)
    return str(value)


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError(value)
    words = tuple(_text(word).strip() for word in value)
    if not all(words) or len(set(words)) != len(words):
        raise ValueError(value)
    return words


def _whole_number(low: int, high: int, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise ValueError(value)
    return value


def _keys(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(value)
    return {str(name): _text(keys) for name, keys in value.items()}


_READERS = {
    "name": _text,
    "theme": _theme,
    "verdicts": _words,
    "export_folder": _text,
    "column": lambda value: _whole_number(20, 200, value),
    "max_file_bytes": lambda value: _whole_number(1, 2_000_000_000, value),
    "editor": _text,
    "keys": _keys,
}
_EXPECTED = {
    "name": "text",
    "theme": "one of " + ", ".join(THEMES),
    "verdicts": "a list of different words",
    "export_folder": "text",
    "column": "a whole number from 20 to 200",
    "max_file_bytes": "a whole number of bytes up to 2000000000",
    "editor": "text",
    "keys": "a table of command ids and keys",
}
