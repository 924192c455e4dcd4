"""Queries kept under a name."""

import pytest

from reader.config import Config
from reader.errors import InputError, NotFoundError
from reader.library import Library
from reader.library.saved_queries import (
    SavedQuery,
    remove_query,
    rename_query,
    save_query,
    saved_queries,
)
from reader.paths import Places
from reader.query.errors import QueryError
from reader.storage.base import LIBRARY, Change

MILLS = SavedQuery("Mills", "tag:mill OR wheel")


def test_a_saved_query_is_kept_as_it_is_printed(library: Library, places: Places) -> None:
    assert save_query(library, " Mills ", "(tag:mill  OR wheel)") == MILLS
    save_query(library, "a", "x")
    library.flush()
    with Library.open(places, Config()) as again:
        assert saved_queries(again) == [SavedQuery("a", "x"), MILLS]


def test_saving_and_removing_are_undone(library: Library) -> None:
    save_query(library, "Mills", "tag:mill OR wheel")
    save_query(library, "Mills", "wheel")
    undone = library.history.undo()
    assert undone is not None
    assert undone.label == "save the query “Mills”"
    assert saved_queries(library) == [MILLS]
    remove_query(library, "Mills")
    assert saved_queries(library) == []
    library.history.undo()
    assert saved_queries(library) == [MILLS]
    library.history.undo()
    assert saved_queries(library) == []
    library.history.redo()
    assert saved_queries(library) == [MILLS]


def test_a_removed_query_can_be_saved_again(library: Library) -> None:
    save_query(library, "Mills", "wheel")
    remove_query(library, "Mills")
    save_query(library, "Mills", "tag:mill OR wheel")
    assert saved_queries(library) == [MILLS]


def test_a_query_is_renamed_as_one_step(library: Library) -> None:
    save_query(library, "Mills", "tag:mill OR wheel")
    assert rename_query(library, "Mills", " Old  mills ") == "Old mills"
    assert saved_queries(library) == [SavedQuery("Old mills", MILLS.query)]
    undone = library.history.undo()
    assert undone is not None
    assert undone.label == "rename the query “Mills” to “Old mills”"
    assert saved_queries(library) == [MILLS]


def test_a_name_that_is_taken_is_not_given_twice(library: Library) -> None:
    save_query(library, "Mills", "wheel")
    save_query(library, "a", "x")
    with pytest.raises(InputError, match="Another query"):
        rename_query(library, "a", "Mills")
    with pytest.raises(InputError, match="needs a name"):
        rename_query(library, "a", " ")
    with pytest.raises(NotFoundError):
        rename_query(library, "b", "c")
    remove_query(library, "Mills")
    assert rename_query(library, "a", "Mills") == "Mills"
    assert rename_query(library, "Mills", "Mills") == "Mills"


def test_what_cannot_be_saved_is_refused(library: Library) -> None:
    with pytest.raises(QueryError):
        save_query(library, "Mills", "tag:")
    with pytest.raises(InputError, match="needs a name"):
        save_query(library, " ", "wheel")
    with pytest.raises(InputError, match="finds everything"):
        save_query(library, "Mills", " ")
    with pytest.raises(NotFoundError):
        remove_query(library, "Mills")
    assert saved_queries(library) == []
    assert library.history.undo() is None


def test_a_query_of_which_only_the_name_is_left_is_renamed_and_removed(library: Library) -> None:
    library.history.change([Change(LIBRARY, "queries", "Mills", "created", "2026-01-01")])
    assert rename_query(library, "Mills", "Wheels") == "Wheels"
    assert saved_queries(library) == [SavedQuery("Wheels", "")]
    remove_query(library, "Wheels")
    assert saved_queries(library) == []
