"""The tables of the index. Whatever is derived from a file goes when the file's row goes."""

from collections.abc import Iterator

VERSION = 9
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

ANNOTATION_COLUMNS = (
    "id",
    "start",
    "end",
    "state",
    "kind",
    "speaker",
    "speaker_state",
    "voice",
    "via",
    "attribution",
    "said_on",
    "claim",
    "color",
    "created",
    "modified",
)
"""What is kept of an annotation: `start`, `end` and `state` are those of its anchor in the text
the article has now, null without one; what else is absent is empty."""

WORDING_COLUMNS = ("quotation", "note", "tags")
"""What can be read in an annotation; its tags are parted by newlines."""

CLAIM_COLUMNS = (
    "id",
    "text",
    "type",
    "status",
    "verdict",
    "explanation",
    "as_of",
    "checked_by",
    "merged_into",
    "evidence",
    "created",
    "modified",
)
"""What is kept of a claim, `evidence` being the number of pieces of it."""

_ARTICLE = ", ".join(f"{column} NOT NULL" for column in COLUMNS)
_ANNOTATION = ", ".join(f'"{column}"' for column in ANNOTATION_COLUMNS)
_CLAIM = ", ".join(f"{column} NOT NULL" for column in CLAIM_COLUMNS)

SEARCHED = {
    "paragraphs": ("text",),
    "wordings": WORDING_COLUMNS,
    "claims": ("text", "explanation"),
    "heads": ("text",),
}
"""The tables in which words are looked for, and in which columns. For each there is a full text
index of the same number of rows, `<table>_words`, that triggers keep up once a row is in it."""

_PREFIXES = "1 2"
"""Of how many letters the beginnings of words are kept: with the first letter that is typed, most
of all that there is may be found."""


def _full_text(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    """Return what makes and keeps the full text index of a table; it holds no text of its own.

    Its tokenizer parts at spaces only, for `words_in` has done the rest. No trigger puts a new
    row in: each would have SQLite write out what it gathered for the index.
    """
    names = ", ".join(columns)
    index = f"{table}_words"
    yield f"""CREATE VIRTUAL TABLE {index}
        USING fts5({names}, content='', tokenize='ascii', prefix='{_PREFIXES}')"""
    yield f"INSERT INTO {index} ({index}, rank) VALUES ('automerge', 8)"
    new = ", ".join(f"words_in(new.{column})" for column in columns)
    old = ", ".join(f"words_in(old.{column})" for column in columns)
    put = f"INSERT INTO {index} (rowid, {names}) VALUES (new.number, {new});"
    take = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.number, {old});"
    yield f"CREATE TRIGGER {table}_take AFTER DELETE ON {table} BEGIN {take} END"
    other = " OR ".join(f"new.{column} IS NOT old.{column}" for column in columns)
    yield f"""CREATE TRIGGER {table}_alter AFTER UPDATE ON {table} WHEN {other}
        BEGIN {take} {put} END"""


def _by_value(column: str) -> str:
    """Return what finds the standing annotations with a value, the latest first."""
    return f"""CREATE INDEX annotations_by_{column} ON annotations (
        {column}, modified DESC, number DESC, standing
    ) WHERE standing AND {column} <> ''"""


TABLES = (
    # `pending`: whether what is in the file besides the row of its article is still to be read.
    # `text`: the version whose paragraphs are in; `filled`: how many blocks of it, -1 for all.
    """CREATE TABLE files (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,
        mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL, inode INTEGER NOT NULL,
        pending INTEGER NOT NULL DEFAULT 1,
        text TEXT NOT NULL DEFAULT '', filled INTEGER NOT NULL DEFAULT -1
    )""",
    "CREATE INDEX pending_files ON files (path) WHERE pending",
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
    """CREATE TABLE heads (
        number INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE, text NOT NULL
    )""",
    """CREATE TABLE paragraphs (
        number INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        block INTEGER NOT NULL, start INTEGER NOT NULL, text NOT NULL, UNIQUE (file, start)
    )""",
    # What is kept of a text to tell copies of it by: see `reader.index.shingles`.
    """CREATE TABLE shingles (
        value INTEGER NOT NULL, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        PRIMARY KEY (value, file)
    ) WITHOUT ROWID""",
    "CREATE INDEX shingles_by_file ON shingles (file)",
    # `digest` tells whether the stored document is another one than it was. Some is repeated
    # here of the article (whether it stands), the speaker and the claim that hold now, so that
    # no other table has to be looked into.
    f"""CREATE TABLE annotations (
        number INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        digest NOT NULL, {_ANNOTATION},
        noted NOT NULL, labelled NOT NULL, standing NOT NULL,
        said_by NOT NULL, about NOT NULL, status NOT NULL, verdict NOT NULL
    )""",
    "CREATE INDEX annotations_by_file ON annotations (file, standing)",
    "CREATE INDEX annotations_of_claim ON annotations (claim) WHERE claim <> ''",
    "CREATE INDEX annotations_of_speaker ON annotations (speaker) WHERE speaker <> ''",
    # What holds of all in an index is in it too, or SQLite would look for it in the table.
    # This one has what most conditions look at: all annotations are gone through at a stretch.
    """CREATE INDEX annotations_by_modified ON annotations (
        modified DESC, number DESC, kind, file, speaker_state, noted, labelled, standing
    ) WHERE standing""",
    """CREATE INDEX annotations_by_created ON annotations (
        created DESC, number DESC, standing
    ) WHERE standing""",
    # These two for counting alone: they serve only where it is said that there is one.
    """CREATE INDEX annotations_by_kind ON annotations (
        kind, standing
    ) WHERE standing AND kind <> ''""",
    """CREATE INDEX annotations_by_month ON annotations (
        substr(created, 1, 7), created, standing
    ) WHERE standing AND created <> ''""",
    *map(_by_value, ("said_by", "about", "status", "verdict")),
    "CREATE INDEX annotations_fallen ON annotations (number) WHERE NOT standing",
    """CREATE TRIGGER articles_stand AFTER INSERT ON articles BEGIN
        UPDATE annotations SET standing = NOT new.deleted
        WHERE file = new.file AND standing = new.deleted; END""",
    """CREATE TABLE wordings (
        number INTEGER PRIMARY KEY REFERENCES annotations ON DELETE CASCADE,
        quotation NOT NULL, note NOT NULL, tags NOT NULL
    )""",
    # Of tags, speakers and claims, `current` is what each became by renaming or merging.
    """CREATE TABLE tags (
        number INTEGER PRIMARY KEY, path NOT NULL UNIQUE, current NOT NULL, listed NOT NULL
    )""",
    "CREATE INDEX tags_by_current ON tags (current)",
    """CREATE TABLE tagged (
        annotation INTEGER NOT NULL REFERENCES annotations ON DELETE CASCADE,
        tag INTEGER NOT NULL REFERENCES tags, PRIMARY KEY (annotation, tag)
    ) WITHOUT ROWID""",
    "CREATE INDEX tagged_by_tag ON tagged (tag, annotation)",
    """CREATE TABLE shelved (
        file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        tag INTEGER NOT NULL REFERENCES tags, PRIMARY KEY (file, tag)
    ) WITHOUT ROWID""",
    "CREATE INDEX shelved_by_tag ON shelved (tag, file)",
    """CREATE TABLE speakers (
        id PRIMARY KEY, current NOT NULL, name NOT NULL, kind NOT NULL, names NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX speakers_by_current ON speakers (current)",
    f"""CREATE TABLE claims (
        number INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE,
        {_CLAIM}, current NOT NULL, UNIQUE (id)
    )""",
    "CREATE INDEX claims_by_current ON claims (current)",
    *(statement for item in SEARCHED.items() for statement in _full_text(*item)),
)

HELD = f"CREATE TEMP TABLE IF NOT EXISTS held (file, {_ARTICLE}, UNIQUE (id))"
"""Rows that go before those of the same articles in `articles`, in this connection only."""

MISSING = """
    SELECT path FROM files LEFT JOIN articles ON articles.file = files.id
    WHERE articles.file IS NULL AND path GLOB 'articles/*' LIMIT 1
"""
"""Finds a file that was read but of which nothing is kept."""
