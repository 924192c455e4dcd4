"""Abbreviations and opening words that tell a full stop inside a sentence from one that ends it.

The languages are merged: an entry is kept only where it does harm in none of them. All entries
are case-folded and without full stops or spaces (`z. B.` is `zb`), unless said otherwise.
"""

from reader.text.wordlists import words

TITLES = words(
    """mr mrs ms messrs dr drs prof profs rev revd fr st ste mt mme mmes mlle mlles mgr
    hr fr frl dipl ing med dott dottssa avv sig sigra sigri signa geom onorevole
    sr sra sres srta srtas dña ldo lic exmo exma ilmo dhr mevr mej mevr ir bc jhr ds
    skt sct hl kath ev evang pres dir amm idraul psicol insp supt ft fra phd
    проф акад д-р г-н г-жа г-ну ул им пл пгт св гр см ср рис просп инж доц ген"""
)
"""Stand before a name, so a capital after them begins no sentence."""

CAPITALISED_TITLES = words(
    "Gen Sen Rep Gov Col Lt Maj Capt Sgt Cmdr Adm Hon Amb Sec Del Cpl Pte Pvt Brig Cdr Msgr Pfc "
    "Str Cra Av Avda Ste Pte Mme"
)
"""Titles that are other words in small letters; compared as written."""

INNER = words(
    """eg ie vs viz cf al ca approx bzw vgl zb zt zz dh ua uä uu ia iva ggf evtl inkl exkl sog
    mio mrd tsd allg bes insb insbes zzgl abzgl lt ungef urspr österr schweiz dt
    engl franz ital griech jur
    adv ade adj sost pex ej pej ee eeuu ss mm ff aa ll jj
    bijv dwz oa ivm mbt tav ism resp incl excl aanw evt zgn nl
    tzn tj np m.in ul al mjr tzw św ks
    napr tj tzv resp cca
    т.е т.к т.н те тк тн напр вкл др млн млрд тыс руб кв куб"""
)
"""Continue the sentence whatever follows them."""

NUMBERED = words(
    """no nos nº n° nr nrs núm num número p pp pg pgs page s ss sec secs ch chap vol vols fig figs
    art arts abs abb aufl bd bde kap ziff zif tab tel tél fax ext ex para paras párr párrf pág págs
    cap caps lib col cols ep eps sez ed eds eq eqs ref refs op bk pt pts v vv verse ver rev min mind
    str blz pag hfst hst rom sess jg jh jhs c ca r ul poz rozdz č čl стр гл ст п рис табл том кн"""
)
"""Stand before a number; before anything else they are words."""

DATES = words(
    """jan feb mar mär apr jun jul aug ago sep sept set oct okt ott nov dec dez dic déc janv févr
    avr juil août ene abr gen mag giu lug mrt mei lun mié mer jue gio vie ven sab sáb dom mon tue
    tues wed thu thur thurs fri sat sun mo di mi do fr sa so"""
)
"""Months and days, cut short before a number."""

ENDING = words(
    """etc usw usf inc ltd corp co cie bros jr sr esq plc llc gmbh ag dept univ assn est ave blvd rd
    sq hwy pkwy ctr dc ny ad bc bce ce ba ma bsc msc phd md jd mba rn cpa dds max gem span lat rag
    arch lda sa srl spa sro as bv nv eds abb
    bl enz itd itp atd sv itn tm
    км ч г гг в вв стр дол долл руб у.е уе тб т.б др пр тд тп"""
)
"""May end a sentence: they do when the next word is one of `STARTERS`."""

ENGLISH_STARTERS = words(
    """the a an he she it they we you i this that these those there here his her its their our my
    your but and or so yet if when while where what who why how which in on at as after before since
    although though because despite during for from by with without under over until once
    however meanwhile moreover also then now today yesterday later still even some many most all
    both each every another other others one two three such no not yes let do did does is are was
    were has have had can could will would should may might must"""
)
STARTERS = ENGLISH_STARTERS | words(
    """der die das den dem des ein eine einen einem einer er sie es wir ich ihr du man dies diese
    dieser dieses dieser jene aber und oder doch denn auch so im am um auf bei mit nach von vor für
    aus durch wenn als da dann wie was wer wo warum weil während seit seine seine ihre jedoch zudem
    dabei damit dazu hier nun heute gestern nicht kein keine alle viele zwei drei
    le la les l' un une des il elle ils elles on nous vous je j' ce c' cette ces cet son sa ses leur
    mais et ou où donc or dans en au aux pour par sur selon avec après avant depuis si quand
    lorsque comme ainsi cependant toutefois qui que qu' quel quelle
    el los las lo una unos él ella ellos ellas nosotros yo usted este esta estos estas eso esa ese
    pero y o cuando como donde por para con sin desde según si no sí su sus ya también según
    il gli i uno lui lei loro noi io questo questa questi ma e o quando come dove perché per con da
    di nel nella dopo prima se anche non
    de het een hij zij ze wij ik dit dat deze die maar en of toen als waar hoe wat wie waarom met
    voor na sinds bij ook niet er
    o os as um uma ele ela eles elas nós eu isto isso mas e ou quando como onde por com sem
    desde se não também
    det den jag han hun hon hvad vad
    в на и но а он она они оно мы я это этот эта по при для из с у за что как когда если так"""
)
"""Words that seldom go on a name: a capital on one of them after an abbreviation is a start."""

NAME_PARTICLES = words(
    "de la le el los las den der die das des van von di da do dos du un o i a e y"
)
"""Those of `STARTERS` that also follow an initial within a name."""

MONTHS = words(
    """januar jänner februar märz april mai juni juli august september oktober november dezember
    januari februari maart mei maj marts augusti augustus december leden ledna února března dubna
    května června července srpna září října listopadu prosince január február marec marca apríl
    apríla máj mája jún júna júl júla august augusta január januára februára septembra októbra
    novembra decembra stycznia lutego marca kwietnia maja czerwca lipca sierpnia września
    października grudnia tammikuuta"""
)
"""Follow an ordinal number written with a full stop."""

BEFORE_ORDINALS = words(
    """der die das dem den des am im vom zum zur beim ins bis ab seit dieser diesem diese ihrer
    ihrem seinem seiner sein ihr unser jeder jedem jede kaiser könig papst na od do w z po den det
    til fra deres"""
)
"""Stand before an ordinal number written with a full stop, as in German `im 19. Jahrhundert`."""
