"""Short labels to choose by: letters of the home row, none the beginning of another."""

from collections import deque

LETTERS = "fjdkslagh"
"""The home row, the letters under the strongest fingers first."""


def hint_labels(count: int) -> list[str]:
    """Return so many different labels, as short as they can be, the shorter ones first."""
    labels = deque(LETTERS)
    while len(labels) < count:
        beginning = labels.popleft()
        labels.extend(beginning + letter for letter in LETTERS)
    return list(labels)[:count]
