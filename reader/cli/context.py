"""What every command shares: the library it works on, and the names of its articles."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from reader.cli.output import complain
from reader.config import load_config
from reader.errors import ReaderError
from reader.paths import Places, resolve_places
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library import Library


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
            yield library

    def fail(self, error: ReaderError) -> None:
        """Say what failed and let the batch go on."""
        complain(str(error))
        self.failed = True

    @property
    def status(self) -> int:
        """The exit status: 2 if a part failed."""
        return 2 if self.failed else 0


pass_context = click.make_pass_decorator(CommandContext)


class ArticleName(click.types.StringParamType):
    """An article's id, the first letters of it, or a piece of its title; completes itself."""

    name = "article"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the ids that begin with what was typed, each with its title."""
        del param
        folder = ctx.find_root().params.get("library")
        try:
            places = resolve_places(folder)
            if not (places.library / "library.json").exists():
                return []
            with CommandContext(folder).library(quiet=True) as library:
                rows = [row for row in library.rows() if row.id.startswith(incomplete)]
        except ReaderError:
            return []
        return [CompletionItem(row.id, help=clean_line(row.title, 60)) for row in rows]


class ArticleOrPath(ArticleName):
    """An article's name, or the path of a file; completes both."""

    name = "article or path"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the ids of articles, and have the shell complete files."""
        articles = super().shell_complete(ctx, param, incomplete)
        return [*articles, CompletionItem(incomplete, type="file")]
