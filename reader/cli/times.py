"""Times as a person reads them on the command line."""

from datetime import datetime


def shown_time(moment: str) -> str:
    """Return an ISO 8601 time in the local time zone, to the second; what is none as it is."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return moment
