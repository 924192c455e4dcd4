"""`reader show`: an article with its marks, through the pager."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from reader.cli.context import ArticleName, CommandContext, pass_context
from reader.cli.notes import summary
from reader.cli.output import examples, is_terminal
from reader.text.canonical import clean, clean_line
from reader.text.folding import LONGEST_LINE, TAB_STOP
from reader.text.runs import Mark, Marks
from reader.text.wrap import Layout, RowText

if TYPE_CHECKING:
    from reader.library import ArticleSession

_GUTTER = 5
_NARROWEST = 20


@click.command(
    "show",
    short_help="Print an article with its marks.",
    epilog=examples("reader show envoy", 'reader show envoy | grep "[[]"'),
)
@click.argument("article", type=ArticleName())
@pass_context
def show_command(context: CommandContext, *, article: str) -> None:
    """Print an article with its marks, through the pager.

    On a terminal the marks are underlined, their numbers beside the text; elsewhere they stand
    in brackets with the number after them. What is known of each follows the text.
    """
    with context.library() as library:
        session = library.session(library.find_article(article))
        columns = shutil.get_terminal_size().columns - _GUTTER
        width = max(_NARROWEST, min(library.config.column, columns))
        page = _Page(session, width, styled=is_terminal())
        click.echo_via_pager(f"{line}\n" for line in page.lines())


class _Page:
    """The lines of an article."""

    def __init__(self, session: "ArticleSession", width: int, *, styled: bool) -> None:
        self._session = session
        self._layout = Layout(session.document, width)
        self._styled = styled
        self._numbers: dict[str, int] = {}
        self._starts: dict[int, list[int]] = defaultdict(list)
        self._ends: dict[int, list[int]] = defaultdict(list)
        marks: list[Mark] = []
        for number, annotation in enumerate(session.annotations, 1):
            self._numbers[annotation.id] = number
            place = session.range_of(annotation)
            if place is not None:
                marks.append(Mark(annotation.id, place.start, place.end))
                self._starts[place.start].append(number)
                self._ends[place.end - 1].append(number)
        self._marks = Marks(marks)

    def lines(self) -> Iterator[str]:
        """Yield the title, the text, and what is known of each mark."""
        article = self._session.article
        facts = [", ".join(article.authors), article.site, article.published_on, article.url]
        yield self._style(clean_line(article.title), bold=True)
        yield clean_line(" · ".join(filter(None, facts)))
        yield ""
        yield from self._rows()
        if self._numbers:
            yield ""
        for annotation in self._session.annotations:
            number = self._numbers[annotation.id]
            words = clean_line(self._session.quotation(annotation), 60)
            yield f"{number:3}  “{words}”" if words else f"{number:3}  (the whole article)"
            yield f"     {summary(self._session, annotation)}"
            for line in clean(annotation.note).split("\n") if annotation.note else ():
                yield f"     {line}"

    def _rows(self) -> Iterator[str]:
        self._layout.extend()
        for index in range(self._layout.row_count):
            shown = self._layout.shown(index, room=LONGEST_LINE * TAB_STOP)
            before = clean(self._layout.decoration(index))
            gutter = self._gutter(shown) if self._styled else ""
            words = self._underlined(shown) if self._styled else self._bracketed(shown)
            yield f"{gutter}{before}{words}".rstrip()

    def _gutter(self, shown: RowText) -> str:
        numbers = sorted(
            number for offset in shown.offsets for number in self._starts.get(offset, ())
        )
        more = "+" if len(numbers) > 1 else ""
        return f"{(str(numbers[0]) + more) if numbers else '':>{_GUTTER - 1}} "

    def _underlined(self, shown: RowText) -> str:
        pieces: list[tuple[bool, str]] = []
        begin = min((offset for offset in shown.offsets if offset >= 0), default=0)
        runs = self._marks.between(begin, max(shown.offsets, default=0) + 1)
        underlined = {offset for run in runs for offset in range(run.start, run.end)}
        for character, offset in zip(shown.text, shown.offsets, strict=True):
            marked = offset in underlined
            if pieces and pieces[-1][0] == marked:
                pieces[-1] = (marked, pieces[-1][1] + character)
            else:
                pieces.append((marked, character))
        return "".join(
            self._style(clean(piece), underline=True) if marked else clean(piece)
            for marked, piece in pieces
        )

    def _bracketed(self, shown: RowText) -> str:
        pieces: list[str] = []
        for character, offset in zip(shown.text, shown.offsets, strict=True):
            pieces.append("[" * len(self._starts.get(offset, ())))
            pieces.append(character)
            pieces.extend(f"]{number}" for number in reversed(self._ends.get(offset, ())))
        return clean("".join(pieces))

    def _style(self, text: str, *, bold: bool = False, underline: bool = False) -> str:
        if not self._styled:
            return text
        return click.style(text, bold=bold or None, underline=underline or None)
