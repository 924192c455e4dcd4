"""How a measurement is taken and shown: medians of several runs, ratios against a floor."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report.

    Attributes:
        what: What was measured.
        at: The size it was measured at.
        ours: Our figure with its unit.
        floor: What it is held against, with its unit; empty when it stands alone.
        ratio: Ours over the floor, or None.
        goal: The figure aimed at, in words.
    """

    what: str
    at: str
    ours: str
    floor: str = ""
    ratio: float | None = None
    goal: str = ""


def median_of(measure: Callable[[], float], runs: int = 5) -> float:
    """Return the median of several runs after one that is not counted."""
    measure()
    return statistics.median(measure() for _ in range(runs))


def medians_in_turn(
    first: Callable[[], float], second: Callable[[], float], runs: int = 5
) -> tuple[float, float]:
    """Measure two things in turn, so that a drifting machine hits both; return their medians."""
    first(), second()
    pairs = [(first(), second()) for _ in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(
        pair[1] for pair in pairs
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` (0 to 1) of the values lie, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(seconds: float) -> str:
    """Return a time in words, in milliseconds."""
    return f"{seconds * 1000:.1f} ms"


def show(rows: Sequence[Row]) -> str:
    """Return the rows as a table of plain text."""
    table = [("what", "at", "ours", "floor", "ratio", "goal")]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
        table.append((row.what, row.at, row.ours, row.floor, ratio, row.goal))
    widths = [max(len(line[column]) for line in table) for column in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    )
