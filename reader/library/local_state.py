"""Small things remembered on this machine only: losing them loses no note."""

from pathlib import Path
from typing import Any


class LocalState:
    """One JSON object in a file under the state folder, read tolerantly and written whole."""

    def __init__(self, path: Path) -> None:
        """Read the file; a missing or damaged one means an empty object."""
        import orjson

        self._path = path
        self._values: dict[str, Any] = {}
        self._changed = False
        try:
            values = orjson.loads(path.read_bytes())
        except (OSError, ValueError):
            return
        if isinstance(values, dict):
            self._values = values

    def text(self, name: str) -> str:
        """Return a text, empty if there is none."""
        value = self._values.get(name, "")
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty if there is none."""
        values = self._values.get(name, ())
        if not isinstance(values, list):
            return ()
        return tuple(value for value in values if isinstance(value, str))

    def remember(self, name: str, value: str | list[str]) -> None:
        """Set a value; `save` writes it."""
        self._changed = self._changed or self._values.get(name) != value
        self._values[name] = value

    def save(self) -> None:
        """Write the file if anything was set.

        Raises:
            StorageError: it cannot be written.
        """
        import orjson

        from reader.storage.atomic_json import atomic_write

        if not self._changed:
            return
        options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
        atomic_write(self._path, orjson.dumps(self._values, option=options))
        self._changed = False
