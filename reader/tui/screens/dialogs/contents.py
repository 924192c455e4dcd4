"""Contents: the headings of an article, to go to one of them."""

import asyncio
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from time import perf_counter
from typing import overload

from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input

from reader.library.matching import rank
from reader.model.annotation import Kind
from reader.text.document import Document
from reader.text.outline import beginnings, outline, section_at
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.signs import KIND_SIGNS
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.reading_pane.marks import PaneMark
from reader.tui.widgets.text_field import TextField

_INDENT = 2
_DEEPEST = 8
_LONGEST = 200
_HERE = "›"
_AT_ONCE = 0.012
_SLICE = 0.006
_RANKED_AT_ONCE = 128


class Contents(Dialog[int]):
    """Choose a heading; the answer is its offset.

    An article without headings shows the first words of its paragraphs instead, and how far into
    the article each of them is. Only the rows in sight are made, so that there may be any number.

    Args:
        document: The text.
        position: Where the person is; the section there is chosen at first.
        marks: What is marked, in reading order; counted by section.
    """

    def __init__(self, document: Document, position: int, marks: Sequence[PaneMark] = ()) -> None:
        super().__init__("contents")
        self._plan = _Plan(document, position, marks)
        self._rows = _Rows(self._plan, range(len(self._plan.sections)))
        self._narrowing: Iterator[None] | None = None
        self._entered = False

    def body(self) -> Iterable[Widget]:
        """Return the field and the headings that fit what is typed."""
        yield TextField(placeholder="type a few letters")
        yield ChoiceList(self._rows, highlighted=self._first)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return [("Enter", "go there", "go"), ("↑↓", "choose", ""), ("Esc", "stay", "close")]

    def on_mount(self) -> None:
        """Show where one is, and say so if there are no headings."""
        self._tell()
        self.call_after_refresh(self._center)

    def on_resize(self) -> None:
        """Give the list half of the height."""
        self.query_one(ChoiceList).styles.max_height = max(3, self.size.height // 2)

    def on_key(self, event: Key) -> None:
        """Go through the list by pages."""
        choices = self.query_one(ChoiceList)
        pages = {"pagedown": 1, "pageup": -1}
        if event.key in pages:
            event.stop()
            choices.move(pages[event.key] * max(1, choices.size.height - 1))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list; a long one a little at a time."""
        event.stop()
        narrowing = self._narrow(event.value.strip().casefold())
        self._narrowing = narrowing
        if not self._advance(narrowing, _AT_ONCE):
            self.run_worker(self._go_on(narrowing))

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Move the highlight."""
        self.query_one(ChoiceList).move(event.step)

    def on_text_field_entered(self) -> None:
        """Go to the highlighted heading, as soon as the list is what was typed."""
        if self._narrowing is None:
            self.action_go()
        else:
            self._entered = True

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Go to the heading that was clicked."""
        self.finish(self._rows.offset(event.index))

    def action_go(self) -> None:
        """Go to the highlighted heading."""
        highlighted = self.query_one(ChoiceList).highlighted
        if highlighted is not None:
            self.finish(self._rows.offset(highlighted))

    @property
    def _first(self) -> int | None:
        """The row that is highlighted before a person chooses: where one is, else the first."""
        if not self._rows:
            return None
        return self._plan.here or 0 if self._rows.indented else 0

    def _tell(self) -> None:
        """Say why the list is empty, or what it is of where there are no headings."""
        if not self._plan.sections:
            self.say("There is nothing in this article to go to.")
        elif not self._rows:
            self.say("Nothing fits these letters.")
        elif not self._plan.headings:
            self.say("This article has no headings; these are its paragraphs.")
        else:
            self.say("")

    def _center(self) -> None:
        choices = self.query_one(ChoiceList)
        top = (choices.highlighted or 0) - choices.size.height // 2
        choices.scroll_to(y=max(0, top), animate=False, force=True)

    def _narrow(self, wanted: str) -> Iterator[None]:
        """Find the headings that fit, the best first, and show them; stop now and then."""
        plan = self._plan
        fitting: list[list[int]] = [[], [], [], [], []]
        if wanted:
            for place in range(len(plan.sections)):
                name = plan.name(place).casefold()
                fit = rank(wanted, name)
                if fit is not None:
                    fitting[0 if name == wanted else 1 + fit].append(place)
                if not place % _RANKED_AT_ONCE:
                    yield
            self._rows = _Rows(plan, list(chain(*fitting)), indented=False)
        else:
            self._rows = _Rows(plan, range(len(plan.sections)))
        choices = self.query_one(ChoiceList)
        choices.show(self._rows, self._first)
        self._tell()
        if not wanted:
            self._center()

    def _advance(self, narrowing: Iterator[None], seconds: float) -> bool:
        """Go on narrowing for so long; return True if that is done, or no longer wanted."""
        if self._narrowing is not narrowing:
            return True
        until = perf_counter() + seconds
        for _ in narrowing:
            if perf_counter() > until:
                return False
        self._narrowing = None
        if self._entered:
            self.action_go()
        return True

    async def _go_on(self, narrowing: Iterator[None]) -> None:
        while not self._advance(narrowing, _SLICE):
            await asyncio.sleep(0)


class _Plan:
    """The sections of an article, and what is known of each.

    Attributes:
        headings: Whether they are the sections of headings, not the paragraphs of a text without.
        here: The index of the section a person is in, or None before the first.
    """

    def __init__(self, document: Document, position: int, marks: Sequence[PaneMark]) -> None:
        sections = outline(document)
        self.headings = bool(sections)
        self.sections = sections or beginnings(document)
        self.here = section_at(self.sections, position)
        self._text = document.text
        self._claims = [mark.start for mark in marks if mark.kind is Kind.CLAIM]
        self._others = [mark.start for mark in marks if mark.kind is not Kind.CLAIM]

    def name(self, place: int) -> str:
        """Return the words of a heading, or the first ones of a paragraph."""
        section = self.sections[place]
        return self._text[section.start : min(section.name_end, section.start + _LONGEST)]

    def choice(self, place: int, *, indented: bool) -> Choice:
        """Return a section as a row."""
        section = self.sections[place]
        share = 100 * section.start // max(1, len(self._text))
        counts = [
            f"{KIND_SIGNS[kind]}{number}"
            for kind, starts in ((Kind.CLAIM, self._claims), (Kind.HIGHLIGHT, self._others))
            if (number := bisect_left(starts, section.end) - bisect_left(starts, section.start))
        ]
        if section.parent is not None and not indented:
            counts.insert(0, self.name(section.parent))
        return Choice(
            self.name(place),
            key="" if self.headings else f"{share:2d} %",
            mark=_HERE if place == self.here else "",
            detail="  ".join(counts),
            indent=_INDENT * min(section.depth, _DEEPEST) if indented else 0,
        )


class _Rows(Sequence[Choice]):
    """Some sections as rows, each made when it is looked at."""

    def __init__(self, plan: _Plan, places: Sequence[int], *, indented: bool = True) -> None:
        self._plan = plan
        self._places = places
        self.indented = indented

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, row: int) -> Choice: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Choice]: ...
    def __getitem__(self, row: int | slice) -> Choice | Sequence[Choice]:
        if isinstance(row, slice):
            return _Rows(self._plan, self._places[row], indented=self.indented)
        return self._plan.choice(self._places[row], indented=self.indented)

    def offset(self, row: int) -> int:
        """Return where the section of a row begins."""
        return self._plan.sections[self._places[row]].start
