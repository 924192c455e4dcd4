"""Small things remembered on this machine only: losing them loses no note."""

import threading
from pathlib import Path
from typing import Any

from reader.errors import StorageError


class LocalState:
    """One JSON object in a file under the state folder, read tolerantly and written whole.

    `save` may be called from any thread, all else from the one that uses the library.
    """

    def __init__(self, path: Path) -> None:
        """Read the file; a missing or damaged one means an empty object."""
        import orjson

        self._path = path
        self._values: dict[str, Any] = {}
        self._changed = False
        self._setting = threading.Lock()
        self._saving = threading.Lock()
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
        with self._setting:
            self._changed = self._changed or self._values.get(name) != value
            self._values[name] = value

    def save(self) -> None:
        """Write the file if anything was set.

        Raises:
            StorageError: it cannot be written.
        """
        import orjson

        from reader.storage.atomic_json import atomic_write

        with self._saving:
            with self._setting:
                if not self._changed:
                    return
                options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
                content = orjson.dumps(self._values, option=options)
                self._changed = False
            try:
                atomic_write(self._path, content)
            except StorageError:
                self._changed = True
                raise
