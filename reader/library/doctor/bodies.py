"""The texts and sources of one article: all there, and what their names say."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import DamagedFileError, InputError, NotFoundError, ReaderError
from reader.library.doctor.finding import Finding, Tally
from reader.library.malformed import MALFORMED
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.storage.base import Tables
    from reader.storage.repository import Repository
    from reader.text.document import Document


def lost(records: "Repository", article: str) -> Iterator[Finding]:
    """Find texts and sources that are gone, or were not written to their end."""
    from reader.library.backups import put_back_bodies
    from reader.library.restore_plan import missing_bodies

    file = f"articles/{article}"
    for _, name, _ in missing_bodies(records, file):
        remedy = "It is put back from the backup."
        mend = partial(put_back_bodies, records, file)
        yield Finding(f"{article}, {name}", "This text or source is gone.", remedy, mend=mend)
    for path in records.bodies.unfinished(article):
        what = "An adding was interrupted and left this behind."
        remedy = "It is removed: nothing names it."
        mend = partial(records.bodies.remove_unfinished, article)
        yield Finding(str(path), what, remedy, mend=mend)
    sources = records.path(file).parent / "sources"
    if not _entries(sources) and not any(missing_bodies(records, file)):
        what = "The file this article was made of is gone, and no backup has it."
        remedy = f"Its text can be read all the same; reader refresh {article} --from a copy of it."
        yield Finding(str(sources), what, remedy)


def present_text(
    records: "Repository", article: str, tables: "Tables", found: list[Finding]
) -> "Document | None":
    """Return the text an article is read in, or None with what is wrong with it in `found`."""
    import orjson

    from reader.text.stored import from_json

    text = str(tables.get("article", {}).get(article, {}).get("text", ""))
    try:
        return from_json(orjson.loads(records.bodies.read_text(article, text)))
    except MALFORMED as error:
        what = f"The text cannot be read ({clean_line(str(error))})."
    except (DamagedFileError, NotFoundError) as error:
        what = str(error)
    except ReaderError as error:
        found.append(Finding(article, str(error), "Let this program read it."))
        return None
    remedy = "The text is made again from the source that came in."
    mend = partial(_make_again, records, article, text)
    found.append(Finding(f"{article}, text {text}", what, remedy, mend=mend))
    return None


def other_bodies(
    records: "Repository", article: str, tables: "Tables", tally: Tally
) -> Iterator[Finding]:
    """Find texts of former versions and sources that are not what their names say."""
    text = str(tables.get("article", {}).get(article, {}).get("text", ""))
    folder = records.path(f"articles/{article}").parent
    for path in _entries(folder / "texts"):
        tally.texts += 1
        if path.stem != text:
            yield from _checked(path, partial(records.bodies.read_text, article, path.stem))
    for path in _entries(folder / "sources"):
        tally.sources += 1
        yield from _checked(path, partial(records.bodies.read_source, article, path.name))


def _checked(path: Path, read: "partial[bytes]") -> Iterator[Finding]:
    try:
        read()
    except ReaderError as error:
        yield Finding(str(path), str(error), "Put a good copy of it in its place.")


def _make_again(records: "Repository", article: str, text: str) -> None:
    """Make a text of the sources once more; it is the same one if its name comes out the same.

    Raises:
        NotFoundError: no source gives it.
    """
    import orjson

    from reader.importers.registry import import_bytes
    from reader.storage.bodies import body_name
    from reader.text.stored import to_json

    for path in _entries(records.path(f"articles/{article}").parent / "sources"):
        try:
            imported = import_bytes(records.bodies.read_source(article, path.name), path.name)
        except (InputError, DamagedFileError):
            continue
        content = orjson.dumps(to_json(imported.document))
        if body_name(content) == text:
            records.bodies.put_text(article, content)
            return
    raise NotFoundError(
        f"No source of {article} gives its text {text} again; restore a backup of the article."
    )


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []
