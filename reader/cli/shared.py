"""What every command shares: the library it works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output import complain
from reader.config import load_config
from reader.errors import ReaderError
from reader.paths import Places, resolve_places

if TYPE_CHECKING:
    from reader.library import Event, Library


class CommandContext:
    """The library of this run, opened by the command that needs it.

    Attributes:
        failed: Whether a part of a batch failed; the exit status says so.
    """

    def __init__(self, library: Path | None) -> None:
        """Take the folder given on the command line, if any."""
        self._folder = library
        self.failed = False

    @property
    def places(self) -> Places:
        """The folders of the library."""
        return resolve_places(self._folder)

    @contextmanager
    def library(self, *, quiet: bool = False) -> Iterator["Library"]:
        """Open the library, and close it once all is durable.

        Args:
            quiet: Whether its problems are left to be shown by somebody else.

        Raises:
            ReaderError: it cannot be opened, or something could not be saved.
        """
        from reader.library import Library

        places = self.places
        with Library.open(places, load_config(places.config)) as library:
            if not quiet:
                for problem in library.problems:
                    complain(problem)
                library.subscribe(_complain_of)
            yield library

    def fail(self, error: ReaderError) -> None:
        """Say what failed and let the batch go on."""
        complain(str(error))
        self.failed = True

    @property
    def status(self) -> int:
        """The exit status: 2 if a part failed."""
        return 2 if self.failed else 0


def _complain_of(event: "Event") -> None:
    from reader.library import Told

    if isinstance(event, Told):
        complain(event.sentence)
