"""Given names that are common in the news: a name of two words that begins with one is a person's.

Those in use for both sexes tell no gender. The lists are short: who is not in them is still known
by a role or by a verb of speech.
"""

from reader.text.wordlists import words

MALE_NAMES = words(
    """aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto aleksandr alejandro
    alessandro alexander alexandre alfred ali alistair allan allen alvaro amir amos anders
    andreas andrei andrew andrey andrzej angelo anthony antoine anton antonio arjun arnold
    arthur arturo ashraf axel barack barry bart bashar ben benjamin bernard bernd bernie bill
    bjorn björn bob boris brad bradley brendan brett brian bruce bruno bryan carl carlos cesar
    chad charles chen chris christian christoph christopher claude claudio clive colin connor
    craig dan daniel daniele darren dave david dean dennis derek diego dieter dimitri dirk
    dmitri dmitry dominic don donald douglas duncan ed eddie edgar eduardo edward edwin elias
    elijah emil emilio emmanuel enrique eric erik ernest ernst ethan eugene evan fabio felipe
    felix ferdinand fernando filip florian francesco francis francisco francois françois frank
    franz fred frederick friedrich gabriel gareth gary gavin geert geoffrey george georg georges
    gerald gerard gerhard gianni giorgio giovanni giuseppe glen glenn gordon graham greg gregory
    guido guillermo gunter günter günther gustav guy hamid hamza hans harold harry hassan heinz
    helmut hendrik henri henrik henry herbert herman hermann hiroshi horst howard hubert hugh
    hugo hussein ian ibrahim ignacio igor imran isaac isaiah ivan ivo jack jacob jacques jaime
    jakob jakub jamal james jamie jan janos jános jared jason javier jay jean-claude jeff
    jeffrey jens jeremy jerome jerry jerzy jesus jim jimmy joachim joaquin joe joel johan johann
    johannes john johnny jon jonas jonathan jordi jorge josef joseph josh joshua josé jose jozef
    juan julian julio jürgen jurgen justin kamal karel karl karim kaspar keith ken kenji kenneth
    kevin khalid klaus konrad konstantin krzysztof kurt kyle lars laurence laurent lawrence leo
    leon leonard leonardo leroy liam louis luca lucas luigi luis luiz lukas luke lutz magnus
    mahmoud malcolm manfred manuel marc marcel marcello marcelo marco marcos marcus marek mario
    mark markus martin massimo mateo matt matteo matthew matthias matthieu maurice mauricio max
    maximilian maxime michael michal michał michel miguel mikael mike mikhail milan miroslav
    mitch mohamed mohammad mohammed morgan moritz muhammad murray mustafa nathan nathaniel neil
    nelson nicholas nick nicola nicolas niels nigel nikolai nikolaj nikolas norbert norman olaf
    olav oleg oliver olivier omar oscar oskar osama otto owen pablo paolo pascal patrick paul
    paulo pavel pedro per pete peter petr philip philipp philippe phillip pierre piet pieter
    piotr rafael rafał rahul ralf ralph ramon randy raphael rashid raul ravi ray raymond
    reinhard rené rene ricardo richard rick rob robert roberto rodrigo roger roland rolf roman
    ron ronald rory ross roy rudolf rupert russell ryan salman sam samir samuel santiago scott
    sean sebastian serge sergei sergey sergio seth shane shaun simon stanislav stanley stefan
    stefano stephane stéphane stephen steve steven stuart sven takeshi tariq ted terrence terry
    thabo theo theodore thierry thomas thorsten tim timothy tobias todd tom tomas tomás tomasz
    tommy tony torsten travis trevor tyler ulrich umberto uwe vaclav václav valentin vasily
    victor viktor vincent vincenzo vitali vladimir volodymyr wade walter warren wayne werner
    wilhelm willem william willy wim wojciech wolfgang yann yasser yves yusuf zachary zoltan
    zoltán"""
)
FEMALE_NAMES = words(
    """abigail ada agnes ágnes agnieszka aisha alessandra alexandra alice alicia alina alison
    amanda amber amelia amina amy ana anastasia anette angela angelina anita anja ann anna anne
    anne-marie annette annie antonia astrid audrey barbara beata beatrice beatriz becky bella
    bernadette beth bettina betty birgit bonnie brenda bridget brigitte camilla camille carla
    carmen carol carole carolina caroline carolyn catalina catarina catherine cathy cecilia
    celia charlotte chiara chloe christiane christina christine claire clara claudia clémence
    colette constance cornelia corinne cristina cynthia daisy daniela danielle daphne deborah
    debra delia denise diana diane dolores dominika donna dora doris dorothea dorothy edith
    eileen elaine eleanor elena eleonora elise elisa elisabeth elizabeth ella ellen elsa emilia
    emily emma erica erika esther eva evelyn fatima federica felicity fiona flora florence
    frances francesca françoise frieda gabriela gabriele gabriella gemma georgina geraldine
    gertrud gillian gina giovanna gisela giulia gloria grace greta gudrun gwen hannah hanna
    harriet heather heidi heike helen helena helene hélène helga henrietta hilary hilda hillary
    ida ilse ines inga inge ingrid irena irene irina iris irma isabel isabella isabelle ivana
    jacqueline jana jane janet janice jasmine jeanne jennifer jenny jessica jill joan joanna
    joanne jocelyn johanna josefine josephine joyce juana judith judy julia juliana julie
    juliette june karen karin karina karolina katarina kate katerina katharina katherine
    kathleen kathryn kathy katie katja katrin katrina katy kirsten kirsty klara kristin kristina
    laila larissa laura lauren layla leah leila lena leonie leticia lidia lilian liliana lily
    linda lisa lise liv livia lola lorna louisa louise lucia lucie lucille lucy ludmila luisa
    lydia lynn madeleine magdalena maggie malgorzata małgorzata malala mandy manuela marcela
    margaret margarita margit margot marguerite maria maría mariana marianne marie marie-claire
    mariam marina marion marisa marjorie marlene marta martha martina martine mary maryam
    mathilde matilda maud maureen maya megan melanie melinda melissa mercedes meredith mia
    michelle mildred milena miriam mirjam molly mona monica monika monique muriel nadia nadine
    nancy naomi natalia natalie natasha nathalie nicole nina noemi nora noor odile olga olivia
    paola patricia patrizia paula paulina pauline penelope penny petra philippa pilar polly
    priscilla priti priya rachel raquel rebecca regina renata renate rita roberta rosa rosalind
    rosario rose rosemary rosie roxana ruth sabina sabine sabrina sadia salma sandra sara sarah
    shannon sharon sheila shirley sibylle sigrid silke silvia simone sinéad siobhan sofia sofie
    sonia sonja sophia sophie stella stephanie stéphanie sue susan susana susanna susanne
    suzanne svetlana sylvia sylvie tamara tania tanja tanya tara tatiana tatjana teresa tessa
    thelma theresa therese thérèse tina trudy ulrike ursula valentina valeria valerie vanessa
    vera verena veronica veronika véronique victoria viktoria viola violet virginia virginie
    vivian wanda wendy wilhelmina yasmin yolanda yulia yvette yvonne zainab zara zoe zoë zofia
    zuzana"""
)
EITHER_NAMES = words(
    """addison alex alexis andrea andy ariel ashley avery bailey blair casey charlie dana dominique
    francis gale jackie jaime jean jo jordan jun kai kelly kerry kim kit laurence lee leslie
    lesley lou mackenzie marian mel micah nikita pat quinn rene robin rowan sacha sasha shelby
    sidney skyler stacey sydney taylor tracy val yuki wei min xi li"""
)


def gender_of(name: str) -> str:
    """Return `m` or `f` where the first word of a name tells, else an empty text."""
    given = name.split(" ", 1)[0].casefold()
    if given in EITHER_NAMES:
        return ""
    return "m" if given in MALE_NAMES else "f" if given in FEMALE_NAMES else ""


def is_given(word: str) -> bool:
    """Tell whether a case-folded word is a common given name."""
    return word in MALE_NAMES or word in FEMALE_NAMES or word in EITHER_NAMES
