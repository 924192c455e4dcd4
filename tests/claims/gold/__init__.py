"""Passages with the speaker that a careful reader would name, fixed before the rules were run.

The articles of the text files were written for this purpose; the people and places are invented. A
line that begins with `===` is the title of the next article; a passage stands between ⟦ and ⟧ and
is followed by what may be offered for it in braces: kinds parted by commas, then a colon and the
names that are as good, parted by bars. `news.json` does the same by offsets for articles that are
read where they lie, so that it holds none of their words but names.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.importers.registry import import_bytes
from reader.model.speaker import SpeakerKind
from reader.text.document import Document, Range

NEWS = Path(__file__).resolve().parents[4] / "shared" / "inputs" / "text"
NOBODY = "nobody"
_HERE = Path(__file__).parent
_MARK = re.compile(r"⟦(?P<passage>[^⟦⟧]*)⟧\{(?P<kinds>[a-z, ]+)(?::\s?(?P<names>[^}]*))?\}")
_SPEAKERS = {kind.value for kind in SpeakerKind} - {SpeakerKind.AUTHOR.value}


@dataclass(frozen=True)
class Passage:
    """Some words of an article.

    Attributes:
        kinds: What may be offered for them: kinds of speaker, or `nobody`.
        names: The names that are right; an empty one stands for a source that has none.
    """

    words: Range
    kinds: frozenset[str]
    names: tuple[str, ...]

    @property
    def is_spoken(self) -> bool:
        """Whether nothing but a speaker other than the author is right."""
        return self.kinds <= _SPEAKERS

    def allows(self, kind: SpeakerKind | None, name: str) -> bool:
        """Tell whether a suggestion is right; the article before a name does not matter."""
        if (kind or NOBODY) not in self.kinds:
            return False
        if kind is None or kind is SpeakerKind.AUTHOR:
            return not name
        return _bare(name) in {_bare(each) for each in self.names}


@dataclass(frozen=True)
class Marked:
    """An article with marked passages.

    Attributes:
        people: The people it names, where they were written down.
    """

    title: str
    document: Document
    passages: list[Passage] = field(default_factory=list)
    people: tuple[str, ...] = ()


def written(name: str) -> Iterator[Marked]:
    """Yield the articles of one of the files here."""
    text = (_HERE / name).read_text(encoding="utf-8")
    for lines in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        article = lines.replace("\n", "\n\n", 1)
        bare = _MARK.sub(r"\g<passage>", article)
        marked = Marked(bare.split("\n", 1)[0], import_bytes(bare.encode(), "article.txt").document)
        reached = 0
        for mark in _MARK.finditer(article):
            passage = mark["passage"]
            start = marked.document.text.index(passage, reached)
            reached = start + len(passage)
            kinds = frozenset(mark["kinds"].replace(" ", "").split(","))
            names = tuple((mark["names"] or "").split("|"))
            marked.passages.append(Passage(Range(start, reached), kinds, names))
        yield marked


def news() -> Iterator[Marked]:
    """Yield the articles of `news.json`; none where they do not lie beside the checkout."""
    for article in json.loads((_HERE / "news.json").read_text(encoding="utf-8")):
        path = NEWS / article["file"]
        if not path.is_file():
            continue
        document = import_bytes(path.read_bytes(), path.name).document
        assert _digest(document) == article["text"], path
        passages = [
            Passage(Range(start, end), frozenset({kind}), tuple(names))
            for start, end, kind, *names in article["speakers"]
        ]
        yield Marked(path.name, document, passages, tuple(article["people"]))


def _digest(document: Document) -> str:
    return hashlib.sha256(document.text.encode()).hexdigest()[:12]


def _bare(name: str) -> str:
    folded = " ".join(name.casefold().replace("’", "'").split())
    return folded.removeprefix("the ")
