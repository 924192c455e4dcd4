"""How dates, counts and places are written in the interface."""

from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def written_date(published: str, today: date | None = None) -> str:
    """Return an ISO 8601 date as `2 Aug`, with the year unless it is the present one.

    What is no ISO date is returned as it is.
    """
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    year = "" if day.year == (today or date.today()).year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return `1 claim`, `2,000 claims`; `many` where an s is not enough."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def quoted(text: str, limit: int = 40) -> str:
    """Return the words in quotation marks, on one line of at most `limit` cells."""
    from reader.text.canonical import clean_line

    return f"“{clean_line(text, limit)}”"


def said_by(name: str, *, suggested: bool) -> str:
    """Return the name of a speaker, with a sign if only a rule suggested it; empty for nobody."""
    from reader.tui.signs import SUGGESTED_SIGN

    return f"{name} {SUGGESTED_SIGN}" if name and suggested else name


def evidence_words(supports: int, refutes: int, context: int) -> str:
    """Return how much evidence there is: `+2 −1`, `2 context`; empty for none."""
    signed = [f"+{supports}"] if supports else []
    signed += [f"−{refutes}"] if refutes else []
    return " ".join(signed) or (f"{context} context" if context else "")


def short_date(time: str, today: date | None = None) -> str:
    """Return an ISO 8601 date or time as `2 Aug`, or as `Aug 2019` unless it is this year's."""
    written = written_date(time, today)
    return written.partition(" ")[2] if written.count(" ") > 1 else written
