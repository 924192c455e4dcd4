"""A field for the query language, and the row that says what may follow or what is wrong.

A screen makes a `QueryField`, yields it and its `hint`, and listens to `QueryField.Asked`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.highlighter import Highlighter
from rich.text import Text
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style
from textual.widgets import Input, Static

from reader.library.querying import understood, vocabulary
from reader.query.completion import Candidate, complete
from reader.query.errors import QueryError
from reader.query.tokens import tokens
from reader.query.tree import EVERYTHING, Query
from reader.text.canonical import clean_line
from reader.text.cells import width as cell_width
from reader.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from reader.library import Library
    from reader.query.completion import Vocabulary

_CANDIDATE = "query_candidate"
_KEY = "Tab"
_BETWEEN = "  "
_ELLIPSIS = "…"


class QueryField(TextField):
    """One line in the query language.

    Tab puts in the first of what the word at the caret may become, Tab again the next one,
    shift+Tab the one before. While the last word is wrong, such as `is:un`, what stands before it
    is asked; while something else is, what was understood last. Enter is then not reported as
    `TextField.Entered`.

    Attributes:
        hint: The widget for the row below: what may follow, or what is wrong.
        asked: What is asked, as far as it could be understood last.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"query-field--mistake"}

    @dataclass
    class Asked(Message):
        """Something else is asked.

        Attributes:
            field: The field it was typed into.
            query: What is asked; while it is being typed its last word may go on.
        """

        field: "QueryField"
        query: Query

        @property
        def control(self) -> "QueryField":
            """The field, for the selectors of `on`."""
            return self.field

    def __init__(
        self,
        library: "Library",
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 the name Textual gives it
    ) -> None:
        """Make a field; no names are read from the library before something can be completed.

        Args:
            library: The library whose names a query is completed with.
            value: What stands in it at first; once it is mounted, `Asked` tells what that asks.
            placeholder: Shown while it is empty.
            id: The id of the widget.
        """
        self.hint = QueryHint(self)
        self.asked: Query = EVERYTHING
        self._mistake: QueryError | None = None
        self._library = library
        self._understood = ""
        self._refused = ("", "")
        self._names: Vocabulary | None = None
        self._turns: _Turns | None = None
        self._first = value
        super().__init__(placeholder=placeholder, complete=self._ghost, id=id)
        self.highlighter = _Underline(self)

    # What stands in it

    @property
    def mistake(self) -> QueryError | None:
        """What is wrong with what stands in the field; None for nothing, or not understood yet."""
        return self._mistake if self.value == self._understood else None

    def put(self, text: str) -> None:
        """Put another query in place of what stands there, and take it in at once."""
        self.value = clean_line(text)
        self.cursor_position = len(self.value)
        self.take_in()

    def take_in(self) -> None:
        """Understand what stands in the field, if that is not done yet, and say what is asked."""
        if self.value == self._understood:
            return
        self._understood = self.value
        query = self._as_far_as_understood()
        if query != self.asked:
            self.asked = query
            self.post_message(self.Asked(self, query))
        self.hint.show()

    def refuse(self, sentence: str) -> None:
        """Say why what stands in the field cannot be done here, until it is changed."""
        self.take_in()
        self._refused = self.value, sentence
        self.hint.show()

    @property
    def refusal(self) -> str:
        """Why what stands in the field cannot be done, empty if it can or is only unfinished."""
        value, sentence = self._refused
        if sentence and value == self.value:
            return sentence
        return "" if self.mistake is None or self._is_unfinished else _told(self.mistake)

    # Completing

    @property
    def candidates(self) -> Sequence[Candidate]:
        """What the word at the caret may become, the likely ones first."""
        if self._turns is not None and self._turns.stand_in(self):
            return self._turns.candidates
        if self._names is None:
            self._names = vocabulary(self._library)
        typed = self.value[: self.cursor_position]
        found = complete(self.value, len(typed), self._names)
        return [each for each in found if each.text != typed[each.start :]]

    @property
    def taken(self) -> Candidate | None:
        """The candidate that Tab has just put in, where there are others."""
        turns = self._turns
        return turns.present if turns is not None and turns.stand_in(self) else None

    def take(self, candidate: Candidate) -> None:
        """Put a candidate in place of the word at the caret."""
        candidates, text = self.candidates, clean_line(candidate.text)
        end = candidate.start + len(text)
        value = self.value[: candidate.start] + text + self.value[self.cursor_position :]
        self._turns = _Turns(candidates, candidate, value, end) if len(candidates) > 1 else None
        self.value = value
        self.cursor_position = end
        self.take_in()

    # Keys and messages

    def on_mount(self) -> None:
        """Begin with what is to stand in it."""
        if self._first:
            self.put(self._first)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand what was typed."""
        event.stop()
        self.take_in()

    def watch_selection(self) -> None:
        """Say what may follow where the caret is now; it moves before a change is told."""
        self.take_in()
        self.hint.show()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Complete with the names there are by now; without the focus, offer nothing any more."""
        super().watch_has_focus(has_focus)
        self._names = None
        self.hint.show()

    def _as_far_as_understood(self) -> Query:
        """Return what is asked: without its last word if that is wrong, else as it was before."""
        text = self.value
        self._mistake = None
        try:
            return understood(self._library, text, typing=True)
        except QueryError as mistake:
            self._mistake = mistake
        *_, last = tokens(text)
        if self._mistake.offset < last.start:
            return self.asked
        try:
            return understood(self._library, text[: last.start])
        except QueryError:
            return self.asked

    def _takes(self, key: str, character: str | None) -> bool:
        if key not in ("tab", "shift+tab"):
            return super()._takes(key, character)
        candidates, step = self.candidates, -1 if key == "shift+tab" else 1
        if candidates:
            place = candidates.index(self.taken) + step if self.taken else min(step, 0)
            self.take(candidates[place % len(candidates)])
        return True

    def _enter(self) -> None:
        self.take_in()
        if self.mistake is None:
            super()._enter()
        else:
            self.refuse(_told(self.mistake))

    @property
    def _is_unfinished(self) -> bool:
        """Whether what is wrong may come right as one types on."""
        mistake, end = self.mistake, self.cursor_position
        if mistake is None or not self.has_focus or end < len(self.value):
            return False
        *_, last = tokens(self.value)
        in_last = last.start <= mistake.offset < last.end and last.end == len(self.value)
        return in_last or mistake.offset >= last.end or self.value[mistake.offset] == "("

    def _ghost(self, value: str) -> str | None:
        """Return the value with its last word completed, if that is a name and not a field."""
        if value != self.value or not self.cursor_at_end or self.taken is not None:
            return None
        first = next(iter(self.candidates), None)
        if first is None or first.text.endswith(":"):
            return None
        return value[: first.start] + clean_line(first.text)


class QueryHint(Static):
    """What may follow in a query, each to be clicked, or what is wrong with it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "query-hint--key",
        "query-hint--taken",
        "query-hint--mistake",
    }
    DEFAULT_CSS = "QueryHint { height: auto; min-height: 1; max-height: 7; }"

    def __init__(self, field: QueryField) -> None:
        """Say what serves in a field."""
        super().__init__(markup=False)
        self._field = field
        self._shown = Content()

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._shown.plain

    def show(self) -> None:
        """Say what serves now."""
        if not self.is_mounted:
            return
        line = self._line()
        if not line.is_same(self._shown):
            self._shown = line
            self.update(line)

    def on_mount(self) -> None:
        """Begin with what the field begins with."""
        self.show()

    def on_resize(self) -> None:
        """Offer as much as there is room for."""
        self.show()

    def on_click(self, event: Click) -> None:
        """Put what was clicked into the field."""
        place = event.style.meta.get(_CANDIDATE)
        if place is not None and place < len(self._field.candidates):
            event.stop()
            self._field.take(self._field.candidates[place])

    def _line(self) -> Content:
        field = self._field
        if field.refusal:
            look = self.get_visual_style("query-hint--mistake", partial=True)
            return Content.styled(clean_line(field.refusal), look)
        if not field.has_focus:
            return Content()
        if field.candidates:
            return self._offers(field.candidates, field.taken)
        return Content(clean_line(_told(field.mistake) if field.mistake else ""))

    def _offers(self, candidates: Sequence[Candidate], taken: Candidate | None) -> Content:
        key = self.get_visual_style("query-hint--key", partial=True)
        lit = self.get_visual_style("query-hint--taken")
        parts: list[Content | tuple[str, Style]] = [(_KEY, key)]
        left = self.content_size.width - cell_width(_KEY)
        first = candidates.index(taken) if taken in candidates else 0
        for place, candidate in enumerate(candidates[first:], first):
            text = clean_line(candidate.text)
            left -= cell_width(_BETWEEN) + cell_width(text)
            if left < cell_width(_ELLIPSIS):
                parts.append((_ELLIPSIS, Style()))
                break
            style = lit if candidate == taken else Style()
            meta = Style.from_meta({_CANDIDATE: place})
            parts += [Content(_BETWEEN), (text, style + meta)]
        return Content.assemble(*parts)


def _told(mistake: QueryError) -> str:
    """Return where something is wrong, and what was expected there."""
    return f"at {mistake.offset + 1}: {mistake.expected}"


class _Turns(NamedTuple):
    """Where one is among several candidates, as long as nothing else was typed."""

    candidates: Sequence[Candidate]
    present: Candidate
    value: str
    cursor: int

    def stand_in(self, field: QueryField) -> bool:
        """Tell whether the present one still stands in the field as it was put in."""
        return (field.value, field.cursor_position) == (self.value, self.cursor)


class _Underline(Highlighter):
    """Shows where in a query something is wrong."""

    def __init__(self, field: QueryField) -> None:
        self._field = field

    def highlight(self, text: Text) -> None:
        """Underline the word at which something else was expected."""
        mistake = self._field.mistake
        if mistake is None or not self._field.refusal:
            return
        start = min(mistake.offset, max(0, len(text) - 1))
        length = len(text.plain[start:].partition(" ")[0])
        look = self._field.get_component_rich_style("query-field--mistake", partial=True)
        text.stylize(look, start, start + max(1, length))
