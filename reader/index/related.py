"""What is on the same matter as a text, and what it has in common with it."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.index.marking import Marker
from reader.index.rare_words import RareWord
from reader.text.document import Range

if TYPE_CHECKING:
    from reader.index.full_text import Passage


class InCommon(NamedTuple):
    """What a piece of text has in common with another, of the words that tell something.

    Attributes:
        hits: Where they are in the piece, in code points.
        words: How many different ones there are.
        share: How much of what all of them tell is told by these, from 0 to 1.
    """

    hits: tuple[Range, ...]
    words: int
    share: float


class Related:
    """What is on the same matter as a text.

    Attributes:
        passages: The pieces that BM25 ranks highest, the first one first, those that are word for
            word the same together; without hits.
    """

    def __init__(self, rare: Sequence[RareWord], passages: "Iterable[Passage]") -> None:
        """Take the words that tell something, and the pieces by rank."""
        same: dict[str, list[Passage]] = {}
        for passage in passages:
            same.setdefault(passage.text, []).append(passage)
        self.passages = list(same.values())
        self._rare = rare
        self._told = sum(each.weight for each in rare)

    def in_common(self, text: str) -> InCommon:
        """Return what a piece has in common with the text."""
        found = self._marker.found(text)
        hits = tuple(hit for hit, _ in found)
        held = {words for _, words in found}
        met = [each.weight for each in self._rare if " ".join(each.phrase.words) in held]
        return InCommon(hits, len(met), sum(met) / self._told if met else 0.0)

    @cached_property
    def _marker(self) -> Marker:
        return Marker([each.phrase for each in self._rare])
