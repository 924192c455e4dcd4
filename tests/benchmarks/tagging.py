"""A tag that everything in a large library bears, renamed and back."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.generated import write_library
from tests.benchmarks.report import Row, megabytes, milliseconds, percentile
from tests.benchmarks.scratch import scratch

if TYPE_CHECKING:
    from reader.library import ArticleSession, Library


def tagging(articles: int = 10_000, annotations_each: int = 10) -> list[Row]:
    """Measure what a person waits for, and how long the files take behind it."""
    from reader.config import Config
    from reader.library import Library, tag_bearers, tag_changes
    from reader.paths import Places

    at = f"{articles:,} articles, {articles * annotations_each:,} annotations"
    with scratch() as (folder, _environment):
        names = (folder / name for name in ("library", "state", "cache", "config.toml"))
        places = Places(*names)
        write_library(places.library, articles, annotations_each)
        with Library.open(places, Config()) as library:
            library.listing.reconcile()
            library.listing.read_contents()
            before = _resident()
            plan = tag_changes.plan_rename(library, "bench", "marks/bench")
            counted = [_time(lambda: tag_bearers.bearers(library, "bench")) for _ in range(5)]
            listed = [_time(lambda: tag_bearers.counts(library)) for _ in range(5)]
            shown = _time(lambda: tag_changes.apply(library, plan))
            session = library.session(library.article_ids()[-1])
            saved = [_time(lambda: _save(library, session)) for _ in range(20)]
            written = _time(library.flush)
            for _ in range(20):
                library.history.undo()
            undone = _time(library.history.undo)
            restored = _time(library.flush)
            grown = _resident() - before
    return [
        Row("tag: what has it, counted", at, {"ours": milliseconds(percentile(counted, 0.5))}),
        Row("tags listed with their counts", at, {"ours": milliseconds(percentile(listed, 0.5))}),
        Row("tag renamed, until it shows", at, {"ours": milliseconds(shown)}),
        Row("a note saved meanwhile, p95", at, {"ours": milliseconds(percentile(saved, 0.95))}),
        Row("tag renamed, until all is written", at, {"ours": milliseconds(written)}),
        Row("tag renamed, undone, until it shows", at, {"ours": milliseconds(undone)}),
        Row("tag renamed, undone, until all is written", at, {"ours": milliseconds(restored)}),
        Row("memory grown by both", at, {"ours": megabytes(grown)}),
    ]


def _save(library: "Library", session: "ArticleSession") -> None:
    """Write a note and wait until it is durable."""
    session.set_note(session.sightings[0].id, f"a note of {time.monotonic()}")
    library.call(lambda: None)


def _resident() -> int:
    """Return the bytes of memory this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def _time(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
