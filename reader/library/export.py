"""Writing notes to files, never over one that somebody else wrote or changed."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import InputError, NotFoundError
from reader.exporters.registry import FORMATS, ArticleNotes, Documents, Format, Notes, Sighting
from reader.library.local_state import LocalState
from reader.storage.base import LIBRARY, Fields, Tables
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.session import ArticleSession

_NAME_CELLS = 80
# A file name may have 255 bytes; this leaves room for a number, an ending and a temporary name.
_NAME_BYTES = 200
_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|#^[]', " "))
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        paths: The files, in the order of the articles.
        beside: Those of them written beside a file of the wanted name, which was changed since it
            was exported, or is not ours.
    """

    paths: tuple[Path, ...]
    beside: tuple[Path, ...] = ()


def exportable(library: "Library", *, exactly: bool = True) -> list[str]:
    """Return the articles that have annotations, those in the trash and the samples left out.

    Args:
        library: Where the articles are.
        exactly: Whether all files are looked at, if that was not done since the start; it may
            take seconds. Else what is known answers at once.
    """
    return library.listing.annotated(exactly=exactly)


def render(library: "Library", articles: Sequence[str], format_name: str) -> str:
    """Return the text of one export of these articles as they are in memory.

    Raises:
        InputError: there is no such format.
        ReaderError: an article cannot be read.
    """
    return _format(format_name).render(_notes(library, articles, library.copy.tables))


def export(
    library: "Library", articles: Sequence[str], format_name: str, folder: Path | None = None
) -> Exported:
    """Write one file an article into a folder, which is made if missing and remembered.

    Waits until all is saved: what is exported has the stamps that are on disk. A
    file that is not as we wrote it last is left alone: the new one gets a number.

    Args:
        library: Where the articles are.
        articles: Their ids.
        format_name: A key of `FORMATS`.
        folder: `Library.export_folder` if left out.

    Raises:
        InputError: there is no such format, or the folder is no folder.
        StorageError: a file cannot be written; those before it are.
    """
    chosen = _format(format_name)
    target = _folder(folder or library.export_folder)
    library.flush()
    files = _Files(library)
    try:
        for article in articles:
            text = chosen.render(_notes(library, [article], library.records.read))
            title = clean_line(library.session(article).article.title)
            path = target / (_file_name(title) + chosen.extension)
            files.write(path, text, article)
    finally:
        files.save()
    library.remember_export_folder(target)
    return files.exported()


def file_names(library: "Library", articles: Sequence[str], format_name: str) -> list[str]:
    """Return the names `export` gives its files while nothing stands in their way.

    Raises:
        InputError: there is no such format.
    """
    extension = _format(format_name).extension
    known = library.listing.glance(articles)
    rows = (known.get(article) or library.row(article) for article in articles)
    return [_file_name(clean_line(row.title)) + extension for row in rows]


def export_file(
    library: "Library", articles: Sequence[str], format_name: str, path: Path
) -> Exported:
    """Write one file that holds all these articles; otherwise as `export`."""
    library.flush()
    files = _Files(library)
    text = _format(format_name).render(_notes(library, articles, library.records.read))
    files.write(path.expanduser().absolute(), text, " ".join(articles))
    files.save()
    return files.exported()


def export_text(library: "Library", name: str, text: str) -> Exported:
    """Write a text that is made anew each time into `Library.export_folder`; else as `export`.

    Args:
        library: What it is about.
        name: The name of the file.
        text: The whole content.
    """
    files = _Files(library)
    files.write(_folder(library.export_folder) / name, text, f"text {name}")
    files.save()
    return files.exported()


def _folder(folder: Path) -> Path:
    target = folder.expanduser().absolute()
    for each in (target, *target.parents):
        # Path's own methods raise where a folder may not be looked into; writing says so better.
        if os.path.exists(each) and not os.path.isdir(each):  # noqa: PTH110, PTH112
            raise InputError(f"{each} is not a folder.")
    return target


class _Files:
    """Files written, with what is known of those written before."""

    def __init__(self, library: "Library") -> None:
        self._state = LocalState(library.places.state / "exports.json")
        self._paths: list[Path] = []
        self._beside: list[Path] = []

    def write(self, path: Path, text: str, source: str) -> None:
        """Write to this path, or beside it under the first number whose file is free or ours.

        Args:
            path: The wanted one, absolute.
            text: The whole content.
            source: What it is an export of; a file of another source is not replaced.
        """
        from reader.storage.atomic_json import atomic_write

        content = text.encode()
        changed, candidate, number = False, path, 1
        while candidate in self._paths or not self._may_replace(candidate, source):
            changed = changed or not self._is_other_export(candidate, source)
            number += 1
            candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
        atomic_write(candidate, content)
        self._state.remember(str(candidate), [_digest(content), source])
        self._paths.append(candidate)
        if changed:
            self._beside.append(candidate)

    def save(self) -> None:
        """Remember what was written.

        Raises:
            StorageError: it cannot be remembered; the next export writes beside these files.
        """
        self._state.save()

    def exported(self) -> Exported:
        """Return what was written."""
        return Exported(tuple(self._paths), tuple(self._beside))

    def _may_replace(self, path: Path, source: str) -> bool:
        if not os.path.lexists(path):
            return True
        return self._state.texts(str(path)) == (_digest_of(path), source)

    def _is_other_export(self, path: Path, source: str) -> bool:
        """Tell whether a file is an export of another article, as we wrote it."""
        known = self._state.texts(str(path))
        return known[:1] == (_digest_of(path),) and known[1:] != (source,)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGEST]


def _digest_of(path: Path) -> str:
    try:
        return _digest(path.read_bytes())
    except OSError:
        return ""


def _file_name(title: str) -> str:
    line = clean_line(title.translate(_FORBIDDEN), _NAME_CELLS)
    name = line.encode()[:_NAME_BYTES].decode(errors="ignore").strip(". ")
    return name or "Untitled"


def _format(name: str) -> Format:
    try:
        return FORMATS[name]
    except KeyError:
        raise InputError(
            f"There is no format “{clean_line(name, 40)}”; there are {', '.join(FORMATS)}."
        ) from None


def _notes(library: "Library", articles: Iterable[str], read: Callable[[str], Tables]) -> Notes:
    sessions = [library.session(article) for article in articles]
    notes = tuple(_article_notes(session, read(f"articles/{session.id}")) for session in sessions)
    annotations = [sighting.annotation for each in notes for sighting in each.sightings]
    tags = {tag for annotation in annotations for tag in annotation.tags}
    tags.update(tag for each in notes for tag in each.article.tags)
    shared = read(LIBRARY)
    codebook = shared.get("tags", {})
    return Notes(
        articles=notes,
        claims=_chains(
            lambda claim: _claim(read, claim),
            (annotation.claim for annotation in annotations),
            "merged_into",
        ),
        speakers=_chains(
            shared.get("speakers", {}).get,
            (annotation.speaker for annotation in annotations),
            "renamed_to",
        ),
        tags={tag: codebook[tag] for tag in tags if tag in codebook},
    )


def _article_notes(session: "ArticleSession", tables: Tables) -> ArticleNotes:
    return ArticleNotes(
        article=session.article,
        length=len(session.document.text),
        sightings=tuple(
            Sighting(
                annotation=annotation,
                quotation=session.quotation(annotation),
                range=session.range_of(annotation),
                speaker_name=session.speaker_name(annotation),
                claim=session.claim_of(annotation),
            )
            for annotation in session.annotations
        ),
        tables=tables,
    )


def _claim(read: Callable[[str], Tables], claim: str) -> Fields | None:
    try:
        return read(f"claims/{claim}").get("claim", {}).get(claim)
    except NotFoundError:
        return None


def _chains(
    read: Callable[[str], Mapping[str, Any] | None], wanted: Iterable[str | None], successor: str
) -> Documents:
    """Return the documents wanted, those they became and those that became them, by id."""
    found: dict[str, Mapping[str, Any]] = {}
    waiting = [name for name in wanted if name is not None]
    while waiting:
        name = waiting.pop()
        document = None if name in found else read(name)
        if document is not None:
            found[name] = document
            waiting.extend(filter(None, [document.get(successor)]))
            waiting.extend(document.get("merged_from", ()))
    return found
