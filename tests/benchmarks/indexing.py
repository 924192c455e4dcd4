"""The index of a large library: filled, compared, searched as one types, and filtered."""

import random
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.asking import asking
from tests.benchmarks.generated import write_studied_library
from tests.benchmarks.natural import natural_words
from tests.benchmarks.report import Row, megabytes, milliseconds, percentile, spread
from tests.benchmarks.scratch import scratch

if TYPE_CHECKING:
    from reader.library import Library

_WORDS = 60
_PASSES = 5
_SETTLING = 2.5
"""Seconds after which a file is old enough to be relied on."""


def indexing(articles: int = 10_000, annotations_each: int = 10, size: int = 5_000) -> list[Row]:
    """Measure the index in processor time, and its searches against a pass of ripgrep."""
    at = f"{articles:,} × {size // 1_000} KB, {articles * annotations_each:,} annotations"
    with scratch() as (folder, _environment):
        path = folder / "library"
        write_studied_library(path, articles, annotations_each, size)
        time.sleep(_SETTLING)
        with _opened(folder) as library:
            rows = [*_filled(library, at, folder), *_compared(library, at)]
            floor = _grepped(path)
            rows += _searched(library, at, floor)
            rows += _narrowed(library, at)
            rows += _filtered(library, at)
            rows += asking(library, at, floor)
    return rows


@contextmanager
def _opened(folder: Path) -> "Iterator[Library]":
    from reader.config import Config
    from reader.library import Library
    from reader.paths import Places

    places = Places(folder / "library", folder / "state", folder / "cache", folder / "config.toml")
    with Library.open(places, Config()) as library:
        yield library


def _filled(library: "Library", at: str, folder: Path) -> list[Row]:
    first: list[float] = []
    began = time.process_time()

    def told(_: object) -> bool:
        first.append(time.process_time() - began)
        return True

    listed = _time(lambda: library.listing.reconcile(told))
    read = _time(library.listing.read_contents)
    index = sum(file.stat().st_size for file in (folder / "cache").rglob("index*"))
    bodies = (folder / "library").glob("articles/*/texts/*")
    texts = sum(file.stat().st_size for file in bodies)
    return [
        Row("list from nothing, first rows", at, {"ours": milliseconds(first[0])}),
        Row("list from nothing, all rows", at, {"ours": milliseconds(listed)}, "", "< 2 s"),
        Row("contents from nothing", at, {"ours": milliseconds(read)}, "", "< 60 s"),
        Row("size of the index", at, {"ours": megabytes(index)}, f"texts {megabytes(texts)}"),
    ]


def _compared(library: "Library", at: str) -> list[Row]:
    library.listing.reconcile()
    listed = min(_time(library.listing.reconcile) for _ in range(3))
    read = min(_time(library.listing.read_contents) for _ in range(3))
    return [
        Row("list compared with the files", at, {"ours": milliseconds(listed)}),
        Row("contents compared and checked", at, {"ours": milliseconds(read)}),
    ]


def _grepped(path: Path) -> float | None:
    """Return what ripgrep takes to go through all texts once; None where there is none."""
    if shutil.which("rg") is None:
        return None
    words = natural_words(random.Random(11), _WORDS)[:_PASSES]
    return percentile([_time_of_ripgrep(word, path) for word in words], 0.5)


def _searched(library: "Library", at: str, floor: float | None) -> list[Row]:
    """Type words letter by letter, words as frequent as they are in the texts."""
    words = natural_words(random.Random(11), _WORDS)
    search = library.listing.full_text.search
    typed = [
        _time(lambda text=word[:end]: search(text, prefix=True, ranked=False))  # type: ignore[misc]
        for word in words
        for end in range(1, len(word) + 1)
    ]
    ranked = [_time(lambda text=word: search(text)) for word in words]  # type: ignore[misc]
    phrases = [f'"{one} {other}"' for one, other in pairwise(words)]
    quoted = [_time(lambda text=each: search(text)) for each in phrases]  # type: ignore[misc]
    return [
        spread("search as one types", at, typed, "p95 ≤ 30 ms", floor),
        spread("search ranked, at rest", at, ranked, "", floor),
        spread("search for a phrase", at, quoted, "", floor),
    ]


def _narrowed(library: "Library", at: str) -> list[Row]:
    """Type words letter by letter where a field narrows down, and into the filter of the list."""
    from reader.index.full_text import phrases_in
    from reader.library.filtering import as_filter
    from reader.library.querying import of_articles, understood
    from reader.tui.widgets.listing import Listing

    words = natural_words(random.Random(13), _WORDS // 3)
    typed = [word[:end] for word in words for end in range(1, len(word) + 1)]
    asked = ("is:unread", "tag:health", "verdict:refuted")
    conditions = [of_articles(as_filter(understood(library, each)).rest) for each in asked]
    records = library.listing.full_text.records
    narrowed = [
        _time(
            lambda phrases=phrases, within=within: records(  # type: ignore[misc]
                phrases, ranked=False, within=within
            )
        )
        for within in conditions
        for phrases in [phrases_in(text, prefix=True) for text in typed]
    ]
    matching = library.listing.matching
    fields = [_time(lambda each=each: matching(each)) for each in conditions for _ in range(5)]  # type: ignore[misc]
    listing = Listing()
    listing.load(library.listing)
    plain = [_time(lambda text=text: listing.filter(text)) for text in typed]  # type: ignore[misc]
    return [
        spread("search within a field, as one types", at, narrowed, "p95 ≤ 30 ms"),
        spread("list filtered by plain words", at, plain, "p95 ≤ 30 ms"),
        spread("list filtered by a field, in a thread", at, fields),
    ]


def _filtered(library: "Library", at: str) -> list[Row]:
    from reader.index.annotations import AnnotationOrder, Group
    from reader.index.conditions import AllOf, Condition, Field, Has, Is, Says, phrase_of

    annotations = library.listing.annotations
    tag, speaker = (
        next(name for name in annotations.counts(group) if name)
        for group in (Group.TAG, Group.SPEAKER)
    )
    word = natural_words(random.Random(12), 1)[0]
    conditions: dict[str, Condition] = {
        "all": AllOf(),
        "a kind": Is(Field.KIND, "claim"),
        "a tag and those below": Is(Field.TAG, tag.partition("/")[0]),
        "a tag": Is(Field.TAG, tag),
        "a verdict": Is(Field.VERDICT, "refuted"),
        "a speaker": Is(Field.SPEAKER, speaker),
        "a note, a word": AllOf([Has(Field.NOTE), Says(phrase_of(word))]),
    }

    def screenful(condition: Condition) -> object:
        return annotations.rows(annotations.arrange(condition, AnnotationOrder.MODIFIED, 60))

    return [
        spread(f"annotations, {name}: a screenful", at, taken, "p95 ≤ 30 ms")
        for name, condition in conditions.items()
        if (taken := [_time(lambda each=condition: screenful(each)) for _ in range(10)])  # type: ignore[misc]
    ] + [
        spread(f"annotations, {name}: how many", at, taken)
        for name, condition in conditions.items()
        if (taken := [_time(lambda each=condition: annotations.count(each)) for _ in range(5)])  # type: ignore[misc]
    ]


def _time_of_ripgrep(word: str, path: Path) -> float:
    """Return what one pass of ripgrep through the texts takes, all its threads together."""
    command = ["rg", "--ignore-case", "--count", "--no-messages", word, str(path / "articles")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--glob", "texts/*"], stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _time(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
