"""Nouns that tell a person, an organisation and an unnamed source apart; case-folded."""

from reader.text.wordlists import words

ROLES = words(
    """clerk comptroller alderman assemblyman bailiff constable marshal stallholder emeritus
    emerita ambassador envoy attaché attache consul diplomat minister president premier
    chancellor secretary senator congressman congresswoman representative governor mayor
    councillor councilor councilman councilwoman deputy lawmaker mp mep legislator politician
    general colonel major captain lieutenant sergeant admiral commander officer chief director
    chairman chairwoman chair chairperson head leader spokesman spokeswoman spokesperson adviser
    advisor analyst economist professor researcher scientist historian biologist physicist
    engineer architect doctor physician nurse surgeon lawyer attorney prosecutor judge justice
    detective inspector sheriff journalist reporter correspondent editor columnist author writer
    novelist poet artist actor actress singer musician composer filmmaker coach captain manager
    founder cofounder executive ceo owner farmer fisherman teacher principal headteacher student
    activist campaigner organiser organizer resident bishop archbishop cardinal pope imam rabbi
    priest king queen prince princess emir sultan commissioner ombudsman coordinator
    superintendent treasurer curator archivist keeper master foreman miner driver pilot witness
    neighbour neighbor candidate treasurer specialist expert veterinarian geologist ecologist
    botanist chemist epidemiologist statistician negotiator administrator blogger aide counsel
    commentator critic sedimentologist builder boatman plumber baker banker trader shopkeeper
    carpenter painter photographer designer developer programmer investor landlord tenant
    volunteer trustee solicitor barrister steward referee player goalkeeper butcher shepherd
    fireman firefighter policeman policewoman paramedic midwife librarian cook chef waiter
    weaver sailor skipper scholar gardener nun miller vicar canon rector provost headmaster
    headmistress innkeeper striker businessman businesswoman entrepreneur investigator coroner
    magistrate chemist astronomer mathematician philosopher theologian sociologist psychologist
    anthropologist archaeologist astronaut cosmonaut conductor dancer playwright translator
    publisher interpreter bookseller brewer nanny cyclist swimmer boxer golfer umpire midfielder
    undersecretary ex-minister ex-president vice-president chaplain tycoon billionaire
    millionaire beekeeper mr mrs ms miss mx dr prof sir dame lord lady sen rep gov gen lt capt
    sgt rev fr botschafter botschafterin minister ministerin präsident präsidentin kanzler
    kanzlerin sprecher sprecherin bürgermeister bürgermeisterin professor professorin
    abgeordnete abgeordneter herr frau direktor direktorin forscher forscherin ministre
    président présidente ambassadeur ambassadrice maire porte-parole professeur chercheur
    chercheuse directeur directrice député députée m mme ministro ministra presidente presidenta
    embajador embajadora alcalde alcaldesa portavoz profesor profesora investigador
    investigadora director directora diputado diputada señor señora sr sra sindaco ambasciatore
    portavoce burgemeester woordvoerder prefeito"""
)
"""Stand before or after a name, or for it."""

MALE = words(
    """king prince sultan emir pope spokesman chairman congressman councilman businessman actor
    fisherman fireman policeman headmaster foreman boatman monk father brother son husband uncle
    grandfather grandson widower botschafter präsident kanzler bürgermeister abgeordneter
    ministro alcalde embajador"""
)
FEMALE = words(
    """queen princess spokeswoman chairwoman congresswoman councilwoman businesswoman actress
    policewoman headmistress nun mother sister daughter wife aunt grandmother granddaughter widow
    midwife nanny botschafterin ministerin präsidentin kanzlerin sprecherin bürgermeisterin
    présidente ministra alcaldesa embajadora"""
)
"""Roles that tell whether a pronoun can mean who has one."""

HONORIFICS_MALE = words("mr sir lord herr m señor sr father brother")
HONORIFICS_FEMALE = words("mrs ms miss dame lady frau mme señora sra sister")
HONORIFICS = HONORIFICS_MALE | HONORIFICS_FEMALE | words("dr rev mx fr sra")
"""Forms of address, which are no role."""

SOURCES = words(
    """staff crew crews
    member worker source sources official officials expert experts witness witnesses critics
    researchers scientists authors author study studies report survey poll paper residents
    people man woman men women team members analysts doctors farmers police lawyers prosecutors
    ministers diplomats investigators engineers economists aides relatives family friends
    colleagues teachers students parents workers activists protesters organisers organizers
    supporters opponents rebels soldiers forces troops neighbours neighbors villagers fishermen
    hauliers firefighters spokespeople individual individuals observer observers insider
    insiders manufacturer statement document documents letter lawmakers senators politicians
    insurers scholars historians campaigners unions companies banks brother sister mother father
    son daughter wife husband uncle aunt cousin nephew niece grandson granddaughter grandfather
    grandmother neighbour neighbor colleague friend relative superior boss guest visitors
    visitor guides passengers customers voters users patients victims survivors officers
    inspectors detectives advocates environmentalists commuters shopkeepers landlords tenants
    traders drivers pilots nurses monks readers listeners viewers delegates behörden experten
    forscher chercheurs autorités expertos fuentes autoridades fonti esperti autorità"""
)
"""Nouns, besides roles and organisations, for someone or something that can say a thing."""

SURNAMES = words(
    "baker cook miller carpenter painter weaver shepherd butcher king bishop pope prince gardener "
    "brewer major judge"
)
"""Roles that are also surnames, after another name."""

TITLES = {
    "dr": "doctor",
    "prof": "professor",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "lt": "lieutenant",
    "capt": "captain",
    "sgt": "sergeant",
    "rev": "reverend",
}
"""Forms of address and the nouns that say the same."""

DATA = words(
    "records figures data photographs photos images pictures statistics numbers maps footage"
)
"""Show things, but say nothing by themselves."""

_ROLE_ENDINGS = ("ologist", "ographer", "keeper", "woman", "worker", "ician", "master", "hand")
_NO_ROLES = words("human german roman norman ottoman woman second beforehand firsthand thousand")

OFFICES = words(
    """president premier chancellor governor mayor minister ambassador king queen pope emir sultan
    judge coach chairman chairwoman chair spokesman spokeswoman spokesperson prosecutor bishop
    archbishop commissioner ombudsman sheriff commander pilot captain secretary headteacher
    headmaster headmistress referee official source"""
)
"""Roles that one person has, so that `the mayor` may be somebody the article does not name."""

DOCUMENTS = words(
    """study studies report reports survey surveys poll polls paper papers statement statements
    document documents letter letters log logs treaty indictment catalogue catalog petition
    email e-mail emails post posts posting postings memo memorandum article articles book manual
    dossier inquiry enquiry complaint lawsuit filing ruling verdict judgment transcript diary
    blog message messages note notes comment comments licence license permit contract charter
    constitution remarks replies reviews guidance guidelines rulebook policy directive plaque
    inscription banner sign poster leaflet brochure website webpage page section results
    findings analysis audit review assessment census bulletin advisory notice communique
    communiqué declaration testimony affidavit press-release release manifesto"""
)
"""What is written and can say a thing by itself, but is nobody's name."""

OWN_WORDS = words(
    """statement letter email e-mail post posting tweet message memo note diary blog memoir memoirs
    autobiography speech testimony affidavit website"""
)
"""Those of `DOCUMENTS` that speak for the one they belong to."""

WIDER = {
    "diplomat": words("ambassador envoy attaché attache consul diplomat"),
    "lawmaker": words("senator congressman congresswoman representative deputy mp legislator"),
    "scientist": words("researcher biologist physicist chemist geologist ecologist botanist"),
    "academic": words("professor researcher historian economist scientist"),
    "researcher": words("professor scientist biologist physicist chemist ecologist historian"),
    "expert": words("professor researcher scientist analyst economist specialist"),
    "politician": words("minister president premier senator mayor governor deputy mp lawmaker"),
    "officer": words("general colonel major captain lieutenant sergeant admiral commander"),
    "spokesperson": words("spokesman spokeswoman"),
    "envoy": words("ambassador diplomat"),
    "scholar": words("professor researcher historian author"),
    "minister": words("premier"),
    "attorney": words("lawyer prosecutor"),
    "doctor": words("physician surgeon"),
}
"""Nouns that may stand for a person known by a narrower one."""

ORGANISATIONS = words(
    """ministry government cabinet parliament congress senate council committee commission agency
    authority board bureau department office court tribunal desk police army navy force forces
    military party union association federation confederation league society foundation
    institute institution university college school academy laboratory hospital clinic church
    company firm corporation inc corp ltd llc plc gmbh group bank fund exchange airline airlines
    railway port club team campaign organisation organization charity network coalition alliance
    centre center museum library newspaper magazine daily times post herald tribune gazette
    guardian journal chronicle news press reuters afp ap bbc cnn bloomberg radio television tv
    channel house street kremlin pentagon watch amnesty nations administration registry service
    trust cooperative utility operator consortium bundesregierung ministerium polizei regierung
    partei gericht behörde gouvernement ministère mairie gobierno ministerio policía
    ayuntamiento governo ministero polizia comune governorate province regulator watchdog
    commissariat directorate companies headquarters embassy consulate palace chamber brewery
    county borough municipality city charity hospice
    theatre cathedral zoo line chain maker giant guild syndicate prosecution defence coastguard
    opposition judiciary garrison firm parish diocese broadcaster"""
)
"""Make a name or a noun phrase an organisation, or something published by one."""

FIRMS = words(
    """pollster contractor supplier retailer insurer lender carmaker shipbuilder shipper
    manufacturer wholesaler startup start-up supermarket producer developer builder"""
)
"""Stand before the single name of a firm."""

MEDIA = words(
    """tabloid broadsheet newspaper daily weekly magazine agency radio television tv broadcaster
    channel network station website podcast reuters afp ap bbc cnn bloomberg times post herald
    tribune gazette guardian journal chronicle courier news reporter journalist correspondent
    interviewer columnist editor programme program zeitung magazin journal periódico diario
    giornale krant"""
)
"""Show that a listener is a medium, which then stands between speaker and article."""

MEDIA_KINDS = words(
    """newspaper daily weekly magazine agency radio television broadcaster channel network station
    website reporter journalist correspondent interviewer columnist editor zeitung"""
)
"""Those of `MEDIA` that are no part of a name, small letters given."""

NOT_NAMES = words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december montag dienstag mittwoch donnerstag
    freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes
    miércoles jueves viernes sábado domingo i god north south east west northern southern eastern
    western city river lake mount valley street road avenue square bridge county district island
    islands sea ocean bay marine maritime energy systems industries motors foods holdings partners
    logistics rail railways water power media technologies solutions shipping lines buses watch new
    war act agreement accord summit conference festival prize award"""
)
"""Capitalised, but no part of a person's name."""


def is_shortened(word: str) -> bool:
    """Tell whether a full stop after a case-folded word need not end anything in a name."""
    return len(word) <= 3 or word in HONORIFICS or word in TITLES


def is_role(word: str) -> bool:
    """Tell whether a case-folded noun says what somebody is."""
    if word in ROLES:
        return True
    ends = word.endswith(_ROLE_ENDINGS) or (len(word) > 5 and word.endswith("man"))
    return ends and word not in _NO_ROLES


def are_roles(word: str) -> bool:
    """Tell whether a case-folded noun, or its singular, says what somebody is."""
    return is_role(word) or is_role(word.removesuffix("s"))


PAIRS = words("both pair duo couple trio")
"""Stand for several who are named elsewhere."""

PLURALS = words("ers ors ists ians ants men women")
"""How a plural noun for people ends, which no name is likely to."""

HE = words("he er il él lui egli hij ele")
SHE = words("she elle ella lei zij ela sie")
OTHER_PRONOUNS = words(
    """somebody anybody anyone everybody another others yes no one two three four five six seven
    eight nine ten eleven twelve dozens hundreds thousands millions they we i you it who which
    that this these those what nobody everyone someone none ich wir ihr man on nous vous je ils
    elles ellos nosotros yo usted noi voi io loro ze wij ik eles nós eu many some most all both
    es das dies"""
)
