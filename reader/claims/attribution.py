"""Attribution: a suggestion of who says the words of a range, by rules.

A suggestion is for a person to confirm. It would rather name nobody than the wrong one: a pronoun
or a role is replaced by a name only where a single person of the article fits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.claims.mentions import Mention, mention
from reader.claims.passages import Passages
from reader.claims.people import Person, full_name, people
from reader.claims.quoting import Quoting
from reader.claims.resolution import Resolution
from reader.model.annotation import Voice
from reader.model.speaker import SpeakerKind
from reader.text.document import BlockKind, Document, Range
from reader.text.tokens import Tokens
from reader.text.units import Units

__all__ = ["Person", "Suggestion", "people", "suggest"]

_MOST_SENTENCES = 12
_LABEL = re.compile(r"(?P<name>[^\W\d_][^\n:.!?“”\"]{1,40}?)\s?:\s")
_SIGNED = re.compile(r"\s[–—-]\s(?P<name>[^\n–—:.!?“”\"]{2,60})$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who may say some words.

    Attributes:
        voice: How the words reach the reader.
        kind: AUTHOR where there is no sign of another speaker; UNNAMED with an empty name where
            the article itself names nobody, as in `it is believed`; None where there is a speaker
            whom the rules cannot tell, so that nobody is offered.
        name: A person's or organisation's name, or the words for an unnamed source.
        role: What the article calls a person, such as `the ambassador`; may be empty.
        via: The medium the speaker told it to, or None.
        place: Where the speaker is named, or None.
    """

    voice: Voice
    kind: SpeakerKind | None
    name: str = ""
    role: str = ""
    via: str | None = None
    place: Range | None = None


def suggest(
    document: Document, units: Units, target: Range, known: Sequence[Person] | None = None
) -> Suggestion:
    """Return who may say the words of a range.

    Args:
        document: The article.
        units: Its units, which keep its sentences.
        target: The words, in code points.
        known: What `people` returns for the article; found anew when left out, which takes time
            in proportion to the article.
    """
    if not document.blocks:
        return Suggestion(Voice.AUTHOR, SpeakerKind.AUTHOR)
    block = document.block_index(target.start)
    named = people(document, units) if known is None else known
    article = _Article(Passages(document, units, target.start), named)
    if document.blocks[block].kind is BlockKind.HEADING:
        return article.of_heading(block)
    return article.suggest(block, target)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A sign that someone else speaks.

    Attributes:
        speaker: Who, or None if that cannot be told.
        via: The medium it was told to, empty if none.
    """

    speaker: Mention | None
    via: str = ""


class _Article:
    """An article as it is read for one suggestion."""

    def __init__(self, passages: Passages, known: Sequence[Person]) -> None:
        self._passages = passages
        self._known = known
        self._resolution = Resolution(passages, known)

    def of_heading(self, block: int) -> Suggestion:
        """Return who says what a heading says."""
        nobody = Suggestion(Voice.HEADLINE, SpeakerKind.AUTHOR)
        extent = self._passages.content(block)
        found: Mention | None = None
        for pattern in (_LABEL, _SIGNED):
            match = (pattern.match if pattern is _LABEL else pattern.search)(
                self._passages.text, *extent
            )
            if match is not None:
                found = self._known_as(Range(*match.span("name")))
            if found is not None:
                break
        if found is None and self._passages.sentences(block):
            tokens, framed = self._passages.framed(block, 0)
            subject = framed[0].subject if framed else None
            named = mention(tokens, *subject) if subject and subject[0] < subject[1] else None
            if named is not None and named.name:
                found = self._resolution.named(named, anywhere=True)
        if found is None:
            return nobody
        return Suggestion(Voice.HEADLINE, found.kind, found.name, found.role, None, found.place)

    def suggest(self, block: int, target: Range) -> Suggestion:
        """Return who says what stands in a paragraph."""
        quoted = [quotation.outer for quotation in self._passages.quoted(block)]
        is_quoted = _overlap(target, quoted) * 2 > target.end - target.start
        found = self._cue(block, target, is_quoted=is_quoted)
        if found is None:
            return Suggestion(Voice.AUTHOR, SpeakerKind.AUTHOR)
        speaker = found.speaker
        voice = Voice.QUOTED if is_quoted else Voice.PARAPHRASED
        if speaker is None:
            return Suggestion(voice, None)
        return Suggestion(
            voice, speaker.kind, speaker.name, speaker.role, found.via or None, speaker.place
        )

    def _cue(self, block: int, target: Range, *, is_quoted: bool) -> _Cue | None:
        """Return the sign that someone other than the author says these words, or None."""
        sentences = self._passages.sentences(block)
        at = next((i for i, each in enumerate(sentences) if each.end > target.start), None)
        if at is None:
            return None
        covered = range(at, min(at + _MOST_SENTENCES, len(sentences)))
        best, chosen = 0, (at, 0)
        for sentence in covered:
            if sentences[sentence].start >= target.end:
                break
            for number, frame in enumerate(self._passages.framed(block, sentence)[1]):
                shared = _overlap(target, frame.scopes)
                if shared > best:
                    best, chosen = shared, (sentence, number)
        if best > 0:
            frame = self._passages.framed(block, chosen[0])[1][chosen[1]]
            if self._speaks_with_others(block, covered, target, chosen):
                return _Cue(None)
            return _Cue(self._resolution.speaker(block, *chosen), frame.via)
        for frame in self._passages.framed(block, at)[1]:
            if frame.beside is not None and _overlap(target, [frame.beside]) > 0:
                return _Cue(None)
        quoting = Quoting(self._passages, self._resolution, self._known)
        if is_quoted or self._holds_quotation(block, target):
            first = next(
                each for each in self._passages.quoted(block) if each.outer.end > target.start
            )
            return _Cue(*quoting.speaker(block, max(target.start, first.outer.start)))
        signed = quoting.signed(block)
        if signed is not None:
            return _Cue(signed)
        label = _LABEL.match(self._passages.text, *self._passages.content(block))
        if label is not None and label.end() <= target.start:
            named = self._labelled(Range(*label.span("name")))
            return None if named is None else _Cue(named)
        return None

    def _holds_quotation(self, block: int, target: Range) -> bool:
        """Tell whether a range holds a sentence that is a quotation along with what tells of it."""
        sentences = self._passages.sentences(block)
        return any(
            _overlap(target, [each]) == each.end - each.start
            and self._passages.quotation_at(block, each.start) is not None
            and self._passages.quotation_at(block, each.end - 1) is not None
            for each in sentences
        )

    def _speaks_with_others(
        self, block: int, covered: range, target: Range, chosen: tuple[int, int]
    ) -> bool:
        """Tell whether a range names several speakers along with what each of them says."""
        speakers = set()
        for sentence in covered:
            for number, frame in enumerate(self._passages.framed(block, sentence)[1]):
                if frame.is_nested or _overlap(target, frame.scopes) == 0:
                    continue
                if (
                    (sentence, number) == chosen
                    and frame.beside is not None
                    and _overlap(target, [frame.beside]) > 0
                ):
                    return True
                speaker = self._resolution.speaker(block, sentence, number)
                if speaker is not None and (
                    target.start <= speaker.place.start and speaker.place.end <= target.end
                ):
                    speakers.add(speaker.name)
        return len(speakers) > 1

    def _known_as(self, name: Range) -> Mention | None:
        """Return the person of the article that a label in a title names or describes."""
        tokens = Tokens(self._passages.text, *name, ())
        found = mention(tokens, 0, len(tokens))
        if found is None or found.is_pronoun or found.kind is SpeakerKind.ORGANISATION:
            return None
        named = self._resolution.named(found, anywhere=True)
        return named if named is not None and full_name(named.name, self._known) else None

    def _labelled(self, name: Range) -> Mention | None:
        """Return the speaker of a line of an interview, `Name: …`."""
        tokens = Tokens(self._passages.text, *name, ())
        if tokens.finite_between(0, len(tokens)):
            return None
        found = mention(tokens, 0, len(tokens))
        if found is None or found.head or found.kind is not SpeakerKind.PERSON:
            return None
        text, speaks = self._passages.text, f"{found.name}:"
        times = text.count(f"\n{speaks}") + text.startswith(speaks)
        often = times > 1 and " " in found.name
        in_full = self._resolution.in_full(found)
        return in_full if often or full_name(found.name, self._known) else None


def _overlap(target: Range, ranges: Sequence[Range]) -> int:
    """Return how many characters of a range lie in others, which do not overlap but may nest."""
    covered = 0
    reached = target.start
    for start, end in sorted(ranges):
        begin, stop = max(start, reached), min(end, target.end)
        if stop > begin:
            covered += stop - begin
            reached = stop
    return covered
