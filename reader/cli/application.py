"""The command `reader`: what it is asked for, and how failures reach a person."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.cli.names import COMMANDS
from reader.cli.output import complain
from reader.cli.reading import read
from reader.cli.shared import CommandContext
from reader.errors import ReaderError

_FAILED = 2
_INTERRUPTED = 130
_COMPLETING = "_READER_COMPLETE"


class _Asked(NamedTuple):
    library: Path | None
    targets: tuple[str, ...]


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: Those after the command's name; the process's own if left out.

    Returns:
        0; 2 for an expected failure, said in one line on standard error; 130 when interrupted.
    """
    _have_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    given = tuple(sys.argv[1:] if arguments is None else arguments)
    asked = _asked_to_read(given)
    try:
        status = (
            _parse(given) if asked is None else read(CommandContext(asked.library), asked.targets)
        )
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except ReaderError as error:
        complain(str(error))
        return _FAILED
    except BrokenPipeError:
        _close_output()
        return 1
    except OSError as error:
        complain(f"The output cannot be written ({error.strerror}).")
        _close_output()
        return _FAILED
    return status


def _asked_to_read(given: Sequence[str]) -> _Asked | None:
    """Return what is to be read if that is all that is asked for, else None.

    Most starts are `reader` and `reader FILE`, and need no parser: that takes longer to load than
    the library.
    """
    library, rest = None, tuple(given)
    if len(rest) > 1 and rest[0] == "--library":
        library, rest = Path(rest[1]), rest[2:]
    options = any(argument.startswith("-") for argument in rest)
    if options or _COMPLETING in os.environ or (rest and rest[0] in COMMANDS):
        return None
    return _Asked(library, rest)


def _parse(given: Sequence[str]) -> int:
    from reader.cli.group import run_command

    return run_command(given)


def _have_streams() -> None:
    """Put nothing in the place of what was closed before the start: what is asked is done still."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _close_output() -> None:
    """Keep the interpreter from trying once more to write to a pipe or disk that is gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
