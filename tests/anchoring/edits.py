"""Edits of real texts with their truth: where the quoted words are afterwards, if anywhere.

The same seed gives the same edits as long as the texts are the same.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.fuzz import partial_ratio

from reader.model.anchor import Anchor
from reader.text.anchoring import describe
from reader.text.document import Block, BlockKind, Document, Range
from tests.anchoring.texts import Source
from tests.anchoring.wordings import EDITS, GONE, is_joined, rewritten

_ANYWHERE = 8


@dataclass(frozen=True, slots=True)
class Trial:
    """One quotation in a text that has changed.

    Attributes:
        kind: What was done to it.
        truth: Where its words are now; None if they are gone or say another thing.
    """

    kind: str
    anchor: Anchor
    truth: Range | None


@dataclass(frozen=True, slots=True)
class Version:
    """A text after an edit, and the quotations from before it."""

    source: str
    after: Document
    trials: tuple[Trial, ...]


@dataclass(eq=False, slots=True)
class _Piece:
    """A sentence, or a few, in both versions of the text; None where it is missing.

    Attributes:
        quote: Where in it the quotation is, before and after.
    """

    before: str | None
    after: str | None
    kind: str = ""
    quote: tuple[Range, Range | None] | None = None


@dataclass(slots=True)
class _Draft:
    """Paragraphs of pieces, before and after."""

    before: list[list[_Piece]]
    after: list[list[_Piece]] = field(default_factory=list)


def versions(texts: list[Source], seed: int, trials: int) -> Iterator[Version]:
    """Yield changed texts until there have been so many trials."""
    rng = random.Random(seed)
    made = 0
    while made < trials:
        source, other = rng.sample(texts, 2)
        version = _version(rng, source, other)
        made += len(version.trials)
        yield version


def _version(rng: random.Random, source: Source, other: Source) -> Version:
    draft = _Draft([[_Piece(each, each) for each in group] for group in source.paragraphs])
    stirred = rng.random()
    targets = _choose(rng, draft, source)
    for piece in targets:
        _edit(rng, piece, source, calm=stirred < 0.3)
    draft.after = [list(group) for group in draft.before]
    if stirred >= 0.3:
        _add_and_remove(rng, draft, other, set(targets))
    if stirred >= 0.7:
        rng.shuffle(draft.after)
    _place_lookalikes(rng, draft, targets, source)
    before, was = _assemble(draft.before, source.joint, "before")
    after, now = _assemble(draft.after, source.joint, "after")
    flat_before, flat_after = _flat(before.text), _flat(after.text)
    trials = []
    for piece in targets:
        assert piece.quote is not None
        old, new = piece.quote
        place = Range(was[piece] + old.start, was[piece] + old.end)
        truth = None
        if new is not None:
            truth = Range(now[piece] + new.start, now[piece] + new.end)
        anchor = describe(before, "0" * 12, place)
        changed = None
        if truth is None and piece in now and piece.after:
            changed = Range(now[piece], now[piece] + len(piece.after))
        if _stands_elsewhere(anchor, before.text, flat_before, place):
            continue
        if piece.kind != "repeated" and (
            _stands_elsewhere(anchor, after.text, flat_after, truth)
            or _is_alike_elsewhere(anchor, after.text, truth or changed)
        ):
            continue
        trials.append(Trial(piece.kind, anchor, truth))
    return Version(source.name, after, tuple(trials))


def _stands_elsewhere(anchor: Anchor, text: str, flat: str, truth: Range | None) -> bool:
    """Return whether nobody could say where the words are, as they stand elsewhere as well.

    Long ones, short ones with something of their context, and those that lost all of theirs.
    """
    wanted = [anchor.prefix[-_ANYWHERE:] + anchor.exact, anchor.exact + anchor.suffix[:_ANYWHERE]]
    if len(anchor.exact) > 31:
        wanted.append(anchor.exact)
    around = ""
    if truth is not None:
        left, right = text[: truth.start], text[truth.end :]
        known = left.endswith(anchor.prefix[-_ANYWHERE:] or "\0")
        if not known and not right.startswith(anchor.suffix[:_ANYWHERE] or "\0"):
            wanted.append(anchor.exact)
        around = _flat(text[max(0, truth.start - 2 * _ANYWHERE) : truth.end + 2 * _ANYWHERE])
    return any(flat.count(each) > around.count(each) for each in map(_flat, wanted))


def _is_alike_elsewhere(anchor: Anchor, text: str, place: Range | None) -> bool:
    """Return whether the text itself has something that differs from the words too little."""
    if len(anchor.exact) < 12:
        return False
    if place is not None:
        text = text[: place.start] + "\0" * (place.end - place.start) + text[place.end :]
    return partial_ratio(anchor.exact, text, score_cutoff=100 * (1 - GONE)) > 0


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold())


def _choose(rng: random.Random, draft: _Draft, source: Source) -> list[_Piece]:
    """Choose the sentences to be quoted, join some to longer ones, and quote a part of some."""
    chosen: list[_Piece] = []
    for group in draft.before:
        place = 0
        while place < len(group):
            if rng.random() < 0.2 and len(chosen) < 24:
                joined = 1 if rng.random() < 0.85 else rng.randint(2, 6)
                pieces = group[place : place + joined]
                text = source.joint.join(piece.before or "" for piece in pieces)
                extent = _extent(rng, text)
                if extent is not None:
                    piece = _Piece(text, text, quote=(extent, extent))
                    group[place : place + joined] = [piece]
                    chosen.append(piece)
            place += 1
    return chosen


def _extent(rng: random.Random, text: str) -> Range | None:
    """Return what to quote of a sentence: mostly all of it, else some of its words."""
    if rng.random() < 0.7 or is_joined(text):
        start, end = 0, len(text)
    else:
        words = [match.span() for match in re.finditer(r"\S+", text)]
        first = rng.randrange(len(words))
        last = min(len(words) - 1, first + rng.randint(0, 12))
        start, end = words[first][0], words[last][1]
    return Range(start, end) if end - start >= 5 else None


_SURE = ("untouched", "typos", "words", "typography", "neighbours rewritten")
_CHANGED = ("number", "name", "negation", "rewritten", "lookalike left", "gone")


def _edit(rng: random.Random, piece: _Piece, source: Source, *, calm: bool) -> None:
    """Change a piece in one way; calm texts, whose neighbours stand, have repetitions too."""
    assert piece.before is not None
    assert piece.quote is not None
    kinds = [*_SURE, *_CHANGED]
    if calm:
        # Only the neighbours of a whole sentence tell it from another with the same words.
        whole = piece.quote[0] == (0, len(piece.before))
        kinds += ["beside a lookalike", *(["repeated"] if whole else [])]
    piece.kind = rng.choice(kinds)
    old = piece.quote[0]
    before, quote, after = (
        piece.before[: old.start],
        piece.before[old.start : old.end],
        piece.before[old.end :],
    )
    edit = EDITS[piece.kind]
    changed = edit(rng, quote, source)
    if piece.kind != "gone" and changed in (None, quote):
        piece.kind, changed = "untouched", quote
    assert changed is not None
    new = Range(len(before), len(before) + len(changed))
    piece.after = before + changed + after
    piece.quote = old, None if piece.kind in _CHANGED else new
    if piece.kind in ("gone", "lookalike left"):
        piece.after = None


def _add_and_remove(rng: random.Random, draft: _Draft, other: Source, kept: set[_Piece]) -> None:
    """Remove some sentences and put in some of another text."""
    foreign = [sentence for group in other.paragraphs for sentence in group]
    for group in draft.after:
        for place in range(len(group), -1, -1):
            if place < len(group) and group[place] not in kept and rng.random() < 0.15:
                del group[place]
            if rng.random() < 0.15:
                group.insert(place, _Piece(None, rng.choice(foreign)))
    for piece in kept:
        if piece.kind == "neighbours rewritten":
            _rewrite_neighbours(rng, draft.after, piece, foreign)


def _rewrite_neighbours(
    rng: random.Random, groups: list[list[_Piece]], piece: _Piece, foreign: list[str]
) -> None:
    for group in groups:
        if piece in group:
            place = group.index(piece)
            group.insert(place, _Piece(None, rng.choice(foreign)))
            group.insert(place + 2, _Piece(None, rng.choice(foreign)))


def _place_lookalikes(
    rng: random.Random, draft: _Draft, targets: list[_Piece], source: Source
) -> None:
    """Put what looks like a quotation somewhere else: its very words, or others much like them."""
    for piece in targets:
        assert piece.before is not None
        assert piece.quote is not None
        text = None
        if piece.kind == "repeated":
            text = piece.before
        elif piece.kind in ("lookalike left", "beside a lookalike"):
            start, end = piece.quote[0]
            quote = rewritten(rng, piece.before[start:end], source)
            text = quote and piece.before[:start] + quote + piece.before[end:]
        spots = [
            (group, place)
            for group in draft.after
            for place in range(1, len(group))
            if not {*targets}.intersection(group[place - 1 : place + 1])
        ]
        if text and spots:
            group, place = rng.choice(spots)
            group.insert(place, _Piece(None, text))


def _assemble(
    groups: list[list[_Piece]], joint: str, version: str
) -> tuple[Document, dict[_Piece, int]]:
    """Return the text of a version, and where in it each piece begins."""
    places: dict[_Piece, int] = {}
    blocks: list[Block] = []
    text = ""
    parts: list[str] = []
    length = 0
    for group in groups:
        start = length
        present = [(piece, getattr(piece, version)) for piece in group]
        for piece, words in present:
            if words is None:
                continue
            if length > start:
                parts.append(joint)
                length += len(joint)
            places[piece] = length
            parts.append(words)
            length += len(words)
        if length > start:
            parts.append("\n")
            length += 1
            blocks.append(Block(BlockKind.PARAGRAPH, start, length))
    text = "".join(parts)
    return Document(text, blocks), places
