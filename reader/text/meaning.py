"""Whether the difference between two wordings may make them say another thing.

A number, a name or a negation that came, went or became another one does. Names are known by
their capital; in scripts without capitals any word that gave way to quite another may be one.
Nothing here understands a sentence: what is in doubt counts as changed.
"""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from reader.text.letters import letters
from reader.text.wordlists import words

_CHARACTERS = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs and kana, which are written without spaces."""

_TOKEN = re.compile(
    rf"(?:(?<!\w)[-−–])?\d+(?:[.,:/٫٬]\d+)*[^\W{_CHARACTERS}]*"
    rf"|[{_CHARACTERS}]"
    rf"|(?:[^\W{_CHARACTERS}]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f])+"
    rf"(?:['’][^\W{_CHARACTERS}]+)*"
    "|[%‰$€£¥₹₽]"
)
_SIGNS = str.maketrans("−–٫٬", "--.,")
_UNITS = frozenset("%‰$€£¥₹₽")

_NEGATIONS = words(
    """
    no not nor none never neither nobody nothing nowhere cannot without hardly scarcely barely
    nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne kaum
    ne n pas non ni jamais rien aucun aucune personne sans guere nullement
    nunca jamas ningun ninguno ninguna nada nadie sin tampoco
    mai nessun nessuno nessuna niente nulla senza neanche nemmeno neppure
    nao nem nenhum nenhuma ninguem sem jamais
    niet geen nooit niemand niets noch zonder nergens
    не нет ни никто ничто никогда ничего нигде без нельзя
    nie nikt nigdy bez zaden zadna zadne inte ingen inget aldrig ikke aldri utan
    degil yok hicbir hayir
    لا لم لن ليس ليست ليسوا غير بدون دون ما
    לא אין בלי אל
    नहीं न मत बिना
    không chưa chẳng
    """
)
_NEGATIVE_SIGNS = ("不", "没", "沒", "無", "无", "非", "未", "别", "莫", "否", "ない", "なかっ")
_MORE_NEGATIVE_SIGNS = ("なく", "なし", "ません", "ずに", "ぬ", "않", "없", "아니", "ไม่")
_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "anti", "не", "без")

_NUMBER_WORDS = words(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions trillion trillions
    dozen dozens half halves third thirds quarter quarters double triple twice thrice first
    second fourth fifth sixth seventh eighth ninth tenth once percent both
    null eins ein eine einen zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig
    dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert tausend millionen
    milliarde milliarden halb halfte drittel viertel doppelt erste zweite dritte prozent
    un une deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt
    trente quarante cinquante soixante cent cents mille milliard milliards moitie tiers quart
    uno una dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta
    cincuenta sesenta setenta ochenta noventa cien ciento mil millon millones mitad tercio
    due tre quattro cinque sei sette otto nove dieci venti trenta quaranta cinquanta cento mila
    milione milioni miliardo miliardi meta
    um uma dois duas quatro sete oito dez vinte trinta quarenta cem milhao milhoes metade
    een twee drie vijf zes zeven negen tien elf twaalf twintig dertig veertig vijftig honderd
    duizend miljoen miljard helft
    один одна одно два две три четыре пять шесть семь восемь девять десять двадцать тридцать
    сорок пятьдесят сто двести тысяча тысячи тысяч миллион миллиона миллионов миллиард половина
    واحد اثنان اثنين ثلاثة ثلاث اربعة خمسة ستة سبعة ثمانية تسعة عشرة مئة مائة الف مليون مليار نصف
    एक दो तीन चार पांच सौ हजार लाख करोड़
    """
)
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬億亿兆両两半")
_OPENERS = words(
    """
    a an the this that these those it its he she they we i you his her their our my there here
    in on at by for from of to with after before when while as if but and or so then yet since
    although though because however also still now meanwhile
    der die das ein eine es er sie wir ich und aber im in am an auf mit nach vor als wenn
    le la les un une il elle ils elles nous et mais en dans a au aux pour par
    el la los las un una y pero en lo il gli e ma nel o os as um uma em
    de het een hij zij en maar op в и а но на это он она они
    """
)
_LIKE = 0.5
_TELLING = 4
"""Letters of a word that can be misspelt and still be told."""


def changes_meaning(before: str, after: str) -> bool:
    """Return whether two wordings differ in a number, a name or a negation, or may do so."""
    if before == after:
        return False
    for sign in (*_NEGATIVE_SIGNS, *_MORE_NEGATIVE_SIGNS):
        if before.count(sign) != after.count(sign):
            return True
    return any(_weighs(gone, come) for gone, come in _differences(_tokens(before), _tokens(after)))


def contradicts(one: str, other: str) -> bool:
    """Return whether two wordings of one matter differ in a figure or in being negated.

    Who is named, in what order and with what beside it, does not matter.
    """
    return _figures_and_negations(one) != _figures_and_negations(other)


def loses_an_edge(before: str, after: str) -> bool:
    """Return whether a wording lacks the first or last word of the other.

    Then it may have been cut where something else was put in.
    """
    whole, left = _tokens(before), _tokens(after)
    return bool(whole) and not (left and _alike(whole[0], left[0]) and _alike(whole[-1], left[-1]))


def _figures_and_negations(text: str) -> tuple[set[str], int]:
    tokens = _tokens(text)
    figures = {str(token) for token in tokens if any(map(str.isnumeric, token.written))}
    signs = sum(map(text.count, (*_NEGATIVE_SIGNS, *_MORE_NEGATIVE_SIGNS)))
    return figures, signs + sum(map(_is_negation, tokens))


class _Token(str):
    """A word folded, that remembers what it was and whether it opens the wording.

    Attributes:
        written: The word as it stands in the text.
        opens: Whether a sentence begins with it.
    """

    __slots__ = ("opens", "written")
    written: str
    opens: bool


def _tokens(text: str) -> list[_Token]:
    fold = letters(case=True, accents=True).fold
    found: list[_Token] = []
    reached = 0
    for match in _TOKEN.finditer(text):
        number = any(map(str.isnumeric, match[0]))
        word = _with_plain_digits(match[0].lower()) if number else fold(match[0])
        token = _Token(word.replace("’", "'"))
        token.written = match[0]
        between = text[reached : match.start()]
        token.opens = not found or any(mark in between for mark in '.!?:\n“"«„')
        reached = match.end()
        found.append(token)
    return found


def _with_plain_digits(number: str) -> str:
    """Return a number as it is written with the digits 0 to 9 and a plain sign."""
    plain = (str(unicodedata.decimal(character, character)) for character in number)
    return "".join(plain).translate(_SIGNS)


def _differences(
    before: list[_Token], after: list[_Token]
) -> Iterator[tuple[list[_Token], list[_Token]]]:
    """Yield the runs of words of either wording that are not in the other."""
    from rapidfuzz.distance import Levenshtein

    gone, come = 0, 0
    for block in Levenshtein.opcodes(before, after):
        if block.tag == "equal":
            if (gone, come) != (block.src_start, block.dest_start):
                yield before[gone : block.src_start], after[come : block.dest_start]
            gone, come = block.src_end, block.dest_end
    if (gone, come) != (len(before), len(after)):
        yield before[gone:], after[come:]


def _weighs(gone: list[_Token], come: list[_Token]) -> bool:
    """Return whether one difference is of a kind that changes what is said."""
    if any(map(_is_weighty, (*gone, *come))):
        return True
    if _negates("".join(gone), "".join(come)):
        return True
    left, right = "".join(gone), "".join(come)
    if not (gone and come) or max(len(left), len(right)) < 2 or _has_capitals(gone[0]):
        return False
    return not _alike(left, right)


def _alike(left: str, right: str) -> bool:
    """Return whether a word may be the other, misspelt."""
    telling = _TELLING if _has_capitals(left) else 2
    if left == right or min(len(left), len(right)) < telling:
        return left == right
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= _LIKE


def _is_weighty(token: _Token) -> bool:
    """Return whether a word is a number, a negation, or by its capital a name."""
    if token in _NUMBER_WORDS or token in _UNITS or _is_negation(token):
        return True
    if _NUMERALS.intersection(token):
        return True
    if any(map(str.isnumeric, token.written)):
        return True
    capital = any(character.isupper() for character in token.written)
    return capital and not (token.opens and token in _OPENERS)


def _is_negation(token: _Token) -> bool:
    return token in _NEGATIONS or token.endswith("n't") or token.startswith("n'")


def _negates(left: str, right: str) -> bool:
    """Return whether one word is the other with a prefix of negation."""
    shorter, longer = sorted((left, right), key=len)
    return len(shorter) > 2 and any(longer == prefix + shorter for prefix in _NEGATIVE_PREFIXES)


def _has_capitals(word: str) -> bool:
    """Return whether a word is of a script that tells capitals from small letters."""
    return any(character.lower() != character.upper() for character in word)
