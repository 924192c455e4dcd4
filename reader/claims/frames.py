"""Frames: who is said to say what within one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.claims.roles import MEDIA, MEDIA_KINDS
from reader.text.document import Range
from reader.text.speech import PARTICIPLES
from reader.text.tokens import ADVERBS, STRONG_MARKS, Tokens
from reader.text.wordlists import words

_SUBJECT_LIMIT = 24
_BARRIERS = words(
    """than but while although though because whereas as since that if when whether until unless
    and or so what how why aber während obwohl weil dass mais que tandis pero mientras aunque ma
    che mentre maar terwijl dat mas enquanto und et y e en"""
)
_JOINING = words("and or und et y e en")
AUXILIARIES = words(
    """has have had hat haben hatte a ont avait ha han había did does do would could may might was
    is were are been heeft tem"""
)
"""May stand between a speaker and the verb."""

_AFTER_SPEAKER = words(
    """on in at during after before as while when who which through via by to of late early
    yesterday today monday tuesday wednesday thursday friday saturday sunday this last earlier
    shortly with from for am im in nach vor während bei lors dans après durante tras en"""
)
_OPEN = STRONG_MARKS | {","}
_MODALS = words("would could may might do does did should will can must")
_NEARBY = words("i we you ich wir je nous vous yo nosotros io noi ik wij eu nós")
_AFTER_SOURCE = words("but while who which over more nearly around about almost roughly some")
_PART_OF_SPEAKER = words("of at from for with in to")


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution.

    Attributes:
        subject: Token indices of the speaker's noun phrase; None when it is that of the frame
            before, as in `…, adding that`.
        scopes: What is said, as offsets.
        verb: The index of the verb, or of the preposition of `according to`.
        via: Through whom it was said, empty if nobody is named.
    """

    subject: tuple[int, int] | None
    scopes: tuple[Range, ...]
    verb: int
    via: str = ""


def frames(tokens: Tokens) -> list[Frame]:
    """Return the attributions of a sentence, in order."""
    return list(_Frames(tokens).all())


class _Frames:
    """One reading of a sentence for its attributions."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._items = tokens.items
        self._end = len(tokens)

    def all(self) -> Iterator[Frame]:
        at = past = 0
        via = self._spoken_to()
        while at < self._end:
            length = self._tokens.match(at, self._tokens.language.according)
            frame, past_frame = None, at + 1
            if length:
                frame, past_frame = self._according(at, length, past)
            elif self._items[at].kind == "word" and self._tokens.says(at):
                frame, past_frame = self._said(at, past)
            if frame is not None:
                # What goes on with the same speaker was told to the same medium.
                via = frame.via or (via if frame.subject is None or not past else "")
                yield replace(frame, via=via)
                past = past_frame
            at = max(past_frame, at + 1)

    def _said(self, verb: int, past: int) -> tuple[Frame | None, int]:
        """Read the frame of a verb of speech; `past` is where the one before ended."""
        tokens = self._tokens
        before = self._before(verb)
        if any(tokens.word(at) in _MODALS for at in range(before + 1, verb)):
            return None, verb + 1
        inverted = self._is_inverted(before, verb, past)
        if inverted:
            subject = (verb + 1, self._phrase_end(verb + 1))
            after = subject[1]
            if after == subject[0]:
                return None, verb + 1
            return Frame(subject, self._around(past, before + 1, after), verb), after
        continuing = tokens.word(verb) in PARTICIPLES or tokens.word(before) in _BARRIERS
        start = self._subject_start(before, past)
        phrase = None if continuing or before < start else (start, before + 1)
        if phrase is not None and before == start and tokens.word(start) in _NEARBY:
            return None, verb + 1
        if phrase is None and not past:
            phrase = self._opening_subject(verb)
        if phrase is None and not (continuing and past):
            return None, verb + 1
        via = self._medium(verb)
        said = tokens.said_from(verb, self._end)
        quoted = any(item.kind == "quotation" for item in self._items[past:verb])
        if said is None and not quoted:
            return None, verb + 1
        if (
            said is not None
            and said < self._end
            and not (self._only_marks(said) or self._is_tail(said, verb))
        ):
            scope = Range(self._items[said].start, self._items[self._stop(said) - 1].end)
            return Frame(phrase, (scope,), verb, via), verb + 1
        edge = start if phrase is not None else verb
        if edge > past and self._items[edge - 1].word not in _OPEN and not quoted:
            return None, verb + 1
        after = self._past_verb(verb)
        scopes = self._around(past, edge, after)
        return (Frame(phrase, scopes, verb, via) if scopes else None), verb + 1

    def _before(self, verb: int) -> int:
        """Return the index of the last token before a verb with its auxiliaries and adverbs."""
        at = verb - 1
        while at >= 0 and (
            self._tokens.word(at) in AUXILIARIES
            or self._tokens.word(at) in ADVERBS
            or (len(self._tokens.word(at)) > 4 and self._tokens.word(at).endswith("ly"))
        ):
            at -= 1
        return at

    def _is_inverted(self, before: int, verb: int, past: int) -> bool:
        """Tell whether the speaker stands after the verb: `“…,” said the envoy`."""
        if self._tokens.word(verb) in PARTICIPLES or verb + 1 >= self._end:
            return False
        if before < 0 or self._tokens.word(verb + 1) in self._tokens.language.that:
            return False
        if self._items[before].kind == "quotation":
            return True
        if self._tokens.word(before) != "," or before <= past:
            return False
        if self._items[before - 1].kind == "quotation":
            return True
        comma = next((at for at in range(past, before) if self._tokens.word(at) == ","), None)
        return comma is None and self._tokens.finite_between(past, before)

    def _subject_start(self, before: int, past: int) -> int:
        """Return where the speaker's noun phrase begins that ends at token `before`."""
        at = before
        if before >= 0 and self._tokens.word(before) == ",":
            at = next((i for i in range(before - 1, past, -1) if self._tokens.word(i) == ","), at)
            at -= 1
        while at >= max(past, before - _SUBJECT_LIMIT):
            item = self._items[at]
            if item.kind == "quotation" or (item.kind == "mark" and item.word in STRONG_MARKS):
                break
            if at < before and self._tokens.finite_at(at):
                break
            if item.word in _BARRIERS and not (
                item.word in _JOINING and not self._tokens.finite_between(past, at)
            ):
                break
            if item.word == ",":
                break
            at -= 1
        return at + 1

    def _opening_subject(self, verb: int) -> tuple[int, int] | None:
        """Return the noun phrase that opens the sentence: the speaker of `X came but said`."""
        for at in range(min(verb, _SUBJECT_LIMIT)):
            if self._items[at].kind == "mark":
                return None
            if self._tokens.finite_between(at, at + 1):
                return (0, at) if at else None
        return None

    def _phrase_end(self, start: int) -> int:
        """Return where the noun phrase after an inverted verb ends."""
        at = start
        comma = False
        while at < min(self._end, start + _SUBJECT_LIMIT):
            item = self._items[at]
            if item.kind == "quotation" or (item.kind == "mark" and item.word not in {",", "."}):
                break
            if item.word == ".":
                initial = at > start and len(self._tokens.word(at - 1)) <= 3
                if not (initial and at + 1 < self._end):
                    break
            elif item.word == ",":
                if comma or not self._describes(at + 1):
                    break
                comma = True
            elif (
                item.word in _BARRIERS
                or self._tokens.finite_at(at)
                or (item.word in _AFTER_SPEAKER and item.word not in _PART_OF_SPEAKER)
            ):
                break
            at += 1
        while at > start and self._items[at - 1].kind == "mark":
            at -= 1
        return at

    def _describes(self, at: int) -> bool:
        """Tell whether an apposition begins here rather than a clause."""
        ahead = range(at, min(at + 10, self._end))
        for index in ahead:
            word = self._tokens.word(index)
            if self._items[index].kind == "mark":
                return index > at
            if self._items[index].kind == "quotation" or self._tokens.finite_at(index):
                return False
            if word in PARTICIPLES or word in _BARRIERS or word.endswith("ing"):
                return False
        return True

    def _around(self, past: int, left: int, right: int) -> tuple[Range, ...]:
        """Return what stands before a frame in mid-sentence, and a quotation that goes on after."""
        scopes = []
        begin = past
        while begin < left and self._items[begin].kind == "mark":
            begin += 1
        if begin < left:
            scopes.append(Range(self._items[begin].start, self._items[left - 1].end))
        at = right
        while at < self._end and self._items[at].kind in {"mark", "word"}:
            if self._items[at].kind == "word" and at - right > 8:
                break
            at += 1
        if at < self._end and self._items[at].kind == "quotation":
            scopes.append(Range(*self._items[at][:2]))
        elif self._tokens.word(right) == "," and not self._tokens.finite_between(past, left):
            scopes.append(Range(self._items[right].start, self._items[-1].end))
        return tuple(scopes)

    def _is_tail(self, said: int, verb: int) -> bool:
        """Tell whether the words said stand before the verb, as in `“…,” she said, “…”`."""
        before = self._items[:verb]
        if self._items[said].kind == "quotation":
            spoken = any(item.kind == "quotation" for item in before)
            return spoken and self._tokens.word(said - 1) != ":"
        ended = self._tokens.word(verb + 1) in {",", ".", ";"}
        return ended and any(item.word == "," for item in before)

    def _only_marks(self, start: int) -> bool:
        return all(item.kind == "mark" for item in self._items[start:])

    def _stop(self, said: int) -> int:
        """Return where what is said ends: at a contrast, a new speaker, or the sentence's end."""
        for at in range(said + 1, self._end):
            word = self._tokens.word(at)
            goes_on = self._tokens.word(at + 1) in self._tokens.language.that
            if word in {"but", "while", "although", "though", "whereas", ";"} and not goes_on:
                return at
            if self._items[at].kind == "word" and self._tokens.says(at):
                start = self._subject_start(self._before(at), said)
                return max(start - 1, said + 1) if start > said else at
        return self._end

    def _past_verb(self, verb: int) -> int:
        if self._tokens.word(verb) in self._tokens.language.told:
            return self._tokens.after_listener(verb + 1, self._end)
        return verb + 1

    def _according(self, at: int, length: int, past: int) -> tuple[Frame | None, int]:
        start = at + length
        end = self._source_end(start)
        if start >= end:
            return None, start
        opens = not any(self._items[index].kind != "mark" for index in range(past, at)) or (
            at - past <= 2 and not self._tokens.finite_between(past, at)
        )
        if opens and end < self._end:
            scope = Range(self._items[end].start, self._items[self._end - 1].end)
        elif at > past:
            scope = Range(self._items[past].start, self._items[at - 1].end)
        else:
            return None, end
        return Frame((start, end), (scope,), at), end

    def _source_end(self, start: int) -> int:
        subjects = self._tokens.language.subjects
        at = start
        while at < self._end:
            item = self._items[at]
            if item.word == "," and self._names(at + 1):
                at += 1
                continue
            if item.kind == "quotation" or (item.kind == "mark" and item.word != "."):
                break
            if item.word == "." and at + 1 >= self._end:
                break
            if self._tokens.finite_at(at) or item.word in _AFTER_SOURCE:
                break
            begins = item.word in subjects or item.word[:1].isdigit()
            if at > start and begins and not self._joins(at):
                break
            at += 1
        return at

    def _joins(self, at: int) -> bool:
        """Tell whether an article goes on with a phrase, as in `the head of the board`."""
        article = self._tokens.word(at) in {"the", "his", "her", "its", "their"}
        return article and self._tokens.word(at - 1) in _PART_OF_SPEAKER

    def _names(self, start: int) -> bool:
        """Tell whether nothing but a name stands between `start` and a comma."""
        at = start
        while at < self._end and self._items[at].capital:
            at += 1
        return start < at < self._end and self._tokens.word(at) == ","

    def _medium(self, verb: int) -> str:
        """Return the medium a speaker `told`, empty if none."""
        if self._tokens.word(verb) not in self._tokens.language.told:
            return ""
        return self._medium_in(verb + 1, self._tokens.after_listener(verb + 1, self._end))

    def _spoken_to(self) -> str:
        """Return the medium of `Speaking to the Daily Post on Monday, …`, empty if none."""
        if not self._tokens.match(0, self._tokens.language.asides):
            return ""
        comma = next((at for at in range(self._end) if self._tokens.word(at) == ","), 0)
        begin = next(
            (at + 1 for at in range(comma) if self._tokens.word(at) in {"to", "with"}), comma
        )
        end = next((at for at in range(begin, comma) if self._tokens.word(at) == "on"), comma)
        return self._medium_in(begin, end)

    def _medium_in(self, start: int, end: int) -> str:
        if not any(self._tokens.word(at) in MEDIA for at in range(start, end)):
            return ""
        begin = start
        while begin < end and (
            not self._items[begin].capital or self._tokens.word(begin).endswith("'s")
        ):
            begin += 1
        stop = begin
        while stop < end and self._items[stop].capital:
            stop += 1
        if begin == stop:
            return ""
        if stop - begin > 1 and self._tokens.word(stop - 1) in MEDIA_KINDS and begin + 1 < stop:
            keep = self._tokens.text[self._items[stop - 1].start].isupper()
            stop = stop if keep else stop - 1
        return self._tokens.text[self._items[begin].start : self._items[stop - 1].end]
