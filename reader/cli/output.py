"""Words for the terminal, all of them cleaned."""

import json
import sys
from typing import Any

import click

from reader.text.canonical import clean, clean_line


def say(*columns: str) -> None:
    """Print one line of results; the padding of a column stays."""
    shown = (clean_line(column).ljust(len(column)) for column in columns)
    click.echo("  ".join(shown).rstrip())


def say_text(text: str) -> None:
    """Print results of several lines, as they are but for what acts on a terminal."""
    click.echo(clean(text), nl=False)


def complain(sentence: str) -> None:
    """Print a sentence on standard error, each of its lines cleaned."""
    lines = sentence.split("\n")
    click.echo("\n".join([f"reader: {clean_line(lines[0])}", *map(clean, lines[1:])]), err=True)


def say_json(value: Any) -> None:
    """Print JSON; everything but ASCII is escaped, so that nothing in it acts on a terminal."""
    click.echo(json.dumps(value, indent=2, sort_keys=True))


def examples(*lines: str) -> str:
    """Return the end of a help text: these commands, each on a line of its own."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def is_terminal() -> bool:
    """Tell whether results go to a terminal."""
    return sys.stdout.isatty()
