"""A changed text is taken in, and what was not surely found in it is reviewed."""

from pathlib import Path

from reader.library import Library
from reader.library.refreshing import refresh
from reader.model.anchor import AnchorState
from reader.text.document import Range
from reader.tui.screens.dialogs.review_dialog import ReviewDialog
from tests.tui.conftest import CANAL
from tests.tui.reading_app import Reading, reading

NUMBER = "Boats paid 4,000 crowns in tolls last year."
GONE = "He gave no figures."
CHANGED = CANAL.replace("4,000", "5,000").replace(GONE, "").replace("on Monday", "on Monday night")


def annotate(library: Library, article: str, *quotations: str) -> list[str]:
    session = library.session(article)
    made = []
    for words in quotations:
        start = session.document.text.index(words)
        made.append(session.mark(Range(start, start + len(words))))
    return made


def state(person: Reading, annotation: str) -> AnchorState:
    anchor = person.session.annotation(annotation).anchor_in(person.session.text)
    assert anchor is not None
    return anchor.state


async def open_review(person: Reading) -> ReviewDialog:
    await person.press("colon")
    await person.type("review")
    await person.press("enter")
    await person.settle()
    dialog = person.app.screen
    assert isinstance(dialog, ReviewDialog)
    return dialog


async def test_a_changed_file_is_read_where_the_reader_was(
    library: Library, canal: str, tmp_path: Path
) -> None:
    annotate(library, canal, NUMBER, GONE)
    changed = tmp_path / "changed.txt"
    changed.write_text(CHANGED)
    async with reading(library, canal) as person:
        await person.press("full_stop", "full_stop", "full_stop")
        assert person.focus == NUMBER
        former = person.session.text
        await person.screen.reviewing.refresh()
        await person.type(str(changed))
        await person.press("enter")
        await person.settle()
        assert person.session.text != former
        assert "5,000" in person.screen.pane.document.text
        assert person.focus.startswith("Boats paid 5,000")
        assert any(
            "1 annotation" not in toast and "2 to review" in toast for toast in person.toasts
        )


async def test_the_review_confirms_one_and_keeps_the_other_without_a_place(
    library: Library, canal: str
) -> None:
    number, gone = annotate(library, canal, NUMBER, GONE)
    refresh(library, canal, CHANGED.encode(), "canal.txt")
    async with reading(library, canal) as person:
        dialog = await open_review(person)
        assert "2 annotations" in dialog._title
        await person.press("enter")
        await person.settle()
        assert state(person, number) is AnchorState.EXACT
        await person.press("o")
        await person.settle()
        assert person.app.screen is person.screen
        kept = person.session.annotation(gone).anchor_in(person.session.text)
        assert kept is not None
        assert kept.kept
        assert person.session.quotation(person.session.annotation(gone)) == GONE
        assert any("reviewed" in toast for toast in person.toasts)
        await person.press("u", "u")
        assert state(person, number) is AnchorState.SUSPECT


async def test_other_words_are_selected_for_one_whose_words_are_gone(
    library: Library, canal: str
) -> None:
    (gone,) = annotate(library, canal, GONE)
    refresh(library, canal, CHANGED.encode(), "canal.txt")
    async with reading(library, canal) as person:
        await open_review(person)
        await person.press("r")
        await person.settle()
        assert person.screen.pane.selection is not None
        await person.press("enter")
        await person.settle()
        assert state(person, gone) is AnchorState.EXACT
        assert person.session.range_of(person.session.annotation(gone)) is not None
        assert person.app.screen is person.screen


async def test_an_article_without_doubts_says_so(library: Library, canal: str) -> None:
    annotate(library, canal, NUMBER)
    async with reading(library, canal) as person:
        await person.screen.reviewing.review()
        await person.settle()
        assert any("in its place" in toast for toast in person.toasts)


async def test_undo_of_a_new_version_shows_the_former_text(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        refresh(library, canal, CHANGED.encode(), "canal.txt")
        await person.settle()
        assert "5,000" in person.screen.pane.document.text
        await person.press("u")
        await person.settle()
        assert "4,000" in person.screen.pane.document.text
