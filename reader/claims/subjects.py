"""Subjects: where the noun phrase of a speaker stands around a verb of speech."""

from reader.claims.names import only_starts
from reader.claims.roles import is_role, is_shortened
from reader.text.speech import PARTICIPLES
from reader.text.tokens import ADVERBS, DAYS, NEGLIGIBLE, STRONG_MARKS, Tokens
from reader.text.verbs import UNITS
from reader.text.wordlists import words

_SUBJECT_LIMIT = 24
_TAG_LIMIT = 6
_RELATIVE_LIMIT = 12
BARRIERS = words(
    """than but while although though because whereas as since that if when whether until unless
    and or so what how why aber während obwohl weil dass mais que tandis pero mientras aunque ma
    che mentre maar terwijl dat mas enquanto und et y e en"""
)
JOINING = words("and or und et y e en")
AUXILIARIES = words(
    """has have had hat haben hatte a ont avait ha han había did does do would could may might was
    is were are been heeft tem"""
)
"""May stand between a speaker and the verb."""

AFTER_SPEAKER = words(
    """on in at during after before as while when who which through via by to of late early
    yesterday today monday tuesday wednesday thursday friday saturday sunday this last earlier
    shortly with from for am im in nach vor während bei lors dans après durante tras en"""
)
"""May follow a speaker who stands after the verb."""

MODALS = words("would could may might do does did should will can must cannot shall")
_NEGATIONS = words("not never nor hardly neither nobody none")
NO_ONE = words("nobody none neither nor few niemand personne nadie nessuno")
_PART_OF_SPEAKER = words("of at from for with in to")
_WITHIN = frozenset(".’'")
_APOSTROPHES = frozenset("’'")
_AFTER_VERB = _WITHIN | {","}
_WHEN = words(
    "outside inside yesterday today later meanwhile however then now earlier afterwards still but"
)
_AMOUNTS = words("more fewer less")
_DAYS_BEFORE = words("last this next every each")
_PRONOUNS = words("he she they it")
_DETERMINERS = words("the a an his her its their one another some two three several")
_RELATIVE = words("who which whose")
_JOINS = words("de la le van von der den di da del bin ibn al el dos du ter ten and of the for")


class Subjects:
    """The noun phrases of one sentence that may be speakers, as token indices."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._items = tokens.items
        self._end = len(tokens)

    def before(self, verb: int) -> int:
        """Return the index of the last token before a verb with its auxiliaries and adverbs."""
        at = verb - 1
        while at >= 0 and not self._items[at].capital:
            word = self._tokens.word(at)
            if not (
                word in AUXILIARIES
                or word in ADVERBS
                or (self.bars(at) and word not in NO_ONE)
                or (len(word) > 4 and word.endswith("ly"))
            ):
                break
            at -= 1
        return at

    def start(self, before: int, past: int) -> int:
        """Return where the speaker's noun phrase begins that ends at token `before`."""
        at = self._before_aside(before, past)
        while at >= max(past, before - _SUBJECT_LIMIT):
            item = self._items[at]
            if item.kind == "quotation" and not self._is_part_of_name(at, before):
                break
            if item.kind == "mark" and item.word in STRONG_MARKS:
                break
            if item.word == "that" and self._is_relative(at):
                at -= 1
                continue
            if at < before and self._tokens.finite_at(at) and not self._tokens.acts_at(at):
                relative = self._relative_before(at, past)
                if relative is None:
                    break
                at = relative - 1
                continue
            if item.word in BARRIERS and self._parts(at, past):
                break
            if item.word == ",":
                break
            at -= 1
        return self._past_opening_phrase(at + 1, before)

    def _parts(self, at: int, past: int) -> bool:
        """Tell whether a joining word stands before a noun phrase rather than in it."""
        word = self._tokens.word(at)
        items = self._items
        if word in JOINING and items[at - 1].capital and items[at + 1].capital and at > past + 1:
            return False
        before = self._tokens.word(at - 1)
        if (word == "as" and before == "such") or (word == "than" and before in _AMOUNTS):
            return False
        return word not in JOINING or self._tokens.finite_between(past, at)

    def _is_relative(self, at: int) -> bool:
        """Tell whether `that` belongs to a noun, as in `the union that speaks for drivers`."""
        follows = at + 2 < self._end and self._tokens.finite_between(at + 1, at + 2)
        return at > 0 and follows and self._items[at - 1].kind == "word" and not self._said(at)

    def _said(self, that: int) -> bool:
        """Tell whether a verb of speech stands shortly before `that`."""
        return any(self._tokens.says(at) for at in range(max(0, that - _TAG_LIMIT), that))

    def _is_part_of_name(self, at: int, before: int) -> bool:
        """Tell whether a quotation stands within a noun phrase: `the “History” page`."""
        if not 0 < at < before or self._tokens.word(at - 1) not in _DETERMINERS:
            return False
        return self._items[at + 1].kind == "word"

    def with_subject(self, verb: int) -> tuple[int, int] | None:
        """Return the noun phrase of `with one reader saying`, None if there is none."""
        for at in range(verb - 2, max(-1, verb - 2 - _TAG_LIMIT), -1):
            if self._items[at + 1].kind != "word" or self._tokens.finite_at(at + 1):
                return None
            if self._tokens.word(at) == "with":
                return (at + 1, verb)
        return None

    def _past_opening_phrase(self, start: int, before: int) -> int:
        """Return where the noun phrase begins after `In her report` or `On Friday`."""
        if (
            self._tokens.word(start) in _DAYS_BEFORE
            and self._tokens.word(start + 1) in UNITS | DAYS
        ):
            return start + 2 if start + 1 < before else start
        opens = self._tokens.word(start) in NEGLIGIBLE or self._tokens.word(start) in _WHEN
        if not opens or start >= before:
            return start
        items, at = self._items, before
        if self._tokens.word(before) in _PRONOUNS:
            return before
        while at > start and (items[at].capital or self._tokens.word(at) in _JOINS):
            at -= 1
        if at < before:
            return at + 1
        return next(
            (i for i in range(before, start + 1, -1) if self._tokens.word(i) in _DETERMINERS), start
        )

    def _before_aside(self, before: int, past: int) -> int:
        """Return the index before what is set between commas or dashes in front of a verb."""
        mark = self._tokens.word(before) if before >= 0 else ""
        if mark not in {",", "–", "—"}:
            return before
        at = before
        while True:
            opening = next((i for i in range(at - 1, past, -1) if self._tokens.word(i) == mark), -1)
            if opening < 0:
                return at if at < before else before - 1
            goes_on = mark == "," and (
                self._tokens.word(opening + 1) in JOINING
                or self._follows_apposition(opening, past)
                or (
                    self._tokens.word(opening - 1).isdigit()
                    and self._tokens.word(opening - 2) == mark
                )
            )
            at = opening if goes_on else opening - 1
            if not goes_on:
                return at

    def _follows_apposition(self, comma: int, past: int) -> bool:
        """Tell whether a relative clause tells of an aside: `Ida Holm, head of a port, which`."""
        if self._tokens.word(comma + 1) not in _RELATIVE:
            return False
        first = next((i for i in range(comma - 1, past, -1) if self._tokens.word(i) == ","), past)
        named = first > past and self._items[first - 1].capital
        return named and not self._tokens.finite_between(first, comma)

    def _relative_before(self, at: int, past: int) -> int | None:
        """Return where the relative clause begins that a verb at `at` may stand in."""
        for index in range(at - 1, max(past, at - _RELATIVE_LIMIT), -1):
            if self._tokens.word(index) in _RELATIVE:
                return index
            if self._items[index].kind in {"mark", "quotation"}:
                return None
        return None

    def opening(self, verb: int) -> tuple[int, int] | None:
        """Return the noun phrase that opens the sentence: the speaker of `X came but said`."""
        limit = min(verb, _SUBJECT_LIMIT)
        begin = self._after_opening_clause(limit)
        at = begin
        while at < limit:
            if self._items[at].kind == "mark" and self._tokens.word(at) not in _WITHIN:
                closing = self._closing(at, limit)
                return (begin, closing) if at > begin and closing else None
            if self._tokens.finite_between(at, at + 1):
                return (begin, at) if at > begin else None
            if self._ends_name(begin, at):
                return (begin, at)
            at += 1
        return None

    def _ends_name(self, begin: int, at: int) -> bool:
        """Tell whether a name that begins a clause ends before an index."""
        items = self._items
        if at == begin or items[at].capital or not items[at - 1].capital:
            return False
        if not items[begin].capital or self._tokens.word(at) in _JOINS:
            return False
        if at > begin + 1:
            return True
        acts = self._tokens.word(at).endswith(("s", "ed"))
        return acts and not only_starts(self._tokens, begin)

    def _after_opening_clause(self, limit: int) -> int:
        """Return the index after the comma that ends an opening such as `Asked if …,`."""
        language = self._tokens.language
        first = self._tokens.word(0)
        aside = self._tokens.match(0, language.asides) or first in language.subordinating
        if not (aside or first in _WHEN or first in NEGLIGIBLE):
            return 0
        return next((at + 1 for at in range(limit) if self._tokens.word(at) == ","), 0)

    def _closing(self, comma: int, limit: int) -> int:
        """Return the index after an aside between commas, 0 if there is none."""
        if self._tokens.word(comma) != ",":
            return 0
        close = next((at for at in range(comma + 1, limit) if self._tokens.word(at) == ","), 0)
        if not close or self._items[comma + 1].kind != "word":
            return 0
        relative = self._tokens.word(comma + 1) in _RELATIVE
        return close if relative or not self._tokens.finite_between(comma + 1, close) else 0

    def before_any_verb(self, start: int) -> int:
        """Return where a noun phrase ends that some verb follows, `start` if none is plain."""
        if self._tokens.word(start) in _PRONOUNS:
            return start + 1
        at = start
        while at < self._end and not self._items[at].capital and is_role(self._tokens.word(at)):
            at += 1
        while at < self._end and (
            self._items[at].capital or (at > start and self._tokens.word(at) in _JOINS)
        ):
            at += 1
        if at > start or self._tokens.word(start) not in _DETERMINERS:
            return at if at < self._end and self._items[at].kind == "word" else start
        for index in range(start + 1, min(start + _TAG_LIMIT, self._end)):
            word = self._tokens.word(index)
            if self._items[index].kind != "word":
                return start
            if index > start + 1 and (word.endswith("ed") or self._tokens.finite_at(index)):
                return index
        return start

    def end_of(self, start: int) -> int:
        """Return where the noun phrase after an inverted verb ends."""
        at = start
        comma = False
        while at < min(self._end, start + _SUBJECT_LIMIT):
            item = self._items[at]
            if item.kind == "quotation" or (item.kind == "mark" and item.word not in _AFTER_VERB):
                break
            if item.word in _APOSTROPHES and not self._tokens.word(at - 1).endswith("s"):
                break
            if item.word == ".":
                initial = at > start and is_shortened(self._tokens.word(at - 1))
                if not (initial and at + 1 < self._end):
                    break
            elif item.word == ",":
                if comma or not self._describes(at + 1):
                    break
                comma = True
            elif (
                (item.word in BARRIERS and not self._lists(at))
                or self._tokens.finite_at(at)
                or (item.word in AFTER_SPEAKER and item.word not in _PART_OF_SPEAKER)
            ):
                break
            at += 1
        while at > start and self._items[at - 1].kind == "mark":
            at -= 1
        return at

    def _lists(self, at: int) -> bool:
        """Tell whether `and` joins two names: `said Ida Holm and Tom Oat`."""
        if self._tokens.word(at) not in JOINING or at + 1 >= self._end:
            return False
        if not (self._items[at - 1].capital and self._items[at + 1].capital):
            return False
        marks = (i for i in range(at, self._end) if self._items[i].kind == "mark")
        return not self._tokens.finite_between(at, next(marks, self._end))

    def _describes(self, at: int) -> bool:
        """Tell whether an apposition begins here rather than a clause."""
        ahead = range(at, min(at + 10, self._end))
        for index in ahead:
            word = self._tokens.word(index)
            if self._items[index].kind == "mark":
                return index > at
            if self._items[index].kind == "quotation" or self._tokens.finite_at(index):
                return False
            joins = word in BARRIERS and not self._lists(index)
            if word in PARTICIPLES or joins or word.endswith("ing"):
                return False
        return True

    def bars(self, at: int) -> bool:
        """Tell whether a word before a verb means that nothing was said, or not yet."""
        word = self._tokens.word(at)
        return word in _NEGATIONS or word in MODALS or word.endswith("n't")
