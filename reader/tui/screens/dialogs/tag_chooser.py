"""Tags for an annotation: by number, by completion, new ones, or the last ones again."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.errors import InputError
from reader.library.codebook import tag_path
from reader.model.tag import Tag
from reader.text.canonical import clean_line
from reader.tui.matching import completion, matching_paths, same_name
from reader.tui.screens.dialogs.panel import Dialog, KeyHint
from reader.tui.signs import CHOSEN_SIGN
from reader.tui.widgets.choice_list import Choice, ChoiceList
from reader.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.timer import Timer

PARTLY_MARK = "~"
LAST_TAGS_KEY = "t"
LAST_TAGS_PAUSE = 0.5
"""Seconds in which another character makes the `t` the beginning of a tag's name."""


def typed_tag(typed: str) -> str:
    """Return the path of the tag that was typed, or an empty text when nothing of it is left."""
    try:
        return tag_path(typed)
    except InputError:
        return ""


def numbered(tags: Sequence[Tag]) -> dict[str, str]:
    """Return the digit of each tag that has one: its own, else the next free one, 1 to 9."""
    digits: dict[str, str] = {}
    for tag in tags:
        if tag.hotkey and tag.hotkey in "123456789" and tag.hotkey not in digits.values():
            digits[tag.path] = tag.hotkey
    free = (digit for digit in "123456789" if digit not in set(digits.values()))
    for tag in tags:
        if tag.path not in digits and (digit := next(free, None)):
            digits[tag.path] = digit
    return digits


class TagChooser(Dialog[frozenset[str]]):
    """Turn tags on and off; the answer is the whole set, or None when it is what it was.

    Enter or a comma toggles what was typed and empties the field; Enter in the empty field, and
    Escape, close and keep. A lone `t` in the empty field means the last tags again: they are
    turned on at once and the dialog closes after half a second, unless another character shows
    that a tag is being typed, which takes them back.

    Args:
        quotation: The words in question.
        tags: The codebook, the most recently used first.
        chosen: The tags on at first.
        last_tags: Those given last to another annotation.
        partly: Those that only some of several annotations have; each stays so until it is
            toggled, which turns it on for all.

    Attributes:
        partly: Those that were left so.
    """

    def __init__(
        self,
        quotation: str,
        tags: Sequence[Tag],
        chosen: AbstractSet[str],
        *,
        last_tags: Sequence[str] = (),
        partly: AbstractSet[str] = frozenset(),
    ) -> None:
        super().__init__("tags", quotation)
        self.partly = frozenset(partly)
        known = {tag.path: tag for tag in tags}
        known.update({path: Tag(path) for path in sorted(chosen | partly) if path not in known})
        self._tags = known
        self._digits = numbered(list(known.values()))
        self._before = frozenset(chosen), self.partly
        self._chosen = set(chosen)
        self._last_tags = frozenset(last_tags)
        self._pause: Timer | None = None
        self._shown: list[str] = []
        self._pointed_at: str | None = None

    def body(self) -> Iterable[Widget]:
        """Return the field, the tags that are on, and the codebook."""
        yield TextField(
            placeholder="type a tag",
            quick_keys="123456789",
            separators=",",
            empties=True,
            complete=self._completion,
        )
        yield Static("", classes="dialog--outcome", markup=False)
        yield ChoiceList()
        if any(tag.description for tag in self._tags.values()):
            yield Static("", classes="tags--description", markup=False)

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys; the last tags are offered when there are some."""
        again = [("t", "last tags again", "last_tags")] if self._last_tags else []
        return [*again, ("Tab", "complete", ""), (",", "next tag", ""), ("Esc", "done", "close")]

    def closing_result(self) -> frozenset[str] | None:
        """Return the tags that are on, or None if nothing changed."""
        result = frozenset(self._chosen | (self._last_tags if self._pause else set()))
        return None if (result, self.partly) == self._before else result

    def on_mount(self) -> None:
        """Show the codebook."""
        self._list("")

    def action_close(self) -> None:
        """Empty the field, or close and keep when it is empty."""
        field = self.query_one(TextField)
        if field.value and self._pause is None:
            field.value = ""
        else:
            super().action_close()

    def action_last_tags(self) -> None:
        """Give the last tags again and close."""
        self._chosen |= self._last_tags
        super().action_close()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list; tell a lone `t` from the beginning of a name."""
        event.stop()
        if event.value != event.input.value:
            return
        self._take_back()
        if event.value == LAST_TAGS_KEY and self._last_tags:
            self._pause = self.set_timer(LAST_TAGS_PAUSE, super().action_close)
        self._list(event.value)

    def on_text_field_moved(self, event: TextField.Moved) -> None:
        """Point at another row; Enter then toggles that row."""
        self._take_back()
        choices = self.query_one(ChoiceList)
        choices.move(event.step)
        if choices.highlighted is not None:
            self._pointed_at = self._shown[choices.highlighted]
            self._describe()

    def on_text_field_quick(self, event: TextField.Quick) -> None:
        """Toggle the tag with that number."""
        path = next((path for path, digit in self._digits.items() if digit == event.character), "")
        if path:
            self._toggle(path)
        else:
            self.say(f"No tag has the number {event.character}.")

    def on_text_field_entered(self, event: TextField.Entered) -> None:
        """Toggle the row pointed at, else what was typed; with neither, close."""
        if self._pointed_at is not None:
            self._toggle(self._pointed_at)
            return
        path = typed_tag(event.value)
        if event.value == LAST_TAGS_KEY and self._last_tags:
            self.action_last_tags()
        elif path:
            self._toggle(same_name(path, list(self._tags)) or path)
        elif not event.value.strip():
            super().action_close()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Toggle the row that was clicked."""
        self._toggle(self._shown[event.index])

    def _take_back(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def _toggle(self, path: str) -> None:
        field = self.query_one(TextField)
        self.partly -= {path}
        self._chosen ^= {path}
        self._tags.setdefault(path, Tag(path))
        self._list(field.value)

    def _completion(self, typed: str) -> str | None:
        path = typed_tag(typed)
        if not path:
            return None
        known = list(self._tags)
        found = completion(path, known)
        if found is None and (places := matching_paths(path, known)):
            found = known[places[0]]
        return found

    def _list(self, typed: str) -> None:
        self._pointed_at = None
        known = list(self._tags)
        path = typed_tag(typed)
        self._shown = [known[place] for place in matching_paths(path, known)]
        new = bool(path) and same_name(path, known) is None and self._pause is None
        if new:
            self._shown.insert(0, path)
        rows = [
            Choice(
                f"new tag #{shown}" if new and place == 0 else f"#{shown}",
                key="" if path else self._digits.get(shown, ""),
                mark=self._mark(shown),
                detail=self._tags[shown].description if shown in self._tags else "",
                color=self._color(shown),
            )
            for place, shown in enumerate(self._shown)
        ]
        self.query_one(ChoiceList).show(rows, 0 if path and self._pause is None else None)
        self.say("The last tags again; go on typing for a tag of that name." if self._pause else "")
        on = " ".join(f"#{clean_line(path)}" for path in sorted(self._on()))
        some = " ".join(f"#{clean_line(path)}" for path in sorted(self.partly - self._on()))
        parts = [f"on: {on}" if on else "", f"on some: {some}" if some else ""]
        outcome = " · ".join(filter(None, parts)) or "no tags yet"
        self.query_one(".dialog--outcome", Static).update(Content(outcome))
        self._describe()

    def _mark(self, path: str) -> str:
        if path in self._on():
            return CHOSEN_SIGN
        return PARTLY_MARK if path in self.partly else ""

    def _color(self, path: str) -> str | None:
        """Return the colour of a tag; if only others have one, its place."""
        place = "" if any(tag.color for tag in self._tags.values()) else None
        return (self._tags[path].color if path in self._tags else None) or place

    def _describe(self) -> None:
        """Show what the highlighted tag is for, in full."""
        highlighted = self.query_one(ChoiceList).highlighted
        shown = "" if highlighted is None else self._shown[highlighted]
        tag = self._tags.get(shown)
        for line in self.query(".tags--description").results(Static):
            line.update(Content(clean_line(tag.description) if tag else ""))
            line.display = tag is not None and bool(tag.description)

    def _on(self) -> AbstractSet[str]:
        return self._chosen | self._last_tags if self._pause else self._chosen
