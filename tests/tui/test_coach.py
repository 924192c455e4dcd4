"""The first start: four steps to a claim that can be cited."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.config import Config
from reader.library import Library
from reader.paths import Places
from reader.tui.widgets.coach import Step
from tests.tui.reading_app import Reading, reading


@pytest.fixture
def seeded(places: Places, tmp_path: Path) -> Iterator[Library]:
    """A library as a newcomer finds it."""
    config = Config(name="tester", export_folder=str(tmp_path / "notes"))
    with Library.open(places, config) as opened:
        opened.seed_samples()
        yield opened


def step(person: Reading) -> Step | None:
    """The step the coach asks for."""
    return person.screen.coach.step


async def test_the_coach_leads_from_a_claim_to_an_export(seeded: Library, tmp_path: Path) -> None:
    async with reading(seeded) as person:
        assert person.session.article.sample
        assert step(person) is Step.CLAIM
        await person.press("c")
        assert step(person) is Step.SPEAKER
        await person.press("s")
        await person.type("The envoy")
        await person.press("enter")
        assert step(person) is Step.NOTE
        await person.press("a", "w", "h", "y", "escape")
        assert step(person) is Step.EXPORT
        await person.press("W", "enter")
        assert step(person) is None
        (written,) = (tmp_path / "notes").iterdir()
        assert "why" in written.read_text()
        await person.press("q")
    async with reading(seeded) as person:
        assert step(person) is None


async def test_the_focus_is_on_words_that_somebody_says(seeded: Library) -> None:
    async with reading(seeded) as person:
        name = person.session.suggestion(person.screen.pane.focus_range).name
        assert name
        await person.until(lambda: f"said by {name} ?" in person.screen.card.render().plain)


async def test_the_coach_goes_on_where_it_was(seeded: Library) -> None:
    async with reading(seeded) as person:
        await person.press("c", "ctrl+q")
    async with reading(seeded) as person:
        assert person.screen.coach.step is Step.SPEAKER


async def test_escape_ends_the_coach_for_good(seeded: Library) -> None:
    async with reading(seeded) as person:
        for _ in range(3):
            await person.press("escape")
        assert person.screen.coach.step is None
        await person.press("q")
    async with reading(seeded) as person:
        assert person.screen.coach.step is None


async def test_a_file_that_was_asked_for_opens_without_a_coach(
    library: Library, ferry: str
) -> None:
    async with reading(library, ferry) as person:
        assert person.screen.coach.step is None


async def test_the_samples_are_removed_by_one_command_and_come_back_by_undo(
    seeded: Library,
) -> None:
    async with reading(seeded) as person:
        await person.press("colon")
        await person.type("remove the sample")
        await person.press("enter")
        assert not len(person.screen.list.listing)
        await person.press("u")
        assert len(person.screen.list.listing) > 5
