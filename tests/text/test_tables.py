from reader.text.document import BlockKind, Document
from reader.text.tables import Grid, shape
from reader.text.wrap import Layout
from tests.text.mixed import document
from tests.text.test_wrap import rows_of


def table(content: str) -> Document:
    return document((BlockKind.TABLE, content, 0, "", 0))


PEOPLE = table("Name\tLand\tSaid\nAnna Bell\tPeru\tno plan\nBo\t\tsupport is welcome\n\tChad\t")


def test_a_table_is_aligned_where_it_fits() -> None:
    layout = Layout(table("name\tn\n漢字\t12\nx"), 20)
    assert rows_of(layout) == ["name │  n", "漢字 │ 12", "x"]
    tab = layout.document.text.index("\t", 7)
    assert layout.cell_of(tab) == (1, 4)
    assert layout.offset_at(1, 5) == tab
    assert layout.offset_at(1, 7) == tab + 1
    assert [layout.row(index).heads for index in range(3)] == [True, False, False]


def test_columns_of_numbers_are_flush_right_under_their_heads_and_the_first_never() -> None:
    layout = Layout(
        table(
            "Year\tPaid\tShare\tSeen\n"
            "987\t88,100\t7 %\t0\n"
            "2011\t−450\t12.5%\t1 (a rowing boat)\n"
            "2012\t\t\t2"
        ),
        60,
    )
    assert rows_of(layout) == [
        "Year │   Paid │ Share │ Seen",
        "987  │ 88,100 │   7 % │ 0",
        "2011 │   −450 │ 12.5% │ 1 (a rowing boat)",
        "2012 │        │       │ 2",
    ]
    negative = layout.document.text.index("−450")
    assert layout.cell_of(negative) == (2, 9)
    assert layout.offset_at(2, 9) == negative
    assert layout.offset_at(2, 8) == negative - 1
    assert layout.shown(2).offsets[8] == -1


def test_a_table_may_take_the_room_beside_the_column() -> None:
    layout = Layout(PEOPLE, 24, 40)
    assert rows_of(layout) == [
        "Name      │ Land │ Said",
        "Anna Bell │ Peru │ no plan",
        "Bo        │      │ support is welcome",
        "          │ Chad │ ",
    ]
    assert layout.overhang(0) == 0


def test_a_table_too_wide_is_shown_record_by_record_with_the_heads_beside_the_cells() -> None:
    layout = Layout(PEOPLE, 24)
    assert rows_of(layout) == [
        "Name │ Land │ Said",
        "┄┄┄",
        "Name  Anna Bell",
        "Land  Peru",
        "Said  no plan",
        "┄┄┄",
        "Name  Bo",
        "Said  support is welcome",
        "┄┄┄",
        "Name  ",
        "Land  Chad",
    ]


def test_in_a_narrow_column_the_heads_stand_above_the_cells() -> None:
    assert rows_of(Layout(PEOPLE, 10)) == [
        "Name │ ",
        "Land │ ",
        "Said",
        "┄┄┄",
        "Name",
        "Anna Bell",
        "Land",
        "Peru",
        "Said",
        "no plan",
        "┄┄┄",
        "Name",
        "Bo",
        "Said",
        "support is",
        "welcome",
        "┄┄┄",
        "Name",
        "",
        "Land",
        "Chad",
    ]


def test_a_first_row_with_figures_is_no_row_of_heads() -> None:
    assert rows_of(Layout(table("a first cell\t12\nx\ty"), 12)) == [
        "a first cell",
        "12",
        "┄┄┄",
        "x",
        "y",
    ]


def test_the_separators_after_the_last_cell_of_a_row_have_cells_of_their_own() -> None:
    layout = Layout(table("a\tb\tc\nx\t\t\n" + "w" * 30), 24)
    text = layout.document.text
    row, cell = layout.cell_of(text.index("x"))
    for place in range(4):
        offset = text.index("x") + place
        assert layout.cell_of(offset) == (row, cell + place)
        assert layout.offset_at(row, cell + place) == offset


def test_a_table_of_two_hundred_columns_is_readable_in_ten_cells() -> None:
    line = "\t".join(f"cell {column}" for column in range(200))
    layout = Layout(table("\n".join([line] * 50)), 10)
    layout.extend()
    assert all(not layout.shown(index).after for index in range(layout.row_count))
    last = layout.row_count - 1
    assert layout.decoration(last - 1) + layout.shown(last).text == "cell 199" * 2


def test_a_bare_mark_in_a_table_is_counted_with_the_circle_it_stands_on() -> None:
    assert rows_of(Layout(table("the\t\u0301"), 6)) == ["the", "◌\u0301"]
    assert rows_of(Layout(table("the\t\u0301"), 7)) == ["the │ ◌\u0301"]


def test_a_table_too_long_to_be_measured_is_no_grid() -> None:
    text = "a\tb\n" * 60_000 + "漢\t字"
    assert not isinstance(shape(text, table(text).content(table(text).blocks[0]), 80, 80), Grid)
