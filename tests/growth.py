"""How the work for a text grows with its length, whatever the machine is busy with."""

import gc
import time
from collections.abc import Callable

FACTOR = 8
"""How many times longer the second text is."""

LINEAR = 3 * FACTOR
"""Below this is what grows with the length of a text; with its square it is `FACTOR**2`."""

_LEAST = 0.001


def growth(work: Callable[[str], object], unit: str, size: int) -> float:
    """Return how many times the processor time grows from a text to one `FACTOR` times longer.

    Args:
        work: What is done with a text.
        unit: What the texts repeat.
        size: Characters of the longer text.
    """

    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        spent = []
        for _ in range(3):
            # How long the collector takes depends on all the objects of the other tests.
            gc.disable()
            try:
                began = time.process_time()
                work(text)
                spent.append(time.process_time() - began)
            finally:
                gc.enable()
        return min(spent)

    return seconds(size) / max(_LEAST, seconds(size // FACTOR))
