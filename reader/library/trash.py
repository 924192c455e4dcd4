"""What was deleted, articles and annotations, and having it back; nothing is ever thrown away."""

from typing import TYPE_CHECKING, NamedTuple

from reader.errors import AmbiguousError, NotFoundError, ReaderError
from reader.index.lists import SortOrder
from reader.library.annotation_ids import ARTICLES, files_with, find_annotation, is_like_an_id
from reader.library.article_changes import cited
from reader.library.field_changes import words_of
from reader.library.sightings import ANNOTATIONS
from reader.model.annotation import Kind
from reader.model.words import word_or
from reader.storage.base import Change
from reader.text.canonical import clean_line

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.storage.base import Fields


class DeletedArticle(NamedTuple):
    """An article in the trash.

    Attributes:
        deleted: When, ISO 8601 UTC.
    """

    deleted: str
    id: str
    title: str


class DeletedAnnotation(NamedTuple):
    """An annotation that was deleted.

    Attributes:
        deleted: When, ISO 8601 UTC.
        words: What it quotes, empty for a note on the whole article.
    """

    deleted: str
    article: str
    id: str
    words: str
    note: str
    kind: Kind


def deleted_articles(library: "Library") -> list[DeletedArticle]:
    """Return the articles in the trash, the one deleted last first.

    Raises:
        StorageError: the folder of the articles cannot be read.
    """
    listing = library.listing
    if listing.behind:
        ids = {row.id for row in library.rows(trash=True) if row.deleted}
    else:
        ids = listing.words().keys() - set(listing.arrange(SortOrder.ADDED))
    return sorted(filter(None, (_deleted_article(library, each) for each in ids)), reverse=True)


def deleted_annotations(library: "Library", article: str) -> list[DeletedAnnotation]:
    """Return the deleted annotations of an article, the one deleted last first.

    Raises:
        StorageError: its record cannot be read.
    """
    annotations = library.copy.table(ARTICLES + article, ANNOTATIONS).values()
    deleted = (_deleted(article, fields) for fields in annotations if "deleted" in fields)
    return sorted(deleted, reverse=True)


def all_deleted_annotations(library: "Library") -> list[DeletedAnnotation]:
    """Return those of all articles; records that cannot be read are passed over."""
    found: list[DeletedAnnotation] = []
    library.flush()
    for file in files_with(library, b'"deleted"'):
        try:
            found += deleted_annotations(library, file.removeprefix(ARTICLES))
        except ReaderError:
            continue
    return sorted(found, reverse=True)


def restore_article(library: "Library", article: str) -> None:
    """Take an article out of the trash, as a step.

    Raises:
        NotFoundError: it is not in it.
        ReadOnlyError: the library cannot be written.
    """
    known = _deleted_article(library, article)
    if known is None:
        raise NotFoundError(f"{clean_line(article)} is not in the trash.")
    with library.history.step(f"restore {cited(known.title or article)}", article):
        _revive(library, article, "article", article)


def restore_annotation(library: "Library", article: str, annotation: str) -> None:
    """Have a deleted annotation stand again, as a step.

    Raises:
        NotFoundError: it was not deleted.
        ReadOnlyError: the library cannot be written.
    """
    fields = library.copy.table(ARTICLES + article, ANNOTATIONS).get(annotation)
    if fields is None or "deleted" not in fields:
        raise NotFoundError("That annotation is not in the trash.")
    with library.history.step(f"restore {cited(words_of(fields))}", article, annotation):
        _revive(library, article, ANNOTATIONS, annotation)


def find_deleted(library: "Library", name: str) -> DeletedArticle | DeletedAnnotation:
    """Return what is meant in the trash: an article as elsewhere, an annotation by its id.

    Raises:
        NotFoundError: nothing is.
        AmbiguousError: several things are.
    """
    wanted = clean_line(name).casefold()
    articles = deleted_articles(library)
    for fits in (
        lambda each: each.id == wanted,
        lambda each: each.id.startswith(wanted),
        lambda each: wanted in clean_line(each.title).casefold(),
    ):
        found = [each for each in articles if wanted and fits(each)]
        if len(found) > 1:
            names = ", ".join(each.id for each in found)
            raise AmbiguousError(f"“{clean_line(name, 60)}” could be {names}; give more of the id.")
        if found:
            return found[0]
    if is_like_an_id(wanted):
        place = find_annotation(library, wanted)
        annotations = deleted_annotations(library, place.article)
        for annotation in annotations:
            if annotation.id == place.annotation:
                return annotation
    raise NotFoundError(f"“{clean_line(name, 60)}” is not in the trash; see reader trash list.")


def _deleted_article(library: "Library", article: str) -> DeletedArticle | None:
    try:
        fields = library.copy.table(ARTICLES + article, "article").get(article, {})
    except ReaderError:
        return None
    if "deleted" not in fields:
        return None
    return DeletedArticle(fields["deleted"], article, clean_line(fields.get("title", "")))


def _deleted(article: str, fields: "Fields") -> DeletedAnnotation:
    return DeletedAnnotation(
        fields["deleted"],
        article,
        fields["id"],
        words_of(fields),
        clean_line(fields.get("note", "")),
        word_or(Kind, fields.get("kind"), Kind.HIGHLIGHT),
    )


def _revive(library: "Library", article: str, table: str, document: str) -> None:
    library.history.change([Change(ARTICLES + article, table, document, "deleted", None)])
