"""A person's own editor on a private file, and back."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reader.errors import InputError


def editor_command(setting: str, environment: Mapping[str, str] | None = None) -> list[str]:
    """Return the words of the command that edits: the setting, else `$VISUAL`, else `$EDITOR`.

    Raises:
        InputError: None is set, or the words cannot be told apart.
    """
    variables = os.environ if environment is None else environment
    command = setting or variables.get("VISUAL", "") or variables.get("EDITOR", "")
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise InputError(f"The editor’s command, {command}, cannot be read: {error}.") from error
    if not words:
        raise InputError("No editor is set: name one in $EDITOR, or as “editor” in the settings.")
    return words


def edit(text: str, command: list[str]) -> str:
    """Return the text as the editor left it, without the line ends at its end.

    The file lies in a folder of its own that only this person can read; both are gone afterwards,
    unless what the editor wrote is no UTF-8: then the file stays and the error names it.

    Raises:
        InputError: The editor could not be started, reported a failure, or left no readable text.
    """
    folder = Path(tempfile.mkdtemp(prefix="reader-note-"))
    path = folder / "note.md"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        ended = subprocess.run([*command, str(path)], check=False)  # noqa: S603 the person's editor
        if ended.returncode != 0:
            raise InputError(
                f"{command[0]} ended with status {ended.returncode}; the note is kept."
            )
        edited = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is no UTF-8 text; it stays there and the note is kept."
        ) from error
    except OSError as error:
        _remove(folder)
        raise InputError(f"{command[0]}: {error.strerror}; the note is kept as it was.") from error
    except InputError:
        _remove(folder)
        raise
    _remove(folder)
    return edited.rstrip("\r\n")


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
