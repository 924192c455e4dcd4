"""Attribution: a suggestion of who says the words of a range, by rules.

A suggestion is for a person to confirm. It would rather name nobody than the wrong one: a pronoun
or a role is replaced by a name only where a single person of the article fits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.claims.frames import Frame, frames
from reader.claims.mentions import Mention, mention
from reader.claims.people import Person, full_name, people
from reader.claims.roles import WIDER
from reader.model.annotation import Voice
from reader.model.speaker import SpeakerKind
from reader.text.document import BlockKind, Document, Range
from reader.text.quotations import Quotation, quotations
from reader.text.tokens import Tokens
from reader.text.units import Units

__all__ = ["Person", "Suggestion", "people", "suggest"]

_BACK = 2
_LONGEST_SENTENCE = 8_000
_NEAR = 4_000
_DEFINITE = ("the ", "der ", "die ", "le ", "la ", "l'", "l’", "el ", "il ", "de ", "o ")
_LABEL = re.compile(r"(?P<name>[^\W\d_][^\n:.!?“”\"]{1,40}?)\s?:\s")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who may say some words.

    Attributes:
        voice: How the words reach the reader.
        kind: AUTHOR where there is no sign of another speaker; UNNAMED with an empty name where
            there is a speaker whom the rules cannot tell.
        name: A person's or organisation's name, or the words for an unnamed source.
        role: What the article calls a person, such as `the ambassador`; may be empty.
        via: The medium the speaker told it to, or None.
        place: Where the speaker is named, or None.
    """

    voice: Voice
    kind: SpeakerKind
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
    return _Article(document, units, people(document, units) if known is None else known).suggest(
        target
    )


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

    def __init__(self, document: Document, units: Units, known: Sequence[Person]) -> None:
        self._document = document
        self._units = units
        self._known = known
        self._near = 0

    def suggest(self, target: Range) -> Suggestion:
        if not self._document.blocks:
            return Suggestion(Voice.AUTHOR, SpeakerKind.AUTHOR)
        index = self._document.block_index(target.start)
        block = self._document.blocks[index]
        if block.kind is BlockKind.HEADING:
            return Suggestion(Voice.HEADLINE, SpeakerKind.AUTHOR)
        self._near = target.start
        quoted = quotations(self._document.text, *self._content(index))
        is_quoted = _overlap(target, [quotation.outer for quotation in quoted]) * 2 > (
            target.end - target.start
        )
        found = self._speaker(index, target, quoted, is_quoted)
        if found is not None:
            speaker = found.speaker
            voice = Voice.QUOTED if is_quoted else Voice.PARAPHRASED
            if speaker is None:
                return Suggestion(voice, SpeakerKind.UNNAMED)
            return Suggestion(
                voice,
                speaker.kind,
                speaker.name,
                speaker.role,
                found.via or None,
                speaker.place,
            )
        if is_quoted:
            return Suggestion(Voice.QUOTED, SpeakerKind.UNNAMED)
        return Suggestion(Voice.AUTHOR, SpeakerKind.AUTHOR)

    def _speaker(
        self, index: int, target: Range, quoted: list[Quotation], is_quoted: bool
    ) -> _Cue | None:
        """Return the sign that someone other than the author says these words, or None."""
        sentences = self._sentences(index)
        at = next((i for i, each in enumerate(sentences) if each.end > target.start), None)
        if at is None:
            return None
        framed = self._framed(index, at, quoted)
        best = max(
            ((_overlap(target, frame.scopes), -number) for number, frame in enumerate(framed[1])),
            default=(0, 0),
        )
        if best[0] > 0:
            number = -best[1]
            if self._speakers_within(index, at, target, framed) > 1:
                return _Cue(None)
            return _Cue(self._resolve(index, at, framed, number), framed[1][number].via)
        if is_quoted:
            return self._of_quotation(index, at, target, quoted)
        label = _LABEL.match(self._document.text, *self._content(index))
        if label is not None and label.end() <= target.start:
            named = self._labelled(Range(*label.span("name")))
            return None if named is None else _Cue(named)
        return None

    def _content(self, index: int) -> Range:
        """Return what is read of a block: all of it, but of a very long one what is near."""
        content = self._document.content(self._document.blocks[index])
        if content.end - content.start <= 2 * _NEAR:
            return content
        sentences = self._sentences(index)
        return Range(sentences[0].start, sentences[-1].end) if sentences else content

    def _sentences(self, index: int) -> list[Range]:
        """Return the sentences of what is read of a block."""
        start, end = self._document.content(self._document.blocks[index])
        if end - start <= 2 * _NEAR:
            return self._units.sentences_in(index)
        near = min(max(self._near, start), end)
        return self._units.sentences_between(max(start, near - _NEAR), near + _NEAR)

    def _speakers_within(
        self, index: int, at: int, target: Range, framed: tuple[Tokens, list[Frame]]
    ) -> int:
        """Return how many speakers a range names along with what each of them says."""
        resolved = (self._resolve(index, at, framed, number) for number in range(len(framed[1])))
        return len(
            {
                speaker.name
                for speaker in resolved
                if speaker is not None
                and target.start <= speaker.place.start
                and speaker.place.end <= target.end
            }
        )

    def _labelled(self, name: Range) -> Mention | None:
        """Return the speaker of a line of an interview, `Name: …`."""
        tokens = Tokens(self._document.text, *name, ())
        found = mention(tokens, 0, len(tokens))
        if found is None or found.head or found.kind is not SpeakerKind.PERSON:
            return None
        text, speaks = self._document.text, f"{found.name}:"
        times = text.count(f"\n{speaks}") + text.startswith(speaks)
        often = times > 1 and " " in found.name
        return self._in_full(found) if often or full_name(found.name, self._known) else None

    def _framed(self, index: int, at: int, quoted: list[Quotation]) -> tuple[Tokens, list[Frame]]:
        """Return a sentence's tokens and attributions; those inside a quotation do not count."""
        sentence = self._sentences(index)[at]
        if sentence.end - sentence.start > _LONGEST_SENTENCE:
            sentence = Range(sentence.start, sentence.start)
        tokens = Tokens(self._document.text, *sentence, quotations(self._document.text, *sentence))
        inside = any(
            quotation.outer.start < sentence.start and sentence.end <= quotation.outer.end
            for quotation in quoted
        )
        return tokens, [] if inside else frames(tokens)

    def _of_quotation(
        self, index: int, at: int, target: Range, quoted: list[Quotation]
    ) -> _Cue | None:
        """Return the speaker of a quotation whose sentence does not name one.

        The one named where the quotation ends or begins, else the one of the sentence before in
        the paragraph that closes with its own quotation.
        """
        whole = next(
            (each.outer for each in quoted if each.outer.start <= target.start < each.outer.end),
            None,
        )
        if whole is None:
            return None
        sentences = self._sentences(index)
        last = next((i for i, each in enumerate(sentences) if each.end >= whole.end), at)
        first = next((i for i, each in enumerate(sentences) if each.end > whole.start), at)
        for near in (last, first, first - 1):
            if near < 0 or near == at:
                continue
            framed = self._framed(index, near, quoted)
            for number, frame in enumerate(framed[1]):
                if near != first - 1 or quotations(self._document.text, *frame.scopes[0]):
                    return _Cue(self._resolve(index, near, framed, number), frame.via)
        return _Cue(None)

    def _resolve(
        self, index: int, at: int, framed: tuple[Tokens, list[Frame]], number: int, depth: int = 0
    ) -> Mention | None:
        """Return whom the subject of an attribution means, None if that is not safe to say."""
        tokens, found = framed
        while number > 0 and found[number].subject is None:
            number -= 1
        subject = found[number].subject
        if subject is None:
            return None
        named = mention(tokens, *subject)
        if named is None:
            return None
        if named.is_pronoun:
            return self._antecedent(index, at, named, depth)
        if named.head:
            return self._known_by_role(named)
        return self._in_full(named)

    def _in_full(self, named: Mention) -> Mention:
        """Return a mention under the fullest form of its name that the article has."""
        person = full_name(named.name, self._known)
        if person is None:
            if len(named.name.split()) == 1 and not named.role and not named.gender:
                return replace(named, kind=SpeakerKind.ORGANISATION)
            return named
        return replace(
            named, name=person.name, role=named.role or person.role, kind=SpeakerKind.PERSON
        )

    def _known_by_role(self, named: Mention) -> Mention:
        """Return the person that a phrase such as `the diplomat` means, if only one fits."""
        text = self._document.text[named.place.start : named.place.end].casefold()
        if named.kind is SpeakerKind.ORGANISATION or not text.startswith(_DEFINITE):
            return named
        nouns = WIDER.get(named.head, frozenset()) | {named.head}
        before = [
            person
            for person in self._known
            if person.nouns & nouns and person.places[0] < named.place.start
        ]
        if len(before) != 1:
            return named
        (person,) = before
        return replace(named, name=person.name, role=person.role, kind=SpeakerKind.PERSON, head="")

    def _antecedent(self, index: int, at: int, pronoun: Mention, depth: int) -> Mention | None:
        """Return the person a pronoun means: the last speaker, or the only one named nearby."""
        if depth > _BACK:
            return None
        for block in range(index, max(-1, index - 1 - _BACK), -1):
            content = self._content(block)
            quoted = quotations(self._document.text, *content)
            sentences = self._sentences(block)
            stop = pronoun.place.start if block == index else content.end
            named = [
                person
                for person in self._known
                if person.mentioned_between(content.start, stop)
                and (not person.gender or person.gender == pronoun.gender)
            ]
            last = at if block == index else len(sentences)
            for sentence in range(last - 1, -1, -1):
                framed = self._framed(block, sentence, quoted)
                if not framed[1]:
                    continue
                speaker = self._resolve(block, sentence, framed, len(framed[1]) - 1, depth + 1)
                if speaker is None or speaker.kind is SpeakerKind.ORGANISATION:
                    break
                others = [person for person in named if person.name != speaker.name]
                later = sentences[sentence].end
                if any(person.mentioned_between(later, stop) for person in others):
                    return None
                return replace(speaker, place=pronoun.place)
            if len(named) == 1:
                (person,) = named
                return Mention(person.name, person.role, SpeakerKind.PERSON, pronoun.place)
            if named:
                return None
        return None


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
