"""Articles to list, without a library: an index in memory that holds rows."""

from collections.abc import Iterable

from reader.index.database import Database
from reader.index.lists import ArticleLists
from reader.library import ArticleRow


class RowShelf(ArticleLists):
    """What `Shelf` asks for, of rows put in by a test."""

    def __init__(self, rows: Iterable[ArticleRow] = ()) -> None:
        super().__init__(Database(None))
        self.hold(rows)

    glance = ArticleLists.rows
