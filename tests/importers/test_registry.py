import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.importers.registry import Format, import_bytes, read_source, sniff
from reader.text.canonical import clean_line
from tests.text.documents import assert_canonical

LIMIT = 1_000


@given(st.binary(max_size=80), st.sampled_from(["a.txt", "a.md", "a.html", "a", "\x1b[31m.htm"]))
def test_any_bytes_are_taken_in_or_refused_in_one_clean_sentence(content: bytes, name: str) -> None:
    try:
        imported = import_bytes(content, name)
    except InputError as error:
        refusal = str(error)
    else:
        assert_canonical(imported.document)
        assert imported.document.text
        assert imported.metadata.title
        return
    assert refusal.endswith(".")
    assert refusal == clean_line(refusal)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"text", Format.PLAIN_TEXT),
        ("a.TEXT", b"text", Format.PLAIN_TEXT),
        ("a.md", b"# text", Format.MARKDOWN),
        ("a.markdown", b"<!doctype html>", Format.MARKDOWN),
        ("a.xhtml", b"<?xml version='1.0'?><html>", Format.HTML),
        ("a.txt", b"<!DOCTYPE html><p>x", Format.HTML),
        ("a", b"\xef\xbb\xbf <html><p>x", Format.HTML),
        ("a", b"<p>not a whole page", Format.PLAIN_TEXT),
    ],
)
def test_the_format_is_told_by_content_then_by_name(
    name: str, content: bytes, kind: Format
) -> None:
    assert sniff(name, content) is kind


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "e-book"),
        (b"A book" + b"\0" * 54 + b"BOOKMOBI", "e-book"),
        (b"notes.txt" + b"\0" * 248 + b"ustar", "archive"),
        (b"PK\x03\x04 word/document.xml", "office"),
        (b"{\\rtf1 x}", "office"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "feed"),
        (b"<opml version='2.0'>", "OPML"),
        (b"\x7fELF", "program"),
        (bytes(range(32)) * 9, "binary"),
        (b" \n\t ", "empty"),
        (b"* * *\n\n---", "no words"),
        ("\u200b\u00a0\x1b[0m".encode(), "no words"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_file(content: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as refused:
        import_bytes(content, "my\x1b[31m file.txt")
    assert "my file.txt" in str(refused.value)
    assert "; " in str(refused.value)


@pytest.mark.parametrize(
    ("content", "name", "title"),
    [
        (b"Ferries stay in port\n\nIt rained.", "a.txt", "Ferries stay in port"),
        (b"text.\n\n# Ferries", "a.md", "Ferries"),
        (b"It rained. Nobody came.", "a.txt", "It rained. Nobody came."),
        (b"<title>Ferries</title><p>x", "a.html", "Ferries"),
        (b"Share this", "folder/\x1b[1mferries.txt", "ferries"),
    ],
)
def test_there_is_always_a_title(content: bytes, name: str, title: str) -> None:
    assert import_bytes(content, name).metadata.title == title


def test_a_guessed_encoding_is_said() -> None:
    imported = import_bytes("Ça va très bien à l’été".encode("cp1252"), "a.txt")
    assert imported.encoding == "cp1252"
    assert "guess" in imported.warnings[0]


def test_the_label_of_a_page_is_believed() -> None:
    page = "<meta charset=windows-1251><p>Паром".encode("cp1251")
    imported = import_bytes(page, "a.html")
    assert (imported.document.text, imported.warnings) == ("Паром\n", ())
    assert (imported.media_type, imported.extension) == ("text/html", "html")


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * LIMIT)
    assert read_source(path, LIMIT) == b"x" * LIMIT


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (LIMIT + 1))
    with pytest.raises(InputError, match=r"a\.txt.*1,001.*1,000.*max_file_bytes"):
        read_source(path, LIMIT)


def test_a_pipe_a_device_and_a_folder_are_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(InputError, match="pipe or device"):
            read_source(path, LIMIT)
    with pytest.raises(InputError, match="folder"):
        read_source(tmp_path, LIMIT)


def test_a_missing_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_source(tmp_path / "missing.txt", LIMIT)
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        read_source(tmp_path / "empty.txt", LIMIT)
    with pytest.raises(InputError, match="cannot be read"):
        read_source(Path("nul\0"), LIMIT)
