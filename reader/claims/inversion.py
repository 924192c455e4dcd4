"""Inversion: whether the speaker stands after the verb, as in `The dam leaks, said the envoy`."""

from reader.claims.mentions import mention
from reader.claims.names import PREPOSITIONS
from reader.claims.phrases import is_clause
from reader.claims.roles import DOCUMENTS, ORGANISATIONS, SOURCES, are_roles
from reader.claims.subjects import AFTER_SPEAKER, Subjects
from reader.model.speaker import SpeakerKind
from reader.text.speech import CHARGES, NAMINGS, PARTICIPLES, REQUESTS
from reader.text.tokens import NEGLIGIBLE, STRONG_MARKS, Tokens
from reader.text.wordlists import words

_RELATIVE = words("who whose which")
_ENDS = STRONG_MARKS | set(",.!?")
_HEARD = CHARGES | NAMINGS | REQUESTS | words("answered answers told tells informed assured")
"""May have somebody for an object: `the envoy, a lawyer, warned residents`."""

_OBJECTS = words("it so this that these those nothing little much anything something")


class Inversion:
    """Reads one sentence for speakers that follow their verb."""

    def __init__(self, tokens: Tokens, subjects: Subjects) -> None:
        self._tokens = tokens
        self._items = tokens.items
        self._subjects = subjects

    def is_at(self, before: int, verb: int, past: int) -> bool:
        """Tell whether the speaker follows a verb.

        Args:
            before: The index of the last token before the verb and its adverbs.
            verb: Its index.
            past: Where the attribution before it ended.
        """
        tokens = self._tokens
        if tokens.word(verb) in PARTICIPLES or verb + 1 >= len(tokens) or before < 0:
            return False
        if tokens.word(verb + 1) in tokens.language.that:
            return False
        if self._items[before].kind == "quotation":
            return True
        if tokens.word(before) != "," or before <= past:
            return False
        if self._items[before - 1].kind == "quotation":
            return True
        comma = next((at for at in range(past, before) if tokens.word(at) == ","), None)
        if comma is None and tokens.finite_between(past, before):
            return True
        if tokens.word(verb + 1) in AFTER_SPEAKER | NEGLIGIBLE:
            return False
        end = self._subjects.end_of(verb + 1)
        if end == verb + 1 or not self._is_followed(end, has_aside=comma is not None):
            return False
        # One comma parts no subject from its verb, and two do only around an aside.
        states = comma is None or tokens.finite_between(past, comma)
        states = states or is_clause(tokens, past, before)
        if self._is_speaker(verb + 1, end):
            return states or tokens.word(verb) not in _HEARD
        is_object = tokens.word(verb + 1) in _OBJECTS
        return states and not is_object and not is_clause(tokens, verb + 1, end)

    def _is_followed(self, end: int, *, has_aside: bool) -> bool:
        """Tell whether a noun phrase after a verb ends where that of a speaker may."""
        tokens = self._tokens
        word = tokens.word(end)
        if not word or word in _RELATIVE:
            return True
        if word in _ENDS:
            return not (has_aside and tokens.finite_at(end + 1))
        if word not in AFTER_SPEAKER:
            return False
        marks = (at for at in range(end, len(tokens)) if tokens.word(at) in _ENDS)
        return not tokens.finite_between(end, next(marks, len(tokens)))

    def _is_speaker(self, start: int, end: int) -> bool:
        """Tell whether a noun phrase ends with a name or with what somebody is."""
        tokens = self._tokens
        found = mention(tokens, start, end)
        if found is None or found.is_pronoun:
            return found is not None and tokens.word(start) != "it"
        if found.kind is SpeakerKind.PERSON:
            return True
        stops = (
            at
            for at in range(start + 1, end)
            if tokens.word(at) in PREPOSITIONS or self._items[at].kind == "mark"
        )
        last = self._items[next(stops, end) - 1]
        known = last.word in SOURCES | DOCUMENTS | ORGANISATIONS or are_roles(last.word)
        return last.capital or known
