"""Resolution: whom a pronoun, a role or part of a name means within an article."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.claims.given_names import gender_of
from reader.claims.mentions import Mention, mention
from reader.claims.passages import Passages
from reader.claims.people import Person, full_name
from reader.claims.roles import DOCUMENTS, OFFICES, ORGANISATIONS, SOURCES, WIDER, is_role
from reader.claims.statements import SAYINGS
from reader.claims.subjects import Subjects
from reader.model.speaker import SpeakerKind
from reader.text.document import Range
from reader.text.speech import PLURALS
from reader.text.tokens import Tokens
from reader.text.verbs import is_plural_at
from reader.text.wordlists import words

_BACK = 2
_OF_THINGS = words("states reads stipulates specifies")
"""Verbs that hardly anybody but a document is the subject of."""

_OTHERS = DOCUMENTS | SOURCES | ORGANISATIONS | {"the", "der", "die", "le", "la", "el", "il"}
_AFTER_PLURALS = PLURALS | {"say", "tell"}
_NEAR = 3_000
_DEFINITE = ("the ", "der ", "die ", "le ", "la ", "l'", "l’", "el ", "il ", "de ", "o ")


class Resolution:
    """Tells whom the speaker of an attribution is, and only where a single one fits."""

    def __init__(self, passages: Passages, known: Sequence[Person]) -> None:
        """Resolve among the people that `people` found."""
        self._passages = passages
        self._known = known

    def speaker(self, block: int, at: int, number: int, depth: int = 0) -> Mention | None:
        """Return whom the subject of an attribution means, None if that is not safe to say.

        Args:
            block: The index of its block.
            at: The index of its sentence in the block.
            number: Its index in the sentence.
            depth: How many pronouns have led here.
        """
        tokens, found = self._passages.framed(block, at)
        while number > 0 and (found[number].subject is None):
            number -= 1
            while number > 0 and found[number].is_nested:
                number -= 1
        subject = found[number].subject
        if subject is None:
            return None
        if subject[0] == subject[1]:
            item = tokens.items[found[number].verb]
            return Mention("", "", SpeakerKind.UNNAMED, Range(item.start, item.end))
        verb = found[number].verb
        is_source = tokens.match(verb, tokens.language.according) > 0
        is_source = is_source or tokens.word(verb) in _OF_THINGS
        is_speaker = tokens.word(verb) in SAYINGS
        named = mention(tokens, *subject, is_source=is_source, is_speaker=is_speaker)
        if named is None:
            return None
        if named.is_plural:
            return self._group(block, at, number, named, depth)
        if named.is_pronoun:
            return self._antecedent(block, at, number, named, depth)
        return self._group_of(named, tokens, verb) or self.named(named)

    def _group_of(self, named: Mention, tokens: Tokens, verb: int) -> Mention | None:
        """Return who speaks as a group where its noun only opens the sentence: `Shops say`."""
        word = named.name.casefold()
        first = tokens.items[0]
        if named.head or first.word != word or named.place.start != first.start:
            return None
        if not is_plural_at(tokens.items, 0) or full_name(named.name, self._known) is not None:
            return None
        agrees = tokens.word(verb) in _AFTER_PLURALS
        if not agrees and re.search(rf"\b{re.escape(word)}\b", self._passages.text) is None:
            return None
        return replace(named, kind=SpeakerKind.UNNAMED, head=word)

    def named(self, found: Mention, *, anywhere: bool = False) -> Mention | None:
        """Return a mention as the person it means, None if it may mean several.

        Args:
            found: No pronoun.
            anywhere: Whether a role may mean somebody who is named only later, as in a title.
        """
        return self._by_role(found, anywhere=anywhere) if found.head else self.in_full(found)

    def in_full(self, named: Mention) -> Mention | None:
        """Return a mention under the fullest form of its name that the article has.

        None if it is the name of several.
        """
        person = full_name(named.name, self._known)
        if person is None:
            bearers = sum(named.name in each.name.split() for each in self._known)
            if bearers > 1:
                return None
            if gender_of(named.name) and not bearers:
                return named
            if len(named.name.split()) == 1 and not named.role and not named.gender:
                return replace(named, kind=SpeakerKind.ORGANISATION)
            return named
        return replace(
            named,
            name=person.name,
            role=named.role or person.role,
            kind=SpeakerKind.PERSON,
            gender=named.gender or person.gender,
        )

    def _by_role(self, named: Mention, *, anywhere: bool) -> Mention | None:
        """Return the person that a phrase such as `the diplomat` means, if only one fits."""
        text = self._passages.text[named.place.start : named.place.end].casefold()
        definite = anywhere or text.startswith(_DEFINITE)
        if named.kind is SpeakerKind.ORGANISATION or not definite:
            return named
        nouns = WIDER.get(named.head, frozenset()) | {named.head}
        fitting = [
            person
            for person in self._known
            if person.nouns & nouns and (anywhere or person.places[0] < named.place.start)
        ]
        if not fitting:
            # Somebody named before may be meant, unless it is an office and they have another.
            office = named.head in OFFICES
            may_be = any(
                person.places[0] < named.place.start and not (office and person.nouns)
                for person in self._known
            )
            if not may_be or not _may_be_a_role(named.head):
                return named
            return named if self._is_introduced(named) else None
        if len(fitting) > 1:
            return None
        (person,) = fitting
        return _as(person, named)

    def _is_introduced(self, named: Mention) -> bool:
        """Tell whether the article spoke of `a singer` before `the singer`."""
        before = self._passages.text[max(0, named.place.start - _NEAR) : named.place.start]
        phrase = rf"\b(?:an?|one|another) (?:\w+ )?{re.escape(named.head)}\b"
        return re.search(phrase, before, re.IGNORECASE) is not None

    def _group(
        self, block: int, at: int, number: int, pronoun: Mention, depth: int
    ) -> Mention | None:
        """Return the organisation or group that `it` or `they` means: the one that spoke last."""
        before = self._last_speaker(block, at, number, depth)
        if before is None:
            before = self._subject(block, at, number)
        if before is None and at > 0:
            before = self._last_speaker(block, at - 1, None, depth)
        if before is None or before.kind not in {SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED}:
            return None
        several = before.head.endswith("s") or before.head in {"police", "people", "men", "women"}
        if before.kind is SpeakerKind.UNNAMED and not (before.name and several):
            return None
        return replace(before, place=pronoun.place)

    def _subject(self, block: int, at: int, number: int) -> Mention | None:
        """Return the organisation that a sentence is about: `The bank will close, it said`."""
        tokens, found = self._passages.framed(block, at)
        subject = Subjects(tokens).opening(found[number].verb)
        named = None if subject is None else mention(tokens, *subject)
        if named is None or named.kind is not SpeakerKind.ORGANISATION:
            return None
        return self.named(named)

    def _last_speaker(self, block: int, at: int, number: int | None, depth: int) -> Mention | None:
        """Return the last speaker of a sentence, of those before a number if one is given."""
        found = self._passages.framed(block, at)[1]
        if depth > _BACK:
            return None
        last = len(found) if number is None else number
        outer = next((i for i in range(last - 1, -1, -1) if not found[i].is_nested), None)
        return None if outer is None else self.speaker(block, at, outer, depth + 1)

    def _antecedent(
        self, block: int, at: int, number: int, pronoun: Mention, depth: int
    ) -> Mention | None:
        """Return the person a pronoun means: the last speaker, or the only one named nearby."""
        if depth > _BACK:
            return None
        first = max(0, block - _BACK)
        for index in range(block, first - 1, -1):
            content = self._passages.content(index)
            sentences = self._passages.sentences(index)
            stop = pronoun.place.start if index == block else content.end
            near = self._named_between(Range(content.start, stop), pronoun)
            if not near and not any(
                self._passages.framed(index, each)[1] for each in range(len(sentences))
            ):
                continue
            last = at if index == block else len(sentences) - 1
            for sentence in range(last, -1, -1):
                before = number if index == block and sentence == at else None
                settled, meant = self._meant_in(index, sentence, before, pronoun, stop, depth)
                if settled:
                    return meant
            if near:
                return None
        return None

    def _meant_in(
        self,
        block: int,
        at: int,
        number: int | None,
        pronoun: Mention,
        stop: int,
        depth: int,
    ) -> tuple[bool, Mention | None]:
        """Return whether a sentence settles whom a later pronoun means, and whom if anybody."""
        begin, end = self._passages.sentences(block)[at]
        here = self._named_between(Range(begin, min(end, stop)), pronoun)
        speaker = self._last_speaker(block, at, number, depth)
        if speaker is None:
            if self._hears_someone(block, at, number):
                return True, None
            if not here and self._is_about_someone(block, at):
                return True, None
        elif speaker.kind is SpeakerKind.UNNAMED and speaker.head:
            if not (speaker.head.endswith("s") or speaker.head in DOCUMENTS):
                unlike = bool(speaker.gender) and speaker.gender != pronoun.gender
                return True, None if here or unlike else replace(speaker, place=pronoun.place)
        elif speaker.kind is SpeakerKind.PERSON and not self._contradicts(speaker, pronoun):
            later = self._named_between(Range(end, stop), pronoun)
            if any(person.name != speaker.name for person in later):
                return True, None
            return True, replace(speaker, place=pronoun.place)
        if len(here) == 1:
            return True, _as(here[0], pronoun)
        return bool(here), None

    def _is_about_someone(self, block: int, at: int) -> bool:
        """Tell whether a sentence without a speaker begins with somebody who has no name."""
        tokens, found = self._passages.framed(block, at)
        subject = None if found else Subjects(tokens).opening(len(tokens))
        named = None if subject is None else mention(tokens, *subject)
        return named is not None and bool(named.head) and is_role(named.head)

    def _hears_someone(self, block: int, at: int, number: int | None) -> bool:
        """Tell whether somebody speaks in a sentence, whoever it is, other than `they`."""
        tokens, found = self._passages.framed(block, at)
        for frame in found[:number]:
            if frame.is_nested or frame.subject is None or frame.subject[0] == frame.subject[1]:
                continue
            named = mention(tokens, *frame.subject)
            if named is None or not named.is_plural:
                return True
        return False

    def _contradicts(self, speaker: Mention, pronoun: Mention) -> bool:
        """Tell whether what is known of a speaker rules a pronoun out."""
        person = full_name(speaker.name, self._known)
        gender = speaker.gender or ("" if person is None else person.gender)
        return bool(gender) and gender != pronoun.gender

    def _named_between(self, extent: Range, pronoun: Mention) -> list[Person]:
        """Return whom a pronoun can mean of those a stretch names."""
        return [
            person
            for person in self._known
            if person.mentioned_between(extent.start, extent.end)
            and (not person.gender or person.gender == pronoun.gender)
        ]


def _may_be_a_role(noun: str) -> bool:
    """Tell whether a noun may say what a person is who has a name too."""
    if is_role(noun):
        return True
    return not (noun in _OTHERS or noun.endswith("s"))


def _as(person: Person, named: Mention) -> Mention:
    """Return a person of the article where something stands for them."""
    return Mention(person.name, person.role, SpeakerKind.PERSON, named.place, person.gender)
