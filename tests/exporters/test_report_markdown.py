"""A report on claims as Markdown."""

import re
from itertools import pairwise
from typing import Any

import pytest
from markdown_it import MarkdownIt

from reader.exporters.claim_report import (
    ClaimReport,
    ReportedClaim,
    ReportedEvidence,
    ReportedSighting,
)
from reader.exporters.report_markdown import render
from reader.model.anchor import Anchor
from reader.model.annotation import Annotation, Attribution, SpeakerState, Voice
from reader.model.article import Article
from reader.model.claim import Claim, Relation, Status
from reader.model.evidence import Evidence
from reader.model.speaker import Speaker, SpeakerKind
from tests.exporters.test_markdown import _HOSTILE


def sighting(words: str = "the oldest", **fields: Any) -> ReportedSighting:
    article = fields.pop("article", Article("mill", title="The mill"))
    speaker = fields.pop("speaker", None)
    unplaced = fields.pop("unplaced", False)
    annotation = Annotation("x", anchors=(Anchor("t", 0, 1, words),), **fields)
    name = speaker.name if speaker else ""
    return ReportedSighting(article, annotation, words, speaker, name, unplaced)


def written(*sightings: ReportedSighting, text: str = "A claim", **fields: Any) -> str:
    claim = ReportedClaim(text, fields.pop("claim", None), sightings, **fields)
    return render(ClaimReport("is:unchecked", "2026-03-31", (claim,)))


def test_all_that_is_known_is_there() -> None:
    speaker = Speaker("s", "Ann Field", role="mayor", organisation="Milltown")
    article = Article(
        "mill",
        title="The mill",
        authors=("Bo Hill",),
        site="The Daily",
        published_on="2026-02-01",
        url="https://daily.example/mill",
        archived_url="https://archive.example/1",
    )
    piece = Evidence(
        "p",
        Relation.REFUTES,
        url="https://deeds.example/1620",
        quote="A deed names it",
        source="County archive",
        primary=True,
        accessed_on="2026-03-01",
        note="Seen by us",
    )
    text = written(
        sighting(
            article=article,
            speaker=speaker,
            speaker_state=SpeakerState.CONFIRMED,
            voice=Voice.QUOTED,
            said_on="2026-01-31",
            attribution=Attribution.FAIR,
            via="the Courier",
        ),
        claim=Claim("c", "A claim", status=Status.CHECKING, explanation="So far *nothing*."),
        evidence=(ReportedEvidence(piece),),
        questions=("What speaks for it?",),
        asked=("By whose count?",),
    )
    assert text == (
        "# Claims\n\n1 claim, 1 sighting · 2026-03-31 · is:unchecked\n\n"
        "## 1. A claim\n\nStatus: checking · Verdict: none yet\n\nSo far *nothing*.\n\n"
        "### Where it is said\n\n"
        "- Ann Field, mayor, Milltown, through the Courier, quoted, said on 2026-01-31, "
        "checked: said in substance: “the oldest”. *The mill*, Bo Hill, The Daily, 2026-02-01, "
        "<https://daily.example/mill>, archived <https://archive.example/1>\n\n"
        "### Evidence\n\n"
        "- **Refutes**: “A deed names it”, County archive, <https://deeds.example/1620>, "
        "seen on 2026-03-01, a primary source · Seen by us\n\n"
        "### Open questions\n\n- What speaks for it?\n- By whose count?\n"
    )


def test_a_suggested_speaker_is_said_to_be_suggested_and_nobody_is_nobody() -> None:
    someone = Speaker("s", "Ann Field")
    for state in (None, SpeakerState.SUGGESTED):
        text = written(sighting(speaker=someone, speaker_state=state))
        assert "- Ann Field (suggested): " in text
    confirmed = sighting(speaker=someone, speaker_state=SpeakerState.CONFIRMED)
    assert "suggested" not in written(confirmed)
    assert "- Nobody named: " in written(sighting())
    unnamed = Speaker("u", "unnamed source", kind=SpeakerKind.UNNAMED)
    assert "- unnamed source (suggested): " in written(sighting(speaker=unnamed))


def test_a_long_claim_is_cut_in_its_heading_only() -> None:
    long = "word " * 60 + "end"
    text = written(sighting(), text=long)
    assert "…\n" in text
    assert long in text
    assert text.count(long) == 1
    assert written(sighting(long), text=long).count(long) == 1


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_words_of_others_are_shown_as_they_are(hostile: str) -> None:
    article = Article(
        "mill",
        title=hostile,
        authors=(hostile,),
        site=hostile,
        published_on=hostile,
        url=hostile,
        archived_url=f"https://a.example/{hostile}",
    )
    speaker = Speaker("s", hostile, role=hostile)
    fields = {"url": "javascript:alert(1)", "quote": hostile, "source": hostile, "note": hostile}
    text = written(
        sighting(hostile, article=article, speaker=speaker, via=hostile, said_on=hostile),
        text=hostile,
        claim=Claim("c", hostile, verdict=hostile, as_of=hostile, checked_by=hostile),
        evidence=(ReportedEvidence(Evidence("p", **fields)),),  # type: ignore[arg-type]
        asked=(hostile,),
    )
    assert "\x1b" not in text
    assert "\u202e" not in text
    tokens = MarkdownIt("commonmark").parse(text)
    opened = [token.tag for token in tokens if token.nesting == 1]
    assert set(opened) <= {"h1", "h2", "h3", "p", "ul", "li"}
    assert opened.count("h2") == 1
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {child.type for child in inline}
    assert not kinds & {"html_inline", "image", "code_inline"}
    links = [child.attrs["href"] for child in inline if child.type == "link_open"]
    assert all(str(link).startswith("https://a.example/") for link in links)


@pytest.mark.parametrize(
    "explanation",
    ["```\nleft open", "~~~~\n~~~\n", "<!-- left open", "<script>\n\nopen", "a\n\n<pre> a\n\nb"],
)
def test_what_an_explanation_leaves_open_does_not_swallow_what_follows(explanation: str) -> None:
    text = written(sighting(), claim=Claim("c", "A claim", explanation=explanation))
    tokens = MarkdownIt("commonmark").parse(text)
    assert [token.tag for token in tokens if token.nesting == 1].count("h3") == 1
    for word in re.findall(r"\w+", explanation):
        assert word in text


@pytest.mark.parametrize(
    "explanation",
    ["```\ncode\n```\nand more", "- ```\n  in a list", "see <https://e.org> `a < b`", "<b>x</b>"],
)
def test_an_explanation_that_leaves_nothing_open_stays_as_it_was_written(explanation: str) -> None:
    text = written(sighting(), claim=Claim("c", "A claim", explanation=explanation))
    assert f"\n\n{explanation}\n\n### " in text


@pytest.mark.parametrize("text", ["We are #", "C #", "#", "# #", "a ##", "#a #"])
def test_a_number_sign_at_the_end_of_a_claim_is_no_end_of_its_heading(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(written(text=text))
    [heading] = [after for token, after in pairwise(tokens) if token.tag == "h2"][:1]
    assert "".join(child.content for child in heading.children or ()) == f"1. {text}"
