import json
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import ArticleSession, Library
from reader.library.export import export, export_file, exportable, render
from reader.model.annotation import Kind
from reader.text.document import Range
from tests.library.conftest import ARTICLE
from tests.records import note_on_article, set_about


@pytest.fixture
def annotated(session: ArticleSession) -> ArticleSession:
    mark = session.mark(Range(0, 8), Kind.CLAIM)
    session.set_speaker(mark, "The Mayor")
    session.set_tags(mark, ["mill"])
    session.set_verdict(mark, "refuted")
    return session


def test_a_file_is_named_by_the_title_and_written_again_while_nobody_changed_it(
    library: Library, annotated: ArticleSession, tmp_path: Path
) -> None:
    folder = tmp_path / "vault" / "clippings"
    [first] = export(library, [annotated.id], "markdown", folder).paths
    assert first == folder / "The mill on the river.md"
    note_on_article(library, annotated.id, "More")
    again = export(library, [annotated.id], "markdown")
    assert again.paths == (first,)
    assert again.beside == ()
    assert "More" in first.read_text("utf-8")


def test_a_file_changed_since_is_left_alone_and_the_new_one_is_beside_it(
    library: Library, annotated: ArticleSession, tmp_path: Path
) -> None:
    [first] = export(library, [annotated.id], "markdown", tmp_path).paths
    first.write_text("my own words")
    exported = export(library, [annotated.id], "markdown", tmp_path)
    assert exported.paths == exported.beside == (tmp_path / "The mill on the river (2).md",)
    assert first.read_text() == "my own words"
    again = export(library, [annotated.id], "markdown", tmp_path)
    assert again.paths == exported.paths


def test_a_file_we_never_wrote_is_left_alone(
    library: Library, annotated: ArticleSession, tmp_path: Path
) -> None:
    mine = tmp_path / "The mill on the river.md"
    mine.write_text("my own words")
    exported = export(library, [annotated.id], "markdown", tmp_path)
    assert exported.beside == (tmp_path / "The mill on the river (2).md",)
    assert mine.read_text() == "my own words"


def test_two_articles_of_one_title_get_two_files_and_keep_them(
    library: Library, annotated: ArticleSession, tmp_path: Path
) -> None:
    other = library.session(library.add(ARTICLE + b"\nOne line more.\n", "copy.txt").article)
    other.mark(Range(0, 8))
    both = [annotated.id, other.id]
    first = export(library, both, "markdown", tmp_path)
    assert len(set(first.paths)) == 2
    assert first.beside == ()
    assert export(library, both[::-1], "markdown", tmp_path).paths == first.paths[::-1]


def test_json_has_the_stamps_that_are_on_disk_and_all_it_refers_to(
    library: Library, annotated: ArticleSession, tmp_path: Path
) -> None:
    [path] = export(library, [annotated.id], "json", tmp_path).paths
    content = json.loads(path.read_text("utf-8"))
    [annotation] = content["articles"][annotated.id]["annotations"].values()
    stored = library.records.read(f"articles/{annotated.id}")["annotations"]
    assert stored == content["articles"][annotated.id]["annotations"]
    assert list(content["claims"]) == [annotation["claim"]]
    assert annotation["speaker"] in content["speakers"]
    assert list(content["tags"]) == ["mill"]


def test_several_articles_can_go_into_one_file(
    library: Library, annotated: ArticleSession, tmp_path: Path
) -> None:
    path = tmp_path / "all.json"
    assert export_file(library, [annotated.id], "json", path).paths == (path,)
    assert list(json.loads(path.read_text("utf-8"))["articles"]) == [annotated.id]


def test_all_means_what_has_notes_and_is_no_sample(
    library: Library, annotated: ArticleSession
) -> None:
    library.add(b"Nothing noted here.", "plain.txt")
    sample = library.session(library.add(b"A sample text.", "sample.txt", sample=True).article)
    sample.mark(Range(0, 8))
    assert exportable(library) == [annotated.id]


def test_a_preview_is_what_is_written(
    library: Library, annotated: ArticleSession, tmp_path: Path
) -> None:
    [path] = export(library, [annotated.id], "markdown", tmp_path).paths
    assert render(library, [annotated.id], "markdown") == path.read_text("utf-8")


def test_a_format_or_folder_that_cannot_be_is_refused(
    library: Library, annotated: ArticleSession, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="markdown"):
        render(library, [annotated.id], "word")
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="not a folder"):
        export(library, [annotated.id], "markdown", tmp_path / "file")


@pytest.mark.parametrize("title", ["../../etc/passwd", "a/b\\c:d", ".hidden", "\x1b[31mred", "…"])
def test_no_title_leads_out_of_the_folder(
    library: Library, annotated: ArticleSession, tmp_path: Path, title: str
) -> None:
    set_about(library, annotated.id, "title", title)
    folder = tmp_path / "out"
    [path] = export(library, [annotated.id], "markdown", folder).paths
    assert path.parent == folder
    assert not path.name.startswith(".")


def test_a_title_of_any_length_in_bytes_gives_a_file(
    library: Library, annotated: ArticleSession, tmp_path: Path
) -> None:
    set_about(library, annotated.id, "title", "e" + "\u0324\u0301" * 400)
    [path] = export(library, [annotated.id], "markdown", tmp_path).paths
    assert path.is_file()


def test_a_folder_below_a_file_is_refused_in_a_sentence(
    library: Library, annotated: ArticleSession, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="is not a folder"):
        export(library, [annotated.id], "markdown", tmp_path / "file" / "below")
