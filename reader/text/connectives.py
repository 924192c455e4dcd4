"""The words that join clauses, by language, and a cheap guess at the language of a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.text.wordlists import Phrases, phrases, words


@dataclass(frozen=True, slots=True)
class Connectives:
    """How one language joins its clauses; all words case-folded.

    Attributes:
        frequent: Its most frequent words, to know it by.
        after_comma: Open a clause after a comma; left out of the clause they open.
        kept: Those of `after_comma` without which the clause would mean something else.
        anywhere: Open a clause without a comma too.
        leading: Left out at the start of a clause or sentence.
        subordinating: Open a clause that ends at a comma before the main one.
        relative: Open a relative clause after a comma.
        coordinating: "and".
        that: Introduce what is said.
        according: Introduce the source of what is said.
        asides: Open a sentence with how the speaker came to speak, up to a comma.
        extending: After a comma, add something that the clause before can do without.
        subjects: Words a clause may begin with: pronouns, articles, determiners.
        finite: Verbs that show a clause: auxiliaries, modals and frequent ones.
        prepositions: May stand between a verb of speech and `that`.
        told: Verbs of speech that take a listener.
        listeners: Nouns that end the listener.
        reporters: Those that a name may follow.
    """

    frequent: frozenset[str]
    after_comma: Phrases = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    anywhere: Phrases = field(default_factory=dict)
    leading: Phrases = field(default_factory=dict)
    subordinating: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    coordinating: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    according: Phrases = field(default_factory=dict)
    asides: Phrases = field(default_factory=dict)
    extending: Phrases = field(default_factory=dict)
    subjects: frozenset[str] = frozenset()
    finite: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    listeners: frozenset[str] = frozenset()
    reporters: frozenset[str] = frozenset()


ENGLISH = Connectives(
    frequent=words("the of and to in that is was for on with as by at it from are be said an"),
    after_comma=phrases(
        """but, while also, while, although, though, even though, whereas, as, especially as,
        particularly as, because, since, and, or, yet, so, so that, with, for, if, unless, until,
        after, before, when, nor, not because, in part because, partly because, even as, even if"""
    ),
    kept=words("if unless until after before when"),
    anywhere=phrases("but, while, although, even though, whereas, because, though"),
    leading=phrases(
        """although, though, even though, while, whereas, because, but, yet, and, or, so, nor,
        instead, meanwhile, however, moreover, furthermore, nevertheless, nonetheless, still, also,
        in addition, by contrast, on the other hand,
        therefore, thus, as a result, for example,
        for instance, of course, in fact, indeed, then, that, which, who, whose, especially as,
        particularly as, even as, whether"""
    ),
    subordinating=words(
        """although though while whereas because since as if when after before until unless once
        speaking asked questioned despite"""
    ),
    relative=words("which who whose where"),
    coordinating=words("and"),
    that=words("that"),
    according=phrases(
        "according to, in the words of, in the opinion of, in the view of, in the eyes of"
    ),
    asides=phrases(
        """speaking, when asked, asked, when questioned, questioned, talking, writing, addressing,
        pressed, when pressed, in an interview, in a statement, in a speech, in a letter,
        responding, answering, commenting, citing, quoting"""
    ),
    extending=phrases("in addition to, including, such as, along with, as well as, despite"),
    subjects=words(
        """he she it they we i you there this these those that the a an his her its their our my
        your such some any no many most all both each every another other one two three four five
        six seven eight nine ten what who if nothing nobody everyone everything"""
    ),
    finite=words(
        """is are was were am be been isn't aren't wasn't weren't has have had hasn't haven't hadn't
        do does did don't doesn't didn't will would won't wouldn't can could can't cannot couldn't
        may might must should shouldn't shall ought isn’t aren’t wasn’t weren’t hasn’t haven’t
        hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t shouldn’t remains remain became
        become becomes began begin begins came come comes felt fell fall falls found gave give
        gives got grew grow grows held kept knew led left lost made make makes meant means met
        paid ran rose rise rises saw sent sold spent stood took take takes needs need wants want
        went won wrote brought built bought broke chose cost drew drove flew hit put read set shows
        show showed seems seem appears appear faces face includes include owes holds supplies"""
    ),
    prepositions=words("on in at to during after before by from this last earlier yesterday"),
    told=words("told tells telling informed assured reminded"),
    listeners=words(
        """reporters journalists newspaper daily weekly magazine agency parliament lawmakers mps
        senators court committee radio television tv broadcaster network channel conference
        audience crowd supporters police congress council reuters afp ap cnn bbc bloomberg paper
        station programme program podcast website residents investors deputies delegates
        colleagues staff workers post times guardian inquiry hearing panel meeting gazette herald
        tribune courier me us them him her you"""
    ),
    reporters=words("reporter journalist correspondent interviewer columnist editor"),
)
GERMAN = Connectives(
    frequent=words("der die und das den von zu mit sich des auf für ist im dem nicht ein eine"),
    after_comma=phrases(
        """aber, sondern, während, obwohl, weil, da, doch, jedoch, denn, wobei, so dass, sodass,
        und, nachdem, bevor, falls, wenn, damit, indem, zumal, dass"""
    ),
    kept=words("nachdem bevor falls wenn damit indem"),
    leading=phrases(
        """aber, sondern, während, obwohl, weil, da, doch, jedoch, denn, wobei, und, dass, zudem,
        außerdem, allerdings, dagegen, hingegen, zumal, sodass"""
    ),
    subordinating=words("obwohl während weil da nachdem wenn falls bevor"),
    relative=words("der die das den dem dessen deren welche welcher welches wo was"),
    coordinating=words("und"),
    that=words("dass daß"),
    according=phrases("laut, nach angaben, nach aussage, zufolge"),
    subjects=words(
        "er sie es wir ich ihr man der die das ein eine dies diese dieser kein keine alle es seine"
    ),
    finite=words(
        """ist sind war waren hat haben hatte hatten wird werden wurde wurden kann können konnte
        muss müssen musste soll sollen sollte will wollen wollte darf dürfen sei seien habe hätte
        würde würden gibt gab bleibt blieb geht ging kommt kam"""
    ),
    prepositions=words("am im in auf vor gegenüber der dem den zu"),
)
FRENCH = Connectives(
    frequent=words("le la les des et est une du que qui dans pour pas sur au par il ne ce plus"),
    after_comma=phrases(
        """mais, tandis que, alors que, bien que, car, parce que, puisque, et, or, donc, même si,
        quand, lorsque, comme, avec, si bien que, afin que"""
    ),
    kept=words("quand lorsque afin avec"),
    anywhere=phrases("mais, tandis que, alors que, bien que, parce que"),
    leading=phrases(
        """mais, tandis que, alors que, bien que, car, parce que, puisque, et, or, donc, même si,
        que, cependant, toutefois, en revanche, par ailleurs, de plus, qui, dont, pourtant"""
    ),
    subordinating=words("bien si quand lorsque comme alors tandis interrogé interrogée"),
    relative=words("qui dont où lequel laquelle"),
    coordinating=words("et"),
    that=words("que qu'"),
    according=phrases("selon, d'après, d’après"),
    asides=phrases("interrogé, interrogée, s'exprimant, s’exprimant"),
    subjects=words("il elle ils elles on nous vous je le la les un une des ce cette ces son sa"),
    finite=words(
        """est sont était étaient a ont avait avaient sera seront serait fait font peut peuvent
        pourrait doit doivent devrait va vont reste restent fut furent veut n'est n'a"""
    ),
    prepositions=words("à au aux dans lors en jeudi lundi mardi mercredi vendredi"),
)
SPANISH = Connectives(
    frequent=words("el la los las de que en y del se por con una para su al no es un lo"),
    after_comma=phrases(
        """pero, mientras, mientras que, aunque, porque, ya que, pues, y, sino, si bien, cuando,
        como, con, por lo que"""
    ),
    kept=words("cuando como con"),
    anywhere=phrases("pero, mientras que, aunque, porque, ya que"),
    leading=phrases(
        """pero, mientras que, mientras, aunque, porque, ya que, pues, y, sino, si bien, que,
        sin embargo, además, no obstante, quien, cuyo"""
    ),
    subordinating=words("aunque mientras cuando si como preguntado preguntada"),
    relative=words("que quien quienes cuyo cuya donde"),
    coordinating=words("y e"),
    that=words("que"),
    according=phrases("según, de acuerdo con"),
    asides=phrases("preguntado, preguntada"),
    subjects=words("él ella ellos ellas nosotros yo el la los las un una este esta estos no su"),
    finite=words(
        """es son era eran está están estaba ha han había habían será serán sería fue fueron tiene
        tienen tenía puede pueden podría debe deben va van hay hubo sigue quiere"""
    ),
    prepositions=words("a al en el durante ante ayer"),
)
ITALIAN = Connectives(
    frequent=words("il di che è e la per un in una con non del della i le si dei nel alla"),
    after_comma=phrases("ma, mentre, anche se, perché, poiché, e, però, quando, sebbene, benché"),
    kept=words("quando"),
    anywhere=phrases("ma, mentre, anche se, perché, sebbene"),
    leading=phrases(
        "ma, mentre, anche se, perché, poiché, e, però, che, sebbene, tuttavia, inoltre"
    ),
    subordinating=words("sebbene benché mentre quando se"),
    relative=words("che cui dove"),
    coordinating=words("e ed"),
    that=words("che"),
    according=phrases("secondo"),
    subjects=words("egli lui lei loro noi io il la i gli le un una questo questa non lo"),
    finite=words("è sono era erano ha hanno aveva avevano sarà saranno può possono deve devono"),
    prepositions=words("a al in alla ai nel durante"),
)
DUTCH = Connectives(
    frequent=words("de het een van en dat niet te op zijn met voor is er aan door ook naar maar"),
    after_comma=phrases("maar, terwijl, hoewel, omdat, want, en, zodat, als, toen, doordat, dat"),
    kept=words("als toen doordat"),
    anywhere=phrases("maar, terwijl, hoewel, omdat, want"),
    leading=phrases("maar, terwijl, hoewel, omdat, want, en, zodat, dat, echter, bovendien"),
    subordinating=words("hoewel terwijl omdat als toen nadat"),
    relative=words("die waar wie wat"),
    coordinating=words("en"),
    that=words("dat"),
    according=phrases("volgens"),
    subjects=words("hij zij ze wij we ik het de een dit deze er geen men"),
    finite=words(
        "is zijn was waren heeft hebben had hadden wordt worden werd werden kan kunnen zal"
    ),
    prepositions=words("tegen aan op in"),
)
PORTUGUESE = Connectives(
    frequent=words("o de que e do da em um para com não uma os no se na por mais as dos ao é"),
    after_comma=phrases("mas, enquanto, embora, porque, pois, e, já que, quando, porém"),
    kept=words("quando"),
    anywhere=phrases("mas, enquanto, embora, porque, já que"),
    leading=phrases(
        "mas, enquanto, embora, porque, pois, e, já que, que, porém, no entanto, além disso"
    ),
    subordinating=words("embora enquanto quando se"),
    relative=words("que quem cujo cuja onde"),
    coordinating=words("e"),
    that=words("que"),
    according=phrases("segundo, de acordo com"),
    subjects=words("ele ela eles elas nós eu o a os as um uma este esta isso não seu sua"),
    finite=words("é são era eram está estão tem têm tinha foi foram será pode podem deve devem há"),
    prepositions=words("a ao em durante"),
)
NONE = Connectives(frequent=frozenset())
"""For a script whose clauses are known by their punctuation alone."""

_LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, PORTUGUESE)
_FREQUENT_IN = {
    word: tuple(at for at, language in enumerate(_LANGUAGES) if word in language.frequent)
    for word in frozenset().union(*(language.frequent for language in _LANGUAGES))
}


def connectives_for(present: Iterable[str]) -> Connectives:
    """Return the connectives of the language that these case-folded words most look like.

    Ties go to English, as do words none of the languages knows.
    """
    known = [_FREQUENT_IN[word] for word in present if word in _FREQUENT_IN]
    score = [0] * len(_LANGUAGES)
    for languages in known:
        for language in languages:
            score[language] += 1
    return _LANGUAGES[score.index(max(score))]
