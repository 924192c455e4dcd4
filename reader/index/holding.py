"""What holds now of a speaker or a claim that an annotation names: each may have become another."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_CLAIM = """
    SELECT held.id, held.status, held.verdict
    FROM claims AS own JOIN claims AS held ON held.id = own.current WHERE own.id = ?
"""


def speaker_held(connection: "sqlite3.Connection", speaker: str) -> str:
    """Return the id of the speaker that one became, empty if there is none."""
    statement = "SELECT current FROM speakers WHERE id = ?"
    found = connection.execute(statement, (speaker,)).fetchone() if speaker else None
    return str(found[0]) if found else ""


def claim_held(connection: "sqlite3.Connection", claim: str) -> tuple[str, str, str]:
    """Return the id, the status and the verdict of the claim that one became, empty if none."""
    return (connection.execute(_CLAIM, (claim,)).fetchone() if claim else None) or ("", "", "")
