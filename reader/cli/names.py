"""The names of the commands."""

COMMANDS = {
    "open": "opening",
    "add": "adding",
    "list": "listing",
    "show": "showing",
    "annotate": "annotating",
    "notes": "notes",
    "claims": "claims",
    "stats": "stats",
    "report": "report",
    "search": "searching",
    "queries": "queries",
    "export": "exporting",
    "refresh": "refreshing",
    "doctor": "doctor",
    "library": "library",
    "trash": "trash",
    "history": "history",
    "backup": "backing_up",
    "claim": "claiming",
    "evidence": "finding",
    "speakers": "speaking",
    "tags": "tagging",
    "path": "listing",
}
"""The module of each command by its name, in the order help shows them."""
