import pytest

from reader.errors import AmbiguousError, NotFoundError
from reader.library import ArticleSession, Library
from reader.library.trash import (
    DeletedAnnotation,
    DeletedArticle,
    all_deleted_annotations,
    deleted_annotations,
    deleted_articles,
    find_deleted,
    restore_annotation,
    restore_article,
)
from reader.model.annotation import Kind
from reader.text.document import Range
from tests.library.conftest import ARTICLE

MILL = Range(46, 54)
OLDEST = Range(59, 69)


def add(library: Library, word: bytes) -> str:
    return library.add(ARTICLE.replace(b"mill", word), f"{word.decode()}.txt").article


@pytest.mark.parametrize("reconciled", [False, True])
def test_articles_in_the_trash_are_listed_the_last_one_first(
    library: Library, *, reconciled: bool
) -> None:
    forge, ferry, _ = add(library, b"forge"), add(library, b"ferry"), add(library, b"well")
    if reconciled:
        library.listing.reconcile()
    assert deleted_articles(library) == []
    for article in (ferry, forge):
        library.trash_article(article)
    found = deleted_articles(library)
    assert {each.id for each in found} == {forge, ferry}
    assert found == sorted(found, reverse=True)
    assert {each.title for each in found} == {"The forge on the river", "The ferry on the river"}


def test_an_article_comes_back_as_a_step_that_can_be_undone(library: Library) -> None:
    forge = add(library, b"forge")
    library.trash_article(forge)
    restore_article(library, forge)
    assert library.is_there(forge)
    undone = library.history.undo()
    assert undone
    assert undone.label == "restore “The forge on the river”"
    assert not library.is_there(forge)


def test_deleted_annotations_are_listed_with_their_words_and_come_back_whole(
    library: Library, session: ArticleSession
) -> None:
    oldest, mill = session.mark(OLDEST, Kind.CLAIM), session.mark(MILL)
    session.set_note(oldest, "since\nwhen?")
    session.set_tags(oldest, ["mills"])
    then = session.annotation(oldest)
    session.delete(oldest)
    [deleted] = deleted_annotations(library, session.id)
    words = session.document.text[OLDEST.start : OLDEST.end]
    assert deleted[1:] == (session.id, oldest, words, "since when?", Kind.CLAIM)
    session.delete(mill)
    assert {each.id for each in all_deleted_annotations(library)} == {oldest, mill}
    restore_annotation(library, session.id, oldest)
    now = session.annotation(oldest)
    assert (now.note, now.tags, now.anchors) == (then.note, then.tags, then.anchors)
    assert [each.id for each in deleted_annotations(library, session.id)] == [mill]
    undone = library.history.undo()
    assert undone
    assert (undone.article, undone.annotation) == (session.id, oldest)
    assert len(deleted_annotations(library, session.id)) == 2


def test_what_was_not_deleted_cannot_be_restored(library: Library, session: ArticleSession) -> None:
    standing = session.mark(OLDEST)
    for annotation in (standing, "0123"):
        with pytest.raises(NotFoundError):
            restore_annotation(library, session.id, annotation)
    with pytest.raises(NotFoundError):
        restore_article(library, session.id)


def test_a_damaged_record_hides_no_other_in_the_trash(
    library: Library, session: ArticleSession
) -> None:
    forge = library.session(add(library, b"forge"))
    for each in (session, forge):
        each.delete(each.mark(OLDEST))
    library.close()
    library.records.path(f"articles/{forge.id}").write_bytes(b'{"deleted"')
    with Library.open(library.places, library.config) as again:
        assert [each.article for each in all_deleted_annotations(again)] == [session.id]
        assert deleted_articles(again) == []


def test_what_is_meant_in_the_trash_is_found_by_id_title_or_first_letters(
    library: Library, session: ArticleSession
) -> None:
    forge, ferry = add(library, b"forge"), add(library, b"ferry")
    for article in (forge, ferry):
        library.trash_article(article)
    annotation = session.mark(OLDEST)
    session.delete(annotation)
    library.flush()
    for name in (forge, "the-forge", "forge on"):
        found = find_deleted(library, name)
        assert isinstance(found, DeletedArticle)
        assert found.id == forge
    for name in (annotation, annotation[:10].upper()):
        meant = find_deleted(library, name)
        assert isinstance(meant, DeletedAnnotation)
        assert meant.id == annotation
    with pytest.raises(AmbiguousError, match=ferry):
        find_deleted(library, "on the river")
    restore_annotation(library, session.id, annotation)
    library.flush()
    for name in ("", "mill", "0123456", annotation):
        with pytest.raises(NotFoundError):
            find_deleted(library, name)
