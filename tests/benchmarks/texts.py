"""The texts that the reading pane is measured on, in a library of their own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.generated import prose, short_lines, write_article, write_library
from tests.benchmarks.raw_terminal import reader
from tests.benchmarks.scratch import scratch

FIRST = "Wolverine"
"""The first word of each text, and in it no second time."""

THEME_KEY = "\x1b[19~"
"""F8, which the settings of the run bind to the next theme."""

SMALL, BIG = "30 KB, 50 marks", "3 MB, 5,000 marks"
_LONG_AGO = 1_750_000_000
"""A time in seconds."""

_SETTINGS = '[keys]\ntheme = "f8"\n'


@dataclass(frozen=True, slots=True)
class Texts:
    """What was written for one run.

    Attributes:
        articles: Ids by what the report calls each text.
        emoji: The id of the text of 3 MB with a character above U+FFFF.
        plain: The text of 3 MB as a file.
        environment: The variables under which the reader keeps to the run's own folder.
    """

    library: Path
    articles: dict[str, str]
    emoji: str
    plain: Path
    environment: dict[str, str]

    def command(self, at: str) -> tuple[str, ...]:
        """Return the command that opens a text."""
        return self.opening(self.articles[at])

    def opening(self, article: str) -> tuple[str, ...]:
        """Return the command that opens an article."""
        return reader("--library", str(self.library), article)


@contextmanager
def texts() -> Iterator[Texts]:
    """Write the texts; they are gone afterwards."""
    long = f"{FIRST} {prose(3_000_000)}"
    with scratch() as (folder, environment):
        library = folder / "library"
        write_library(library, 1, 0)
        settings = folder / "config.toml"
        settings.write_text(_SETTINGS, encoding="utf-8")
        plain = folder / "plain.txt"
        plain.write_text(long, encoding="utf-8")
        lines = f"{FIRST} {short_lines(100_000)}"
        overlapping = write_article(library, "Overlapping", long, 5_000, longest=20_000)
        articles = {
            SMALL: write_article(library, "Small", f"{FIRST} {prose(30_000)}", 50),
            BIG: write_article(library, "Big", long, 5_000),
            "3 MB, 5,000 overlapping marks": overlapping,
            "3 MB in one paragraph": write_article(
                library, "Paragraph", long.replace("\n\n", " "), 50
            ),
            "100,000 short lines": write_article(library, "Lines", lines, 50),
            "10 MB": write_article(library, "Largest", f"{FIRST} {prose(10_000_000)}", 50),
        }
        emoji = write_article(library, "Emoji", f"{long} \U0001f600", 5_000)
        # The index is there, as at every start but the first; files that were written just before
        # would be looked at twice.
        for path in library.rglob("*.json"):
            os.utime(path, (_LONG_AGO, _LONG_AGO))
        search = reader("--library", str(library), "search", "whatever")
        subprocess.run(search, env={**os.environ, **environment}, check=True, capture_output=True)
        environment["READER_CONFIG"] = str(settings)
        yield Texts(library, articles, emoji, plain, environment)
