"""Print every measurement, or those named: `python -m tests.benchmarks starting reading`."""

import platform
import sys

from tests.benchmarks.anchoring import anchoring
from tests.benchmarks.finding import finding
from tests.benchmarks.indexing import indexing
from tests.benchmarks.reading import reading
from tests.benchmarks.report import show
from tests.benchmarks.saving import saving
from tests.benchmarks.starting import starting
from tests.benchmarks.tagging import tagging

_MEASURES = {
    measure.__name__: measure
    for measure in (starting, reading, saving, finding, anchoring, indexing, tagging)
}


def main() -> int:
    """Run the named measurements, all of them when none is named."""
    chosen = sys.argv[1:] or list(_MEASURES)
    unknown = [name for name in chosen if name not in _MEASURES]
    if unknown:
        sys.stderr.write(
            f"no measurement is called {unknown[0]}; there are {', '.join(_MEASURES)}\n"
        )
        return 2
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}\n")
    for name in chosen:
        sys.stdout.write(show(_MEASURES[name]()) + "\n\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
