"""Clauses: what a sentence asserts, without the words that join it or say who says so.

Rules over words and punctuation; no grammar is known but short lists of words by language. Every
look ahead is bounded, so time is linear in the number of words.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import accumulate
from typing import NamedTuple

from reader.text.connectives import ENGLISH, NONE, Connectives, Phrases, connectives_for
from reader.text.document import Range
from reader.text.quotations import Quotation
from reader.text.speech import AMBIGUOUS, FINDINGS, PARTICIPLES, SPEECH_VERBS

_SUBJECT_LIMIT = 18
_CLAUSE_AHEAD = 9
_STRONG = frozenset(";:；：—―–-؛，、،")
_COMMAS = frozenset(",，،、")
_BEFORE_NOUNS = frozenset(
    ["the", "a", "an", "to", "be", "is", "was", "were", "are", "of", "his", "her", "its", "their"]
)
_PRONOUNS = frozenset(["it", "he", "she", "they", "we", "there"])
_ADVERBS = frozenset(
    ["also", "later", "then", "again", "earlier", "still", "previously", "now", "even"]
)
_NEGLIGIBLE = frozenset(
    [
        "without",
        "in",
        "on",
        "at",
        "of",
        "by",
        "from",
        "to",
        "for",
        "during",
        "alongside",
        "about",
        "under",
        "over",
        "amid",
        "despite",
        "within",
        "according",
        "like",
        "unlike",
        "per",
        "via",
        "ohne",
        "sans",
        "sin",
        "senza",
        "sem",
    ]
)

_MARKS = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\u060c\u061b\u061f\u06d4\u0964\u0965"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
"""White space and punctuation; all else makes up words, combining marks with them."""

_TOKEN = re.compile(
    r"(?P<aside>\([^()]*\))"
    r"|(?P<elision>(?:[ldjmtsnc]|qu|lorsqu|puisqu|jusqu)['’](?=\w))"
    rf"|(?P<word>[^{_MARKS}]+(?:['’.\-,:/][^{_MARKS}]+)*)"
    r"|(?P<mark>\S)",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A word, a mark, or a whole quotation or bracket that no clause ends inside of.

    Attributes:
        word: Case-folded, with straight apostrophes; a mark as it stands.
        kind: `word`, `mark`, `quotation` or `aside`.
    """

    start: int
    end: int
    word: str
    kind: str
    capital: bool = False


class Clause(NamedTuple):
    """One clause.

    Attributes:
        rank: 0 for a clause of its own, 1 for a piece of one.
    """

    range: Range
    rank: int


class _After(Enum):
    """What a segment follows."""

    START = auto()
    CONNECTIVE = auto()
    RELATIVE = auto()
    MARK = auto()
    QUOTATION = auto()
    SOURCE = auto()


class _Cut(NamedTuple):
    left: int
    right: int
    rank: int
    after: _After


def tokenise(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> list[Token]:
    """Return the tokens of a stretch, each of the outermost quotations as one."""
    tokens: list[Token] = []
    at = start
    for quotation in quotations:
        if quotation.outer.start < at:
            continue
        _tokenise(text, at, quotation.outer.start, tokens)
        tokens.append(Token(*quotation.outer, "", "quotation"))
        at = quotation.outer.end
    _tokenise(text, at, end, tokens)
    return tokens


def _tokenise(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "mark"
        written = match[0]
        tokens.append(
            Token(
                match.start(),
                match.end(),
                written.casefold().replace("’", "'"),
                "word" if kind == "elision" else kind,
                written[0].isupper(),
            )
        )


def language_of(tokens: Sequence[Token]) -> Connectives:
    """Return the connectives that serve these tokens: none for scripts other than Latin."""
    words = [token.word for token in tokens if token.kind == "word" and token.word[0].isalpha()]
    if sum(word[0] > "\u024f" for word in words) * 2 > len(words):
        return NONE
    return connectives_for(words)


def clauses(text: str, tokens: Sequence[Token], language: Connectives) -> list[Clause]:
    """Return the clauses of a sentence, those of their own before the pieces of them."""
    return _Reading(text, tokens, language).clauses()


class _Reading:
    """One pass over the tokens of a sentence."""

    def __init__(self, text: str, tokens: Sequence[Token], language: Connectives) -> None:
        self._text = text
        self._tokens = tokens
        self._language = language
        self._cuts: list[_Cut] = []
        self._begin = 0
        finite = (self._is_finite(index) for index in range(len(tokens)))
        self._finite_before = list(accumulate(finite, initial=0))

    def clauses(self) -> list[Clause]:
        self._cut_all()
        found: list[Clause] = []
        major = [cut for cut in self._cuts if cut.rank == 0]
        minor = [cut for cut in self._cuts if cut.rank == 1]
        at = 0
        for start, end, after in _between(major, 0, len(self._tokens), _After.START):
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

    def _keep(self, start: int, end: int, after: _After, rank: int, found: list[Clause]) -> None:
        kept = self._strip(start, end, after)
        if kept is not None:
            begin, stop = kept
            found.append(Clause(Range(self._tokens[begin].start, self._tokens[stop - 1].end), rank))

    # Where clauses part

    def _cut_all(self) -> None:
        opened = self._opener()
        for index, token in enumerate(self._tokens):
            if token.kind == "mark":
                if token.word in _COMMAS and self._language is not NONE:
                    opened = self._at_comma(index, opened)
                elif (token.word in _STRONG and self._parts(index)) or (
                    token.word == "," and self._language is NONE
                ):
                    self._cut(index, index + 1, 0, _After.MARK)
            elif token.kind == "quotation":
                self._after_quotation(index)
            elif token.kind == "word" and index > self._begin:
                self._at_word(index)

    def _cut(self, left: int, right: int, rank: int, after: _After) -> None:
        if self._cuts and self._cuts[-1].right > left:
            return
        self._cuts.append(_Cut(left, right, rank, after))
        if rank == 0:
            self._begin = right

    def _parts(self, index: int) -> bool:
        """Tell whether a dash or colon stands between clauses rather than inside a word."""
        token = self._tokens[index]
        if token.word not in "-–":
            return True
        before, after = (
            self._text[token.start - 1 : token.start],
            self._text[token.end : token.end + 1],
        )
        return before.isspace() and after.isspace()

    def _opener(self) -> bool:
        """Tell whether the sentence opens with a clause or phrase that its first comma ends."""
        language = self._language
        return bool(
            self._match(0, language.asides)
            or self._match(0, language.according)
            or (self._tokens and self._tokens[0].word in language.subordinating)
        )

    def _at_comma(self, index: int, opened: bool) -> bool:
        """Cut at a comma if a clause begins or ends there; return whether an opener is open."""
        language = self._language
        after = index + 1
        length = self._match(after, language.after_comma)
        if opened and not length:
            self._cut(index, after, 0, _After.MARK)
            return False
        word = self._word(after)
        if self._match(after, language.according):
            self._cut(index, after, 0, _After.SOURCE)
        elif self._cuts and self._cuts[-1].after is _After.SOURCE and self._begin < index:
            self._cut(index, after, 0, _After.MARK)
        elif (
            self._cuts
            and self._cuts[-1].after is _After.RELATIVE
            and self._finite_between(self._cuts[-1].right, index)
        ):
            self._cut(index, after, 1, _After.CONNECTIVE)
        elif self._match(after, language.extending):
            self._cut(index, after, 1, _After.SOURCE)
        elif word in PARTICIPLES:
            self._cut(index, after, 0, _After.CONNECTIVE)
        elif length and self._opens_clause(after, length):
            begin = after if word in language.kept else after + length
            self._cut(index, begin, 0, _After.CONNECTIVE)
        elif word in language.relative:
            self._cut(index, after + 1, 1, _After.RELATIVE)
        elif index and self._tokens[index - 1].kind == "quotation":
            self._cut(index, after, 0, _After.QUOTATION)
        elif self._frame_ahead(after, index):
            self._cut(index, after, 0, _After.MARK)
        return opened

    def _opens_clause(self, index: int, length: int) -> bool:
        """Tell whether the connective at `index` joins a clause rather than an item of a list."""
        language = self._language
        if self._word(index) in language.coordinating or self._word(index) in {"or", "nor", "so"}:
            follows = index + length
            return (
                self._says(follows)
                or self._clause_ahead(follows)
                or (self._finite_at(follows) and self._finite_between(self._begin, index))
            )
        return len(self._tokens) - index > 3

    def _after_quotation(self, index: int) -> None:
        token = self._tokens[index]
        followed = index + 1 < len(self._tokens) and self._tokens[index + 1].kind == "word"
        if followed and self._text[token.end - 2 : token.end - 1] in ",.?!…，。！？":
            self._cut(index + 1, index + 1, 0, _After.QUOTATION)

    def _at_word(self, index: int) -> None:
        language = self._language
        word = self._tokens[index].word
        if self._match(index, language.according):
            self._cut(index, index, 0, _After.SOURCE)
            return
        length = self._match(index, language.anywhere)
        if length and index - self._begin >= 3 and len(self._tokens) - index > 3:
            self._cut(index, index + length, 0, _After.CONNECTIVE)
        elif word in language.coordinating:
            self._at_and(index)

    def _at_and(self, index: int) -> None:
        """Cut at an "and" that joins clauses or predicates."""
        if not self._finite_between(self._begin, index):
            return
        after = index + 1
        if self._word(after) in _ADVERBS and self._says(after + 1):
            after += 1
        if self._says(after):
            self._cut(index, after, 0, _After.CONNECTIVE)
        elif self._finite_at(after) or self._clause_ahead(after) or self._past_predicate(after):
            self._cut(index, after, 1, _After.CONNECTIVE)

    # What stands at a token

    def _word(self, index: int) -> str:
        return self._tokens[index].word if index < len(self._tokens) else ""

    def _match(self, index: int, phrases: Phrases) -> int:
        """Return how many tokens the longest of the phrases covers at `index`."""
        for phrase in phrases.get(self._word(index), ()):
            if all(self._word(index + offset) == word for offset, word in enumerate(phrase)):
                return len(phrase)
        return 0

    def _is_finite(self, index: int) -> bool:
        token = self._tokens[index]
        if token.kind == "quotation":
            return True
        return (
            token.word in self._language.finite
            or token.word in SPEECH_VERBS
            or (len(token.word) > 4 and token.word.endswith("ed") and not token.capital)
        )

    def _finite_at(self, index: int) -> bool:
        return self._word(index) in self._language.finite

    def _finite_between(self, start: int, end: int) -> bool:
        return self._finite_before[end] > self._finite_before[start]

    def _says(self, index: int) -> bool:
        """Tell whether a verb of speech that introduces something stands at `index`."""
        word = self._word(index)
        if word not in SPEECH_VERBS:
            return False
        before = self._word(index - 1) if index else ""
        if self._language is ENGLISH and before in _BEFORE_NOUNS:
            return False
        if word in FINDINGS:
            return self._word(index + 1) in self._language.that
        if word not in AMBIGUOUS:
            return True
        follows = self._word(index + 1)
        return follows in self._language.that or follows in self._language.subjects

    def _clause_ahead(self, index: int) -> bool:
        """Tell whether a subject and its verb begin at `index`."""
        language = self._language
        first = self._word(index)
        if not first or first in language.prepositions or first in _NEGLIGIBLE:
            return False
        for at in range(index, min(index + _CLAUSE_AHEAD, len(self._tokens))):
            token = self._tokens[at]
            stops = token.kind == "mark" or token.word in language.coordinating
            if (
                stops
                or token.word in language.relative
                or token.word in language.that
                or token.word == "to"
            ):
                return False
            if at > index and (token.word in language.finite or self._says(at)):
                return True
        return False

    def _past_predicate(self, index: int) -> bool:
        word, follows = self._word(index), self._word(index + 1)
        return len(word) > 4 and word.endswith("ed") and follows in self._language.subjects

    def _frame_ahead(self, index: int, comma: int) -> bool:
        """Tell whether what follows a comma only says who speaks, or starts by saying so."""
        if not self._finite_between(self._begin, comma):
            return False
        return self._speech_verb(index, len(self._tokens), commas=0) is not None

    def _speech_verb(self, start: int, end: int, commas: int = 2) -> int | None:
        """Return where the verb of speech stands whose subject begins at `start`.

        Args:
            commas: How many may stand within the subject.
        """
        for index in range(start, min(start + _SUBJECT_LIMIT, end)):
            token = self._tokens[index]
            if self._says(index):
                return index
            if token.kind == "quotation" or token.word in _STRONG:
                return None
            if token.word in self._language.finite and token.word not in _AUXILIARIES:
                return None
            if token.word == ",":
                if not commas:
                    return None
                commas -= 1
        return None

    # What is left of a clause

    def _strip(self, start: int, end: int, after: _After) -> tuple[int, int] | None:
        """Return the tokens that assert something, or None when there are none."""
        if after is _After.SOURCE:
            return None
        language = self._language
        while True:
            start, end = self._trim(start, end)
            if start >= end:
                return None
            if self._match(start, language.according):
                opens = after is _After.START and self._finite_between(start, end)
                return (start, end) if opens else None
            if self._match(start, language.asides):
                return None
            length = self._match(start, language.leading)
            if length:
                start, after = start + length, _After.CONNECTIVE
                continue
            if after is _After.CONNECTIVE and self._word(start) in _ADVERBS and start + 1 < end:
                start += 1
                continue
            content = self._content(start, end, after)
            if content == start:
                break
            start, after = content, _After.MARK
        return (start, end) if self._asserts(start, end, after) else None

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while (
            start < end
            and self._tokens[start].kind == "mark"
            and self._tokens[start].word not in "$€£¥#+-¿¡"
        ):
            start += 1
        while (
            end > start
            and self._tokens[end - 1].kind == "mark"
            and self._tokens[end - 1].word not in "%‰°€$£?!"
        ):
            end -= 1
        while end > start + 1 and self._tokens[end - 1].word in self._language.coordinating:
            end -= 1
        return start, end

    def _content(self, start: int, end: int, after: _After) -> int:
        """Return where what is said begins: after the speaker and the verb, if they open it."""
        verb = self._speech_verb(start, end)
        if verb is None:
            return start
        language = self._language
        if (
            verb == start
            and after in {_After.QUOTATION, _After.MARK}
            and self._word(start) not in PARTICIPLES
        ):
            return end
        at = verb + 1
        if self._word(verb) in language.told:
            at = self._after_listener(at, end)
        while at < end and self._word(at) in _ADVERBS:
            at += 1
        if at < end and (self._word(at) in language.prepositions or self._word(at) in _NEGLIGIBLE):
            ahead = range(at, min(at + _CLAUSE_AHEAD, end))
            said = next((i for i in ahead if self._word(i) in language.that), None)
            if said is None and language is ENGLISH:
                said = next((i for i in ahead if self._word(i) in _PRONOUNS), None)
            if said is None:
                return start if self._finite_between(at, end) else end
            at = said
        if at < end and self._word(at) == "to":
            return start
        while at < end and (self._word(at) in language.that or self._tokens[at].word in {",", ":"}):
            at += 1
        return at

    def _after_listener(self, start: int, end: int) -> int:
        """Return where what is said begins after a verb such as `told`."""
        language = self._language
        if self._word(start) in language.that:
            return start
        ended = start + 1 if start < end else end
        for at in range(start, min(start + 12, end)):
            word = self._word(at)
            if word in language.listeners or word in language.reporters:
                return self._after_listener_name(at, end)
            if at > start and (
                word in language.that
                or word in language.subjects
                or self._tokens[at].kind in {"quotation", "mark"}
            ):
                return at
        return ended

    def _after_listener_name(self, start: int, end: int) -> int:
        """Return where the rest of a listener ends: `the Herald's reporter Ossian Brand`."""
        language = self._language
        at, named = start, False
        while at < end:
            token = self._tokens[at]
            reporter = token.word in language.reporters
            if not (reporter or token.word in language.listeners or token.kind == "aside"):
                if not (named and token.capital and token.word not in language.subjects):
                    break
            named = named or reporter
            at += 1
        return at

    def _asserts(self, start: int, end: int, after: _After) -> bool:
        tokens = self._tokens[start:end]
        if not any(token.kind in {"word", "quotation"} for token in tokens):
            return False
        if self._language is NONE:
            return len(tokens) > 1 or tokens[0].end - tokens[0].start > 3
        if any(token.kind == "quotation" for token in tokens):
            return True
        words = sum(token.kind == "word" for token in tokens)
        if after is not _After.START and tokens[0].word in _NEGLIGIBLE:
            return False
        least = 3 if after in {_After.CONNECTIVE, _After.RELATIVE} else 4
        return words >= least or (words > 1 and self._finite_between(start, end))


_AUXILIARIES = frozenset(
    [
        "has",
        "have",
        "had",
        "hat",
        "haben",
        "hatte",
        "hatten",
        "a",
        "ont",
        "avait",
        "avaient",
        "est",
        "ha",
        "han",
        "había",
        "habían",
        "is",
        "are",
        "was",
        "were",
        "been",
        "be",
    ]
)


def _between(
    cuts: Sequence[_Cut], start: int, end: int, after: _After
) -> list[tuple[int, int, _After]]:
    """Return the stretches of tokens between cuts, each with what it follows."""
    found = []
    for cut in cuts:
        found.append((start, cut.left, after))
        start, after = cut.right, cut.after
    found.append((start, end, after))
    return found
