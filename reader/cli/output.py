"""Words for the terminal, all of them cleaned."""

import sys
from typing import Any

from reader.text.canonical import clean, clean_line


def say(*columns: str) -> None:
    """Print one line of results; the padding of a column stays, on either side."""
    sys.stdout.write("  ".join(map(_column, columns)).rstrip() + "\n")


def say_text(text: str) -> None:
    """Print results of several lines, as they are but for what acts on a terminal."""
    sys.stdout.write(clean(text))


def complain(sentence: str) -> None:
    """Print a sentence on standard error, each of its lines cleaned."""
    lines = sentence.split("\n")
    said = [f"reader: {clean_line(lines[0])}", *map(clean, lines[1:])]
    sys.stderr.write("\n".join(said) + "\n")


def say_json(value: Any) -> None:
    """Print JSON; everything but ASCII is escaped, so that nothing in it acts on a terminal."""
    import json

    sys.stdout.write(json.dumps(value, indent=2, sort_keys=True) + "\n")


def examples(*lines: str) -> str:
    """Return the end of a help text: these commands, each on a line of its own."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def is_terminal() -> bool:
    """Tell whether results go to a terminal."""
    return sys.stdout.isatty()


def _column(text: str) -> str:
    before = len(text) - len(text.lstrip(" "))
    return (" " * before + clean_line(text)).ljust(len(text))
