"""The start of the program with a large library."""

from tests.benchmarks.generated import write_library
from tests.benchmarks.raw_terminal import EMPTY, RawTerminal, reader
from tests.benchmarks.report import Row, medians_in_turn, milliseconds, times
from tests.benchmarks.scratch import scratch, time_to

_QUIET = 5.0


def starting(articles: int = 10_000, annotations_each: int = 10) -> list[Row]:
    """Time from the command to the painted article list, with its index and without one."""
    size = f"{articles:,} articles, {articles * annotations_each:,} annotations"
    with scratch() as (folder, environment):
        library = folder / "library"
        write_library(library, articles, annotations_each)
        command = reader("--library", str(library))
        without = time_to(command, "Zebrafinch", environment)
        _let_it_index(command, environment)
        ours, floor = medians_in_turn(
            lambda: time_to(command, "Zebrafinch", environment),
            lambda: time_to(EMPTY, "Zebrafinch", environment),
        )
    figures = {"ours": milliseconds(ours), "empty app": milliseconds(floor)}
    first = {"ours": milliseconds(without), "empty app": milliseconds(floor)}
    return [
        Row("start to painted list", size, figures, times(ours, floor), "≤ 1.5 ×"),
        Row("the same, the index deleted", size, first, times(without, floor)),
    ]


def _let_it_index(command: tuple[str, ...], environment: dict[str, str]) -> None:
    """Leave the program open until it paints no more progress, and quit it as a person does."""
    with RawTerminal(command, environment) as terminal:
        terminal.wait_for("Zebrafinch")
        terminal.settle(_QUIET)
        terminal.press("q")
        terminal.settle(_QUIET)
