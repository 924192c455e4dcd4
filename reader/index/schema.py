"""The tables of the index. Whatever is derived from a file goes when the file's row goes."""

VERSION = 1
"""To be raised with any change to the tables or to what fills them: it has them filled anew."""

APPLICATION = 0x636C7264
"""Marks an SQLite file as an index of this program."""

COLUMNS = (
    "id",
    "title",
    "authors",
    "site",
    "published_on",
    "accessed_on",
    "status",
    "annotations",
    "claims",
    "suggested",
    "notes",
    "tags",
    "sample",
    "deleted",
    "marked",
    "problem",
    "archived",
    "name",
    "words",
)
"""What is kept of an article: the fields of its row, `authors` and `tags` as JSON; whether it is
archived; its title as it is sorted and looked up; the folded words the filter looks through."""

_ARTICLE = ", ".join(f"{column} NOT NULL" for column in COLUMNS)

TABLES = (
    """CREATE TABLE files (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,
        mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL, inode INTEGER NOT NULL
    )""",
    f"""CREATE TABLE articles (
        file INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE, {_ARTICLE}, UNIQUE (id)
    )""",
    "CREATE INDEX by_added ON articles (deleted, archived, accessed_on DESC, id DESC)",
    "CREATE INDEX by_title ON articles (deleted, archived, name, id)",
    """CREATE INDEX by_published ON articles (
        deleted, archived, published_on DESC, accessed_on DESC, id DESC
    )""",
    """CREATE INDEX by_claims ON articles (
        deleted, archived, claims DESC, accessed_on DESC, id DESC
    )""",
)

HELD = f"CREATE TEMP TABLE IF NOT EXISTS held (file, {_ARTICLE}, UNIQUE (id))"
"""Rows that go before those of the same articles in `articles`, in this connection only."""

MISSING = """
    SELECT path FROM files LEFT JOIN articles ON articles.file = files.id
    WHERE articles.file IS NULL AND path GLOB 'articles/*' LIMIT 1
"""
"""Finds a file that was read but of which nothing is kept."""
