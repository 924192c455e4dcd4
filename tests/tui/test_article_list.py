"""The list as it is painted."""

from collections.abc import Iterable, Iterator

import pytest
from textual.app import App, ComposeResult

from reader.library import ArticleRow
from reader.model.article import ReadStatus
from reader.text.cells import width
from reader.tui.widgets.article_list import ArticleList
from tests.tui.shelf import RowShelf

ROWS = [
    ArticleRow("c", title="Canal", site="The Courier", published_on="2019-08-02", accessed_on="3"),
    ArticleRow(
        *("f", "Ferry", (), "", "", "2", ReadStatus.READING),
        claims=12,
        sample=True,
    ),
    ArticleRow("m", title="mill-3f2a", accessed_on="1", problem="The record is damaged."),
]


class ListApp(App[None]):
    """A list and nothing else."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.shelf = RowShelf()
        self.list = ArticleList()
        self.list.styles.width = columns
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def put(self, rows: Iterable[ArticleRow]) -> None:
        """Show these rows too."""
        rows = list(rows)
        self.shelf.hold(rows)
        self.list.take([row.id for row in rows])

    def on_mount(self) -> None:
        self.list.load(self.shelf)

    def on_article_list_opened(self, event: ArticleList.Opened) -> None:
        self.opened.append(event.article)


def painted(app: ListApp, rows: int) -> list[str]:
    return [app.list.render_line(y).text.rstrip() for y in range(rows)]


async def test_an_article_takes_two_rows() -> None:
    app = ListApp(60)
    async with app.run_test():
        app.put(ROWS)
        assert painted(app, 6) == [
            " •Canal",
            "  The Courier · 2 Aug 2019",
            "  Ferry",
            "  ◆12 · reading · sample",
            " •mill-3f2a",
            "  ! The record is damaged.",
        ]


async def test_a_narrow_list_takes_one_row_an_article() -> None:
    app = ListApp(20)
    async with app.run_test():
        app.put(ROWS)
        assert painted(app, 3) == [" •Canal", "  Ferry         ◆12", " •mill-3f2a"]


@pytest.mark.parametrize("columns", [8, 20, 28, 29, 40, 120])
async def test_no_row_is_wider_than_the_list(columns: int) -> None:
    app = ListApp(columns)
    title = "港町の時計塔、百年ぶりに止まる " * 4
    async with app.run_test(size=(130, 20)):
        app.put([ArticleRow("x", title=title, site=title, published_on="sometime", claims=7)])
        assert all(width(row) <= columns for row in painted(app, 2))


async def test_only_the_rows_in_view_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: set[str] = set()
    app = ListApp(60)
    async with app.run_test(size=(60, 20)) as pilot:
        inner = app.list._first_row

        def spy(row: ArticleRow, columns: int) -> object:
            looked_at.add(row.id)
            return inner(row, columns)

        monkeypatch.setattr(app.list, "_first_row", spy)
        app.put(many(10_000))
        await pilot.pause()
        app.list.action_last()
        await pilot.pause()
        assert 0 < len(looked_at) <= 40
        assert app.list.cursor == "9999"


async def test_the_cursor_stays_on_its_article_while_rows_come_in() -> None:
    app = ListApp(60)
    async with app.run_test():
        app.put(ROWS)
        app.list.action_last()
        app.put([ArticleRow("n", title="New", accessed_on="9")])
        assert app.list.cursor == "m"
        app.list.filter("canal")
        assert app.list.cursor == "c"


async def test_a_click_puts_the_cursor_and_a_double_click_opens() -> None:
    app = ListApp(60)
    async with app.run_test() as pilot:
        app.put(ROWS)
        await pilot.pause()
        await pilot.click(ArticleList, offset=(4, 3))
        assert (app.list.cursor, app.opened) == ("f", [])
        await pilot.click(ArticleList, offset=(4, 3), times=2)
        assert app.opened == ["f"]


async def test_an_empty_list_says_which_way_it_is_empty() -> None:
    app = ListApp(60)
    async with app.run_test():
        app.list.loading_rows = False
        assert painted(app, 1) == ["  No articles yet."]
        app.put(ROWS)
        app.list.filter("zebra")
        assert painted(app, 1) == ["  Nothing matches."]


async def test_what_is_in_view_stays_in_view_while_rows_come_in_above() -> None:
    app = ListApp(60)
    async with app.run_test(size=(60, 20)) as pilot:
        app.put(many(100))
        await pilot.pause()
        for _ in range(40):
            app.list.action_cursor_down()
        await pilot.pause()
        before = painted(app, 20)
        app.put(ArticleRow(f"n{number}", title="New", accessed_on="9") for number in range(30))
        await pilot.pause()
        assert (app.list.cursor, painted(app, 20)) == ("40", before)
        app.list.scroll_to(y=7, animate=False)
        await pilot.pause()
        before = painted(app, 20)
        app.put([ArticleRow("o", title="Newest", accessed_on="99")])
        await pilot.pause()
        assert (app.list.cursor, painted(app, 20)) == ("40", before)


async def test_a_filter_that_hides_the_cursors_article_shows_the_first_one() -> None:
    app = ListApp(60)
    async with app.run_test(size=(60, 20)) as pilot:
        app.put(many(100))
        app.list.action_last()
        await pilot.pause()
        app.list.filter("article 9")
        await pilot.pause()
        assert app.list.cursor == "99"
        app.list.filter("article 8")
        await pilot.pause()
        assert (app.list.cursor, app.list.scroll_offset.y) == ("8", 0)


async def test_the_open_article_gets_the_cursor_once_it_is_listed_unless_that_was_moved() -> None:
    app = ListApp(60)
    async with app.run_test() as pilot:
        app.list.mark_open("m")
        app.put(ROWS[:2])
        await pilot.resize_terminal(70, 20)
        assert app.list.cursor == "c"
        app.put(ROWS[2:])
        assert app.list.cursor == "m"
        app.list.mark_open("n")
        app.list.action_first()
        app.put([ArticleRow("n", title="New", accessed_on="9")])
        assert app.list.cursor == "c"


async def test_progress_stands_at_the_foot_of_the_list_until_it_is_done() -> None:
    app = ListApp(60)
    async with app.run_test():
        app.put(many(50))
        height = app.list.size.height
        app.list.show_foot("reading 1 of 3 …")
        assert painted(app, height)[-1] == "  reading 1 of 3 …"
        app.list.action_last()
        assert painted(app, height)[-1] == "  reading 1 of 3 …"
        assert "Article 49" in painted(app, height)[-3]
        app.list.show_foot("reading 2 of 3 …")
        assert painted(app, height)[-1] == "  reading 2 of 3 …"
        app.list.show_foot("")
        app.list.action_last()
        assert "Article 49" in painted(app, height)[-2]


def many(count: int) -> Iterator[ArticleRow]:
    for number in range(count):
        yield ArticleRow(str(number), title=f"Article {number}", accessed_on=f"{count - number:06}")
