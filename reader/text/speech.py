"""Verbs of speech and how they stand beside a quotation."""

import re

from reader.text.wordlists import words

ENGLISH_VERBS = words(
    """said says say saying told tells telling added adds adding noted notes noting claimed claims
    claiming warned warns warning announced announces announcing insisted insists insisting
    denied denies denying suggested suggests suggesting argued argues arguing stated states
    stating declared declares declaring explained explains explaining replied replies replying
    answered answers asked asks asking asking wrote writes writing reported reports reporting
    acknowledged acknowledges acknowledging admitted admits admitting affirmed affirms affirming
    alleged alleges alleging asserted asserts asserting believed believes predicted predicts
    predicting confirmed confirms confirming conceded concedes conceding concluded concludes
    contended contends cautioned cautions complained complains disclosed estimated estimates
    estimating emphasised emphasized emphasises emphasizes stressed stresses stressing
    maintained maintains maintaining mentioned mentions observed observes pledged pledges
    promised promises recalled recalls recalling remarked remarks repeated revealed reveals
    revealing shouted testified testifies tweeted tweets posted underlined underscored urged
    urges vowed vows whispered cried quipped joked called continued reiterated reiterates
    pointed hinted hints indicated indicates indicating speculated commented comments countered
    retorted responded responds proclaimed hoped hopes thought thinks described alleges
    complained accused accuses grumbled grumbles muttered mutters whispers theorised theorises
    theorized theorizes apologised apologized apologises apologizes agreed agrees recommended
    recommends laughed laughs fumed mocked sighed read reads scoffed snapped shrugged smiled
    grinned gasped boasted lamented"""
)
PLURALS = words(
    """accuse acknowledge admit affirm agree allege argue assert believe caution complain concede
    conclude confirm contend declare deny emphasise emphasize explain grumble indicate insist
    maintain mutter observe predict recall recommend reveal suggest theorise theorize think warn
    whisper write add"""
)
"""Verbs of speech as they follow a plural, those that are not nouns too."""

NOUN_PLURALS = words("claim report state note estimate fear hint comment remark answer")
"""Verbs of speech as they follow a plural, those that are nouns too."""

GERMAN = words(
    """sagte sagt sagten sagen erklärte erklärt erklärten teilte betonte betont warnte warnt
    behauptete behauptet behaupteten kündigte meinte meint fügte berichtete berichtet berichten
    antwortete antwortet fragte fragt schrieb schreibt äußerte bestätigte bestätigt kritisierte
    kritisiert versicherte versprach bestritt dementierte räumte verkündete ergänzte unterstrich
    hieß mahnte forderte flüsterte rief vermutet vermutete"""
)
FRENCH = words(
    """dit disait disent déclaré déclare affirmé affirme affirmait ajouté ajoute annoncé annonce
    expliqué explique estimé estime souligné souligne indiqué indique précisé précise assuré assure
    rappelé rappelle averti avertit prévenu reconnu reconnaît nié nie répondu répond écrit demandé
    demande insisté insiste conclu conclut soutenu soutient confié regretté admis suggéré promis
    prétendu prétend confirmé confirme révélé lancé martelé poursuit poursuivi"""
)
SPANISH = words(
    """dijo dice dijeron dicen decía afirmó afirma afirmaron añadió añade agregó agrega anunció
    anuncia explicó explica señaló señala aseguró asegura declaró declara advirtió advierte negó
    niega insistió insiste indicó indica sostuvo sostiene respondió responde preguntó pregunta
    escribió escribe confirmó confirma reconoció reconoce admitió admite subrayó subraya destacó
    destaca apuntó apunta recordó recuerda manifestó informó informa denunció reveló prometió
    sugirió expresó comentó"""
)
OTHERS = words(
    """ha detto dichiarato affermato aggiunto spiegato annunciato avvertito negato sostenuto disse
    dice dichiara afferma aggiunge spiega annuncia avverte nega sostiene
    zei zegt zeiden zeggen verklaarde verklaart waarschuwde waarschuwt vertelde vertelt meldde
    meldt voegde benadrukte schreef schrijft ontkende beweerde beweert vindt
    disse diz disseram afirmou afirma acrescentou anunciou explicou alertou negou declarou
    garantiu escreveu respondeu insistiu confirmou"""
)
FINDINGS = words(
    "found finds find showed shows show discovered proves proved demonstrates demonstrated learned "
    "maintained maintains maintaining continued posted repeated described "
    "agreed agrees agree recommended recommends recommend laughed laughs fumed mocked sighed read "
    "scoffed snapped shrugged smiled grinned gasped boasted lamented "
    "reads apologised apologized apologises apologizes whispers whisper maintain write reveal"
)
"""Say something only with a clause that `that` opens, or beside a quotation."""

CHARGES = words("accused accuses accuse accusing")
"""Say what follows `of`."""

DENIALS = words("rejected rejects reject dismissed dismisses dismiss rebutted refuted refutes")
"""Deny the claims or rumours that follow."""

CLAIMS = words(
    "claims claim rumours rumors rumour reports report suggestions suggestion accusations "
    "accusation allegations allegation charges charge idea notion talk"
)
"""What is said by others."""

NAMINGS = words(
    """called calls call dubbed dubs described describes characterised characterises characterized
    characterizes labelled labels labeled branded brands hailed hails praised praises dismissed
    dismisses denounced denounces condemned condemns decried derided slammed mocked"""
)
"""Say a quotation that follows in the same clause: `called the plan “a disaster”`."""

REQUESTS = words(
    "asked asks asking urged urges told tells telling warned warns called promised promises vowed "
    "vows pledged pledges continued hopes"
)
"""Say nothing that can be true or false when `to` follows them."""

SPEECH_VERBS = ENGLISH_VERBS | FINDINGS | GERMAN | FRENCH | SPANISH | OTHERS

AMBIGUOUS = words(
    """denied denies denying deny claims reports notes states comments answers remarks hints
    estimates promises pledges hopes mentions repeated posted called continued described thought
    believed writing reporting warning writes asks asking tweets cautions annonce demande estime
    précise lance rapporteert estimé écrit ha meint warnt responde pregunta denuncia informa"""
)
"""Those that are also nouns or adjectives, so they need a clause after them."""

PARTICIPLES = words(
    """adding saying asking noting claiming warning announcing insisting denying suggesting arguing
    stating declaring explaining replying writing reporting acknowledging admitting alleging
    asserting predicting confirming conceding estimating emphasising emphasizing stressing
    maintaining recalling revealing ajoutant affirmant expliquant précisant assurant estimant
    soulignant añadiendo afirmando asegurando señalando aggiungendo affermando spiegando
    acrescentando afirmando"""
)
"""Those that follow a comma and go on with what the speaker said."""

_NAME = r"[^\W\d_][\w'’.-]*"
_TAG = re.compile(
    rf"(?P<name>{_NAME}(?:\s{_NAME}){{0,4}}?)\s(?P<verb>[^\W\d_]+)(?=\s*[.,;:—–?!]|\s*$)"
)


def is_dialogue_tag(text: str, start: int, end: int) -> bool:
    """Tell whether `start` begins a tag such as `Anna Keller said.` after a quotation.

    Nothing but a name of at most five words, a verb of speech and a mark may stand in it; with
    more, it is a sentence of its own.
    """
    match = _TAG.match(text, start, end)
    return match is not None and match["verb"].casefold() in SPEECH_VERBS
