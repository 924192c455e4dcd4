from reader.library import ArticleSession, Library
from reader.library.refreshing import anchor_rest, commit, prepare, refresh
from reader.model.anchor import AnchorState
from reader.model.annotation import Kind
from reader.storage.base import Change
from reader.text.document import Range
from tests.library.conftest import ARTICLE

CHANGED = b"""The mill on the river

By Ann Field

A correction was made on Tuesday.

The mayor said that the mill was the oldest in the whole county. "It stood before the town,"
she said.

Nobody has shown a record older than 1790.
"""


def mark(session: ArticleSession, words: str) -> str:
    start = session.document.text.index(words)
    return session.mark(Range(start, start + len(words)), Kind.CLAIM)


def place(session: ArticleSession, annotation: str) -> str:
    found = session.range_of(session.annotation(annotation))
    return "" if found is None else session.document.text[found.start : found.end]


def test_every_annotation_is_found_or_said_to_be_doubtful(
    library: Library, session: ArticleSession
) -> None:
    quoted = mark(session, "It stood before the town")
    changed = mark(session, "The mayor said that the mill was the oldest in the county.")
    number = mark(session, "Nobody has shown a record older than 1750.")
    gone = mark(session, "The mill is closed on Mondays.")

    refreshed = refresh(library, session.id, CHANGED, "mill.txt")

    now = library.session(session.id)
    assert now.text == refreshed.text != session.text
    assert place(now, quoted) == "It stood before the town"
    assert place(now, changed).endswith("oldest in the whole county.")
    states = {name: anchor.state for name, anchor in refreshed.anchors.items()}
    assert states[quoted] is AnchorState.MOVED
    assert states[changed] is AnchorState.FUZZY
    assert states[number] is AnchorState.SUSPECT
    assert refreshed.anchors[gone].unsettled


def test_an_orphan_keeps_its_quotation(library: Library, session: ArticleSession) -> None:
    gone = mark(session, "The mill is closed on Mondays.")
    refreshed = refresh(library, session.id, b"Weather\n\nIt rains a lot up here.\n", "mill.txt")
    now = library.session(session.id)
    assert refreshed.anchors[gone].state is AnchorState.ORPHAN
    assert now.range_of(now.annotation(gone)) is None
    assert now.quotation(now.annotation(gone)) == "The mill is closed on Mondays."


def test_undo_reads_the_former_version_again(library: Library, session: ArticleSession) -> None:
    gone = mark(session, "The mill is closed on Mondays.")
    refresh(library, session.id, CHANGED, "mill.txt")

    undone = library.history.undo()

    assert undone is not None
    assert "new version" in undone.label
    now = library.session(session.id)
    assert now.text == session.text
    assert place(now, gone) == "The mill is closed on Mondays."


def test_a_version_that_comes_back_has_its_annotations_where_they_were(
    library: Library, session: ArticleSession
) -> None:
    gone = mark(session, "The mill is closed on Mondays.")
    refresh(library, session.id, CHANGED, "mill.txt")
    back = refresh(library, session.id, ARTICLE, "mill.txt")

    assert back.text == session.text
    assert place(library.session(session.id), gone) == "The mill is closed on Mondays."


def test_small_changes_do_not_add_up_unseen(library: Library, session: ArticleSession) -> None:
    said = mark(session, "The mayor said that the mill was the oldest in the county.")
    versions = (
        b"The mayor said that the old mill was the oldest in the county.",
        b"The mayor said that the old mill was the oldest in the whole county.",
        b"The mayor had said that the old mill was once the oldest in the whole county.",
        b"The mayor had often said that the old mill was once the oldest one in the whole county.",
    )
    sentence = b"The mayor said that the mill was the oldest in the county."
    states = [
        refresh(library, session.id, ARTICLE.replace(sentence, words), "mill.txt")
        .anchors[said]
        .state
        for words in versions
    ]
    assert states[0] is AnchorState.FUZZY
    assert states[-1] is AnchorState.SUSPECT
    assert place(library.session(session.id), said).startswith("The mayor had often said")


def test_what_is_annotated_meanwhile_is_found_too(
    library: Library, session: ArticleSession
) -> None:
    prepared = prepare(library, session, CHANGED, "mill.txt")
    late = mark(session, "It stood before the town")

    refreshed = commit(library, prepared)

    assert refreshed.anchors[late].state is AnchorState.MOVED
    assert place(library.session(session.id), late) == "It stood before the town"


def test_words_selected_meanwhile_are_the_ones_looked_for(
    library: Library, session: ArticleSession
) -> None:
    reselected = mark(session, "the mill was the oldest")
    deleted = mark(session, "Nobody has shown")
    library.flush()
    prepared = prepare(library, session, CHANGED, "mill.txt")
    start = session.document.text.index("It stood before")
    session.reselect(reselected, Range(start, start + len("It stood before")))
    session.delete(deleted)
    commit(library, prepared)
    now = library.session(session.id)
    assert place(now, reselected) == "It stood before"
    assert [annotation.id for annotation in now.annotations] == [reselected]


def test_what_is_deleted_or_selected_anew_while_its_place_is_looked_for_is_let_be(
    library: Library, session: ArticleSession
) -> None:
    deleted, reselected, other = (
        mark(session, words) for words in ("It stood", "The mayor", "the oldest in the county")
    )
    refresh(library, session.id, CHANGED, "mill.txt")
    now = library.session(session.id)
    write = anchor_rest(library, now, [deleted, reselected, other])
    now.delete(deleted)
    start = now.document.text.index("Tuesday")
    now.reselect(reselected, Range(start, start + len("Tuesday")))
    write()
    assert {annotation.id for annotation in now.annotations} == {reselected, other}
    assert place(now, reselected) == "Tuesday"


def test_the_same_text_changes_nothing(library: Library, session: ArticleSession) -> None:
    mark(session, "It stood before the town")
    refreshed = refresh(library, session.id)
    assert not refreshed.new
    assert library.session(session.id) is session


def test_the_place_of_reading_moves_with_the_text(
    library: Library, session: ArticleSession
) -> None:
    position = session.document.text.index("Nobody has shown")
    session.save_position(position, position)
    refresh(library, session.id, CHANGED, "mill.txt")
    now = library.session(session.id)
    assert now.document.text[now.state.position :].startswith("Nobody has shown")


def test_the_new_version_is_durable_as_one(library: Library, session: ArticleSession) -> None:
    said = mark(session, "It stood before the town")
    refreshed = refresh(library, session.id, CHANGED, "mill.txt")
    library.flush()
    stored = library.records.read(f"articles/{session.id}")
    assert stored["article"][session.id]["text"] == refreshed.text
    texts = [anchor["text"] for anchor in stored["annotations"][said]["anchors"]]
    assert texts == [session.text, refreshed.text]


def test_an_annotation_merged_from_another_version_gets_its_place(
    library: Library, session: ArticleSession
) -> None:
    said = mark(session, "It stood before the town")
    former = session.annotation(said).anchors[0].to_fields()
    refresh(library, session.id, CHANGED, "mill.txt")
    change = Change(f"articles/{session.id}", "annotations", "theirs", "anchors", [former])
    library.history.change([change])

    now = library.session(session.id)
    assert place(now, "theirs") == "It stood before the town"
    assert now.unanchored == {"theirs"}
    anchor_rest(library, now, ["theirs"])()

    anchor = now.annotation("theirs").anchor_in(now.text)
    assert anchor is not None
    assert anchor.state is AnchorState.MOVED
