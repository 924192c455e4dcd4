"""Mentions: whom a noun phrase names, with the role it gives."""

from dataclasses import dataclass, replace

from reader.claims.names import PARTICLES, PREPOSITIONS, after_place, name_runs, person_name
from reader.claims.phrases import is_clause
from reader.claims.roles import (
    DOCUMENTS,
    FEMALE,
    FIRMS,
    HE,
    HONORIFICS,
    HONORIFICS_FEMALE,
    HONORIFICS_MALE,
    MALE,
    MEDIA,
    ORGANISATIONS,
    OTHER_PRONOUNS,
    OWN_WORDS,
    PAIRS,
    PLURALS,
    SHE,
    SOURCES,
    are_roles,
    is_role,
)
from reader.model.speaker import SpeakerKind
from reader.text.connectives import ENGLISH
from reader.text.document import Range
from reader.text.tokens import DAYS, STRONG_MARKS, Tokens
from reader.text.verbs import NUMBERS, is_plural_at
from reader.text.wordlists import words

_ADJECTIVES = words(
    """former outgoing incoming senior fellow veteran rival neighbouring neighboring nonpartisan
    independent local acting late ousted jailed leading"""
)
_RELATIVE = words("who whom which whose where")
_PRONOUNS = words("i you he she it they we him them us me")
_INDEFINITE = NUMBERS | words("a an some several many other most few all more fewer less")
_POSSESSIVE = words("his her its their our my your")
_DEFINITE = _POSSESSIVE | {"the"}
_LONGEST_TITLE = 4
_JOINING = words("and or und et y e en &")


@dataclass(frozen=True, slots=True)
class Mention:
    """Whom a noun phrase names or stands for.

    Attributes:
        name: The name, or the whole phrase when it holds none; empty for a pronoun.
        role: The words of the phrase that say what the person is; empty when there are none.
        kind: What sort of speaker it looks like by itself.
        place: Where the name, phrase or pronoun stands.
        gender: `m` or `f` where a pronoun or form of address tells, else empty.
        head: The case-folded noun of a phrase without a name, else empty.
        is_plural: Whether it is a pronoun for several or for a thing, `they` or `it`.
    """

    name: str
    role: str
    kind: SpeakerKind
    place: Range
    gender: str = ""
    head: str = ""
    is_plural: bool = False

    @property
    def is_pronoun(self) -> bool:
        """Whether someone named elsewhere is meant."""
        return not self.name


def mention(
    tokens: Tokens, start: int, end: int, *, is_source: bool = False, is_speaker: bool = False
) -> Mention | None:
    """Read a noun phrase between two token indices; None when it names nobody in particular.

    Args:
        tokens: The tokens of its sentence.
        start: The index of its first.
        end: The index after its last.
        is_source: Whether it is called a source, so that things may be meant too.
        is_speaker: Whether its verb has nobody but people for a subject, whatever they do.
    """
    start, end = _trim(tokens, start, end)
    if start >= end:
        return None
    if end - start == 1:
        word = tokens.word(start)
        place = _range(tokens, start, end)
        if word in HE or word in SHE:
            return Mention("", "", SpeakerKind.PERSON, place, "m" if word in HE else "f")
        if word in {"they", "it"}:
            return Mention("", "", SpeakerKind.UNNAMED, place, is_plural=True)
        if word in OTHER_PRONOUNS:
            return None
    comma = next((at for at in range(start, end) if tokens.word(at) == ","), end)
    found = _simple(tokens, start, comma)
    if found is None and is_source and tokens.items[start].kind == "word":
        found = _phrase(tokens, start, comma, SpeakerKind.UNNAMED, tokens.word(start))
    unknown = None if found is not None else _unknown(tokens, start, comma)
    if comma == end or (found is None and unknown is None):
        return unknown if found is None and is_speaker else found
    aside = _simple(tokens, comma + 1, end)
    if found is None:
        named = aside is not None and aside.kind is SpeakerKind.PERSON and not aside.head
        found = unknown if named or is_speaker else None
    if aside is None and _names_others(tokens, comma + 1, end):
        return None
    if aside is None or aside.is_pronoun or found is None:
        return found
    if found.head and not aside.head:
        kind = aside.kind
        if found.kind is SpeakerKind.ORGANISATION:
            kind = SpeakerKind.ORGANISATION
        role = _written(tokens, found.place) if kind is SpeakerKind.PERSON else ""
        return Mention(aside.name, role, kind, aside.place, aside.gender)
    if found.kind is SpeakerKind.PERSON and not found.head and not found.role and aside.head:
        role = _written(tokens, aside.place)
        return Mention(found.name, role, found.kind, found.place, found.gender)
    return found


def _unknown(tokens: Tokens, start: int, end: int) -> Mention | None:
    """Read `the sexton` or `Holm's agent`, whose noun is in no list, None if it is not so."""
    stop = next((at for at in range(start, end) if tokens.word(at) in PREPOSITIONS), end)
    plain = all(item.kind == "word" and not item.capital for item in tokens.items[start + 1 : stop])
    owned = tokens.word(start).endswith(("'s", "s'"))
    if (
        not (owned or tokens.word(start) in _DEFINITE)
        or not 1 < stop - start <= _LONGEST_TITLE
        or not plain
    ):
        return None
    if is_clause(tokens, start, end) or tokens.word(stop - 1) in OTHER_PRONOUNS:
        return None
    return _phrase(tokens, start, end, SpeakerKind.UNNAMED, tokens.word(stop - 1))


def _simple(tokens: Tokens, start: int, end: int) -> Mention | None:
    """Read a noun phrase without commas."""
    start, end = _trim(tokens, start, end)
    ends = _RELATIVE | STRONG_MARKS
    end = next((at for at in range(start, end) if tokens.word(at) in ends), end)
    partitive = tokens.word(start) in _INDEFINITE and tokens.word(start + 1) == "of"
    if not partitive and any(tokens.word(at) in _PRONOUNS for at in range(start, end)):
        return None
    if partitive:
        end = next((at + 1 for at in range(start, end) if tokens.word(at) in _PRONOUNS), end)
    start = _past_particles(tokens, start, end)
    while end > start and tokens.word(end - 1) in PREPOSITIONS:
        end -= 1
    if start >= end or tokens.word(start) in PAIRS or is_clause(tokens, start, end):
        return None
    preposition = next((at for at in range(start + 1, end) if tokens.word(at) in PREPOSITIONS), end)
    runs = list(name_runs(tokens, start, preposition))
    head = _head(tokens, start, preposition)
    if preposition < end and tokens.word(end - 2).endswith("'s"):
        head = _head(tokens, end - 1, end)
    if _joins_two(tokens, start, preposition):
        return None
    owner = _owner(tokens, start, preposition, head)
    if owner is not None:
        return owner
    if head not in ORGANISATIONS and _names_several(tokens, start, preposition, runs):
        return None
    if head in DOCUMENTS:
        return _phrase(tokens, start, end, SpeakerKind.UNNAMED, head)
    parent = head in SOURCES and tokens.word(preposition + 1) in NUMBERS
    if (is_role(head) or parent) and preposition < end:
        late = _after_place(tokens, preposition, end)
        if late is not None:
            return _person(tokens, start, *late)
    article = tokens.word(start) in tokens.language.subjects
    for begin, stop in reversed(runs):
        if stop < preposition or _is_source(tokens, start, begin, stop):
            break
        found = person_name(tokens, begin, stop)
        if found is None and is_role(tokens.word(stop - 1)):
            break
        if found is None or (article and begin == start + 1 and found[0] == begin):
            return _phrase(tokens, start, end, SpeakerKind.ORGANISATION, "")
        return _person(tokens, start, *found)
    several = article and head.removesuffix("s") in ORGANISATIONS | {"companie"}
    body = head in ORGANISATIONS or several
    kind = SpeakerKind.ORGANISATION if body else SpeakerKind.UNNAMED
    speaks = head in ORGANISATIONS or are_roles(head)
    if speaks or head in SOURCES or _is_indefinite(tokens, start, preposition):
        return _phrase(tokens, start, end, kind, head)
    return None


def _names_several(tokens: Tokens, start: int, end: int, runs: list[tuple[int, int]]) -> bool:
    """Tell whether a name is joined to others, as in `Reed and two others`."""
    names = [run for run in runs if not _is_source(tokens, start, *run)]
    inside = {at for run in runs for at in range(*run)}
    joins = [at for at in range(start, end) if tokens.word(at) in _JOINING and at not in inside]
    return bool(names) and bool(joins)


def _names_others(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a list of people goes on, as after the comma of `Ann Holm, Tom Oat and Jo`."""
    runs = list(name_runs(tokens, start, end))
    if not runs or runs[0][0] != start or runs[0][1] < start + 2:
        return False
    named = person_name(tokens, *runs[0])
    return named is not None and named[0] == start and _names_several(tokens, start, end, runs)


def _joins_two(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether two are meant who may have names: `the mayor and the envoy`."""
    joins = (at for at in range(start, end - 1) if tokens.word(at) in _JOINING)
    return any(tokens.word(at + 1) in {"the", "a", "an"} for at in joins)


def _past_particles(tokens: Tokens, start: int, end: int) -> int:
    """Return where a name begins whose particles come first, as in `van der Meulen`."""
    at = start
    while at < end and tokens.word(at) in PARTICLES:
        at += 1
    named = start < at < end and tokens.items[at].capital
    return at if named and (at > start + 1 or not tokens.items[start].capital) else start


def _owner(tokens: Tokens, start: int, end: int, head: str) -> Mention | None:
    """Return who speaks in what is his or hers, as in `Lena Marsh's statement`."""
    if head not in OWN_WORDS:
        return None
    runs = list(name_runs(tokens, start, end))
    if len(runs) != 1 or not tokens.word(runs[0][1] - 1).endswith(("'s", "s'")):
        return None
    found = person_name(tokens, *runs[0])
    if found is None or tokens.word(found[0] - 1) == "the":
        return None
    named = _person(tokens, start, *found)
    return replace(named, name=named.name.rstrip("'’"))


def _is_indefinite(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a phrase introduces somebody or something unnamed, or a group of people."""
    word = tokens.word(start)
    if word in _INDEFINITE or word in _POSSESSIVE or word.isdigit():
        return end > start + 1 or tokens.word(end) in PREPOSITIONS
    last = tokens.items[end - 1]
    if end == start + 1:
        group = tokens.word(end) in PREPOSITIONS and is_plural_at(tokens.items, start)
        return word.endswith(tuple(PLURALS)) or (group and tokens.language is ENGLISH)
    return last.word.endswith("s") and not last.capital and not last.word.endswith(("ss", "'s"))


def _is_source(tokens: Tokens, start: int, begin: int, end: int) -> bool:
    """Tell whether a lone capital only opens a sentence, as in `Officials said`."""
    word = tokens.word(begin)
    if end - begin != 1 or (begin > start and tokens.language is ENGLISH):
        return False
    if word in DOCUMENTS or (word.endswith("s") and tokens.word(end) in PREPOSITIONS):
        return True
    return word in SOURCES or are_roles(word) or word.endswith(tuple(PLURALS))


def _person(tokens: Tokens, start: int, begin: int, end: int) -> Mention:
    role_start = start + 1 if tokens.word(start) in {"the", "a", "an"} else start
    role = ""
    gender = ""
    if role_start < begin:
        before = tokens.word(begin - 1)
        before = tokens.word(begin - 2) if before == "." else before
        gender = "m" if before in HONORIFICS_MALE else "f" if before in HONORIFICS_FEMALE else ""
        bare = all(tokens.word(at) in _ADJECTIVES for at in range(role_start, begin))
        if not bare and (before not in HONORIFICS or begin - role_start > 2):
            role = _text(tokens, role_start, begin)
    place = _range(tokens, begin, end)
    name = _text(tokens, begin, end).removesuffix("’s").removesuffix("'s")
    published = role_start < begin and tokens.word(begin - 1) in MEDIA | ORGANISATIONS
    firm = role_start < begin == end - 1 and tokens.word(begin - 1) in FIRMS
    published = published or firm
    if published and not tokens.items[begin - 1].capital:
        return Mention(name, "", SpeakerKind.ORGANISATION, place)
    return Mention(name, role, SpeakerKind.PERSON, place, gender)


def _phrase(tokens: Tokens, start: int, end: int, kind: SpeakerKind, head: str) -> Mention:
    begin = start
    if kind is SpeakerKind.ORGANISATION and not head and tokens.word(start) == "the":
        begin += 1
    if end > start + 3 and tokens.word(end - 2) == "on" and tokens.word(end - 1) in DAYS:
        end -= 2
    name = _text(tokens, begin, end).removesuffix("’s").removesuffix("'s")
    gender = "m" if head in MALE else "f" if head in FEMALE else ""
    place = _range(tokens, start, end)
    return Mention(name[:1].upper() + name[1:], "", kind, place, gender, head)


def _after_place(tokens: Tokens, preposition: int, end: int) -> tuple[int, int] | None:
    """Return the name that follows a place in `ambassador to Place Name Surname`."""
    runs = list(name_runs(tokens, preposition + 1, end))
    if not runs or runs[-1][1] != end:
        return None
    begin, stop = after_place(tokens, *runs[-1])
    return person_name(tokens, begin, stop) if stop - begin > 1 else None


def _head(tokens: Tokens, start: int, end: int) -> str:
    """Return the noun a phrase is about: the last one known before a preposition, else the last."""
    for at in range(end - 1, start - 1, -1):
        if at < end - 1 and tokens.word(at).endswith("'s"):
            break
        word = tokens.word(at).removesuffix("'s")
        if is_role(word) or word in SOURCES or word in DOCUMENTS:
            return word
        if word in ORGANISATIONS:
            # What an organisation stands before is what is meant: `a board member`.
            last = tokens.items[end - 1]
            compound = at == end - 2 and last.kind == "word" and not last.capital
            return last.word if compound and not last.word.endswith(("ed", "ing")) else word
    for at in range(end - 1, start - 1, -1):
        if tokens.items[at].kind == "word":
            return tokens.word(at)
    return ""


def _trim(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    while start < end and tokens.items[start].kind in {"mark", "aside"}:
        start += 1
    while end > start and tokens.items[end - 1].kind in {"mark", "aside"}:
        end -= 1
    return start, end


def _range(tokens: Tokens, start: int, end: int) -> Range:
    return Range(tokens.items[start].start, tokens.items[end - 1].end)


def _text(tokens: Tokens, start: int, end: int) -> str:
    return _written(tokens, _range(tokens, start, end))


def _written(tokens: Tokens, place: Range) -> str:
    return " ".join(tokens.text[place.start : place.end].split())
