"""Rows with words in them: put in together with what finds the words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader.index.folding import words_in
from reader.index.schema import SEARCHED

if TYPE_CHECKING:
    import sqlite3


def insert(
    connection: "sqlite3.Connection",
    table: str,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Put new rows into one of the tables that are searched.

    Args:
        connection: What is written with.
        table: A key of `schema.SEARCHED`.
        columns: Those that are given, `number` first.
        rows: A value for each of them.
    """
    searched = SEARCHED[table]
    places = [columns.index(column) for column in searched]
    insert_rows(connection, table, columns, rows)
    words = [(row[0], *[words_in(row[place]) for place in places]) for row in rows]
    insert_rows(connection, f"{table}_words", ("rowid", *searched), words)


def insert_rows(
    connection: "sqlite3.Connection",
    table: str,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Put new rows into any table."""
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)


def change(
    connection: "sqlite3.Connection", table: str, columns: Sequence[str], row: tuple[Any, ...]
) -> None:
    """Make a row of any table what it is now; where it is searched, a trigger sees to its words."""
    names = ", ".join(f'"{column}"' for column in columns[1:])
    places = ", ".join("?" * len(columns[1:]))
    statement = f"UPDATE {table} SET ({names}) = ({places}) WHERE number = ?"
    connection.execute(statement, (*row[1:], row[0]))


def put(
    connection: "sqlite3.Connection", table: str, columns: Sequence[str], row: tuple[Any, ...]
) -> None:
    """Put a row in, or make the one with its number like it."""
    there = connection.execute(f"SELECT 1 FROM {table} WHERE number = ?", row[:1]).fetchone()
    if there is None:
        insert(connection, table, columns, [row])
    else:
        change(connection, table, columns, row)
