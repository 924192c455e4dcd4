"""Queries typed letter by letter, the first screen of all claims, and evidence looked for."""

import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.benchmarks.natural import natural_words
from tests.benchmarks.report import Row, milliseconds, spread

if TYPE_CHECKING:
    from reader.library import Library

SCREENFUL = 60
_TYPED = (
    "oldest mill",
    "is:claim is:unchecked",
    "verdict:refuted tag:{tag}",
    "tag:{area}/*",
    'speaker:"{speaker}" verdict:mixed',
    "speaker:{name}",
    "status:checking added:30d",
    "has:note {word}",
    "-has:tag is:suggested",
    "(verdict:refuted OR verdict:mixed) -tag:{area}",
    "article:zebrafinch {word}",
    "created:2026-01..2026-02 is:question",
    "{word}*",
)
_SENTENCES = 60


def asking(library: "Library", at: str, floor: float | None) -> list[Row]:
    """Measure what a person waits for on the board, in processor time.

    Args:
        library: A library whose index is full.
        at: Its size, in words.
        floor: What ripgrep takes to go through its texts once, if it is there.
    """
    return [
        *_filtered(library, at, floor),
        *_opened(library, at),
        *_evidence(library, at, floor),
    ]


def _filtered(library: "Library", at: str, floor: float | None) -> list[Row]:
    """Type queries of all kinds, and show the first screen at each letter."""
    from reader.index.annotations import Group
    from reader.library.querying import of_annotations, understood
    from reader.query.errors import QueryError

    annotations = library.listing.annotations
    tag = next(name for name in annotations.counts(Group.TAG) if name)
    speaker = library.speakers.all()[7].name
    names = {
        "tag": tag,
        "area": tag.partition("/")[0],
        "speaker": speaker,
        "name": speaker.partition(" ")[0],
        "word": natural_words(random.Random(12), 1)[0],
    }
    taken: dict[str, float] = {}
    for form in _TYPED:
        text = form.format(**names)
        for end in range(1, len(text) + 1):
            began = time.process_time()
            try:
                condition = of_annotations(understood(library, text[:end], typing=True))
            except QueryError:
                continue
            annotations.rows(annotations.arrange(condition, limit=SCREENFUL))
            taken[text[:end]] = time.process_time() - began
    slowest = max(taken, key=lambda text: taken[text])
    return [
        spread("filter as one types, a screenful", at, list(taken.values()), "p95 ≤ 30 ms", floor),
        Row("the slowest of these", at, {"ours": milliseconds(taken[slowest])}, slowest),
    ]


def _opened(library: "Library", at: str) -> list[Row]:
    """Ask for what the board shows first: rows, how many there are, and how they are spread."""
    from reader.index.annotations import Group
    from reader.library.claims_board import GROUPS, arrange
    from reader.library.querying import CLAIMED
    from reader.library.statistics import statistics
    from reader.query.tree import EVERYTHING

    annotations = library.listing.annotations

    def opening() -> None:
        annotations.rows(annotations.arrange(CLAIMED, limit=SCREENFUL))
        annotations.count(CLAIMED)
        annotations.counts(Group.VERDICT, CLAIMED)

    arranged = [
        taken
        for group in GROUPS
        for taken in _each(lambda group=group: arrange(library, EVERYTHING, group=group), 2)  # type: ignore[misc]
    ]
    return [
        spread("board: first rows, how many, verdicts", at, _each(opening, 5), "≤ 300 ms"),
        spread("board: all sightings, by every group", at, arranged, "p95 ≤ 300 ms"),
        spread("all statistics", at, _each(lambda: statistics(library, EVERYTHING), 3), "≤ 300 ms"),
    ]


def _evidence(library: "Library", at: str, floor: float | None) -> list[Row]:
    """Look for evidence on sentences of the texts themselves."""
    from reader.index.full_text import Source
    from reader.library.finding_evidence import find_evidence
    from reader.text.segment import sentences

    full_text, taken = library.listing.full_text, list[float]()
    for word in natural_words(random.Random(13), _SENTENCES):
        for passage in full_text.search(word, ranked=False, limit=1, sources=[Source.TEXT]):
            words = passage.text[slice(*sentences(passage.text)[0])]
            began = time.process_time()
            find_evidence(library, words, article=passage.article, place=passage.place)
            taken.append(time.process_time() - began)
    copies = _each(library.listing.copies.groups, 3)
    return [
        spread("find evidence", at, taken, "p95 ≤ 30 ms", floor),
        spread("copies of all reports", at, copies),
    ]


def _each(work: Callable[[], object], runs: int) -> list[float]:
    taken: list[float] = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return taken
