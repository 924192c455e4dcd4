"""Where in a long text a stretch may be, by the words it has in common with it.

Each word votes for the places that would put it where it stands in the stretch, a rare one with
more weight. Scripts without spaces vote by pairs of characters.
"""

import re
from array import array
from collections import defaultdict
from functools import cached_property
from heapq import nlargest
from itertools import accumulate, pairwise
from math import log
from statistics import median_low

_JOINED = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[^\W{_JOINED}]+")
_PAIR = re.compile(rf"(?=([{_JOINED}]{{2}}))")
_HAS_PAIRS = re.compile(f"[{_JOINED}]")

_COMMON = 2_000
"""What stands in more places says too little about any; so many votes are enough."""

_FEW = 6
_VOTERS = 32
_BUCKET = 32
_FEWEST = 5
"""A place with so many times fewer votes than the best is none."""

Word = tuple[str, int]
"""A word, or several, and where it begins."""


class Seeds:
    """The words of a text by where they stand."""

    def __init__(self, text: str) -> None:
        """Look through a folded text."""
        self._text = text
        self._words = _by_word(_words(text))

    @cached_property
    def _pairs(self) -> "dict[str, array[int]]":
        """Where each two words in a row stand: for texts and stretches of common words alone."""
        return _by_word(_in_pairs(_words(self._text)))

    def near(self, stretch: str, lead: int, most: int, position: int) -> tuple[list[int], int]:
        """Return where a stretch may begin, the likeliest place first, and how many words voted.

        Args:
            stretch: A folded text.
            lead: How far into the stretch the place that is asked for lies.
            most: How many places to return.
            position: Of places equally likely, those nearest to it come first.
        """
        words = _words(stretch)
        voters = _voters(words, self._words)
        if len(voters) < min(_FEW, len(words)):
            voters += _voters(_in_pairs(words), self._pairs)
        votes: defaultdict[int, float] = defaultdict(float)
        begins: defaultdict[int, list[int]] = defaultdict(list)
        for place, places in voters:
            weight = log(1 + len(self._text) / len(places))
            for found in places:
                begin = found - place + lead
                votes[begin // _BUCKET] += weight
                begins[begin // _BUCKET].append(begin)
        least = max(votes.values(), default=0.0) / _FEWEST
        ranked = nlargest(
            2 * most,
            (
                (score + votes.get(bucket + 1, 0.0), -abs(bucket * _BUCKET - position), bucket)
                for bucket, score in [*votes.items()]
                if score >= least
            ),
        )
        chosen: list[int] = []
        for _score, _away, bucket in ranked:
            begin = median_low(begins[bucket] + begins.get(bucket + 1, []))
            if all(abs(begin - other) >= _BUCKET for other in chosen):
                chosen.append(begin)
        return chosen[:most], len(voters)


def _words(text: str) -> list[Word]:
    found = [(match[0], match.start()) for match in _WORD.finditer(text)]
    if not text.isascii() and _HAS_PAIRS.search(text):
        found.extend((match[1], match.start()) for match in _PAIR.finditer(text))
    return found


def _in_pairs(words: list[Word]) -> list[Word]:
    return [(f"{first} {second}", place) for (first, place), (second, _) in pairwise(words)]


def _by_word(words: list[Word]) -> "dict[str, array[int]]":
    places: dict[str, array[int]] = {}
    for word, place in words:
        known = places.get(word)
        if known is None:
            places[word] = array("I", (place,))
        else:
            known.append(place)
    return places


def _voters(words: list[Word], index: "dict[str, array[int]]") -> "list[tuple[int, array[int]]]":
    """Return the places of words that are not common, of the rarest first, each with its own."""
    known = [(place, index[word]) for word, place in words if word in index]
    voters = sorted(known, key=lambda voter: len(voter[1]))[:_VOTERS]
    so_far = accumulate(len(places) for _place, places in voters)
    return [voter for voter, reached in zip(voters, so_far, strict=True) if reached <= _COMMON]
