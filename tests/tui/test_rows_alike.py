import pytest
from textual.geometry import Region
from textual.widget import Widget

from reader.library import Library
from reader.tui.widgets.rows_alike import RowsAlike
from tests.tui.reading_app import reading


@pytest.mark.parametrize("size", [(200, 50), (120, 36), (80, 24), (20, 5)])
async def test_a_container_looks_as_if_all_its_rows_were_painted(
    library: Library, canal: str, size: tuple[int, int]
) -> None:
    async with reading(library, canal, size=size) as person:
        containers = [each for each in person.screen.query("*") if isinstance(each, RowsAlike)]
        for container in (person.screen, *containers):
            for region in (container.size.region, Region(0, 0, *container.outer_size)):
                assert container.render_lines(region) == Widget.render_lines(container, region)


async def test_of_a_container_one_row_is_kept(library: Library, canal: str) -> None:
    async with reading(library, canal, size=(120, 36)) as person:
        rows = person.screen.render_lines(person.screen.size.region)
        assert len(rows) == 36
        assert len({id(row) for row in rows}) == 1
