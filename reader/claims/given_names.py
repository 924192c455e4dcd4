"""Given names that are common in the news: a name of two words that begins with one is a person's.

Those in use for both sexes tell no gender. The lists are short: who is not in them is still known
by a role or by a verb of speech.
"""

from reader.text.wordlists import words

MALE_NAMES = words(
    """aaron abdul abdullah abraham adam adrian ahmad ahmed ahmet alan albert alberto alejandro
    aleksandr alessandro alexander alexandre alfred ali alistair allan allen alvaro alvin amir
    amos anders andreas andrei andrew andrey andrzej angelo anthony antoine anton antonio arjun
    arnold arthur arturo ashraf axel barack barry bart bashar ben benjamin bernard bernd bernie
    bill bjorn björn bob boris boyd brad bradley brendan brett brian bruce bruno bryan carl
    carlos cesar chad charles christian christoph christopher claudio clive colin connor craig
    dan daniel daniele darren dave david dean dennis derek diego dieter dimitri dirk dmitri
    dmitry dominic don donald douglas duncan ed eddie edgar eduardo edward edwin elias elijah
    emil emilio emmanuel emre enrique eric erik ernest ernst ethan eugene evan fabio felipe
    felix ferdinand fernando filip florian francesco francisco francois frank franz françois
    fred frederick friedrich gabriel gareth gary gavin geert geoffrey georg george georges
    gerald gerard gerhard gianni giorgio giovanni giuseppe glen glenn gordon graham greg gregory
    guido guillermo gunter gus gustav guy günter günther hamid hamza hans harold harry hassan
    heinz helmut hendrik henri henrik henry herbert herman hermann hiroshi horace horst howard
    hubert hugh hugo hussein ian ibrahim ignacio igor imran isaac isaiah ivan ivo jack jacob
    jacques jakob jakub jamal james janos jared jason javier jay jean-claude jeff jeffrey jens
    jeremy jerome jerry jerzy jesus jim jimmy joachim joaquin joe joel johan johann johannes
    john johnny jon jonas jonathan jordi jorge jose josef joseph josh joshua josé jozef juan
    julian julio jurgen juri justin jános jürgen kamal karel karim karl kaspar keith ken kenji
    kenneth kevin khalid klaus konrad konstantin krzysztof kurt kyle lars laurent lawrence leo
    leon leonard leonardo leroy liam louis luca lucas luigi luis luiz lukas luke lutz magnus
    mahmoud malcolm manfred manuel marc marcel marcello marcelo marco marcos marcus marek mario
    mark markus martin massimo mateo matt matteo matthew matthias matthieu maurice mauricio max
    maxime maximilian mehmet michael michal michał michel miguel mikael mike mikhail milan
    miroslav mitch mohamed mohammad mohammed moritz muhammad murray mustafa nathan nathaniel
    neil nelson nicholas nick nicolas niels nigel nikolai nikolaj nikolas norbert norman olaf
    olav oleg oliver olivier omar osama oscar oskar osvaldo otto owen pablo paolo pascal patrick
    paul paulo pavel pedro per percy pete peter petr philip philipp philippe phillip pierre piet
    pieter piotr rafael rafał rahul ralf ralph ramon randy raphael rashid raul ravi ray raymond
    reinhard rené ricardo richard rick rob robert roberto rodrigo roger roland rolf roman ron
    ronald rory ross roy rudolf rupert russell ryan salman samir samuel santiago scott sean
    sebastian serge sergei sergey sergio seth shane shaun simon stanislav stanley stefan stefano
    stephane stephen steve steven stuart stéphane sven takeshi tariq ted terrence terry thabo
    theo theodore thierry thomas thorsten tim timothy tobias todd tom tomas tomasz tommy tomás
    tony torsten travis trevor tyler ulrich umberto uwe vaclav valentin vasily victor viktor
    vincent vincenzo vitali vladimir volodymyr václav wade walter warren wayne werner wilhelm
    willem william willy wim wojciech wolfgang yann yasser yuri yusuf yves zachary zoltan zoltán"""
)
FEMALE_NAMES = words(
    """abigail ada agnes agnieszka aisha alessandra alexandra alice alicia alina alison amanda
    amber amelia amina amy ana anastasia anette angela angelina anita anja ann anna anne
    anne-marie annette annie antonia astrid audrey aylin ayse barbara beata beatrice beatriz
    becky bella bernadette beth bettina betty birgit bonnie brenda bridget brigitte camilla
    carla carmen carol carole carolina caroline carolyn catalina catarina catherine cathy
    cecilia celia charlotte chiara chloe christiane christina christine claire clara claudia
    clémence colette constance corinne cornelia cristina cynthia daisy daniela danielle daphne
    deborah debra delia denise diana diane dolores dominika donna dora doris dorothea dorothy
    edith eileen elaine eleanor elena eleonora elisa elisabeth elise elizabeth ella ellen elsa
    emilia emily emma erica erika esther eunice eva evelyn fatima fatma federica felicity fiona
    flora florence frances francesca françoise frieda gabriela gabriella gemma georgina
    geraldine gertrud gillian gina giovanna gisela giulia gloria grace greta gudrun gwen halina
    hanna hannah harriet heather heidi heike helen helena helene helga henrietta hilary hilda
    hillary hélène ida ilse ines inga ingrid irena irene irina iris irma isabel isabella
    isabelle ivana jacqueline jana jane janet janice jasmine jeanne jennifer jenny jessica jill
    joanna joanne jocelyn johanna josefine josephine joyce juana judith judy julia juliana julie
    juliette june karen karin karina karolina katarina kate katerina katharina katherine
    kathleen kathryn kathy katie katja katrin katrina katy kirsten kirsty klara kristin kristina
    laila larissa laura lauren layla leah leila lena leonie leticia lidia lilian liliana lily
    linda lisa lise liv livia lola lorna louisa louise lucia lucie lucille lucy ludmila luisa
    lydia lynn madeleine magdalena maggie malala malgorzata mandy manuela marcela margaret
    margarita margit margot marguerite maria mariam mariana marianne marie marie-claire marina
    marion marisa marjorie marlene marta martha martina martine mary maryam maría mathilde
    matilda maud maureen maya małgorzata megan melanie melinda melissa mercedes meredith mia
    michelle mildred milena miriam mirjam molly mona monica monika monique muriel nadia nadine
    nancy naomi natalia natalie natasha nathalie nicole nina noemi nora odile olga olivia paola
    patricia patrizia paula paulina pauline penelope penny petra philippa pilar polly priscilla
    priti priya rachel raquel rebecca regina renata renate rita roberta rosa rosalind rosario
    rose rosemary rosie roxana ruth sabina sabine sabrina sadia salma sandra sara sarah shannon
    sharon sheila shirley sibylle sigrid silke silvia sinéad siobhan sofia sofie sonia sonja
    sophia sophie stella stephanie stéphanie sue susan susana susanna susanne suzanne svetlana
    sylvia sylvie tamara tania tanja tanya tara tatiana tatjana teresa tessa thelma theresa
    therese thérèse tina trudy ulrike ursula valentina valeria valerie vanessa vera verena
    veronica veronika victoria viktoria viola violet virginia virginie vivian véronique wanda
    wendy wilhelmina yasmin yolanda yulia yvette yvonne zainab zara zoe zofia zoë zuzana ágnes"""
)
EITHER_NAMES = words(
    """addison alex alexis andrea andy ariel ashley avery bailey blair camille casey charlie chris
    claude dana dominique francis gabriele gale inge jackie jaime jamie jan jean jo joan jordan
    jun kai kelly kerry kim kit laurence lee lesley leslie li lou mackenzie marian mel micah min
    morgan nicola nikita noor pat quinn rene robin rowan sacha sam sasha shelby sidney simone
    skyler stacey sydney taylor tracy val wei xi yuki"""
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
