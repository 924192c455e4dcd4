"""What was renamed or merged, and what it is now."""

from collections.abc import Mapping


def end_of(successors: Mapping[str, str], name: str) -> str:
    """Return what a name leads to; a circle ends at the smallest name in it."""
    visited: dict[str, None] = {}
    while name in successors:
        if name in visited:
            circle = list(visited)
            return min(circle[circle.index(name) :])
        visited[name] = None
        name = successors[name]
    return name
