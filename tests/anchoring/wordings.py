"""What can be done to a quotation: small edits that leave it what it is, and those that do not.

What counts as a number, a name or a negation is decided here by lists of our own, so that the
engine is not its own judge.
"""

import random
import re
from collections.abc import Callable

from rapidfuzz.distance import Levenshtein

from reader.text.wordlists import words
from tests.anchoring.texts import Source

SURVIVES = 0.10
"""Share of a quotation that may be edited and it still is that quotation."""

GONE = 0.15
"""Share beyond which it is another one."""

_WORD = re.compile(r"[^\W\d_]{5,}")
_KANA = re.compile(r"[のをにがはとも]")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_NUMBERS = words(
    "three four five seven eight nine eleven twelve thirteen fifteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand million billion dozen first second third fourth "
    "fifth tenth double triple twice thrice quarter percent zwölf sieben zwanzig dreißig hundert "
    "tausend million millionen hälfte drittel viertel doppelte erste zweite dritte cinquante "
    "quatre trente vingt quarante soixante ciento cincuenta treinta cuarenta veinte тысяча "
    "миллион двадцать тридцать сорок пятьдесят ثلاثة اربعة خمسة سبعة ثمانية عشرة مليون"
)
_NEGATIONS = words(
    "never neither nobody nothing nowhere cannot without hardly scarcely barely nicht keine keinen "
    "keinem keiner keines niemals niemand nichts weder jamais aucun aucune personne nunca ninguno "
    "ninguna ningún никто никогда ничего нельзя"
)
_NUMERALS = re.compile(r"[〇零一二三四五六七八九十百千万億亿兆两半]")
_NEGATION_OF = {"de": "nicht", "fr": "pas", "es": "no", "ru": "не", "ar": "لا", "zh": "不"}
_NAMES = ("Marlow", "Petrova", "Okonkwo", "Lindqvist", "Valdemar", "Zanzibar", "Thornbury")
_OLD_MARKS = str.maketrans("'\"-", "’”–")
_NEW_MARKS = str.maketrans("’‘“”„«»–—", '\'\'"""""--')

Edit = Callable[[random.Random, str, Source], str | None]


def is_joined(text: str) -> bool:
    """Return whether a text is in a script without spaces."""
    return 2 * len(_IDEOGRAPHS.findall(text)) > len(text)


def _harmless(text: str) -> list[tuple[int, int]]:
    """Return the words whose change alters no number, name or negation."""
    if is_joined(text):
        return [match.span() for match in _KANA.finditer(text)]
    return [
        match.span()
        for match in _WORD.finditer(text)
        if match[0] == match[0].lower() and match[0] not in _NUMBERS | _NEGATIONS
        and text[match.start() - 1 : match.start()] not in ("'", "’")
        and text[match.end() : match.end() + 1] not in ("'", "’")
    ]  # fmt: skip


def _weight(text: str) -> list[str]:
    """Return what must be in both wordings alike."""
    words = re.findall(r"\w+", text.lower())
    signs = [
        sign
        for sign in ("ない", "なか", "なく", "ません", "ず", "ぬ")
        for _ in range(text.count(sign))
    ]
    return sorted([*(each for each in words if each in _NUMBERS | _NEGATIONS), *signs])


def _kept(before: str, after: str) -> str | None:
    """Return the new wording if it still is the old one by the terms of this experiment."""
    if Levenshtein.distance(before, after) > SURVIVES * len(before):
        return None
    return after if _weight(before) == _weight(after) else None


def _typos(rng: random.Random, text: str, source: Source) -> str | None:
    spots = [place for start, end in _harmless(text) for place in range(start, end)]
    count = rng.randint(1, max(1, int(SURVIVES * len(text))))
    letters = [character for character in text if character.isalpha() and character.islower()]
    letters = letters or _harmless_letters(text)
    changed = text
    for place in sorted(rng.sample(spots, min(count, len(spots))), reverse=True):
        kind, letter = rng.randrange(3), rng.choice(letters)
        kept = ("", letter, text[place] + letter)[kind]
        changed = changed[:place] + kept + changed[place + 1 :]
    return _kept(text, changed)


def _harmless_letters(text: str) -> list[str]:
    return [text[place] for start, end in _harmless(text) for place in range(start, end)] or ["x"]


def _words(rng: random.Random, text: str, source: Source) -> str | None:
    """Leave out, put in or exchange words, as an editor does."""
    spots = _harmless(text)
    if is_joined(text) or not spots or not text[spots[0][0]].islower():
        return _typos(rng, text, source)
    words = [text[start:end] for start, end in spots]
    changed = text
    for start, end in sorted(rng.sample(spots, min(len(spots), rng.randint(1, 3))), reverse=True):
        word = text[start:end]
        new = rng.choice(("", f"{rng.choice(words)} {word}", f"{word[:-1]}", f"{word}ly"))
        tried = changed[:start] + new + changed[end:]
        tried = re.sub(r" {2,}", " ", tried).strip() if not new else tried
        if _kept(text, tried) is not None:
            changed = tried
    return changed


def _typography(rng: random.Random, text: str, source: Source) -> str | None:
    """Exchange quotation marks and dashes, or spaces."""
    if rng.random() < 0.5:
        table = _NEW_MARKS if text.translate(_NEW_MARKS) != text else _OLD_MARKS
        return text.translate(table)
    return text.replace(" ", "\n", 1 + text.count(" ") // 2)


def _number(rng: random.Random, text: str, source: Source) -> str | None:
    found = list(re.finditer(r"\d", text))
    if found:
        place = rng.choice(found).start()
        digit = rng.choice([each for each in "123456789" if each != text[place]])
        return text[:place] + digit + text[place + 1 :]
    if found := list(_NUMERALS.finditer(text)):
        place = rng.choice(found).start()
        digit = rng.choice([each for each in "二三五六七八九" if each != text[place]])
        return text[:place] + digit + text[place + 1 :]
    return _put_in(rng, text, str(rng.randint(2, 400)))


def _name(rng: random.Random, text: str, source: Source) -> str | None:
    found = [
        match
        for match in re.finditer(r"(?<=[\w,] )[^\W\d_]{4,}", text)
        if match[0][0].isupper() and match[0] not in _NAMES
    ]
    if not found:
        return _number(rng, text, source)
    chosen = rng.choice(found)
    return text[: chosen.start()] + rng.choice(_NAMES) + text[chosen.end() :]


def _negation(rng: random.Random, text: str, source: Source) -> str | None:
    language = source.name.removeprefix("ours: ")
    if source.name.startswith("traf_"):
        language = "de"
    elif "arabic" in source.name:
        language = "ar"
    elif source.name.endswith("-ja.txt"):
        return _put_in(rng, text, "ない")
    return _put_in(rng, text, _NEGATION_OF.get(language, rng.choice(("not", "never", "hardly"))))


def _put_in(rng: random.Random, text: str, word: str) -> str | None:
    """Put a word between two others."""
    if is_joined(text):
        place = rng.randint(1, len(text) - 1)
        return text[:place] + word + text[place:]
    gaps = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", text)]
    if not gaps:
        return None
    place = rng.choice(gaps)
    return f"{text[:place]} {word}{text[place:]}"


def rewritten(rng: random.Random, text: str, source: Source) -> str | None:
    """Exchange words, inside a sentence, until it is another one that looks much like it."""
    vocabulary = [word for group in source.paragraphs for each in group for word in each.split()]
    joined = is_joined(text)
    if joined:
        vocabulary = [character for word in vocabulary for character in word]
    pieces = list(text) if joined else text.split(" ")
    goal = (GONE + 0.01 + 0.2 * rng.random()) * len(text)
    for place in rng.sample(range(len(pieces)), len(pieces)):
        pieces[place] = rng.choice(vocabulary)
        changed = ("" if joined else " ").join(pieces)
        if Levenshtein.distance(text, changed) > goal:
            return changed
    return None


EDITS: dict[str, Edit] = {
    "untouched": lambda rng, text, source: text,
    "typos": _typos,
    "words": _words,
    "typography": _typography,
    "number": _number,
    "name": _name,
    "negation": _negation,
    "rewritten": rewritten,
    "lookalike left": rewritten,
    "beside a lookalike": _typos,
    "repeated": _typos,
    "neighbours rewritten": _typos,
    "gone": lambda rng, text, source: text,
}
