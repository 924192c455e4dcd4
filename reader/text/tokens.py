"""Tokens: the words, marks and quotations of a sentence, and what can be asked of them.

No grammar is known but short lists of words by language. Every look ahead is bounded.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from reader.text.connectives import ENGLISH, NONE, Connectives, connectives_for
from reader.text.document import Range
from reader.text.quotations import Quotation
from reader.text.speech import (
    AMBIGUOUS,
    ENGLISH_VERBS,
    FINDINGS,
    NOUN_PLURALS,
    PARTICIPLES,
    PLURALS,
    REQUESTS,
    SPEECH_VERBS,
)
from reader.text.tokenising import Token, tokenise
from reader.text.verbs import acting, is_noun_at, is_plural_at
from reader.text.wordlists import Phrases, words

ADVERBS = words("also later then again earlier still previously now even")
"""May stand between a speaker and a verb of speech, or before what is said."""

STRONG_MARKS = frozenset(";:；：—―–-؛，、،")
"""Part clauses by themselves; a hyphen or short dash only between spaces."""

NEGLIGIBLE = words(
    """without in on at of by from to for during alongside about under over amid despite within
    according like unlike per via ohne sans sin senza sem"""
)
"""Open a phrase that asserts nothing by itself."""

_SUBJECT_LIMIT = 18
_LISTENER_LIMIT = 12
_SAID_LIMIT = 9
_LISTENED = 6
_SAYINGS = words("said say says told")
_WITHIN_SUBJECT = words("of in on at from for with near")
_OPINIONS = words("thought believed")
_NAMES = words("may will")
"""Verbs that with a capital are a month and a name."""

DAYS = words("monday tuesday wednesday thursday friday saturday sunday")
TIMES = words("morning afternoon evening night")
_PRONOUNS = words("it he she they we there")
_BEFORE_NOUNS = words("the a an to be been being is was were are of his her its their")
_BEFORE_INFINITIVES = words(
    "to not will would can could may might must shall should do does did don't doesn't didn't"
)

_AUXILIARIES = words(
    """has have had hat haben hatte hatten a ont avait avaient est ha han había habían is are was
    were been be"""
)


class Tokens:
    """The tokens of a stretch of text, in order.

    Attributes:
        items: The tokens themselves.
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        quotations: Sequence[Quotation],
        language: Connectives | None = None,
    ) -> None:
        """Tokenise a stretch.

        Args:
            text: The text the offsets belong to.
            start: Offset of its first character.
            end: Offset after its last.
            quotations: The quotations in it; each of the outermost is one token.
            language: The connectives of its language; guessed when left out.
        """
        self.text = text
        self.items = tokenise(text, start, end, quotations)
        self._bounds = Range(start, end)
        self._stated = language

    @cached_property
    def language(self) -> Connectives:
        """The connectives that serve the tokens."""
        return self._stated or _language_of(self.text[slice(*self._bounds)])

    @cached_property
    def _acting(self) -> frozenset[int]:
        return acting(self.items) if self.language is ENGLISH else frozenset()

    @cached_property
    def _finite_before(self) -> list[int]:
        finite = (
            (self._is_finite(token) and not is_noun_at(self.items, index)) or index in self._acting
            for index, token in enumerate(self.items)
        )
        return list(accumulate(finite, initial=0))

    def __len__(self) -> int:
        return len(self.items)

    def word(self, index: int) -> str:
        """Return the word at `index`, empty past the end."""
        return self.items[index].word if index < len(self.items) else ""

    def match(self, index: int, phrases: Phrases) -> int:
        """Return how many tokens the longest of the phrases covers at `index`."""
        for phrase in phrases.get(self.word(index), ()):
            if all(self.word(index + offset) == word for offset, word in enumerate(phrase)):
                return len(phrase)
        return 0

    def _is_finite(self, token: Token) -> bool:
        if token.kind == "quotation":
            return True
        if token.capital and token.word in _NAMES:
            return False
        return (
            token.word in self.language.finite
            or token.word in SPEECH_VERBS
            or (len(token.word) > 4 and token.word.endswith("ed") and not token.capital)
        )

    def acts_at(self, index: int) -> bool:
        """Tell whether only what stands around the word at `index` shows that it is a verb."""
        return index in self._acting and self.word(index) not in self.language.finite

    def finite_at(self, index: int) -> bool:
        """Tell whether a verb known to be finite stands at `index`."""
        if self.word(index) not in self.language.finite:
            return index in self._acting
        if is_noun_at(self.items, index):
            return False
        return not (index and self.items[index].capital and self.word(index) in _NAMES)

    def finite_between(self, start: int, end: int) -> bool:
        """Tell whether something like a finite verb, or a quotation, stands between two indices."""
        return self._finite_before[end] > self._finite_before[start]

    def says(self, index: int) -> bool:
        """Tell whether a verb of speech that introduces something stands at `index`."""
        word = self.word(index)
        plural = word in PLURALS and self.language is ENGLISH
        if word in NOUN_PLURALS and self.language is ENGLISH and index:
            follows = self.word(index + 1)
            clause = follows in self.language.that or follows in self.language.subjects
            return self._follows_plural(index) and (clause or self._only_tags(index))
        if word not in SPEECH_VERBS and not plural:
            return False
        before = self.word(index - 1) if index else ""
        if word.endswith("ed") and self.word(index + 1) in _SAYINGS:
            # `Those asked said so`.
            return False
        if word in ENGLISH_VERBS and before in _BEFORE_NOUNS:
            return False
        if before == "to" and word == "say":
            return False
        if plural and (not index or before in _BEFORE_INFINITIVES or before in _BEFORE_NOUNS):
            return False
        if word in FINDINGS:
            return self._before_that(index + 1) or self._beside_quotation(index)
        if word not in AMBIGUOUS:
            return True
        follows = self.word(index + 1)
        if follows in self.language.that or follows in self.language.subjects:
            return True
        if word in _OPINIONS and index + 1 < len(self) and self.items[index + 1].capital:
            return True
        return word in PARTICIPLES and self._quotation_ahead(index + 1)

    def _follows_plural(self, index: int) -> bool:
        """Tell whether a plural is the subject of a verb: `commuters on the line claim`."""
        if self.word(index - 1).endswith("s"):
            return True
        for at in range(index - 1, max(0, index - _LISTENED), -1):
            if self.items[at].kind != "word" or self.finite_at(at):
                return False
            if self.word(at) in _WITHIN_SUBJECT:
                begins = at == 1 or self.items[at - 2].kind == "mark"
                begins = begins or self.word(at - 2) in self.language.subjects
                return begins and is_plural_at(self.items, at - 1)
        return False

    def _only_tags(self, index: int) -> bool:
        """Tell whether a verb ends a sentence that its subject alone parts from what is said."""
        if self.word(index + 1) not in {".", ""}:
            return False
        for at in range(index - 1, max(0, index - _LISTENED), -1):
            if self.items[at].kind != "word":
                return self.word(at) == "," and self.finite_between(0, at)
        return False

    def _quotation_ahead(self, index: int) -> bool:
        """Tell whether a quotation stands at `index`, or after a short phrase."""
        for at in range(index, min(index + _LISTENED, len(self))):
            if self.items[at].kind == "quotation":
                return True
            if self.word(at) in STRONG_MARKS - {":"} or self.finite_at(at):
                return False
        return False

    def _before_that(self, index: int) -> bool:
        """Tell whether `that` stands at `index`, or after a short phrase with a preposition."""
        if self.word(index) in self.language.that:
            return True
        if self.word(index) not in self.language.prepositions:
            return False
        return any(self.word(at) in self.language.that for at in range(index, index + _LISTENED))

    def _beside_quotation(self, index: int) -> bool:
        comma = index > 0 and self.items[index - 1].word == ","
        near = (
            index + 2 if self.word(index + 1) in {":", ","} else index + 1,
            index - 2 if comma else index - 1,
        )
        return any(0 <= at < len(self.items) and self.items[at].kind == "quotation" for at in near)

    def speech_verb(self, start: int, end: int, commas: int = 2) -> int | None:
        """Return where the verb of speech stands whose subject begins at `start`.

        Args:
            start: The index of the subject's first token.
            end: The index to stop before.
            commas: How many may stand within the subject.
        """
        for index in range(start, min(start + _SUBJECT_LIMIT, end)):
            token = self.items[index]
            if self.says(index):
                return index
            if token.kind == "quotation" or token.word in STRONG_MARKS:
                return None
            if token.word in self.language.finite and token.word not in _AUXILIARIES:
                return None
            if token.word == ",":
                if not commas:
                    return None
                commas -= 1
        return None

    def said_from(self, verb: int, end: int) -> int | None:
        """Return where what is said begins after the verb of speech at `verb`.

        That is `end` when nothing is said, and None when what follows is no statement, as in
        `warned of` or `promised to`.
        """
        language = self.language
        at = verb + 1
        if self.word(verb) in language.told:
            at = self.after_listener(at, end)
        if self.word(verb) in REQUESTS and self._requests(verb + 1, end):
            return None
        while at < end and self.word(at) in ADVERBS:
            at += 1
        listener = range(at, min(at + _LISTENED, end))
        that = next((index for index in listener if self.word(index) in language.that), at)
        hears = self.word(verb) in language.told or self.word(verb) in REQUESTS
        aside = self.word(at) in language.prepositions or self.word(at) in NEGLIGIBLE
        aside = aside or self.word(at) == "out"
        # `announced the towns that won` says nothing, `warned the town that` does.
        if (hears or aside or language is not ENGLISH) and not any(
            self.finite_at(index) or self.items[index].kind != "word" for index in range(at, that)
        ):
            at = that
        if at < end and (self.word(at) in language.prepositions or self.word(at) in NEGLIGIBLE):
            ahead = range(at, min(at + _SAID_LIMIT, end))
            said = next((index for index in ahead if self.word(index) in language.that), None)
            if said is None and language is ENGLISH:
                said = next((index for index in ahead if self.word(index) in _PRONOUNS), None)
            if said is None:
                said = self._after_day(at, end)
            if said is None:
                return None if self.finite_between(at, end) else end
            at = said
        if at < end and self.word(at) == "to":
            return None
        while at < end and (self.word(at) in language.that or self.items[at].word in {",", ":"}):
            at += 1
        return at

    def _after_day(self, start: int, end: int) -> int | None:
        """Return the index after `on Friday` or `on Friday night`, None if no more follows."""
        if self.word(start + 1) not in DAYS:
            return None
        at = start + 2 + (self.word(start + 2) in TIMES)
        return at if at < end and self.items[at].kind in {"word", "quotation"} else None

    def _requests(self, start: int, end: int) -> bool:
        """Tell whether `to` follows before anything that makes a statement."""
        for at in range(start, min(start + _SAID_LIMIT, end)):
            if self.word(at) == "to":
                return True
            if self.finite_at(at) or self.word(at) in self.language.that:
                return False
            if self.items[at].kind != "word":
                return False
        return False

    def after_listener(self, start: int, end: int) -> int:
        """Return where what is said begins after a verb such as `told`."""
        language = self.language
        if self.word(start) in language.that:
            return start
        ended = start + 1 if start < end else end
        for at in range(start, min(start + _LISTENER_LIMIT, end)):
            word = self.word(at)
            if word in language.listeners or word in language.reporters:
                return self._after_listener_name(at, end)
            if at > start and (
                word in language.that
                or word in language.subjects
                or self.items[at].kind in {"quotation", "mark"}
            ):
                return at
        return ended

    def _after_listener_name(self, start: int, end: int) -> int:
        """Return where the rest of a listener ends: `the Herald's reporter Ossian Brand`."""
        language = self.language
        at, named = start, False
        while at < end:
            token = self.items[at]
            reporter = token.word in language.reporters
            name = named and token.capital and token.word not in language.subjects
            if not (reporter or name or token.word in language.listeners or token.kind == "aside"):
                break
            named = named or reporter
            at += 1
        return at


def _language_of(text: str) -> Connectives:
    """Return the connectives that serve a text: none for scripts other than Latin."""
    written = text.casefold().split()
    letters = [word[0] for word in written if word[0].isalpha()]
    if sum(letter > "\u024f" for letter in letters) * 2 > len(letters):
        return NONE
    return connectives_for(written)
