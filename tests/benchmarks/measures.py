"""What is measured: start, opening, keys, saves, finding, memory."""

import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.model.annotation import Kind
from reader.text.document import Range
from tests.benchmarks.generated import document, prose, write_article, write_library
from tests.benchmarks.raw_terminal import FLOOR, RawTerminal, reader
from tests.benchmarks.report import Row, median_of, medians_in_turn, milliseconds, percentile

_BIG = 3_000_000
_KEYS = {"row": ("j", 16.0), "word": ("w", 16.0), "page": (" ", 25.0), "sentence": (".", 25.0)}


@contextmanager
def scratch() -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield a folder on the disk of this checkout, and an environment that keeps to it."""
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=Path(__file__).parents[2]))
    names = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    try:
        yield folder, {name: str(folder / name.lower()) for name in names}
    finally:
        shutil.rmtree(folder)


def _time_to(command: tuple[str, ...], word: str, environment: dict[str, str]) -> float:
    with RawTerminal(command, environment) as terminal:
        return terminal.wait_for(word)


def start(articles: int = 10_000, annotations_each: int = 10) -> list[Row]:
    """Time from the command to the painted article list."""
    with scratch() as (folder, environment):
        library = folder / "library"
        write_library(library, articles, annotations_each)
        command = reader("--library", str(library))
        ours, floor = medians_in_turn(
            lambda: _time_to(command, "Zebrafinch", environment),
            lambda: _time_to(FLOOR, "Zebrafinch", environment),
        )
    size = f"{articles} articles, {articles * annotations_each} annotations"
    return [
        Row(
            "start to painted list",
            size,
            milliseconds(ours),
            f"empty app {milliseconds(floor)}",
            ours / floor,
            "≤ 1.5 ×",
        )
    ]


def reading() -> list[Row]:
    """Opening, keys and memory of a 3 MB article with 5,000 marks."""
    rows: list[Row] = []
    with scratch() as (folder, environment):
        library = folder / "library"
        write_library(library, 1, 0)
        big = write_article(library, "Bighorn", prose(_BIG), 5_000)
        small = write_article(library, "Smallmouth", prose(30_000), 50)
        open_big = reader("--library", str(library), big)
        open_small = reader("--library", str(library), small)
        ours, peer = medians_in_turn(
            lambda: _time_to(open_big, "Bighorn", environment),
            lambda: _time_to(open_small, "Smallmouth", environment),
        )
        floor = median_of(lambda: _time_to(FLOOR, "Zebrafinch", environment))
        size = "3 MB, 5,000 marks"
        goal = "≤ 2 ×, < 250 ms over the empty app"
        over = f"30 KB {milliseconds(peer)}; empty app {milliseconds(floor)}"
        rows.append(
            Row("open an article", size, milliseconds(ours), over, ours / peer, goal),
        )
        with RawTerminal(open_big, environment) as terminal:
            terminal.wait_for("Bighorn")
            terminal.settle(2.0)
            for name, (key, limit) in _KEYS.items():
                times = [terminal.time_key(key) for _ in range(120)]
                worst = milliseconds(max(times))
                rows.append(
                    Row(
                        f"key to painted frame, p95: {name}",
                        size,
                        milliseconds(percentile(times, 0.95)),
                        f"longest {worst}",
                        None,
                        f"≤ {limit:.0f} ms",
                    )
                )
            peak = terminal.peak_memory()
        with RawTerminal(FLOOR, environment) as terminal:
            terminal.wait_for("Zebrafinch")
            terminal.settle()
            least = terminal.peak_memory()
    rows.append(
        Row(
            "peak memory",
            size,
            f"{peak / 1e6:.0f} MB",
            f"empty app {least / 1e6:.0f} MB",
            peak / least,
            "≤ 1.6 ×",
        )
    )
    return rows


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


def saving() -> list[Row]:
    """Time until an annotation is durable, in libraries and in articles of several sizes."""
    from reader.config import Config
    from reader.library import Library
    from reader.paths import Places

    rows: list[Row] = []
    shapes = [(10, 10), (100, 10), (1_000, 10), (10_000, 10), (1, 1_000), (1, 5_000)]
    for articles, each in shapes:
        with scratch() as (folder, _environment):
            path = folder / "library"
            write_library(path, articles, each, size=3_000)
            places = Places(path, folder / "state", folder / "cache", folder / "config.toml")
            with Library.open(places, Config()) as library:
                identifier = next(iter(library.article_ids()))
                session = library.session(identifier)
                record = path / "articles" / identifier / "record.json"
                source = random.Random(2)
                ours: list[float] = []
                bare: list[float] = []
                for _ in range(40):
                    place = source.randrange(100, 2_000)
                    began = time.perf_counter()
                    session.mark(Range(place, place + 60), Kind.HIGHLIGHT)
                    library.flush()
                    ours.append(time.perf_counter() - began)
                    bare.append(_bare_write(folder, record.read_bytes()))
        ours_median, bare_median = percentile(ours, 0.5), percentile(bare, 0.5)
        rows.append(
            Row(
                "annotation durable",
                f"{articles * each} annotations, {each} in the article",
                milliseconds(ours_median),
                f"bare write {milliseconds(bare_median)}",
                ours_median / bare_median,
                "≤ 2 ×, flat" if each == 10 else "",
            )
        )
    return rows


def finding() -> list[Row]:
    """Finding words in one 3 MB text, against one pass of `str.find` over it."""
    from reader.text.find import find

    text = document("Find", prose(_BIG)).text
    ours, floor = medians_in_turn(
        lambda: _timed(lambda: find(text, "narrow harbour")),
        lambda: _timed(lambda: text.lower().count("narrow harbour")),
    )
    shown = f"one pass of str.count {milliseconds(floor)}"
    return [
        Row("find in the text", "3 MB", milliseconds(ours), shown, ours / floor),
        Row("search as you type, p95", "the whole library", "there is no such search", "", None),
    ]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
