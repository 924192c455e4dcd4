"""How measurements are taken and shown: medians of several runs, side by side with their peers."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

RUNS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report.

    Attributes:
        what: What was measured.
        at: The size it was measured at.
        figures: Ours and those it stands beside, by the name of the column, each with its unit.
        verdict: A ratio or a difference worked out from them, in words.
        goal: The figure aimed at, in words.
    """

    what: str
    at: str
    figures: dict[str, str] = field(default_factory=dict)
    verdict: str = ""
    goal: str = ""


def median_of(measure: Callable[[], float], runs: int = RUNS) -> float:
    """Return the median of several runs after one that is not counted."""
    measure()
    return statistics.median(measure() for _ in range(runs))


def medians_in_turn(*measures: Callable[[], float], runs: int = RUNS) -> list[float]:
    """Measure several things in turn, so that a drifting machine hits all; return their medians.

    A first round is not counted.
    """
    rounds = [[measure() for measure in measures] for _ in range(runs + 1)][1:]
    return [statistics.median(figures) for figures in zip(*rounds, strict=True)]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` (0 to 1) of the values lie, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(seconds: float) -> str:
    """Return a time in words, in milliseconds; seconds where those are many."""
    return f"{seconds:.1f} s" if seconds >= 10 else f"{seconds * 1000:.1f} ms"


def megabytes(size: float) -> str:
    """Return a size in bytes in words, in megabytes."""
    return f"{size / 1e6:.0f} MB"


def times(ours: float, floor: float) -> str:
    """Return a ratio in words."""
    return f"{ours / floor:.2f} ×"


def spread(
    what: str, at: str, taken: Sequence[float], goal: str = "", floor: float | None = None
) -> Row:
    """Return the line for times of which 95 of 100 matter.

    Args:
        what: What was measured.
        at: The size it was measured at.
        taken: Times in seconds.
        goal: The figure aimed at, in words.
        floor: What ripgrep takes for a pass through the same texts, if it is there.
    """
    worst = percentile(taken, 0.95)
    figures, verdict = (
        {"ours": milliseconds(worst)},
        f"median {milliseconds(percentile(taken, 0.5))}",
    )
    if floor is not None:
        figures["ripgrep"] = milliseconds(floor)
        verdict = f"{times(worst, floor)}, {verdict}"
    return Row(what, at, figures, verdict, goal)


def show(rows: Sequence[Row]) -> str:
    """Return the rows as a table of plain text, with a column for each name of a figure."""
    names = list(dict.fromkeys(name for row in rows for name in row.figures))
    table = [("what", "at", *names, "", "goal")]
    for row in rows:
        figures = (row.figures.get(name, "") for name in names)
        table.append((row.what, row.at, *figures, row.verdict, row.goal))
    widths = [max(len(line[column]) for line in table) for column in range(len(table[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    )
