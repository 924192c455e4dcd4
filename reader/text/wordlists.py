"""Word lists written as text, for the modules that hold nothing else."""

from collections.abc import Mapping

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases of one or more words by their first word, the longest first."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text parted by white space."""
    return frozenset(text.split())


def phrases(text: str) -> Phrases:
    """Return the phrases of a text parted by commas.

    Raises:
        IndexError: there is nothing between two commas.
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in text.split(","):
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}
