"""The lines that pages carry around their articles, in the main European languages."""

import re

_LONGEST_PAGE_LINE = 300
_LONGEST_DISCLAIMER = 800

_EXACT_LISTED = (
    "sharing is caring | share | share this | share this article | share this post | "
    "share this story | share article | tweet this | print this | email this | "
    "print this page | like this | like loading | loading | related | related posts | "
    "related articles | related stories | related content | read also | also read | "
    "you may also like | you might also like | more from this author | recommended for you | "
    "advertisement | advertisements | sponsored | leave a reply | leave a comment | "
    "leave a response | post a comment | add a comment | join the conversation | comments | "
    "comment | no comments | no comments yet | cancel reply | comments are closed | reply | "
    "newsletter | subscribe | subscribe now | sign up | log in | login | sign in | "
    "skip to content | skip to main content | toggle navigation | menu | back to top | "
    "accept cookies | accept all cookies | support us | donate | follow us | teilen | "
    "artikel teilen | beitrag teilen | drucken | artikel drucken | seite drucken | "
    "schreibe einen kommentar | kommentar schreiben | kommentar hinterlassen | kommentare | "
    "kommentieren | das könnte dich auch interessieren | das könnte sie auch interessieren | "
    "mehr zum thema | ähnliche beiträge | ähnliche artikel | werbung | anzeige | "
    "zum inhalt springen | springe zum inhalt | nach oben | antworten | antwort abbrechen | "
    "partager | partager cet article | partagez | laisser un commentaire | commentaires | "
    "commenter | publicité | à lire aussi | lire aussi | imprimer | aller au contenu | "
    "articles similaires | s'abonner | compartir | comparte esto | compártelo | "
    "compartir esta noticia | deja un comentario | deja una respuesta | comentarios | "
    "publicidad | lee también | imprimir | suscríbete | saltar al contenido | relacionado | "
    "entradas relacionadas | condividi | condividi questo articolo | lascia un commento | "
    "commenti | pubblicità | stampa | leggi anche | compartilhar | compartilhe | "
    "deixe um comentário | comentários | leia também | delen | reageer | "
    "laat een reactie achter | reacties | dela | kommentera | kommentarer | поделиться | "
    "комментарии | оставить комментарий | читайте также | реклама"
)
_EXACT = frozenset(_EXACT_LISTED.split(" | "))
_NETWORKS = (
    r"(?:share|tweet|print|e-?mail|facebook|twitter|x|bluesky|mastodon|linkedin|whatsapp|pinterest"
    r"|reddit|telegram|tumblr|pocket|instagram|flipboard|copy link|more|\d++)"
)
_PATTERNS = re.compile(
    rf"{_NETWORKS}(?:[\s|,·•]*{_NETWORKS})+"
    r"|(?:click to )?(?:share|tweet|pin|e-?mail|print)(?: this)?(?: (?:article|post|story|page))?"
    r" (?:on|via|to|with|by) [\w ]{1,40}(?:\(opens in new window\))?"
    r"|\d{1,5} (?:comments?|responses?|replies|shares|kommentare?|commentaires?|comentarios?)"
    r"|(?:\d+ )?thoughts? on [“\"].*"
    r"|(?:sign up|subscribe) (?:for|to) (?:our|the|my)\b.{0,120}"
    r"\b(?:newsletters?|updates?|mailing list)\b.{0,40}"
    r"|follow (?:us|me|him|her|them) on [\w ,]{1,60}"
    r"|.{0,40}\buses? cookies\b.*"
    r"|(?:your e-?mail address will not be published|deine e-mail-adresse wird nicht veröffentlicht"
    r"|votre adresse e-mail ne sera pas publiée"
    r"|tu dirección de correo electrónico no será publicada).*"
    r"|(?:©|\(c\)|copyright\b).{0,160}|.{0,120}\ball rights reserved\b.{0,40}",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"disclaimer\b.*"
    r"|(?:the |any |all )?(?:views?|opinions?|ideas|thoughts|statements)"
    r"(?:(?:,| and| or|/| &) ?(?:views?|opinions?|thoughts|statements|facts))*"
    r" (?:and [\w ]{3,20} )?(?:expressed|presented|stated|contained)\b.*"
    r"|.{0,80}\bdo(?:es)? not necessarily (?:reflect|represent)\b.*"
    r"|die (?:hier|in diesem (?:artikel|beitrag|text)) (?:geäußerten|vertretenen|dargestellten)\b.*"
    r"|les (?:opinions|points de vue) exprimée?s\b.*"
    r"|las opiniones (?:expresadas|vertidas)\b.*"
    r"|le opinioni espresse\b.*|as opiniões expressas\b.*",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT_DATES_LISTED = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs "
    "fri sat sun published posted updated last modified first on at date dated est edt cst "
    "cdt mst mdt pst pdt gmt utc bst cet cest am pm a m p h uhr min read minutes minute "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag veröffentlicht "
    "aktualisiert vom stand datum den erschienen lundi mardi mercredi jeudi vendredi samedi "
    "dimanche publié mis à jour le lunes martes miércoles jueves viernes sábado domingo "
    "publicado actualizado el fecha de lunedì martedì mercoledì giovedì venerdì sabato "
    "domenica pubblicato aggiornato il segunda terça quarta quinta sexta feira atualizado em "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gepubliceerd op понедельник "
    "вторник среда четверг пятница суббота воскресенье опубликовано г"
)
_ABOUT_DATES = frozenset(_ABOUT_DATES_LISTED.split())
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_WORDS = re.compile(r"[^\W\d_]+")


def is_page_line(line: str) -> bool:
    """Tell whether a line invites to share, reply, subscribe or the like, and says nothing else."""
    if len(line) > _LONGEST_PAGE_LINE:
        return False
    bare = " ".join(_EDGES.sub("", line).replace("’", "'").casefold().split())
    return bare in _EXACT or _PATTERNS.fullmatch(line.strip()) is not None


def is_disclaimer(line: str) -> bool:
    """Tell whether a block says whose opinions the page holds."""
    return len(line) <= _LONGEST_DISCLAIMER and _DISCLAIMER.fullmatch(line) is not None


def is_about_date(rest: str) -> bool:
    """Tell whether what stands around a date only dates the page: weekdays, times, "updated"."""
    return all(word.casefold() in _ABOUT_DATES for word in _WORDS.findall(rest))
