"""`reader refresh`: a changed text of an article, and where its annotations are in it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.context import ArticleName, CommandContext, pass_context
from reader.cli.output import complain, examples, say, say_json
from reader.model.anchor import AnchorState
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library import ArticleSession
    from reader.library.refreshing import Refreshed

_QUOTED_CELLS = 60


@click.command(
    "refresh",
    short_help="Take a changed text in as a new version.",
    epilog=examples(
        "reader refresh envoy --from envoy-corrected.html",
        "reader refresh envoy",
    ),
)
@click.argument("article", type=ArticleName())
@click.option(
    "--from",
    "path",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The changed file; left out, the stored source is read anew.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: each annotation's state.")
@pass_context
def refresh_command(
    context: CommandContext, *, article: str, path: Path | None, as_json: bool
) -> None:
    """Take a changed text in as a new version of an article, and find every annotation in it.

    exact, moved: the same words. fuzzy: nearly the same. suspect: something like them, to be
    confirmed in the article. orphan: gone; the annotation is kept with its quotation.
    """
    from reader.importers.registry import read_source
    from reader.library.refreshing import refresh

    with context.library() as library:
        name = library.find_article(article)
        if path is None:
            refreshed = refresh(library, name)
        else:
            content = read_source(path, library.config.max_file_bytes)
            refreshed = refresh(library, name, content, path.name)
        for warning in refreshed.warnings:
            complain(warning)
        if as_json:
            say_json(_object(refreshed))
        else:
            _say(refreshed, library.session(name))


def _say(refreshed: "Refreshed", session: "ArticleSession") -> None:
    if not refreshed.new:
        say("The text is the same: nothing changed.")
        return
    states = refreshed.states
    counts = ", ".join(f"{states[state]} {state}" for state in AnchorState)
    total = sum(states.values())
    say(f"{clean_line(session.article.title)}: a new version of the text.")
    say(f"{total} annotation{'' if total == 1 else 's'}: {counts}.")
    for annotation in session.annotations:
        anchor = refreshed.anchors.get(annotation.id)
        if anchor is not None and anchor.unsettled:
            marked = annotation.anchors[0].exact
            say("", f"{anchor.state:7}", f"“{clean_line(marked, _QUOTED_CELLS)}”")


def _object(refreshed: "Refreshed") -> dict[str, object]:
    return {
        "article": refreshed.article,
        "text": refreshed.text,
        "new": refreshed.new,
        "annotations": {name: str(anchor.state) for name, anchor in refreshed.anchors.items()},
    }
