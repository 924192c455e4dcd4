"""Dates as pages print them, in the main European languages and in digits."""

import re
from datetime import date

_MONTHS_BY_LANGUAGE = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber mrz apr mai jun jul aug sept okt nov dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago set oct nov dic",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago sett ott nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
)
_MONTHS = {
    name: number
    for language in _MONTHS_BY_LANGUAGE
    for number, name in enumerate(language.split(), start=1)
}
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<numeral>\d\d)-(?P<day>\d\d)",
        rf"\b{_YEAR}[/.](?P<numeral>\d\d?)[/.](?P<day>\d\d?)\b",
        rf"{_YEAR} ?[年년] ?(?P<numeral>\d\d?) ?[月월] ?(?P<day>\d\d?) ?[日일]",
        rf"\b{_DAY} (?:de |of )?{_MONTH},? (?:de |del )?{_YEAR}\b",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b(?P<day>\d\d?)\.\s?(?P<numeral>\d\d?)\.\s?{_YEAR}\b",
        r"\b(?P<day>1[3-9]|2\d|3[01])/(?P<numeral>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<numeral>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)\b",
        r"(?P<year>(?:19|20)\d\d)(?P<numeral>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?:T\d|$)",
    )
)


def find_date(text: str) -> tuple[str, int, int] | None:
    """Return the first date in `text` as ISO 8601 and where it stands, or None.

    A date in digits whose day and month cannot be told apart (`3/4/2020`) is no date.
    """
    found: tuple[str, int, int] | None = None
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            written = _iso(match.groupdict())
            if written and (found is None or match.start() < found[1]):
                found = (written, match.start(), match.end())
            if written:
                break
    return found


def parse_date(text: str) -> str:
    """Return the first date in `text` as ISO 8601, or an empty string."""
    found = find_date(text)
    return found[0] if found else ""


def _iso(parts: dict[str, str | None]) -> str:
    month = parts.get("numeral") or _MONTHS.get((parts.get("month") or "").lower(), 0)
    try:
        return date(int(parts["year"] or 0), int(month), int(parts["day"] or 0)).isoformat()
    except ValueError:
        return ""
