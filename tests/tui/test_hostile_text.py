"""Whatever a text, a name or a tag holds is shown as harmless, complete text."""

import pytest

from reader.library import Library
from tests.records import set_about
from tests.tui.reading_app import Reading, reading

HOSTILE = [
    "[bold]loud[/bold]",
    "[sic]",
    "[/foo]",
    "[@click=app.quit]press me[/]",
    "red \x1b[31malert\x1b[0m and \x1b]52;c;aGk=\x07 gone",
    "left \u202eright\u202c again",
]


def painted(person: Reading) -> str:
    """Everything on the screen, as text."""
    strips = person.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_titles_names_tags_notes_and_toasts_are_shown_as_they_are(
    library: Library, hostile: str
) -> None:
    source = f"{hostile} speaks\n\nThe words {hostile} stand in a sentence here.\n"
    article = library.add(source.encode(), "hostile.txt").article
    session = library.session(article)
    set_about(library, article, "title", f"{hostile} speaks")
    set_about(library, article, "site", hostile)
    async with reading(library, article, size=(200, 50)) as person:
        await person.press("c")
        (claim,) = person.annotations
        session.set_speaker(claim.id, f"{hostile} Brook")
        session.set_tags(claim.id, [f"x {hostile}"])
        session.set_note(claim.id, f"{hostile} noted")
        person.screen.say(f"{hostile} said")
        await person.press("y")
        await person.pilot.pause(0.1)
        screen = painted(person)
        assert "\x1b" not in screen
        assert "\u202e" not in screen
        assert "\x07" not in screen
        shown = hostile.split()[0] if hostile.isprintable() else "again"
        if hostile.isprintable():
            assert screen.count(shown) >= 5
        assert person.app.is_running
