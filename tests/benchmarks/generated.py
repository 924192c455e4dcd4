"""Texts and libraries of any size, the same at every run."""

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import orjson

from reader.model.anchor import Anchor
from reader.model.stamps import format_stamp, new_id
from reader.storage.atomic_json import encode
from reader.storage.base import Fields, Table
from reader.text.builder import DocumentBuilder
from reader.text.document import BlockKind, Document
from reader.text.stored import to_json
from tests.benchmarks.natural import natural_prose, natural_words

_VOCABULARY = """
the a of and to in on by with from after before under over council harbour winter ledger
surveyor meadow bridge engine letter market window carried measured counted promised denied
reported believed answered opened closed slowly rarely plainly twice forty eleven northern
narrow ancient empty careful broken silver public distant ordinary remarkable
"""
_WORDS = _VOCABULARY.split()
_DEVICE = "00000001"
_META = {"meta": {"schema": {"version": 1}, "seeded": {"id": "seeded"}}}


def sentence(source: random.Random) -> str:
    """Return one sentence of 6 to 24 words."""
    words = source.choices(_WORDS, k=source.randint(6, 24))
    return " ".join(words).capitalize() + "."


def prose(size: int, seed: int = 1) -> str:
    """Return paragraphs of plain text of about `size` code points."""
    source = random.Random(seed)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        paragraph = " ".join(sentence(source) for _ in range(source.randint(2, 7)))
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
    return "\n\n".join(paragraphs)


def short_lines(count: int, seed: int = 1) -> str:
    """Return `count` lines of a few words, each a paragraph of its own."""
    source = random.Random(seed)
    return "\n\n".join(" ".join(source.choices(_WORDS, k=5)) for _ in range(count))


def document(title: str, text: str) -> Document:
    """Return a title and paragraphs as a canonical document."""
    builder = DocumentBuilder()
    builder.add_block(BlockKind.HEADING, title, level=1)
    for paragraph in text.split("\n\n"):
        builder.add_block(BlockKind.PARAGRAPH, paragraph)
    return builder.build()


def annotation_fields(made: Document, text: str, start: int, end: int, stamp: str) -> Fields:
    """Return a stored annotation on a stretch of a document."""
    anchor = Anchor(
        text=text,
        start=start,
        end=end,
        exact=made.text[start:end],
        prefix=made.text[max(0, start - 32) : start],
        suffix=made.text[end : end + 32],
    )
    names = ("anchors", "kind", "tags/bench")
    return {
        "id": new_id(),
        "creator": "bench",
        "created": "2026-01-01T00:00:00.000Z",
        "anchors": [anchor.to_fields()],
        "kind": "claim",
        "tags": {"bench": True},
        "stamps": dict.fromkeys(names, stamp),
    }


def write_article(
    library: Path,
    title: str,
    text: str,
    annotations: int,
    seed: int = 1,
    longest: int = 240,
    alter: Callable[[Fields], None] = lambda _: None,
) -> str:
    """Write one article straight into a library's folder; return its id.

    It skips the store's fsyncs: the files are the same, made faster.

    Args:
        longest: Characters of the longest annotation; with thousands of them all overlap.
        alter: Changes each annotation before it is written.
    """
    source = random.Random(seed)
    made = document(title, text)
    body = orjson.dumps(to_json(made))
    name = hashlib.sha256(body).hexdigest()[:12]
    digest = hashlib.sha256(text.encode()).hexdigest()[:6]
    article = f"{title.lower().replace(' ', '-')}-{digest}"
    stamp = format_stamp(1_767_225_600_000, 0, _DEVICE)
    first = made.blocks[0].end
    marks: dict[str, Fields] = {}
    for _ in range(annotations):
        start = source.randrange(first, max(first + 1, len(made.text) - 300))
        end = min(len(made.text) - 1, start + source.randint(20, longest))
        fields = annotation_fields(made, name, start, end, stamp)
        alter(fields)
        marks[fields["id"]] = fields
    record: dict[str, Table] = {
        "meta": {"schema": {"version": 1}},
        "article": {
            article: {
                "id": article,
                "title": title,
                "text": name,
                "accessed_on": "2026-01-01T00:00:00.000Z",
                "stamps": dict.fromkeys(("title", "text", "accessed_on"), stamp),
            }
        },
        "annotations": marks,
    }
    folder = library / "articles" / article
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / f"{name}.json").write_bytes(body)
    (folder / "record.json").write_bytes(encode(record))
    return article


def write_library(library: Path, articles: int, annotations_each: int, size: int = 600) -> None:
    """Write a library of small articles, titled so that the newest starts with “Zebrafinch”."""
    library.mkdir(parents=True, exist_ok=True)
    (library / "library.json").write_bytes(orjson.dumps(_META))
    for number in range(articles):
        write_article(
            library, f"Zebrafinch {number}", prose(size, number), annotations_each, number
        )


def write_studied_library(library: Path, articles: int, annotations_each: int, size: int) -> None:
    """Write a library of natural texts, whose annotations have speakers, tags, notes and claims."""
    source = random.Random(5)
    library.mkdir(parents=True, exist_ok=True)
    people = [f"speaker-{number}" for number in range(500)]
    names = natural_words(source, 2 * len(people))
    speakers = {
        one: {"id": one, "name": f"{names[place]} {names[-place]}".title()}
        for place, one in enumerate(people)
    }
    tags = [f"{area}/{word}" for area in ("health", "war", "trade") for word in names[:60]]
    codebook = {tag: {"id": tag} for tag in tags}
    shared = {**_META, "speakers": speakers, "tags": codebook}
    (library / "library.json").write_bytes(orjson.dumps(shared))
    claims = [f"claim-{number:06x}" for number in range(articles // 2)]
    (library / "claims").mkdir()
    for claim in claims:
        judged = {
            "id": claim,
            "text": " ".join(natural_words(source, 12)),
            "status": source.choice(["to check", "checking", "done"]),
            "verdict": source.choice(["supported", "refuted", "mixed", "unproven"]),
        }
        record: dict[str, Table] = {"meta": {"schema": {"version": 1}}, "claim": {claim: judged}}
        (library / "claims" / f"{claim}.json").write_bytes(encode(record))

    def study(fields: Fields) -> None:
        fields["kind"] = source.choice(["highlight", "claim", "claim", "question"])
        fields["tags"] = dict.fromkeys(source.choices(tags, k=source.randint(0, 2)), True)
        if source.random() < 0.2:
            fields["note"] = " ".join(natural_words(source, source.randint(3, 30)))
        if fields["kind"] == "claim":
            fields["speaker"] = source.choice(people)
            fields["speaker_state"] = source.choice(["suggested", "confirmed"])
            if source.random() < 0.3:
                fields["claim"] = source.choice(claims)

    for number in range(articles):
        text = natural_prose(size, number)
        write_article(library, f"Zebrafinch {number}", text, annotations_each, number, alter=study)
