"""What is saved while things go wrong: the same mix of saves whenever it is asked for."""

import random
from collections.abc import Sequence
from typing import Any

from reader.storage.base import Change

ARTICLES = tuple(f"articles/a-{number:06}" for number in range(6))
CLAIM = "claims/c-000001"


Batch = Sequence[Change]
Plan = Sequence[Batch]


def mixed(seed: int, length: int = 400) -> list[list[Change]]:
    """Return creations, edits, deletions and claims, over several records.

    The ids of what is created are of this seed alone, and so is every value.
    """
    chance = random.Random(seed)
    made: list[tuple[str, str]] = []
    planned = []
    for number in range(length):
        text = f"{seed}-{number} " + "words " * chance.randrange(40)
        what = chance.random()
        if not made or what < 0.4:
            file, document = chance.choice(ARTICLES), f"{seed:08}-{number:04}"
            made.append((file, document))
            fields: dict[str, Any] = {"created": "2026-01-01T00:00:00.000Z", "kind": "claim"}
            fields |= {"anchors": [{"start": number, "end": number + 9, "exact": text}]}
        elif what < 0.85:
            file, document = chance.choice(made)
            fields = chance.choice([{"note": text}, {"via": text, "kind": "question"}])
        else:
            file, document = made.pop(chance.randrange(len(made)))
            fields = {"deleted": "2026-01-02T00:00:00.000Z"}
        batch = [Change(file, "annotations", document, name, fields[name]) for name in fields]
        if what > 0.7:
            batch.append(Change(CLAIM, "claim", "c-000001", "verdict", text))
        planned.append(batch)
    return planned


def added(name: str, count: int, file: str = ARTICLES[0]) -> list[list[Change]]:
    """Return `count` notes, each a new annotation of the same article."""
    return [[note(f"{name}-{number:04}", f"{name} {number}", file)] for number in range(count)]


def note(document: str, text: str, file: str = ARTICLES[0]) -> Change:
    """Return the writing of one note."""
    return Change(file, "annotations", document, "note", text)
