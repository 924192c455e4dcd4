"""How words are looked for: what the switches of the find bar say, and what was looked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.text.document import Range
from reader.tui.commands.finding import SWITCH_WORDS
from reader.tui.widgets.find_bar import Switch

if TYPE_CHECKING:
    from reader.index.marking import DocumentMarking
    from reader.text.find import Query, Search
    from reader.tui.screens.reading.jumping import Place
    from reader.tui.widgets.reading_pane import ReadingPane
    from reader.tui.widgets.reading_pane.selection import Attention

    AnySearch = Search | DocumentMarking

SWITCHES = tuple(Switch(identity, word) for identity, word in SWITCH_WORDS.items())
"""The switches of the find bar."""

_REMEMBERED = 100


class Origin(NamedTuple):
    """Where the person was, and what was being found, when the bar was opened."""

    place: "Place"
    attention: "Attention"
    words: str
    search: "AnySearch | None"
    current: Range | None


class WaysOfFinding:
    """The switches and the former words, kept until the program ends.

    Attributes:
        words: What was looked for last.
        former: What was looked for before, the latest last.
    """

    def __init__(self) -> None:
        """Begin with everything off: case counts where there is a capital."""
        self.words = ""
        self.former: list[str] = []
        self._case: bool | None = None
        self._on: set[str] = set()

    @property
    def accents(self) -> bool:
        """Whether accents make no difference."""
        return "find_accents" in self._on

    @property
    def query(self) -> "Query":
        """What is looked for, and how."""
        from reader.text.find import Query

        return Query(
            self.words,
            case=self._case,
            accents=self.accents,
            whole="find_whole" in self._on,
            pattern="find_pattern" in self._on,
        )

    @property
    def lit(self) -> Sequence[str]:
        """The switches that are on, by the ids of their commands; case also by a capital."""
        on = self._on | ({"find_case"} if self.query.case_counts else set())
        return [identity for identity in SWITCH_WORDS if identity in on]

    def turn(self, identity: str) -> None:
        """Turn a switch on or off; case to what it is not with the present words."""
        if identity == "find_case":
            wanted = not self.query.case_counts
            self._case = None
            if self.query.case_counts != wanted:
                self._case = wanted
        else:
            self._on ^= {identity}

    def remember(self, words: str) -> None:
        """Keep words to be brought back."""
        self.words = words
        self.former = [former for former in self.former if former != words][-_REMEMBERED:]
        self.former.append(words)


def word_at_caret(pane: "ReadingPane") -> Range | None:
    """Return the word under the caret, else the next one of its paragraph, else None."""
    from reader.text.words import next_word

    if not pane.document.blocks:
        return None
    text = pane.document.text
    end = pane.units.paragraph_at(pane.caret).end
    at: int | None = pane.caret
    while at is not None and at < end:
        under = pane.units.word_at(at)
        if any(map(str.isalnum, text[under.start : under.end])):
            return under
        at = next_word(text, at)
    return None
