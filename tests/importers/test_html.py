import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers.html import read_html
from reader.importers.html_metadata import page_metadata
from reader.importers.html_parsing import parse
from reader.text.document import BlockKind, Document
from reader.text.page import PageMetadata
from tests.text.documents import assert_canonical, outline, spans_of

TAGS = (
    "html body main article header footer nav form div p span b i a code pre br hr img q sup del "
    "ul ol li dl dt dd table tr td th caption blockquote h1 h2 script style template title x-card "
    "figure option"
)
PIECES = st.sampled_from(TAGS.split()).flatmap(
    lambda tag: st.sampled_from(
        [
            f"<{tag}>",
            f"</{tag}>",
            f"<{tag} href=http://x.org alt=pic colspan=3 start=4>",
            f"<{tag} hidden>",
        ]
    )
)
PAGES = st.lists(
    PIECES
    | st.sampled_from(
        ["a", " word ", "\n", "\u0301", "&#27;", "&nbsp;!", "\x00", "<!--", "-->", "<", "&"]
    ),
    max_size=24,
).map("".join)


def read(page: str) -> Document:
    root = parse(page)
    return Document("", ()) if root is None else read_html(root)


@given(PAGES)
def test_any_page_becomes_a_canonical_document(page: str) -> None:
    assert_canonical(read(page))


def test_blocks_keep_their_structure() -> None:
    document = read(
        "<h2>Head</h2>loose<p>Text\n folds<ul><li>one<ul><li>two</ul><li>three<p>more</ul>"
        "<ol start=4><li>four<li value=9>nine</ol><blockquote><p>said<blockquote>deep</blockquote>"
        "<ul><li>item</ul></blockquote><pre>\nif x:\n  <b>y</b>\n</pre><hr>"
        "<figure><img alt='a map'><figcaption>Map</figcaption></figure>"
    )
    assert [(b.kind.value, b.level, b.marker, b.quote) for b in document.blocks] == [
        ("heading", 2, "", 0),
        ("paragraph", 0, "", 0),
        ("paragraph", 0, "", 0),
        ("list item", 1, "•", 0),
        ("list item", 2, "◦", 0),
        ("list item", 1, "•", 0),
        ("list item", 1, "", 0),
        ("list item", 1, "4.", 0),
        ("list item", 1, "9.", 0),
        ("quotation", 0, "", 1),
        ("quotation", 0, "", 2),
        ("list item", 1, "•", 1),
        ("preformatted", 0, "", 0),
        ("rule", 0, "", 0),
        ("image", 0, "", 0),
        ("paragraph", 0, "", 0),
    ]
    assert outline(document)[2][1] == "Text folds"
    assert outline(document)[12][1] == "if x:\n  y"


def test_spans_nest_and_links_keep_only_harmless_targets() -> None:
    document = read(
        "<base href='https://example.org/a/'><p><a href=b>li<b>nk</b></a> "
        "<a href='java\nscript:x'>js</a>"
        "<a href=data:x>d</a><a href=file:///etc>f</a><a href='#n'>n</a> "
        "x<sup>2</sup> <del>gone</del>"
    )
    assert spans_of(document) == [
        ("link", "link", "https://example.org/a/b"),
        ("strong", "nk", ""),
        ("superscript", "2", ""),
        ("strike", "gone", ""),
    ]
    assert "jsdfn" in document.text


def test_what_is_hidden_or_runs_is_dropped_and_the_text_after_it_stays() -> None:
    document = read(
        "<p>a<script>x()</script>b<style>c</style>d<span hidden>e</span>f"
        "<span style='color:red; DISPLAY : none'>g</span>h<i aria-hidden=true>i</i>j"
        "<template>k</template>l<noscript>m</noscript>n"
    )
    assert document.text == "abdfhjln\n"


def test_what_surrounds_the_article_is_furniture() -> None:
    document = read(
        "<header>Site</header><nav><ul><li>Home</ul></nav>"
        "<article><header><h1>T</h1></header><p>Text<aside>Aside</aside></article>"
        "<form><p>Reply</form><footer>Foot<table><tr><td>a<td>b</table></footer>"
    )
    assert [(kind.value, text) for kind, text in outline(document)] == [
        ("furniture", "Site"),
        ("furniture", "Home"),
        ("heading", "T"),
        ("paragraph", "Text"),
        ("furniture", "Aside"),
        ("furniture", "Reply"),
        ("furniture", "Foot"),
        ("furniture", "a b"),
    ]


def test_a_page_inside_one_form_is_still_an_article() -> None:
    assert outline(read("<form><div>Only text</div></form>")) == [
        (BlockKind.PARAGRAPH, "Only text")
    ]


def test_line_breaks_are_lines_and_two_of_them_part_paragraphs() -> None:
    assert outline(read("<p>one<br>two<br> <br>three")) == [
        (BlockKind.PARAGRAPH, "one\ntwo"),
        (BlockKind.PARAGRAPH, "three"),
    ]


def test_tables_of_data_are_tables_and_tables_for_layout_are_not() -> None:
    data = "<table><caption>C</caption><tr><th>a<th>b<tr><td colspan=2><i>c</i> d</table>"
    layout = "<table><tr><td><p>one<p>two<td>side</table>"
    assert outline(read(data))[-1] == (BlockKind.TABLE, "a\tb\nc d\t")
    assert [kind for kind, _ in outline(read(layout))] == [BlockKind.PARAGRAPH] * 3


def test_a_caption_stays_with_its_table() -> None:
    document = read("<table><caption>Ships</caption><tr><th>a<th>b<tr><td>c<td>d</table>")
    assert outline(document) == [
        (BlockKind.PARAGRAPH, "Ships"),
        (BlockKind.TABLE, "a\tb\nc\td"),
    ]


@pytest.mark.parametrize(
    "bad", ["\x00", "&#0;", "&#27;", "\x1b[31m", "&#x1b;[1m", "&#55296;", "&#99999999;"]
)
def test_one_bad_character_costs_nothing_else(bad: str) -> None:
    assert read(f"<p>before{bad} after</p><p>end</p>").text == "before after\nend\n"


def test_references_to_windows_characters_mean_what_browsers_show() -> None:
    assert read("<p>it&#146;s &#x93;so&#x94;</p>").text == "it’s “so”\n"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + "deep",
        "<p>before" + "<b>" * 10_000 + "deep" + "</b>" * 10_000,
        "<blockquote>" * 5_000 + "deep",
        "<ul><li>" * 5_000 + "deep",
        "<table><tr><td>" * 3_000 + "deep",
        "<div>" * 2_000 + "deep",
    ],
)
def test_a_very_deep_page_is_read_to_its_end(page: str) -> None:
    def seconds(page: str) -> float:
        began = time.process_time()
        read(page)
        return time.process_time() - began

    assert "deep" in read(page).text
    assert seconds(page) < 10 * seconds("<p>flat</p>" * (len(page) // 11)) + 0.1


@pytest.mark.parametrize("page", ["", " ", "<!-- -->", "<html></html>", "<script>x</script>"])
def test_a_page_without_words_is_an_empty_document(page: str) -> None:
    assert read(page).text == ""


def metadata(page: str) -> PageMetadata:
    root = parse(page)
    assert root is not None
    return page_metadata(root)


def test_metadata_comes_from_the_tags_of_the_page() -> None:
    assert metadata(
        "<html lang=en-GB><head><title>Ferries - The Gull</title>"
        "<meta property=og:title content='Ferries stay - The Gull'>"
        "<meta property=og:site_name content='The Gull'>"
        "<meta name=author content='By Ada Lindqvist'>"
        "<meta property=article:published_time content=2021-05-03T10:00:00+02:00>"
        "<link rel=canonical href=https://example.org/f><body><p>x"
    ) == PageMetadata(
        title="Ferries stay",
        authors=("Ada Lindqvist",),
        site="The Gull",
        published_on="2021-05-03",
        url="https://example.org/f",
        language="en-GB",
    )


def test_metadata_comes_from_linked_data() -> None:
    assert metadata(
        '<script type=application/ld+json>{"@graph": [{"@type": "WebSite"}, {"@type": '
        '["NewsArticle"], "headline": "Ferries", "author": [{"name": "Ada Lindqvist"}, '
        '"Bo Ek"], "datePublished": "2021-05-03", "publisher": {"name": "The Gull"}, '
        '"url": "https://example.org/"}]}</script><p>x'
    ) == PageMetadata(
        title="Ferries",
        authors=("Ada Lindqvist", "Bo Ek"),
        site="The Gull",
        published_on="2021-05-03",
        url="https://example.org/",
    )


def test_metadata_comes_from_what_the_page_shows() -> None:
    found = metadata(
        "<title>Ferries | The Gull</title><h1>Ferries<br>stay</h1><a rel=author>Ada Lindqvist</a>"
        "<time datetime=2021-05-03>yesterday</time><link rel=canonical href='javascript:x'>"
    )
    assert found == PageMetadata(
        title="Ferries stay", authors=("Ada Lindqvist",), published_on="2021-05-03"
    )


@pytest.mark.parametrize("data", ["{", "[" * 100_000, "null", '"x"', '{"@graph": 3}'])
def test_broken_linked_data_is_passed_over(data: str) -> None:
    page = f"<title>Ferries</title><script type=application/ld+json>{data}</script>"
    assert metadata(page).title == "Ferries"
