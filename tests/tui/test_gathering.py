"""An article with hundreds of annotations: those in sight are there at once, the rest soon."""

from collections.abc import Iterator

import pytest

from reader.library import Library
from reader.text.document import Range
from tests.tui.reading_app import reading

_TEXT = "\n\n".join(
    f"The surveyor counted {number} boats on the canal, and wrote the number down at once."
    for number in range(1_000)
)
_EVERY = 4


@pytest.fixture
def again(library: Library) -> Iterator[Library]:
    """The library, opened anew, with a long article of which every fourth sentence is marked."""
    session = library.session(library.add(_TEXT.encode(), "boats.txt").article)
    with session.step("many"):
        for block in session.document.blocks[::_EVERY]:
            session.mark(Range(block.start, block.end - 1))
    library.close()
    with Library.open(library.places, library.config) as opened:
        yield opened


async def test_marks_near_the_place_are_shown_first_and_all_a_moment_later(
    again: Library,
) -> None:
    shown: list[int] = []
    async with reading(again) as person:
        screen = person.screen
        show = screen.showing.annotations

        def showing(some: object = None) -> None:
            show(some)  # type: ignore[arg-type]
            shown.append(len(screen.pane.marks.ordered))

        screen.showing.annotations = showing  # type: ignore[method-assign]
        screen.articles.open(again.find_article("boats"))
        await person.settle()
        everything = len(person.session.sightings)
        assert everything == 1_000 // _EVERY
        assert 0 < shown[0] < everything
        assert shown[1:] == [everything]


async def test_a_command_finds_all_annotations_however_early_it_comes(again: Library) -> None:
    async with reading(again) as person:
        article = again.find_article("boats")
        far = again.session(article).document.blocks[_EVERY * 200]
        person.screen.articles.open(article)
        last = person.screen.open_session.sightings_near(Range(far.start, far.end))[0]
        person.screen.go_to_annotation(last.id)
        assert person.screen.pane.current == last.id
