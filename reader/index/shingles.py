"""What tells that two texts are nearly the same: a few of the short runs of words in them.

Of all runs of five words, each by a number made of it, the smallest of each of sixteen kinds are
kept (min-hash by one permutation). Two texts have about the share of these in common that they
have of all their runs, wherever one of them was cut or changed.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING
from zlib import crc32

from reader.index.folding import words_in

if TYPE_CHECKING:
    import sqlite3

_TEXTS = "SELECT text FROM paragraphs WHERE file = ? ORDER BY start"
_RUN = 5
_KINDS = 16
_LONGEST = 20_000
"""Words of a text that are looked at: no report that papers share has more."""

_SHORTEST = 25
"""Runs of words that are needed: a few lines may be the same by chance."""


def runs(pieces: Iterable[str]) -> set[int]:
    """Return the runs of words in a text, each as a number below 2 ** 32, the same in any run.

    Args:
        pieces: The text, parted anywhere between words.

    Returns:
        Nothing if the text is too short to be told from others by them.
    """
    words = list(islice(_words(pieces), _LONGEST))
    shifted = (words[at:] for at in range(_RUN))
    found = {crc32(" ".join(run).encode()) for run in zip(*shifted, strict=False)}
    return found if len(found) >= _SHORTEST else set()


def kept(found: Iterable[int]) -> set[int]:
    """Return those that are kept of the runs of a text: at most sixteen."""
    least: dict[int, int] = {}
    for run in sorted(found, reverse=True):
        least[run % _KINDS] = run
    return set(least.values())


def put_shingles(connection: "sqlite3.Connection", file: int) -> None:
    """Keep what copies of a text are told by, once all its paragraphs are in the index."""
    values = [(value, file) for value in sorted(kept(runs_of(connection, file)))]
    connection.executemany("INSERT INTO shingles (value, file) VALUES (?, ?)", values)


def runs_of(connection: "sqlite3.Connection", file: int) -> set[int]:
    """Return the runs of words in a text that is in the index."""
    return runs(text for (text,) in connection.execute(_TEXTS, (file,)))


def _words(pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        yield from words_in(piece).split()
