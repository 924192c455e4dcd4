"""Saves: until an annotation is durable, in libraries and in articles of several sizes."""

import os
import random
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from reader.model.annotation import Kind
from reader.text.document import Range
from tests.benchmarks.generated import write_library
from tests.benchmarks.report import Row, milliseconds, percentile, times
from tests.benchmarks.scratch import scratch

_SHAPES = ((10, 10), (100, 10), (1_000, 10), (10_000, 10), (1, 1_000), (1, 5_000))
_SAVES = 40
_STOCK_SAVES = 5


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
        stock = _stock_saves(folder, path)
        with Library.open(places, Config()) as library:
            identifier = next(iter(library.article_ids()))
            session = library.session(identifier)
            record = path / "articles" / identifier / "record.json"
            source = random.Random(2)

            def save() -> None:
                place = source.randrange(100, 2_000)
                session.mark(Range(place, place + 60), Kind.HIGHLIGHT)
                library.flush()

            for _ in range(_SAVES):
                ours.append(_seconds(save))
                bare.append(_seconds(partial(_bare_write, folder, record.read_bytes())))
        disk = _file_system(folder)
    median, floor = percentile(ours, 0.5), percentile(bare, 0.5)
    return Row(
        f"annotation durable on {disk}",
        f"{articles * each} annotations, {each} in the article",
        {
            "ours": milliseconds(median),
            "bare write": milliseconds(floor),
            "TinyDB as it comes, one file": milliseconds(percentile(stock, 0.5)),
        },
        times(median, floor),
        "≤ 2 ×, flat" if each == 10 else "",
    )


def _stock_saves(folder: Path, library: Path) -> list[float]:
    """Time the same with all annotations in one file of TinyDB's own storage, synced by nobody."""
    import orjson
    from tinydb import TinyDB

    rows: dict[str, Any] = {}
    for record in sorted((library / "articles").glob("*/record.json")):
        for fields in orjson.loads(record.read_bytes())["annotations"].values():
            rows[str(len(rows) + 1)] = fields
    path = folder / "stock.json"
    path.write_bytes(orjson.dumps({"annotations": rows}))
    fields = dict(rows["1"])
    with TinyDB(path) as database:
        table = database.table("annotations")
        return [_seconds(lambda: table.insert(fields)) for _ in range(_STOCK_SAVES)]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _file_system(folder: Path) -> str:
    """Return the kind of file system a folder is on."""
    command = ["df", "--output=fstype", str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return told.stdout.split()[-1] if told.stdout else "this disk"


def _bare_write(folder: Path, content: bytes) -> None:
    path = folder / "bare.json"
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
