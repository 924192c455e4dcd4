"""What the commands take: the library of this run, and the names of its articles."""

import click
from click.shell_completion import CompletionItem

from reader.cli.shared import CommandContext
from reader.errors import ReaderError
from reader.paths import resolve_places
from reader.text.canonical import clean_line

__all__ = ["ArticleName", "ArticleOrPath", "CommandContext", "pass_context"]

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
