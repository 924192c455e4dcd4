import gc
import weakref

from reader.library import Library


def test_an_article_that_was_prepared_is_there_until_it_was_asked_for(
    library: Library,
) -> None:
    ferry = library.add(b"The ferry stopped on Sunday.", "ferry.txt").article
    library.prepare(ferry)
    prepared = weakref.ref(library._sessions[ferry])
    gc.collect()
    session = library.session(ferry)
    assert session is prepared()
    del session
    gc.collect()
    assert prepared() is None


def test_one_that_cannot_be_opened_is_no_trouble_before_it_is_asked_for(library: Library) -> None:
    library.prepare("none")
