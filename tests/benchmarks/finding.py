"""Finding words in one long text."""

import time
from collections.abc import Callable

from tests.benchmarks.generated import document, prose
from tests.benchmarks.report import Row, medians_in_turn, milliseconds, times


def finding() -> list[Row]:
    """Find words in 3 MB, against one pass of `str.count` over it."""
    from reader.text.find import find

    text = document("Find", prose(3_000_000)).text
    ours, floor = medians_in_turn(
        lambda: _timed(lambda: find(text, "narrow harbour")),
        lambda: _timed(lambda: text.lower().count("narrow harbour")),
    )
    figures = {"ours": milliseconds(ours), "one pass of str.count": milliseconds(floor)}
    return [Row("find in the text", "3 MB", figures, times(ours, floor))]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
