from hypothesis import given
from hypothesis import strategies as st

from reader.importers.markdown import read_markdown
from reader.text.document import BlockKind
from tests.text.documents import assert_canonical, outline, spans_of

SYNTAX = (
    "# ,- ,1. ,> ,*,**,`,~~,[,](,),![,\n,\n\n,    ,\t,a,word ,<b>,</b>,<script>,&#27;,[31m,[^1],"
    "[^1]: ,| a | b |\n|---|---|\n,```\n,---\n,title: x\n,\\,http://x.org,javascript:x"
)
PARTS = st.lists(st.sampled_from(SYNTAX.split(",")), max_size=20).map("".join)


@given(PARTS)
def test_any_markdown_becomes_a_canonical_document(text: str) -> None:
    document, _ = read_markdown(text)
    assert_canonical(document)


def test_blocks_keep_their_structure() -> None:
    document, _ = read_markdown(
        "# Head\n\nText\nfolds.\n\n- one\n  - two\n\n    more\n3. three\n\n> said\n> - item\n"
        ">> deep\n\n```py\nif x:\n    y\n```\n\n***\n\n![a map](map.png)\n"
    )
    assert [(b.kind.value, b.level, b.marker, b.quote) for b in document.blocks] == [
        ("heading", 1, "", 0),
        ("paragraph", 0, "", 0),
        ("list item", 1, "•", 0),
        ("list item", 2, "◦", 0),
        ("list item", 2, "", 0),
        ("list item", 1, "3.", 0),
        ("quotation", 0, "", 1),
        ("list item", 1, "•", 1),
        ("quotation", 0, "", 2),
        ("preformatted", 0, "", 0),
        ("rule", 0, "", 0),
        ("image", 0, "", 0),
    ]
    assert outline(document)[1][1] == "Text folds."
    assert outline(document)[9][1] == "if x:\n    y"
    assert outline(document)[11][1] == "a map"


def test_spans_nest_and_links_keep_only_harmless_targets() -> None:
    document, _ = read_markdown(
        "**bold *both*** `code` ~~gone~~ [page](https://example.org/a) "
        "[x](file:///etc/passwd) [y](#z)"
    )
    assert spans_of(document) == [
        ("strong", "bold both", ""),
        ("emphasis", "both", ""),
        ("code", "code", ""),
        ("strike", "gone", ""),
        ("link", "page", "https://example.org/a"),
    ]


def test_tables_part_their_cells() -> None:
    document, _ = read_markdown("| a | b |\n|---|---|\n| *c* | d |\n")
    assert outline(document) == [(BlockKind.TABLE, "a\tb\nc\td")]


def test_footnotes_are_blocks_and_their_marks_are_superscripts() -> None:
    document, _ = read_markdown("Said.[^why]\n\n[^why]: Because.\n\n    And more.\n")
    assert outline(document) == [
        (BlockKind.PARAGRAPH, "Said.[why]"),
        (BlockKind.FOOTNOTE, "Because."),
        (BlockKind.FOOTNOTE, "And more."),
    ]
    assert [block.marker for block in document.blocks] == ["", "why", ""]
    assert spans_of(document) == [("superscript", "[why]", "why")]


def test_raw_html_is_shown_as_its_words() -> None:
    document, _ = read_markdown(
        "<div><script>x()</script>Raw <b>words</b></div>\n\na <i>b</i><br>c"
    )
    assert [text for _, text in outline(document)] == ["Raw words", "a b\nc"]


def test_hard_breaks_are_lines() -> None:
    document, _ = read_markdown("one  \ntwo\\\nthree")
    assert document.text == "one\ntwo\nthree\n"


def test_references_to_control_characters_do_not_reach_the_text() -> None:
    document, _ = read_markdown("a&#27;[31mb &#155;x")
    assert "\x1b" not in document.text
    assert "\x9b" not in document.text


def test_a_link_to_a_heading_of_the_text_stays_a_link() -> None:
    document, _ = read_markdown("[on](#The-Results) [off](#elsewhere)\n\n## The *results*!\n")
    assert [span for span in spans_of(document) if span[0] == "link"] == [
        ("link", "on", "#The-Results")
    ]
