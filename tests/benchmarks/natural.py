"""Texts whose words are as frequent and as rare as those of people are."""

import random
from functools import cache
from itertools import accumulate

_FREQUENT = """
the of and to in a is that for it was on are as with his they at be this from have or by one had
not but what all were when we there can an your which their said if do will each about how up out
them then she many some so these would other into has more her two like him see time could no make
than first been its who now people my made over did down only way find use may water long little
very after words called just where most know
"""
_STARTS = "b c d f g h j k l m n p r s t v w br cr dr gr pl st str tr sh ch th"
_VOWELS = "a e i o u ea ou ai"
_ENDS = ("", "", "n", "r", "s", "t", "l", "m", "nd", "ck")
_WORDS = 30_000
_SHORT = 800
_EXPONENT, _SHIFT = 1.05, 2.7
"""Of Zipf's law as Mandelbrot put it: a word's share by its rank."""


@cache
def vocabulary() -> tuple[str, ...]:
    """Return 30,000 words, the most frequent first: the shortest of English, then made-up ones."""
    source = random.Random(7)
    starts, vowels = _STARTS.split(), _VOWELS.split()
    words = dict.fromkeys(_FREQUENT.split())
    while len(words) < _WORDS:
        syllables = 1 + (len(words) > _SHORT) + min(3, int(source.expovariate(0.9)))
        word = "".join(
            source.choice(starts) + source.choice(vowels) + source.choice(_ENDS)
            for _ in range(syllables)
        )
        if len(word) < 16:
            words[word] = None
    return tuple(words)


@cache
def _shares() -> list[float]:
    return list(accumulate(1 / (rank + _SHIFT) ** _EXPONENT for rank in range(_WORDS)))


def natural_words(source: random.Random, count: int) -> list[str]:
    """Return words, each as often as its rank wants."""
    return source.choices(vocabulary(), cum_weights=_shares(), k=count)


def natural_prose(size: int, seed: int = 1) -> str:
    """Return paragraphs of plain text of about `size` code points."""
    source = random.Random(seed)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        paragraph = " ".join(_sentence(source) for _ in range(source.randint(2, 7)))
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
    return "\n\n".join(paragraphs)


def _sentence(source: random.Random) -> str:
    sentence = " ".join(natural_words(source, source.randint(6, 24))).capitalize() + "."
    return f"“{sentence}”" if source.random() < 0.1 else sentence
