"""Saves: until an annotation is durable, in libraries and in articles of several sizes."""

import os
import random
import time
from pathlib import Path

from reader.model.annotation import Kind
from reader.text.document import Range
from tests.benchmarks.generated import write_library
from tests.benchmarks.report import Row, milliseconds, percentile, times
from tests.benchmarks.scratch import scratch

_SHAPES = ((10, 10), (100, 10), (1_000, 10), (10_000, 10), (1, 1_000), (1, 5_000))
_SAVES = 40


def saving() -> list[Row]:
    """Time each save against a bare durable write of the same bytes beside it."""
    return [_saves(articles, each) for articles, each in _SHAPES]


def _saves(articles: int, each: int) -> Row:
    from reader.config import Config
    from reader.library import Library
    from reader.paths import Places

    ours: list[float] = []
    bare: list[float] = []
    with scratch() as (folder, _environment):
        path = folder / "library"
        write_library(path, articles, each, size=3_000)
        places = Places(path, folder / "state", folder / "cache", folder / "config.toml")
        with Library.open(places, Config()) as library:
            identifier = next(iter(library.article_ids()))
            session = library.session(identifier)
            record = path / "articles" / identifier / "record.json"
            source = random.Random(2)
            for _ in range(_SAVES):
                place = source.randrange(100, 2_000)
                began = time.perf_counter()
                session.mark(Range(place, place + 60), Kind.HIGHLIGHT)
                library.flush()
                ours.append(time.perf_counter() - began)
                bare.append(_bare_write(folder, record.read_bytes()))
    median, floor = percentile(ours, 0.5), percentile(bare, 0.5)
    return Row(
        "annotation durable",
        f"{articles * each} annotations, {each} in the article",
        {"ours": milliseconds(median), "bare write": milliseconds(floor)},
        times(median, floor),
        "≤ 2 ×, flat" if each == 10 else "",
    )


def _bare_write(folder: Path, content: bytes) -> float:
    path = folder / "bare.json"
    began = time.perf_counter()
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    return time.perf_counter() - began
