"""Quoting: whose a quotation is whose own sentence names no speaker."""

from collections.abc import Sequence

from reader.claims.mentions import Mention, mention
from reader.claims.passages import Passages
from reader.claims.people import Person, full_name
from reader.claims.resolution import Resolution
from reader.claims.subjects import Subjects
from reader.model.speaker import SpeakerKind
from reader.text.document import Range

_BACK = 3
_ASIDE_BLOCKS = 3
_SIGNATURE = 12
_DASHES = frozenset("-–—―")

Told = tuple[Mention | None, str]
"""A speaker, None if it cannot be told, and the medium it was told to."""


class Quoting:
    """Looks around a quotation for its speaker: within its paragraph, then in the one before."""

    def __init__(self, passages: Passages, resolution: Resolution, known: Sequence[Person]) -> None:
        """Look among what was read already."""
        self._passages = passages
        self._resolution = resolution
        self._known = known

    def speaker(self, block: int, offset: int) -> Told:
        """Return who is quoted at an offset of a block."""
        whole = self._passages.quotation_at(block, offset) or Range(offset, offset + 1)
        sentences = self._passages.sentences(block)
        at = next((i for i, each in enumerate(sentences) if each.end > offset), 0)
        last = next((i for i, each in enumerate(sentences) if each.end >= whole.end), at)
        first = next((i for i, each in enumerate(sentences) if each.end > whole.start), at)
        for near in dict.fromkeys((last, first)):
            framed = self._passages.framed(block, near)[1]
            for number, frame in enumerate(framed):
                if not frame.is_nested and near != at:
                    return self._resolution.speaker(block, near, number), frame.via
        signed = self.signed(block) or self._tagged(block, last + 1)
        if signed is not None:
            return signed, ""
        if not self._stands_alone(block, first, last, whole):
            return None, ""
        return self._before(block, first) or self._around(block) or (None, "")

    def _tagged(self, block: int, at: int) -> Mention | None:
        """Return the speaker of a sentence that only says so: `Marsh asked the driver`."""
        if at >= len(self._passages.sentences(block)):
            return None
        tokens, framed = self._passages.framed(block, at)
        verb = None if framed else tokens.speech_verb(0, len(tokens), commas=0)
        if not verb or tokens.finite_between(verb + 1, len(tokens)):
            return None
        found = mention(tokens, Subjects(tokens).start(verb - 1, 0), verb)
        if found is None or found.is_pronoun or found.head:
            return None
        named = self._resolution.in_full(found)
        known = named is not None and full_name(named.name, self._known) is not None
        return named if known or found.role else None

    def _stands_alone(self, block: int, first: int, last: int, whole: Range) -> bool:
        """Tell whether a quotation is all there is of its sentences; else they name its speaker."""
        sentences = self._passages.sentences(block)
        text = self._passages.text
        around = text[sentences[first].start : whole.start] + text[whole.end : sentences[last].end]
        return not any(letter.isalnum() for letter in around)

    def signed(self, block: int) -> Mention | None:
        """Return who signs a paragraph: `– Lena Marsh, envoy` stands last in it, without a verb."""
        sentences = self._passages.sentences(block)
        if len(sentences) < 2:
            return None
        tokens = self._passages.framed(block, len(sentences) - 1)[0]
        start = 1 if tokens.word(0) in _DASHES else 0
        end = len(tokens)
        if end - start > _SIGNATURE or end <= start or tokens.finite_between(start, end - 1):
            return None
        comma = next((at for at in range(start, end) if tokens.word(at) == ","), end)
        if not start and (comma == end or tokens.items[-1].word in {".", "!", "?"}):
            return None
        found = mention(tokens, start, comma)
        if found is None or found.is_pronoun or not tokens.items[start].capital:
            return None
        if found.head:
            return found if found.kind is SpeakerKind.UNNAMED and comma < end else None
        named = self._resolution.in_full(found)
        known = named is not None and full_name(named.name, self._known) is not None
        return named if known or start else None

    def _before(self, block: int, first: int) -> Told | None:
        """Return whose quotation goes on in the same paragraph, or who acts just before it."""
        for near in range(first - 1, max(-1, first - 1 - _BACK), -1):
            tokens, framed = self._passages.framed(block, near)
            outer = [number for number, frame in enumerate(framed) if not frame.is_nested]
            if outer:
                scopes = [scope for number in outer for scope in framed[number].scopes]
                quotes = any(self._is_quoted(block, scope) for scope in scopes)
                if not quotes and near != first - 1:
                    return None
                speakers = {self._name(block, near, number) for number in outer}
                if len(speakers) != 1:
                    return None, ""
                number = outer[-1]
                return self._resolution.speaker(block, near, number), framed[number].via
            if self._is_quoted(block, self._passages.sentences(block)[near]):
                continue
            if near != first - 1 or not len(tokens):
                return None
            return self._actor(block, near)
        return None

    def _name(self, block: int, at: int, number: int) -> str | None:
        speaker = self._resolution.speaker(block, at, number)
        return None if speaker is None else speaker.name

    def _is_quoted(self, block: int, extent: Range) -> bool:
        """Tell whether a quotation overlaps a stretch."""
        return any(
            each.outer.start < extent.end and extent.start < each.outer.end
            for each in self._passages.quoted(block)
        )

    def _actor(self, block: int, at: int) -> Told | None:
        """Return the person who is the subject of a sentence: `Marsh nodded. “…”`."""
        tokens = self._passages.framed(block, at)[0]
        subject = Subjects(tokens).opening(len(tokens))
        found = mention(tokens, *subject) if subject is not None else None
        if found is None or found.is_pronoun or found.head:
            return None
        named = self._resolution.in_full(found)
        if named is None or full_name(named.name, self._known) is None:
            return None
        return named, ""

    def _around(self, block: int) -> Told | None:
        """Return the speaker of the paragraph before, whose quotation this one carries on."""
        content = self._passages.content(block)
        if not self._fills(block, content):
            return None
        runs_on = self._runs_on(block)
        if runs_on:
            following = self._passages.after(block)
            told = None if following is None else self._speaker_in(following, first=True)
            if told is not None and told[0] is not None:
                return told
        index = block
        for _ in range(_BACK):
            before = self._passages.before(index, 1)
            if before is None:
                return None
            index = before
            if not self._passages.quoted(index):
                skipped = self._passages.before(index, 1)
                if skipped is None or not self._runs_on(skipped):
                    return None
                index = skipped
            told = self._speaker_in(index, first=False)
            if told is not None:
                return told
            if not self._runs_on(index) or not self._fills(index, self._passages.content(index)):
                return None
        return None

    def _speaker_in(self, block: int, *, first: bool) -> Told | None:
        """Return the one speaker of a paragraph that opens or closes with a quotation of theirs."""
        sentences = self._passages.sentences(block)
        spoken = [
            (at, number)
            for at in range(len(sentences))
            for number, frame in enumerate(self._passages.framed(block, at)[1])
            if not frame.is_nested
        ]
        if not spoken:
            return None
        names = {self._name(block, *each) for each in spoken}
        near = spoken[0] if first else spoken[-1]
        frame = self._passages.framed(block, near[0])[1][near[1]]
        if len(names) > 1 or not any(self._is_quoted(block, scope) for scope in frame.scopes):
            return None, ""
        edge = sentences[0] if first else sentences[-1]
        if not self._is_quoted(block, edge):
            return None, ""
        return self._resolution.speaker(block, *near), frame.via

    def _fills(self, block: int, content: Range) -> bool:
        """Tell whether a paragraph opens with a quotation mark and names no speaker."""
        quoted = self._passages.quoted(block)
        if not quoted or quoted[0].outer.start > content.start + 1:
            return False
        sentences = self._passages.sentences(block)
        return not any(self._passages.framed(block, at)[1] for at in range(len(sentences)))

    def _runs_on(self, block: int) -> bool:
        """Tell whether a quotation is still open where a paragraph ends."""
        quoted = self._passages.quoted(block)
        return bool(quoted) and any(
            each.outer.end == each.inner.end and each.outer.start < each.inner.start
            for each in quoted
        )
