"""Clauses: what a sentence asserts, without the words that join it or say who says so.

Rules over words and punctuation; no grammar is known but short lists of words by language. Every
look ahead is bounded, so time is linear in the number of words.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reader.text.assertions import After, assertion
from reader.text.connectives import NONE
from reader.text.document import Range
from reader.text.speech import PARTICIPLES
from reader.text.tokens import ADVERBS, NEGLIGIBLE, STRONG_MARKS, Tokens
from reader.text.wordlists import words

_CLAUSE_AHEAD = 9
_PRONOUNS = words("it he she they we you i there this these those")
_RELATIVE = words("who whom which whose where")
_COMMAS = frozenset(",，،、")


class Clause(NamedTuple):
    """One clause.

    Attributes:
        rank: 0 for a clause of its own, 1 for a piece of one.
    """

    range: Range
    rank: int


class _Cut(NamedTuple):
    left: int
    right: int
    rank: int
    after: After


def clauses(tokens: Tokens) -> list[Clause]:
    """Return the clauses of a sentence, each before the pieces of it."""
    return _Reading(tokens).clauses()


class _Reading:
    """One pass over the tokens of a sentence, to find where its clauses part."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._items = tokens.items
        self._language = tokens.language
        self._cuts: list[_Cut] = []
        self._begin = 0

    def clauses(self) -> list[Clause]:
        self._cut_all()
        found: list[Clause] = []
        major = [cut for cut in self._cuts if cut.rank == 0]
        minor = [cut for cut in self._cuts if cut.rank == 1]
        at = 0
        for start, end, after in _between(major, 0, len(self._tokens), After.START):
            self._keep(start, end, after, 0, found)
            inside = []
            while at < len(minor) and minor[at].left < end:
                if minor[at].left > start:
                    inside.append(minor[at])
                at += 1
            if inside:
                for piece in _between(inside, start, end, after):
                    self._keep(*piece, 1, found)
        return found

    def _keep(self, start: int, end: int, after: After, rank: int, found: list[Clause]) -> None:
        kept = assertion(self._tokens, start, end, after)
        if kept is not None:
            begin, stop = kept
            found.append(Clause(Range(self._items[begin].start, self._items[stop - 1].end), rank))

    def _cut_all(self) -> None:
        opened = self._opener()
        for index, token in enumerate(self._items):
            if token.kind == "mark":
                if token.word in _COMMAS and self._language is not NONE:
                    opened = self._at_comma(index, opened)
                elif (token.word in STRONG_MARKS and self._parts(index)) or (
                    token.word == "," and self._language is NONE
                ):
                    self._cut(index, index + 1, 0, After.MARK)
            elif token.kind == "quotation":
                self._after_quotation(index)
            elif token.kind == "word" and index > self._begin:
                self._at_word(index)

    def _cut(self, left: int, right: int, rank: int, after: After) -> None:
        if self._cuts and self._cuts[-1].right > left:
            return
        self._cuts.append(_Cut(left, right, rank, after))
        if rank == 0:
            self._begin = right

    def _parts(self, index: int) -> bool:
        """Tell whether a dash or colon stands between clauses rather than inside a word."""
        token = self._items[index]
        if token.word not in "-–:":
            return True
        before = self._tokens.text[token.start - 1 : token.start]
        after = self._tokens.text[token.end : token.end + 1]
        if token.word == ":":
            # An address or a time of day has none after it.
            return not after or after.isspace()
        return before.isspace() and after.isspace()

    def _opener(self) -> bool:
        """Tell whether the sentence opens with a clause or phrase that its first comma ends."""
        language = self._language
        return bool(
            self._tokens.match(0, language.asides)
            or self._tokens.match(0, language.according)
            or (self._items and self._items[0].word in language.subordinating)
        )

    def _at_comma(self, index: int, opened: bool) -> bool:
        """Cut at a comma if a clause begins or ends there; return whether an opener is open."""
        language = self._language
        after = index + 1
        length = self._tokens.match(after, language.after_comma)
        if opened and not length:
            self._cut(index, after, 0, After.MARK)
            return False
        word = self._tokens.word(after)
        if self._tokens.match(after, language.according):
            self._cut(index, after, 0, After.SOURCE)
        elif self._cuts and self._cuts[-1].after is After.SOURCE and self._begin < index:
            self._cut(index, after, 0, After.MARK)
        elif (
            self._cuts
            and self._cuts[-1].after is After.RELATIVE
            and self._tokens.finite_between(self._cuts[-1].right, index)
        ):
            self._cut(index, after, 1, After.CONNECTIVE)
        elif self._tokens.match(after, language.extending):
            self._cut(index, after, 1, After.SOURCE)
        elif word in PARTICIPLES:
            self._cut(index, after, 0, After.CONNECTIVE)
        elif length and self._opens_clause(after, length):
            begin = after if word in language.kept else after + length
            self._cut(index, begin, 0, After.CONNECTIVE)
        elif word in language.relative:
            self._cut(index, after + 1, 1, After.RELATIVE)
        elif index and self._items[index - 1].kind == "quotation":
            self._cut(index, after, 0, After.QUOTATION)
        elif self._frame_ahead(after, index) or self._ends_frame(index):
            self._cut(index, after, 0, After.MARK)
        return opened

    def _opens_clause(self, index: int, length: int) -> bool:
        """Tell whether the connective at `index` joins a clause rather than an item of a list."""
        language = self._language
        if self._tokens.word(index) in language.coordinating or self._tokens.word(index) in {
            "or",
            "nor",
            "so",
        }:
            follows = index + length
            return (
                self._tokens.says(follows)
                or self._clause_ahead(follows)
                or (
                    self._tokens.finite_at(follows)
                    and self._tokens.finite_between(self._begin, index)
                )
            )
        return len(self._tokens) - index > 3

    def _after_quotation(self, index: int) -> None:
        token = self._items[index]
        followed = index + 1 < len(self._tokens) and self._items[index + 1].kind == "word"
        if followed and self._tokens.text[token.end - 2 : token.end - 1] in ",.?!…，。！？":
            self._cut(index + 1, index + 1, 0, After.QUOTATION)

    def _at_word(self, index: int) -> None:
        language = self._language
        word = self._items[index].word
        if self._tokens.match(index, language.according):
            self._cut(index, index, 0, After.SOURCE)
            return
        length = self._tokens.match(index, language.anywhere)
        if length and index - self._begin >= 3 and len(self._tokens) - index > 3:
            self._cut(index, index + length, 0, After.CONNECTIVE)
        elif word in language.coordinating:
            self._at_and(index)

    def _at_and(self, index: int) -> None:
        """Cut at an "and" that joins clauses or predicates."""
        if not self._tokens.finite_between(self._begin, index):
            return
        after = index + 1
        if self._tokens.word(after) in ADVERBS and self._tokens.says(after + 1):
            after += 1
        if self._tokens.says(after):
            self._cut(index, after, 0, After.CONNECTIVE)
        elif (
            self._tokens.finite_at(after)
            or self._clause_ahead(after)
            or self._past_predicate(after)
        ):
            self._cut(index, after, 1, After.CONNECTIVE)

    def _clause_ahead(self, index: int) -> bool:
        """Tell whether a subject and its verb begin at `index`."""
        language = self._language
        first = self._tokens.word(index)
        if not first or first in language.prepositions or first in NEGLIGIBLE:
            return False
        for at in range(index, min(index + _CLAUSE_AHEAD, len(self._tokens))):
            token = self._items[at]
            stops = token.kind == "mark" or token.word in language.coordinating
            if (
                stops
                or token.word in language.relative
                or token.word in language.that
                or token.word == "to"
            ):
                return False
            if at > index and (token.word in language.finite or self._tokens.says(at)):
                return True
        return False

    def _past_predicate(self, index: int) -> bool:
        word, follows = self._tokens.word(index), self._tokens.word(index + 1)
        return len(word) > 4 and word.endswith("ed") and follows in self._language.subjects

    def _frame_ahead(self, index: int, comma: int) -> bool:
        """Tell whether what follows a comma only says who speaks, or starts by saying so."""
        if self._says_alone(index) and self._is_unbroken(comma):
            return True
        if not self._tokens.finite_between(self._begin, comma):
            return False
        return self._tokens.speech_verb(index, len(self._tokens), commas=0) is not None

    def _says_alone(self, index: int) -> bool:
        """Tell whether a verb of speech stands at `index` whose subject follows it."""
        tokens = self._tokens
        if not tokens.says(index) or tokens.word(index) in PARTICIPLES:
            return False
        follows = tokens.word(index + 1)
        return follows not in _PRONOUNS and follows not in self._language.that

    def _is_unbroken(self, comma: int) -> bool:
        return not any(self._items[at].word in _COMMAS for at in range(self._begin, comma))

    def _ends_frame(self, comma: int) -> bool:
        """Tell whether a clause goes on after `said the envoy,`."""
        begin = self._begin
        if not self._cuts or self._cuts[-1].right != begin or not self._says_alone(begin):
            return False
        if self._tokens.finite_between(begin + 1, comma):
            return False
        ahead = range(comma + 1, min(comma + 1 + _CLAUSE_AHEAD, len(self._tokens)))
        stop = next((at for at in ahead if self._items[at].kind == "mark"), ahead.stop)
        if any(self._items[at].word in _RELATIVE for at in range(comma + 1, stop)):
            return False
        return self._tokens.finite_between(comma + 1, stop)


def _between(
    cuts: Sequence[_Cut], start: int, end: int, after: After
) -> list[tuple[int, int, After]]:
    """Return the stretches of tokens between cuts, each with what it follows."""
    found = []
    for cut in cuts:
        found.append((start, cut.left, after))
        start, after = cut.right, cut.after
    found.append((start, end, after))
    return found
