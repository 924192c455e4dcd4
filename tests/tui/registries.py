"""A library with people and tags, and the screens that show them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from reader.library import Library, speaker_registry, tag_changes
from reader.text.document import Range
from reader.tui.screens.command_screen import CommandScreen
from reader.tui.screens.registry_screen import RegistryScreen
from tests.tui.reading_app import MEDIUM, Reading, reading


def studied(library: Library) -> None:
    """Have four claims in two articles, of three people, with tags."""
    said = {"canal": ("Ada Brook", "Ada Brook", "the mayor"), "ferry": ("Captain Low",)}
    for title, speakers in said.items():
        session = library.session(library.find_article(title))
        for number, name in enumerate(speakers):
            mark = session.mark(Range(40 + 10 * number, 60 + 10 * number))
            session.set_speaker(mark, name)
            session.set_tags(mark, ["water/locks"] if number else ["water/locks", "money"])
    about = {"role": "lock keeper", "organisation": "Canal Trust", "aliases": "Mrs Brook; A. Brook"}
    ada = speaker_registry.find_speaker(library, "Ada Brook").id
    for name, value in about.items():
        speaker_registry.set_field(library, ada, name, value)
    nobody, changes = library.speakers.new("Ada Brook", role="poet")
    assert nobody
    library.history.change(changes)
    for path, name, value in (
        ("water/locks", "color", "blue"),
        ("water/locks", "hotkey", "1"),
        ("water/locks", "description", "Gates, keepers, and what they cost"),
        ("money", "color", "yellow"),
    ):
        tag_changes.set_field(library, path, name, value)
    library.flush()
    library.listing.reconcile()
    library.listing.read_contents()


@asynccontextmanager
async def registry(
    library: Library, article: str, screen: type[RegistryScreen], size: tuple[int, int] = MEDIUM
) -> AsyncIterator[tuple[Reading, Any]]:
    """Open a registry on a studied library; give the person and the screen."""
    studied(library)
    async with reading(library, article, size=size) as person:
        shown: Any = screen(person.screen.library, person.screen.keymap)
        answers: list[Any] = []
        shown.answers = answers
        await person.app.push_screen(shown, answers.append)
        await person.settle()
        yield person, shown


def rows_of(screen: CommandScreen[Any]) -> list[str]:
    """Return what the rows of a screen show."""
    rows = screen.rows
    return [rows.render_line(y).text.rstrip() for y in range(min(rows.size.height, len(rows.keys)))]


def top(person: Reading) -> Any:
    """Return the screen that is on top."""
    return person.app.screen
