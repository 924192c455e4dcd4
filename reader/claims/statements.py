"""Statements: what a verb of speech says, and whether it says anything."""

from reader.claims.roles import DATA, DOCUMENTS
from reader.claims.subjects import AUXILIARIES, MODALS, NO_ONE
from reader.text.connectives import ENGLISH
from reader.text.speech import CHARGES, CLAIMS, DENIALS, FINDINGS, NAMINGS, PARTICIPLES
from reader.text.tokens import NEGLIGIBLE, Tokens
from reader.text.wordlists import words

_NAMING_LIMIT = 30
_QUOTED_LIMIT = 10
_CONTRAST_LIMIT = 12
_HOPES = words("hoped hopes learned")
_NEARBY = words("i we you ich wir je nous vous yo nosotros io noi ik wij eu nós")
_SELF = words("i we ich je yo ik")
_CONDITIONS = words("if whether unless")
_SUBJECTS = words("it he she they we i you there")
_OBJECTS = words("it him her them this that these those")
_ARTICLES = words("a an the")
_SUPPOSING = words("suppose imagine assume")
_RELATIVE = words("which who whose where")
_SHOWINGS = words("shows showed finds found")
_SHOWN = 10
_ASKING = words("asked asks asking")
_THAT = words("that")
_ABOUT = words("that of about as")
_TELLING = words("reported reports admitted admits denied denies recalled recalls remembers")
SAYINGS = words("said say says saying told tells telling added adds adding")


class Statements:
    """Reads one sentence for what its verbs say, by token indices."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._items = tokens.items
        self._end = len(tokens)

    def may_begin(self, at: int) -> bool:
        """Tell whether a verb stands here that may say something."""
        if self._items[at].kind != "word" or self._tokens.word(at) in _HOPES:
            return False
        if self._tokens.says(at) or self._named_by(at) is not None:
            return True
        return self._shows(at) or self._ends(at) or self._denies(at) is not None

    def _ends(self, verb: int) -> bool:
        """Tell whether a finding stands before its verb: `The dam leaks, the panel found`."""
        if self._tokens.word(verb) not in FINDINGS or self._tokens.word(verb + 1) not in {".", ","}:
            return False
        comma = next((at for at in range(verb - 1, 0, -1) if self._tokens.word(at) == ","), 0)
        return self._tokens.finite_between(0, comma)

    def start(self, verb: int) -> int | None:
        """Return where what is said begins, None when what follows the verb is no statement."""
        if self._tokens.word(verb) in CHARGES:
            ahead = range(verb + 1, min(verb + _CONTRAST_LIMIT, self._end))
            return verb + 1 if any(self._tokens.word(at) == "of" for at in ahead) else None
        if self._named_by(verb) is not None or self._denies(verb) is not None:
            return verb + 1
        if self._tokens.word(verb) in _ASKING and self._tokens.word(verb + 1) in _THAT:
            return None
        said = self._past_aside(verb) or self._tokens.said_from(verb, self._end)
        if said is not None:
            # `Many complain, said the envoy`: the verb of who follows.
            tags = said < self._end and self._tokens.word(said - 1) == ","
            return None if tags and self._tokens.word(said) in SAYINGS - PARTICIPLES else said
        for at in range(verb + 1, min(verb + _QUOTED_LIMIT, self._end)):
            if self._items[at].kind == "quotation":
                return at
            if self._tokens.finite_at(at) or self._tokens.word(at) in {",", ";", "to"}:
                return None
        return None

    def is_stated(self, verb: int, said: int, stop: int) -> bool:
        """Tell whether what follows a verb states something rather than being its object."""
        tokens = self._tokens
        if tokens.language is not ENGLISH or tokens.word(verb) in SAYINGS:
            return True
        if tokens.word(said - 1) in tokens.language.that or self._denies(verb) is not None:
            return True
        if tokens.word(verb) in _TELLING and tokens.word(said).endswith("ing"):
            return True
        if tokens.word(verb) in CHARGES or self._is_clause(said, stop):
            return True
        if (
            tokens.word(said) in _SUBJECTS
            and tokens.items[stop - 2].kind == "word"
            and stop > said + 2
        ):
            return True
        return any(tokens.word(at) in tokens.language.that for at in range(verb + 1, said + 1))

    def says_nothing(self, phrase: tuple[int, int], verb: int) -> bool:
        """Tell whether a subject is the author, nobody, data, or stands in a condition."""
        start, end = phrase
        first = self._tokens.word(start)
        spoken = first.partition("'")[0] in _NEARBY and (end == start + 1 or "'" in first)
        if spoken or self._tokens.word(verb + 1) in _SELF:
            return True
        if first in NO_ONE or (first == "no" and end > start + 1):
            return True
        if start > 0 and self._tokens.word(start - 1) in _CONDITIONS:
            return True
        return self._only_shows(phrase, verb)

    def _only_shows(self, phrase: tuple[int, int], verb: int) -> bool:
        """Tell whether a thing shows something, or is `labelled “…”`, rather than says it."""
        if self._tokens.word(verb) in NAMINGS:
            return phrase[0] > 0 and self._tokens.finite_at(phrase[0] - 1)
        nouns = {self._tokens.word(at) for at in range(*phrase)}
        return self._tokens.word(verb) in FINDINGS and not nouns.isdisjoint(DATA)

    def asks(self) -> bool:
        """Tell whether the sentence asks or supposes that somebody says something."""
        first = self._tokens.word(0)
        opens = first in AUXILIARIES or first in MODALS
        return first in _SUPPOSING or (opens and self._items[-1].word == "?")

    def _named_by(self, verb: int) -> int | None:
        """Return where the name stands that a verb such as `called` gives a thing, None if none.

        That is a quotation, or what follows `called it a` or `described it as`.
        """
        if self._tokens.word(verb) not in NAMINGS:
            return None
        before = self._tokens.word(verb - 1) if verb else ""
        if before in AUXILIARIES and before not in {"has", "have", "had"}:
            return None
        if self._tokens.word(verb + 1) in _OBJECTS and self._tokens.word(verb + 2) in _ARTICLES:
            return verb + 2
        for at in range(verb + 1, min(verb + _NAMING_LIMIT, self._end)):
            if self._items[at].kind == "quotation":
                return at
            if self._tokens.word(at) == "as" and self._tokens.word(at + 1) in _ARTICLES:
                return at + 1
            if self._tokens.word(at) in {",", ";"} or self._tokens.finite_at(at):
                return None
        return None

    def _shows(self, verb: int) -> bool:
        """Tell whether a document `shows the lake is shrinking`."""
        if self._tokens.word(verb) not in _SHOWINGS:
            return False
        before = range(max(0, verb - _SHOWN), verb)
        if not any(self._tokens.word(at) in DOCUMENTS for at in before):
            return False
        return self._is_clause(verb + 1, min(verb + _SHOWN, self._end))

    def _denies(self, verb: int) -> int | None:
        """Return where the claims begin that somebody rejects, None if none follow."""
        if self._tokens.word(verb) not in DENIALS:
            return None
        ahead = range(verb + 1, min(verb + 4, self._end))
        claims = next((at for at in ahead if self._tokens.word(at) in CLAIMS), None)
        if claims is None or self._tokens.word(claims + 1) not in _ABOUT:
            return None
        return verb + 1

    def _past_aside(self, verb: int) -> int | None:
        """Return where what is said begins in `explains, in passing, that`."""
        if self._tokens.word(verb + 1) != ",":
            return None
        ahead = range(verb + 2, min(verb + 2 + _QUOTED_LIMIT, self._end - 1))
        comma = next((at for at in ahead if self._tokens.word(at) == ","), None)
        opens = comma is not None and self._tokens.word(comma + 1) in self._tokens.language.that
        return comma + 2 if comma is not None and opens else None

    def _is_clause(self, start: int, stop: int) -> bool:
        """Tell whether a verb follows, other than in `the towns that won` or `retired boats`."""
        tokens = self._tokens
        for at in range(start, stop):
            word = tokens.word(at)
            if at > start and (word in _RELATIVE or word in tokens.language.that):
                return False
            before = tokens.word(at - 1)
            describes = word.endswith("ed") and (before in NEGLIGIBLE or before in _ARTICLES)
            if tokens.finite_between(at, at + 1) and not describes:
                return True
        return False
