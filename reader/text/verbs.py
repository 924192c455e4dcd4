"""Verbs: English words that are verbs where they stand, though lists of auxiliaries lack them.

Most English verbs of the present look like nouns: `boats use the quay`, `wages rise`. What stands
before and after tells which is meant; where that does not, a noun is.
"""

from collections.abc import Sequence

from reader.text.tokenising import Token
from reader.text.wordlists import words

_VERBS = words(
    """accept achieve affect allow apply arrive attract avoid belong borrow bring build buy carry
    choose collect compete consume contain create decide defend deliver depend deserve destroy die
    dig disagree disappear earn eat employ enjoy enter exist expect fail follow forget gather get
    give go grow happen hate hear hide hire ignore improve injure join keep kill know learn lend
    lose meet mend obey occur oppose prefer prevent protect provide pull push raise receive reduce
    rely remain remember remove replace represent require resist save see sell send serve sing sit
    solve speak spend stay steal suffer survive teach throw understand vary wait want wear weigh win
    worry"""
)
"""Hardly ever nouns."""

_NOUNS_TOO = words(
    """aid answer attack back bear benefit blame block break burn call cause change charge claim
    climb cost cover cross cut damage delay demand dispute doubt drain draw drink drive drop
    end estimate face fade fall fear feed fight fill fine flow fly force freeze gain help hit hold
    hope hunt hurt increase influence kick lack land lead leak leave lift limit link load look love
    march mark match mean move need note object offer order pass pay plan play plough pollute
    produce profit protest purchase quarrel race rain reach repair report rescue rest result return
    ride ring rise run sail score set shake share ship show sink sleep slide smell sound spawn
    split spread stand start stop store strike struggle study supply support swim talk tax tear
    test threaten top trade train travel trouble trust turn use value visit vote wake walk wash
    waste watch welcome wish work worship wreck"""
)
"""Nouns too: verbs after a plural."""

_ENDING_IN_S = words(
    """uses costs carries plans cuts runs backs supports demands causes crosses covers reaches
    lacks offers pays shares draws drives lifts leads leaves hits drops gains blocks turns"""
)
"""Nouns too: verbs after a singular, where an object or a number follows."""


def _singular(verb: str) -> str:
    """Return a verb as it follows a singular."""
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


_SINGULARS = frozenset(_singular(verb) for verb in _VERBS)
_FINITE_TOO = words(
    "cost face faces set show shows fall falls rise rises lead need needs hold hit read"
)
"""Nouns too, though lists of finite verbs have them."""

_PASTS = words(
    """ate bore bound caught dealt drank fled fought froze hid lent lit rang sang sank shook slept
    spoke stole struck swam swept taught threw wore woke"""
)
_PEOPLE = words("people men women children police staff crew cattle sheep fish they we you i")
_COMPOUNDING = words(
    """sales arms sports news goods savings systems accounts materials weapons drugs earnings jobs
    services operations communications customs this thus less its his is was as across always"""
)
"""End like a plural, and stand before a noun."""

UNITS = words(
    """second minute hour day night week weekend month quarter year season time head person pound
    kilo tonne ton litre liter gallon mile kilometre kilometer metre meter acre hectare piece"""
)
"""Of time, and of what is counted or paid for: `forty an hour`, `nine crowns a head`."""

_ARTICLES = words("the a an his her its their our my your")
_PER = words("a an per each every")
_BEFORE_INFINITIVES = words(
    """to not will would can could may might must shall should do does did don't doesn't didn't
    won't can't cannot couldn't wouldn't"""
)
_OBJECTS_ACT = words(
    """let lets letting make makes made making help helps helped helping see sees saw seen seeing
    watch watches watched watching hear heard"""
)
"""An infinitive without `to` follows their object: `helps farmers buy seed`."""

_STARTS = words(
    """and or but so nor yet that which who whose where while when because although though if as
    than whether whereas since until unless before after with"""
)
"""Begin a clause, or an item of a list."""

_RELATIVE = words("that which who")
_DETERMINERS = words(
    """the a an this that these those his her its their our my your no every each any of in on at
    by for from with to into"""
)
NUMBERS = words(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion dozens scores hundreds thousands millions half"""
)
_AMOUNTS = NUMBERS | words(
    """the a an this that these those his her its their our my your no every each any some many
    more most less fewer all both twice nearly almost about around only up him them it us me"""
)
_ADVERBS = words("also often now still always sometimes seldom never again then soon already")
_PLANNING = words("plans")
_NEARBY = 3


def acting(items: Sequence[Token]) -> frozenset[int]:
    """Return the indices of the words of an English sentence that are such verbs."""
    found: set[int] = set()
    begin, taken = 0, False
    for index, item in enumerate(items):
        if item.kind != "word" or item.word in _STARTS:
            begin, taken = index + (item.word not in _RELATIVE), False
        elif index and not item.capital and _acts(items, index, begin, is_taken=taken):
            found.add(index)
            taken = True
    return frozenset(found)


def is_noun_at(items: Sequence[Token], index: int) -> bool:
    """Tell whether an article shows that a word is a noun where it stands: `the cost`, `a rise`."""
    noun = items[index].word in _FINITE_TOO and index > 0
    return noun and items[index - 1].word in _ARTICLES


def is_unit_at(items: Sequence[Token], index: int) -> bool:
    """Tell whether `a day` or `per head` stands at an index, as after a number of things."""
    if index + 1 >= len(items) or items[index].word not in _PER:
        return False
    return items[index + 1].word in UNITS


def is_plural_at(items: Sequence[Token], index: int) -> bool:
    """Tell whether the word at an index is likely to be a plural noun or pronoun."""
    word = items[index].word
    if word in _PEOPLE:
        return True
    if items[index].kind != "word" or word in _COMPOUNDING or (items[index].capital and index):
        return False
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _acts(items: Sequence[Token], index: int, begin: int, *, is_taken: bool) -> bool:
    """Tell whether a verb stands at an index of a clause that begins at another."""
    word = items[index].word
    known = word in _VERBS or word in _NOUNS_TOO or word in _ENDING_IN_S or word in _PASTS
    if not known and word not in _SINGULARS:
        return False
    before = index - 1
    while before > begin and (items[before].word in _ADVERBS or items[before].word.endswith("ly")):
        before -= 1
    relative = before == begin and items[before].word in _RELATIVE
    if before < begin:
        return word in _SINGULARS
    if items[before].word in _BEFORE_INFINITIVES:
        return False
    if items[before].word in _DETERMINERS and not relative:
        return False
    follows = items[index + 1].word if index + 1 < len(items) else ""
    if word in _PASTS:
        return True
    if word in _ENDING_IN_S:
        object_follows = follows in _AMOUNTS or follows[:1].isdigit()
        object_follows = object_follows or (word in _PLANNING and follows == "to")
        return object_follows and not is_taken and not is_plural_at(items, before)
    if word not in _VERBS and word not in _NOUNS_TOO:
        return True
    if any(
        items[at].word in _OBJECTS_ACT or items[at].word in _BEFORE_INFINITIVES - {"to"}
        for at in range(max(begin, before - _NEARBY), before)
    ):
        return False
    if word in _VERBS:
        return True
    if relative and before:
        return is_plural_at(items, before - 1)
    unit = before > begin and is_unit_at(items, before - 1)
    if is_taken or not (unit or is_plural_at(items, before)):
        return False
    # `The drivers report, out on Monday, …` is about a report.
    definite = items[begin].word in _DETERMINERS
    return not (definite and index + 1 < len(items) and items[index + 1].word == ",")
