import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.exporters.markdown import block_id, escaped, hashtag, link, render
from reader.exporters.registry import ArticleNotes, Notes, Sighting
from reader.model.anchor import Anchor
from reader.model.annotation import Annotation, Attribution, Kind, SpeakerState, Voice
from reader.model.article import Article
from reader.model.claim import Claim, Status
from reader.text.canonical import clean
from reader.text.document import Range

_ID = "01890000-0000-7000-8000-0123456789ab"
_HOSTILE = [
    "[[Elsewhere]] and ![[embed]]",
    "# heading\n## another",
    "a %% comment",
    "<script>x</script> <!-- open",
    "---\ntitle: x\n---",
    "> [!warning] not ours",
    "^block and $math$ and ==mark==",
    "*bold* _it_ `code` ~~no~~ [a](javascript:x)",
    "- list\n1. one\n2) two\n+ plus",
    "```\nfence",
    "| a | b |\n|---|---|",
    "#tag and #another/tag",
    "&lt;b&gt; &#27;",
    "[sic] [bold]x[/bold] [@click=app.quit]",
    "\x1b]52;c;x\x07\u202eabc",
    "C:\\path\\[x]",
]


def _notes(article: Article | None = None, **fields: Any) -> Notes:
    exact = fields.pop("exact", "ready to help")
    claim = fields.pop("claim_record", None)
    speaker = fields.pop("speaker_name", "")
    placed = fields.pop("placed", True)
    anchors = (Anchor("0" * 12, 50, 63, exact),) if exact else ()
    annotation = Annotation(id=_ID, anchors=anchors, **fields)
    sighting = Sighting(
        annotation=annotation,
        quotation=exact,
        range=Range(50, 63) if placed else None,
        speaker_name=speaker,
        claim=claim,
    )
    about = article or Article(id="envoy-0a1b2c", title="Envoy: forces ready")
    return Notes((ArticleNotes(about, 200, (sighting,), {}),), {}, {}, {})


def _paragraphs(markdown: str) -> str:
    """Return what a Markdown reader shows as text inside quotations."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    return "\n".join(token.content for token in tokens if token.type == "inline")


def test_everything_known_of_a_sighting_is_in_its_callout() -> None:
    text = render(
        _notes(
            kind=Kind.CLAIM,
            note="Which programme?\n\nAsk.",
            tags=("syria", "war/idlib"),
            speaker_name="The attaché",
            speaker_state=SpeakerState.SUGGESTED,
            voice=Voice.QUOTED,
            via="the daily",
            said_on="2026-01-02",
            attribution=Attribution.FAIR,
            claim_record=Claim("c", text="It stands alone", status=Status.DONE, verdict="refuted"),
        )
    )
    assert text.endswith(
        """\
> [!claim] Claim · refuted · done
> “ready to help”
>
> - Speaker: [[The attaché]] (suggested)
> - Through: the daily
> - Voice: quoted
> - Said on: 2026-01-02
> - Did they say it: yes, in substance
> - Claim: It stands alone
> - Status: done
> - Verdict: refuted
> - Tags: #syria #war/idlib
> - Position: 25 % (50–63)
>
> Which programme?
>
> Ask.

^cr-23456789ab
"""
    )


def test_a_confirmed_speaker_is_not_called_suggested() -> None:
    text = render(_notes(speaker_name="Ann", speaker_state=SpeakerState.CONFIRMED))
    assert "[[Ann]]\n" in text
    assert "suggested" not in text


def test_front_matter_holds_what_is_known_of_the_article() -> None:
    article = Article(
        id="envoy-0a1b2c",
        title='He said: "no"\n---\nevil: true',
        authors=("A. One", "B: Two"),
        site="The Daily",
        published_on="2018-08-02",
        url="https://example.org/a?b=#c",
        accessed_on="2026-01-01T00:00:00.000Z",
        tags=("2018",),
    )
    lines = render(_notes(article, tags=("syria",))).split("\n")
    assert lines[: lines.index("---", 1) + 1] == [
        "---",
        'title: "He said: \\"no\\" --- evil: true"',
        "authors:",
        '  - "A. One"',
        '  - "B: Two"',
        'site: "The Daily"',
        'published: "2018-08-02"',
        'url: "https://example.org/a?b=#c"',
        'accessed: "2026-01-01T00:00:00.000Z"',
        "tags:",
        '  - "_2018"',
        '  - "syria"',
        'claim-reader: "envoy-0a1b2c"',
        "---",
    ]


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_the_words_of_an_article_show_as_they_are(hostile: str) -> None:
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escaped(hostile))
    words = "\n".join(
        child.content if child.type == "text" else "\n"
        for token in shown
        for child in token.children or ()
    )
    assert [line.strip() for line in words.split("\n") if line.strip()] == [
        line.strip() for line in clean(hostile).split("\n") if line.strip()
    ]


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_no_words_end_the_callout_or_start_anything_else(hostile: str) -> None:
    text = render(
        _notes(
            Article(id="envoy-0a1b2c", title=hostile, authors=(hostile,), site=hostile),
            exact=hostile,
            via=hostile,
            speaker_name=hostile,
            note="n",
        )
    )
    body = text.split("\n---\n", 1)[1]
    outside = [line for line in body.split("\n") if line and not line.startswith(">")]
    assert len(outside) == 2
    assert outside[0].startswith("# ")
    assert outside[1] == "^cr-23456789ab"
    assert len(re.findall(r"(?<!\\)> \[!", body)) == 1
    assert not re.search(r"(?<!\\)%%", body)
    assert not re.search(r"(?<!\\)<", body)
    assert "\x1b" not in text
    assert "\u202e" not in text


@given(st.text(max_size=40))
def test_any_words_stay_within_their_lines(words: str) -> None:
    assert escaped(words).count("\n") == clean(words).count("\n")
    assert "\n" not in link(words)
    assert re.fullmatch(r"[\w/-]+", hashtag(words))


@given(st.text(max_size=40))
def test_any_title_is_one_quoted_scalar(title: str) -> None:
    line = render(_notes(Article(id="a-000000", title=title))).split("\n")[1]
    assert isinstance(json.loads(line.removeprefix("title: ")), str)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Field", "[[Ann Field]]"),
        ("Reuters/AFP", "[[Reuters AFP|Reuters/AFP]]"),
        ("A]] [[B|C", "[[A B C]]"),
        ("[]", "\\[\\]"),
    ],
)
def test_a_speaker_links_to_a_note_that_can_exist(name: str, expected: str) -> None:
    assert link(name) == expected


@pytest.mark.parametrize(
    ("path", "expected"), [("syria", "syria"), ("a b", "a-b"), ("2018", "_2018"), ("é/ü", "é/ü")]
)
def test_a_tag_is_one_obsidian_knows(path: str, expected: str) -> None:
    assert hashtag(path) == expected


def test_a_comment_left_open_in_a_note_hides_nothing() -> None:
    text = render(_notes(note="50 %% of them"))
    assert "> 50 \\%\\% of them" in text


def test_what_has_no_place_any_more_comes_last_under_its_own_heading() -> None:
    text = render(_notes(placed=False))
    assert "## Not found in the text any more\n\n> [!quote]" in text
    whole = render(_notes(exact="", placed=False, note="On the whole"))
    assert "## On the whole article\n\n> [!quote]" in whole


def test_a_block_id_is_the_same_in_every_export() -> None:
    assert block_id(Annotation(_ID)) == block_id(Annotation(_ID, note="changed")) == "cr-23456789ab"
