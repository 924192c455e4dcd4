"""Taking articles in: the same bytes are the same article."""

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.errors import LibraryError, StorageError
from reader.library.slugs import slug
from reader.model.stamps import utc_now
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.importers.registry import Imported
    from reader.storage.repository import Repository

_PREFIX = "articles/"
_SHORTEST, _LONGEST = 6, 64
_SOURCE_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a source.

    Attributes:
        article: The article's id.
        new: Whether it was not in the library before; in the trash counts as being in it.
        warnings: Sentences about what had to be guessed.
    """

    article: str
    new: bool
    title: str
    warnings: tuple[str, ...] = ()


def find_source(records: "Repository", content: bytes) -> str | None:
    """Return the article made of exactly these bytes, in the trash or not, or None.

    Ids end in digits of the hash, so that only the names of the others are looked at.

    Raises:
        StorageError: the folder of the articles cannot be read.
    """
    digits = hashlib.sha256(content).hexdigest()
    folder = records.path(f"{_PREFIX}{digits}").parent.parent
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  names, not paths
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageError(f"{folder} cannot be read: {error.strerror}.") from error
    for article in names:
        ending = article.rpartition("-")[2]
        if len(ending) < _SHORTEST or not digits.startswith(ending) or article.startswith("."):
            continue
        sources = folder / article / "sources"
        source = next(sources.glob(f"{digits[:_SOURCE_DIGITS]}.*"), None)
        if source is not None and records.files(_PREFIX + article):
            return article
    return None


def read_again(records: "Repository", article: str) -> Added:
    """Take an article out of the trash if it is there.

    Raises:
        StorageError: its record cannot be read or written.
    """
    from reader.storage.base import Change

    file = _PREFIX + article
    fields = records.read(file).get("article", {}).get(article, {})
    if "deleted" in fields:
        records.apply([Change(file, "article", article, "deleted", None)])
    return Added(article, new=False, title=clean_line(str(fields.get("title", ""))))


def store(
    records: "Repository", content: bytes, name: str, imported: "Imported", *, sample: bool
) -> Added:
    """Put a new article on disk: its source, its text, and last the record that names them.

    Args:
        records: The store.
        content: The bytes that came in.
        name: The name they came under, usually a file's.
        imported: What an importer made of them.
        sample: Whether the article came with the program.

    Raises:
        StorageError: it could not be written; there is no article then.
    """
    import orjson

    from reader.storage.base import Change
    from reader.text.stored import to_json

    about = imported.metadata
    title = about.title or clean_line(name) or "Untitled"
    article = _new_id(records, title, content)
    records.bodies.put_source(article, content, imported.extension)
    text = records.bodies.put_text(article, orjson.dumps(to_json(imported.document)))
    now = utc_now()
    fields: dict[str, Any] = {
        "created": now,
        "title": title,
        "authors": list(about.authors),
        "site": about.site,
        "published_on": about.published_on,
        "first_published_in": about.first_published_in,
        "url": about.url,
        "language": about.language,
        "accessed_on": now,
        "text": text,
        "source": f"{clean_line(name)}, {imported.media_type}, {imported.encoding}",
        "sample": sample or None,
    }
    file = _PREFIX + article
    records.apply(
        [Change(file, "article", article, field, value) for field, value in fields.items() if value]
    )
    return Added(article, new=True, title=title, warnings=imported.warnings)


def _new_id(records: "Repository", title: str, content: bytes) -> str:
    """Return the slug of a title and as many digits of the hash as make an id nobody has."""
    digits = hashlib.sha256(content).hexdigest()
    start = slug(title, fallback="article")
    taken = set(records.files(f"{_PREFIX}{start}-"))
    for count in range(_SHORTEST, _LONGEST + 1):
        article = f"{start}-{digits[:count]}"
        if _PREFIX + article not in taken:
            return article
    raise LibraryError(f"There is an article {start} with the same hash; it is not added.")
