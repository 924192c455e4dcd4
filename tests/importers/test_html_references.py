"""Footnotes and headings that a page's own links lead to."""

import time

import pytest

from reader.importers.html import read_html
from reader.importers.html_parsing import parse
from reader.text.document import BlockKind, Document
from tests.text.documents import assert_canonical, content_of, spans_of

PANDOC = """
<p>Words<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>
go on.</p>
<section class="footnotes" role="doc-endnotes"><hr><ol>
<li id="fn1"><p>The note, with <em>weight</em>.</p><p>It goes on.
<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>
"""
KRAMDOWN = """
<p>Words<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup> go on.</p>
<div class="footnotes"><ol><li id="fn:1"><p>The note.&#160;<a href="#fnref:1">&#8617;</a></p></li>
</ol></div>
"""
WIKIPEDIA = """
<p>Words<sup id="cite_ref-A_1-0" class="reference"><a href="#cite_note-A-1"><span>[</span>1<span>]
</span></a></sup>
go on<sup id="cite_ref-A_1-1" class="reference"><a href="#cite_note-A-1">[1]</a></sup> and
end.<sup id="cite_ref-2" class="reference"><a href="#cite_note-2">[note 1]</a></sup></p>
<ol class="references">
<li id="cite_note-A-1"><span class="mw-cite-backlink">^
<a href="#cite_ref-A_1-0"><sup><i><b>a</b></i></sup></a>
<a href="#cite_ref-A_1-1"><sup><i><b>b</b></i></sup></a></span>
<span class="reference-text"><cite><a href="https://example.org/">A page</a></cite>.</span></li>
<li id="cite_note-2"><span class="mw-cite-backlink"><b><a href="#cite_ref-2">^</a></b></span>
<span class="reference-text">Another.</span></li></ol>
"""
WORD = """
<p>Words<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> go on.</p><hr>
<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> The note.</p></div>
"""
EPUB = """
<p>Words<a epub:type="noteref" href="#n1">1</a> go on.</p>
<aside epub:type="footnote" id="n1" hidden><p>The note.</p></aside>
"""
DOCUTILS = """
<p>Words<a class="footnote-reference" href="#f1" id="r1">1</a> go on.</p>
<aside class="footnote" id="f1"><span class="label">[<a href="#r1">1</a>]</span><p>The note.</p>
</aside>
<dl><dt id="f2">[2]</dt><dd>Unasked.</dd></dl>
"""
BARE = """
<p>Words<sup><a id="r1" href="#n1">*</a></sup> go on.</p>
<p id="n1"><sup>*</sup> The note.</p>
"""


def read(page: str) -> Document:
    root = parse(page)
    assert root is not None
    document = read_html(root)
    assert_canonical(document)
    return document


def notes(document: Document) -> list[tuple[str, str]]:
    return [
        (block.marker, content_of(document, block))
        for block in document.blocks
        if block.kind is BlockKind.FOOTNOTE
    ]


def referring(document: Document) -> list[tuple[str, str]]:
    return [(words, to) for kind, words, to in spans_of(document) if kind == "superscript" and to]


@pytest.mark.parametrize("page", [KRAMDOWN, WORD, EPUB], ids=["kramdown", "word", "epub"])
def test_footnotes_are_known_by_what_refers_to_them(page: str) -> None:
    document = read(page)
    assert referring(document) == [("[1]", "1")]
    assert notes(document) == [("1", "The note.")]
    assert content_of(document, document.blocks[0]) == "Words[1] go on."


def test_a_footnote_of_several_paragraphs_bears_its_label_once() -> None:
    document = read(PANDOC)
    assert referring(document) == [("[1]", "1")]
    assert notes(document) == [("1", "The note, with weight."), ("", "It goes on.")]


def test_a_note_referred_to_twice_is_one_and_links_in_it_stay() -> None:
    document = read(WIKIPEDIA)
    assert referring(document) == [("[1]", "1"), ("[1]", "1"), ("[note 1]", "note1")]
    assert notes(document) == [("1", "A page."), ("note 1", "Another.")]
    assert ("link", "A page", "https://example.org/") in spans_of(document)


def test_labels_and_terms_of_notes_are_not_said_twice() -> None:
    assert notes(read(DOCUTILS)) == [("1", "The note.")]
    assert notes(read(BARE)) == [("*", "The note.")]


def test_notes_with_the_same_number_keep_apart() -> None:
    page = "".join(
        f"<p>Chapter {name}<sup><a href='#{name}1'>1</a></sup></p>" for name in "ab"
    ) + "".join(f"<p id={name}1>Note {name}.</p>" for name in "ab")
    document = read(page)
    assert referring(document) == [("[1]", "1"), ("[1]", "1/2")]
    assert notes(document) == [("1", "Note a."), ("1/2", "Note b.")]


@pytest.mark.parametrize(
    "page",
    [
        "<p id=a>Up <sup><a href=#a>1</a></sup></p>",
        "<p>See <a href=#b>below</a>.</p><p id=b>Below.</p>",
        "<p>See <sup><a href=#c>1</a></sup>.</p>",
        "<p>See <sup><a href=other.html#d>1</a></sup>.</p><p id=d>No note.</p>",
        "<p>x<sup>2</sup></p>",
        "<p>See <sup><a href=#e>1</a></sup>.</p><p>Not here <b id=e>but</b> inside.</p>",
    ],
)
def test_other_links_are_no_footnotes(page: str) -> None:
    document = read(page)
    assert referring(document) == []
    assert notes(document) == []


def test_a_link_to_a_heading_names_it() -> None:
    document = read(
        "<p><a href=#r>Results</a> <a href=#x>lost</a> <a href=#s>Sources</a></p>"
        "<h2><span id=r>The results!</span></h2><section id=s><h3>Our sources</h3><p>x</section>"
    )
    assert spans_of(document) == [
        ("link", "Results", "#the-results"),
        ("link", "Sources", "#our-sources"),
    ]


def test_an_empty_name_before_a_heading_means_the_heading() -> None:
    document = read(
        "<p><a href=#one>First</a> <a href=#two>Second</a> <a href=#three>Third</a></p>"
        "<div><p><a id=one></a></p><p></p></div><h2>Chapter one</h2><p>It begins.</p>"
        "<p><a name=two></a>Not before words.</p><h2>Chapter two</h2>"
        "<p><a id=three></a></p><p>Nor with words between.</p><h2>Chapter three</h2>"
    )
    assert spans_of(document) == [("link", "First", "#chapter-one")]


def test_controls_and_markup_in_a_note_are_only_text() -> None:
    document = read(
        "<p>Words<sup><a href=#n>[red]&#27;[5m</a></sup></p><p id=n>A &#27;[31mnote [b]bold[/b]</p>"
    )
    assert notes(document) == [("red", "A note [b]bold[/b]")]


@pytest.mark.parametrize(
    "page",
    [
        "".join(f"<sup><a href=#n id=r{n}>{n}</a></sup>" for n in range(4000))
        + "<p id=n>"
        + "".join(f"<a href=#r{n}>^</a>" for n in range(4000)),
        "".join(f"<sup><a href=#n{n}>{n}</a></sup>" for n in range(1500))
        + "".join(f"<div id=n{n}><a href=#n0>x</a>" for n in range(1500)),
        "<div id=top>" + "<p><sup><a href=#n>1</a></sup><a href=#top>^</a></p>" * 4000 + "<p id=n>",
    ],
    ids=["one note", "nested", "to the top"],
)
def test_many_notes_take_no_longer_than_their_length(page: str) -> None:
    begun = time.process_time()
    read(page)
    assert time.process_time() - begun < 4
