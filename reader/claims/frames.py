"""Frames: who is said to say what within one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.claims.inversion import Inversion
from reader.claims.media import spoken_to, told
from reader.claims.phrases import is_clause
from reader.claims.sources import impersonal_at, source_at
from reader.claims.statements import Statements
from reader.claims.subjects import BARRIERS, JOINING, Subjects
from reader.text.document import Range
from reader.text.speech import PARTICIPLES
from reader.text.tokens import DAYS, STRONG_MARKS, TIMES, Tokens
from reader.text.wordlists import words

_CONTRAST_LIMIT = 12
_OPEN = STRONG_MARKS | {","}
_CONTRASTS = words("but while although though whereas")
_APART = words("while whereas")
_EMPTY = words("it so that this yes no")
_BEFORE_TAG = ",，?!…"
_WHEN = DAYS | TIMES | words("on last this late early yesterday today week month year")
_REASONS = words("because if unless until")
_NOTHING = words("nothing little anything so something much more")


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution.

    Attributes:
        subject: Token indices of the speaker's noun phrase; None when it is that of the frame
            before, as in `…, adding that`; an empty stretch in `it is believed that`.
        scopes: What is said, as offsets.
        verb: The index of the verb, or of the preposition of `according to`.
        via: Through whom it was said, empty if nobody is named.
        is_nested: Whether it is part of what an earlier one says.
        beside: What a `while` sets beside it with a subject of its own: it may be said too.
    """

    subject: tuple[int, int] | None
    scopes: tuple[Range, ...]
    verb: int
    via: str = ""
    is_nested: bool = False
    beside: Range | None = None


def frames(tokens: Tokens) -> list[Frame]:
    """Return the attributions of a sentence, in order."""
    return _Frames(tokens).all()


class _Frames:
    """One reading of a sentence for its attributions."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._subjects = Subjects(tokens)
        self._statements = Statements(tokens)
        self._inversion = Inversion(tokens, self._subjects)
        self._items = tokens.items
        self._end = len(tokens)

    def all(self) -> list[Frame]:
        found: list[Frame] = []
        at = past = reached = 0
        via = spoken_to(self._tokens)
        asks = self._statements.asks()
        while at < self._end:
            frame, past_frame = self._sourced(at, past)
            if frame is None and self._statements.may_begin(at) and not asks:
                frame, past_frame = self._said(at, past)
            if frame is not None:
                # What goes on with the same speaker was told to the same medium.
                via = frame.via or (via if frame.subject is None or not past else "")
                nested = self._items[frame.verb].start < reached and frame.subject is not None
                if not nested:
                    reached = max(scope.end for scope in frame.scopes)
                self._keep(replace(frame, via=via, is_nested=nested), found)
                past = past_frame
            at = max(past_frame, at + 1)
        return found if reached else list(self._tagged())

    def _keep(self, frame: Frame, found: list[Frame]) -> None:
        """Add a frame, before those that are part of what it says.

        That is so where the speaker follows all of it: `Farmers fear a flood, said the mayor`.
        """
        begin = self._opening_of(frame, found)
        if begin is None:
            found.append(frame)
            return
        scope = frame.scopes[0]
        outer = replace(frame, scopes=(Range(begin, scope.end), *frame.scopes[1:]), is_nested=False)
        inner = [
            replace(
                each,
                scopes=tuple(Range(start, min(end, scope.end)) for start, end in each.scopes),
                is_nested=True,
            )
            for each in found
            if each.scopes[0].start >= begin
        ]
        found[len(found) - len(inner) :] = [outer, *inner]

    def _opening_of(self, frame: Frame, found: list[Frame]) -> int | None:
        """Return the offset where what is said begins if frames before it are part of that."""
        verb = self._items[frame.verb].start
        if not found or frame.subject is None or frame.scopes[0].end > verb:
            return None
        last = next((at for at in range(frame.verb - 1, -1, -1) if self._parts(at)), -1)
        begin = self._items[last + 1].start
        inner = [each for each in found if self._items[each.verb].start >= begin]
        if not inner or any(each.scopes[0].start < begin for each in inner):
            return None
        follow = all(self._items[each.verb].start < each.scopes[0].start for each in inner)
        return begin if follow else None

    def _parts(self, at: int) -> bool:
        """Tell whether what a speaker after it says cannot reach beyond an index."""
        item = self._items[at]
        if item.kind == "quotation" or item.word in STRONG_MARKS:
            return True
        return self._contrasts(at)

    def _tagged(self) -> Iterator[Frame]:
        """Read `“…,” the envoy grinned` and `The envoy grinned: “…”`, whatever the verb."""
        for at, item in enumerate(self._items):
            if item.kind != "quotation":
                continue
            scopes = (Range(item.start, item.end),)
            subject = (at + 1, self._subjects.before_any_verb(at + 1))
            if self._tokens.text[item.end - 2] in _BEFORE_TAG and subject[0] < subject[1]:
                yield Frame(subject, scopes, subject[1])
            elif at > 1 and self._tokens.word(at - 1) == ":":
                opening = self._subjects.opening(at - 1)
                if opening is not None:
                    yield Frame(opening, scopes, at - 1)

    def _sourced(self, at: int, past: int) -> tuple[Frame | None, int]:
        source = source_at(self._tokens, at, past)
        if source is not None:
            return Frame(source.subject, (source.scope,), at), source.end
        said = impersonal_at(self._tokens, at)
        if said is None:
            return None, at + 1
        scope = Range(self._items[said].start, self._items[self._stop(said) - 1].end)
        return Frame((at, at), (scope,), at), said

    def _said(self, verb: int, past: int) -> tuple[Frame | None, int]:
        """Read the frame of a verb of speech; `past` is where the one before ended."""
        tokens = self._tokens
        before = self._subjects.before(verb)
        if any(self._subjects.bars(at) for at in range(before + 1, verb)):
            return None, verb + 1
        if self._inversion.is_at(before, verb, past):
            subject = (verb + 1, self._subjects.end_of(verb + 1))
            after = subject[1]
            if after == subject[0]:
                return None, verb + 1
            return Frame(subject, self._around(past, before + 1, after), verb), after
        continuing = tokens.word(verb) in PARTICIPLES or tokens.word(before) in BARRIERS
        start = self._subjects.start(before, past)
        phrase = None if continuing or before < start else (start, before + 1)
        if phrase is not None and (
            self._statements.says_nothing(phrase, verb) or is_clause(tokens, *phrase)
        ):
            return None, verb + 1
        if tokens.word(verb) in PARTICIPLES:
            phrase = self._subjects.with_subject(verb)
        if phrase is None and not past:
            phrase = self._subjects.opening(verb)
            if phrase is not None and self._statements.says_nothing(phrase, verb):
                return None, verb + 1
        if phrase is None and not (continuing and past):
            return None, verb + 1
        via = told(tokens, verb)
        said = self._statements.start(verb)
        quoted = any(item.kind == "quotation" for item in self._items[past:verb])
        if said is None and not quoted and not self._is_aside(start, verb, past):
            return None, verb + 1
        if (
            said is not None
            and said < self._end
            and not (self._only_marks(said) or self._is_tail(said, verb))
            and not (self._follows_quotation(start if phrase else verb) and self._is_spent(said))
        ):
            stop = self._stop(said)
            empty = stop == said + 1 or self._items[said + 1].kind == "mark"
            if empty and tokens.word(said) in _EMPTY:
                return None, verb + 1
            nothing = tokens.word(said) in _NOTHING and not tokens.finite_at(said + 1)
            if nothing or not self._statements.is_stated(verb, said, stop):
                return None, verb + 1
            scopes: tuple[Range, ...] = (Range(self._items[said].start, self._items[stop - 1].end),)
            if phrase is not None and self._interrupts(start, said, past):
                scopes = (Range(self._items[past].start, self._items[start - 1].end), *scopes)
            return Frame(phrase, scopes, verb, via, beside=self._beside(stop)), verb + 1
        edge = start if phrase is not None else verb
        if edge > past and self._items[edge - 1].word not in _OPEN and not quoted:
            return None, verb + 1
        around = self._around(past, edge, self._past_verb(verb))
        return (Frame(phrase, around, verb, via) if around else None), verb + 1

    def _follows_quotation(self, start: int) -> bool:
        """Tell whether a quotation ends before a frame, with or without a comma."""
        before = start - 2 if self._tokens.word(start - 1) == "," else start - 1
        return before >= 0 and self._items[before].kind == "quotation"

    def _is_spent(self, said: int) -> bool:
        """Tell whether no clause follows a frame, though a quotation may."""
        ahead = range(said, self._end)
        stop = next((at for at in ahead if self._items[at].kind == "quotation"), self._end)
        return stop > said and not self._tokens.finite_between(said, stop)

    def _interrupts(self, start: int, said: int, past: int) -> bool:
        """Tell whether a frame parts a clause from a quotation: `It leaks, he said, “a little”`."""
        tokens = self._tokens
        if start <= past or tokens.word(start - 1) != "," or tokens.word(said - 1) != ",":
            return False
        opens = tokens.word(past) in tokens.language.subordinating
        opens = opens or tokens.match(past, tokens.language.asides) > 0
        quotes = self._items[said].kind == "quotation"
        return quotes and not opens and tokens.finite_between(past, start)

    def _is_aside(self, start: int, verb: int, past: int) -> bool:
        """Tell whether who speaks is only added: `It will close, it said on Friday, because …`."""
        if start <= past or self._tokens.word(start - 1) != ",":
            return False
        if not self._tokens.finite_between(past, start - 1):
            return False
        after = self._past_time(verb + 1)
        return after > verb + 1 and self._tokens.word(after) in {",", ".", ";"}

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
        elif self._goes_on(right):
            stop = self._stop(right + 1)
            scopes.append(Range(self._items[right + 1].start, self._items[stop - 1].end))
        return tuple(scopes)

    def _goes_on(self, comma: int) -> bool:
        """Tell whether what is said goes on after a frame: `…, he said, because it leaks`."""
        tokens, after = self._tokens, comma + 1
        if tokens.word(comma) != "," or after >= self._end - 1:
            return False
        if tokens.word(after) in _REASONS or tokens.finite_at(after):
            return True
        if tokens.word(after) not in JOINING or tokens.says(after + 1):
            return False
        return (
            tokens.word(after + 1) in tokens.language.subjects
            and not tokens.finite_between(after + 1, after + 2)
            and tokens.finite_between(after + 2, self._stop(after))
        )

    def _past_time(self, start: int) -> int:
        """Return the index after `on Friday` or `late last week`."""
        at = start
        while self._tokens.word(at) in _WHEN:
            at += 1
        return at

    def _is_tail(self, said: int, verb: int) -> bool:
        """Tell whether the words said stand before the verb, as in `“…,” she said, “…”`."""
        before = self._items[:verb]
        if self._tokens.word(said) in PARTICIPLES and self._tokens.word(said - 1) == ",":
            return True
        if self._items[said].kind == "quotation":
            spoken = any(item.kind == "quotation" for item in before)
            return spoken and self._tokens.word(said - 1) != ":"
        ended = self._tokens.word(self._past_time(verb + 1)) in {",", ".", ";"}
        return ended and any(item.word == "," for item in before)

    def _only_marks(self, start: int) -> bool:
        return all(item.kind == "mark" for item in self._items[start:])

    def _stop(self, said: int) -> int:
        """Return where what is said ends: at a contrast, a new speaker, or the sentence's end."""
        for at in range(said + 1, self._end):
            if self._tokens.word(at) == ";" or self._contrasts(at):
                return at
            if not (self._items[at].kind == "word" and self._tokens.says(at)):
                continue
            before = self._subjects.before(at)
            start = self._subjects.start(before, said)
            if start > before:
                return max(before, said + 1)
            if start > said and self._tokens.word(start - 1) in _OPEN | JOINING:
                return max(start - 1, said + 1)
        return self._end

    def _contrasts(self, at: int) -> bool:
        """Tell whether a word such as `but` begins a clause that need not be said any more."""
        tokens = self._tokens
        if tokens.word(at) not in _CONTRASTS or tokens.word(at + 1) in tokens.language.that:
            return False
        return tokens.finite_between(at + 1, min(at + 1 + _CONTRAST_LIMIT, self._end))

    def _beside(self, stop: int) -> Range | None:
        """Return the clause that a `while` at `stop` sets beside what was said."""
        if self._tokens.word(stop) not in _APART or stop + 1 >= self._end:
            return None
        return Range(self._items[stop + 1].start, self._items[-1].end)

    def _past_verb(self, verb: int) -> int:
        if self._tokens.word(verb) in self._tokens.language.told:
            return self._tokens.after_listener(verb + 1, self._end)
        return verb + 1
