import gc
import weakref

from reader.config import Config
from reader.library import Library
from reader.paths import Places


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


def test_what_was_put_right_on_the_way_is_told_to_who_asks_for_the_article(
    library: Library, places: Places
) -> None:
    ferry = library.add(b"The ferry stopped on Sunday.", "ferry.txt").article
    library.close()
    record = library.records.path(f"articles/{ferry}")
    record.write_bytes(b"gnawed by mice")
    with Library.open(places, Config(name="Tester")) as opened:
        opened.prepare(ferry)
        [problem] = opened.problems
        assert f"{record} was damaged" in problem
        assert opened.session(ferry).document.text.startswith("The ferry")
