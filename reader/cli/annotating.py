"""`reader annotate`: a mark, claim, note, speaker, judgement, from a script."""

from typing import TYPE_CHECKING

import click

from reader.cli.context import ArticleName, CommandContext, pass_context
from reader.cli.output import examples, say
from reader.errors import AmbiguousError, InputError, NotFoundError
from reader.model.annotation import Kind
from reader.model.claim import Status
from reader.text.canonical import clean, clean_line
from reader.text.document import Range

if TYPE_CHECKING:
    from reader.library import ArticleSession

_CONTEXT = 40
_SHOWN = 10


@click.command(
    "annotate",
    short_help="Annotate words of an article.",
    epilog=examples(
        'reader annotate envoy --quote "ready to help" --tag syria --note "since when?"',
        'reader annotate envoy --quote "ready to help" --claim --speaker "the envoy"',
        'reader annotate mill --quote "the oldest" --nth 2 --verdict refuted',
    ),
)
@click.argument("article", type=ArticleName())
@click.option("--quote", required=True, metavar="TEXT", help="The words to annotate.")
@click.option("--nth", type=click.IntRange(min=1), help="Which, if there are several.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Give a tag; may be repeated.")
@click.option("--note", metavar="TEXT", help="What you think, in Markdown.")
@click.option("--claim", is_flag=True, help="Make it a claim.")
@click.option("--speaker", metavar="NAME", help="Who says so.")
@click.option(
    "--status",
    type=click.Choice([word.value for word in Status], case_sensitive=False),
    help="How far the checking has come; makes it a claim.",
)
@click.option("--verdict", metavar="WORD", help="How the claim is judged; makes it a claim.")
@pass_context
def annotate_command(
    context: CommandContext,
    *,
    article: str,
    quote: str,
    nth: int | None,
    tags: tuple[str, ...],
    note: str | None,
    claim: bool,
    speaker: str | None,
    status: str | None,
    verdict: str | None,
) -> None:
    """Annotate words of an article, and print the annotation's id once it is on disk.

    White space in the quotation matches any white space.
    """
    with context.library() as library:
        session = library.session(library.find_article(article))
        words = _find(session, quote, nth)
        with session.step(f"annotate “{clean_line(quote, _CONTEXT)}”"):
            kind = Kind.CLAIM if claim or status or verdict else Kind.HIGHLIGHT
            annotation = session.mark(words, kind)
            if tags:
                session.set_tags(annotation, tags)
            if note:
                session.set_note(annotation, note)
            if speaker:
                session.set_speaker(annotation, speaker)
            if status:
                session.set_status(annotation, Status(status))
            if verdict:
                session.set_verdict(annotation, verdict)
        library.flush()
    say(annotation)


def _find(session: "ArticleSession", quote: str, nth: int | None) -> Range:
    from reader.text.anchoring import occurrences

    found = occurrences(session.document.text, clean(quote))
    shown = clean_line(quote, _CONTEXT)
    if not found:
        raise NotFoundError(f"“{shown}” is not in {session.id}; quote it word for word.")
    if nth is None and len(found) > 1:
        places = [
            f"  --nth {number}  {_in_context(session.document.text, place)}"
            for number, place in enumerate(found[:_SHOWN], 1)
        ]
        if len(found) > _SHOWN:
            places.append(f"  and {len(found) - _SHOWN} more")
        raise AmbiguousError(
            "\n".join([f"“{shown}” stands {len(found)} times in {session.id}; say which:", *places])
        )
    if nth is not None and nth > len(found):
        times = "once" if len(found) == 1 else f"{len(found)} times"
        raise InputError(f"“{shown}” stands {times} in {session.id}; there is no --nth {nth}.")
    return found[(nth or 1) - 1]


def _in_context(text: str, place: Range) -> str:
    before = clean_line(text[max(0, place.start - _CONTEXT) : place.start] + "|")[:-1]
    after = clean_line("|" + text[place.end : place.end + _CONTEXT])[1:]
    return f"…{before}[{clean_line(text[place.start : place.end])}]{after}…"
