"""Links: chosen by letters, shown before they are opened, never opened by surprise."""

import pytest
from textual.geometry import Offset

from reader.library import Library
from reader.text.addresses import destination
from reader.tui import browser
from reader.tui.hint_labels import LETTERS, hint_labels
from reader.tui.widgets.link_bar import _fitted
from tests.records import set_about
from tests.tui.reading_app import Reading, reading

LINKED = (
    """\
# On canals

The [council](https://council.example/minutes?id=4) met, and
[bank.example](https://evil.example/login) paid. See [the results](#the-results) below, or
[pages](page.html).

"""
    + "\n\n".join(f"Paragraph {number} has no link in it." for number in range(1, 60))
    + """

## The results

They were mixed, said the [mayor](mailto:mayor@council.example).
"""
)


@pytest.fixture
def linked(library: Library) -> str:
    library.add(LINKED.encode(), "linked.md")
    article = library.find_article("On canals")
    set_about(library, article, "url", "https://news.example/2019/canals")
    library.flush()
    return article


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses the browser was asked for; it opens those with `council` in them."""
    addresses: list[str] = []

    def open_in_browser(address: str) -> bool:
        addresses.append(address)
        return "council" in address

    monkeypatch.setattr(browser, "open_in_browser", open_in_browser)
    return addresses


def rows(person: Reading) -> list[str]:
    pane = person.screen.pane
    return [pane.render_line(y).text for y in range(pane.size.height)]


def shown(person: Reading) -> str:
    """Return what the bar shows."""
    return str(person.screen.link_bar.render())


def place(person: Reading, words: str) -> Offset:
    pane = person.screen.pane
    row, cell = pane.layout_rows.cell_of(person.session.document.text.index(words))
    return Offset(pane.column.left + cell, row - pane.top_row)


def test_labels_are_of_the_home_row_short_and_none_begins_another() -> None:
    for count in (0, 1, 9, 10, 40, 200):
        labels = hint_labels(count)
        assert len(set(labels)) == count
        assert set("".join(labels)) <= set(LETTERS)
        assert not any(a != b and b.startswith(a) for a in labels for b in labels)
    assert {len(label) for label in hint_labels(9)} == {1}
    assert {len(label) for label in hint_labels(40)} == {1, 2}


async def test_letters_stand_on_the_links_in_view_and_choose_one(
    library: Library, linked: str, asked: list[str]
) -> None:
    async with reading(library, linked) as person:
        await person.press("f")
        painted = "".join(rows(person))
        for word in ("founcil", "jank.example", "dhe results", "kages"):
            assert word in painted
        await person.press("f")
        assert "founcil" not in "".join(rows(person))
        assert "https://council.example/minutes?id=4" in shown(person)
        assert "Enter open in the browser" in person.offers
        assert asked == []
        await person.press("enter")
        assert asked == ["https://council.example/minutes?id=4"]
        assert not person.screen.link_bar.is_open
        assert person.toasts[-1] == "Opened in the browser."


async def test_where_a_link_leads_is_said_when_its_words_say_otherwise(
    library: Library, linked: str
) -> None:
    async with reading(library, linked) as person:
        await person.press("f", "j")
        assert "evil.example" in shown(person)
        assert "The words say bank.example" in shown(person)


async def test_without_a_browser_the_address_can_be_copied(
    library: Library, linked: str, asked: list[str]
) -> None:
    async with reading(library, linked) as person:
        await person.press("f", "j", "enter")
        assert asked == ["https://evil.example/login"]
        assert "No browser could be opened here; y copies the address." in shown(person)
        await person.press("y")
        assert person.app.clipboard == "https://evil.example/login"
        assert not person.screen.link_bar.is_open


async def test_an_e_mail_address_is_said_to_be_one(
    library: Library, linked: str, asked: list[str]
) -> None:
    async with reading(library, linked) as person:
        await person.press("G", "f", "f")
        assert "mailto:mayor@council.example" in shown(person)
        assert "An e-mail address." in shown(person)
        assert "Enter write to it" in person.offers
        assert "browser" not in person.offers
        await person.press("enter")
        assert asked == ["mailto:mayor@council.example"]
        assert person.toasts[-1] == "Opened in the mail program."
        await person.press("f", "f", "y")
        assert person.app.clipboard == "mayor@council.example"


async def test_what_cannot_be_opened_is_said_to_be_so_and_copied(
    library: Library, asked: list[str]
) -> None:
    text = "# Beside\n\nSee [pages](page.html).\n"
    article = library.add(text.encode(), "beside.md").article
    async with reading(library, article) as person:
        await person.press("f", "f")
        assert "Relative to the page, whose address is not known." in shown(person)
        assert "Enter copy" in person.offers
        assert "y copy" not in person.offers
        assert "browser" not in person.offers
        await person.press("enter")
        assert person.app.clipboard == "page.html"
        assert not person.screen.link_bar.is_open
        assert asked == []


async def test_a_link_to_a_heading_goes_there_and_back(library: Library, linked: str) -> None:
    async with reading(library, linked) as person:
        before = person.screen.pane.top_row
        await person.press("f", "d")
        assert person.focus == "The results"
        assert person.screen.pane.top_row > before
        await person.press("ctrl+o")
        assert person.screen.pane.top_row == before


async def test_an_address_beside_the_article_is_completed_by_the_article_s_own(
    library: Library, linked: str
) -> None:
    async with reading(library, linked) as person:
        await person.press("f", "k")
        assert "https://news.example/2019/page.html" in shown(person)


async def test_a_wrong_letter_or_escape_ends_it_and_backspace_takes_one_back(
    library: Library, linked: str
) -> None:
    many = " ".join(f"[w{number}](https://x.example/{number})" for number in range(20))
    library.add(f"# Many\n\n{many}\n".encode(), "many.md")
    async with reading(library, library.find_article("Many")) as person:
        target = person.screen.pane.target
        for wrong in ("z", "escape"):
            await person.press("f")
            assert "Esc let go" in person.offers
            await person.press(wrong)
            assert not person.screen.following.typed
            assert person.screen.following.where is None
        assert person.annotations == ()
        await person.press("f", "f")
        assert person.screen.following.typed.startswith("f")
        await person.press("backspace")
        assert person.screen.following.typed == ""
        await person.press("f", "j")
        assert person.screen.link_bar.is_open
        await person.press("escape")
        assert person.screen.link_bar.leads is None
        assert person.screen.pane.target == target


async def test_a_click_on_a_link_only_puts_the_caret_there(
    library: Library, linked: str, asked: list[str]
) -> None:
    async with reading(library, linked) as person:
        await person.pilot.click("#text", offset=place(person, "council"))
        await person.settle()
        assert not person.screen.link_bar.is_open
        assert person.screen.pane.caret == person.session.document.text.index("council")
        assert "% link or note" in person.offers
        await person.press("%")
        assert "council.example" in shown(person)
        await person.press("c")
        assert not person.screen.link_bar.is_open
        assert len(person.annotations) == 1
        assert asked == []


async def test_enter_follows_the_link_at_the_caret_where_nothing_is_marked(
    library: Library, linked: str
) -> None:
    async with reading(library, linked) as person:
        await person.pilot.click("#text", offset=place(person, "council"))
        await person.press("enter")
        assert "council.example" in shown(person)


async def test_what_is_moved_away_from_is_let_go(library: Library, linked: str) -> None:
    async with reading(library, linked) as person:
        await person.press("f", "ctrl+e")
        assert person.screen.following.where is None
        await person.press("f", "f", "j")
        assert not person.screen.link_bar.is_open
        assert person.screen.pane.attention.caret_shown
        await person.press("G", "f")
        await person.pilot.resize_terminal(80, 24)
        await person.settle()
        assert person.screen.following.where is None


async def test_where_no_link_is_that_is_said(library: Library, canal: str) -> None:
    async with reading(library, canal) as person:
        await person.press("f")
        assert person.toasts[-1] == "No link is in view."
        await person.press("%")
        assert person.toasts[-1] == "No link or footnote is here."


@pytest.mark.parametrize("room", [8, 20, 40, 200])
def test_the_end_of_a_host_is_never_cut_away(room: int) -> None:
    for address in (
        "https://a.example/" + "x" * 300,
        "https://" + "user" * 30 + "@b.example/",
        "https://" + "a." * 60 + "c.example/",
    ):
        leads = destination(address)
        before, host, after = _fitted(leads, room)
        assert len(before + host + after) <= room
        assert leads.host.endswith(host.removeprefix("…"))
        assert host
