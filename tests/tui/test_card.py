"""The card: what is known about one annotation, in three rows."""

from typing import Any

import pytest
from textual.app import ComposeResult
from textual.message import Message

from reader.model.anchor import AnchorState
from reader.model.annotation import Kind, Voice
from reader.model.claim import Status
from reader.tui.widgets.card import Card, CardContent
from tests.tui.dialog_app import StyledApp, rows_of

CLAIM = CardContent(
    "id",
    Kind.CLAIM,
    "continuing\ncooperation",
    number=1,
    here=2,
    speaker="the attaché",
    suggested=True,
    voice=Voice.QUOTED,
    via="the daily",
    status=Status.TO_CHECK,
    verdict="mixed",
    tags=("syria", "trade"),
    note="\nwhich programme?\nask",
)


class CardApp(StyledApp):
    """Shows one card and keeps its messages."""

    def __init__(self, content: CardContent | None, hint: str = "") -> None:
        super().__init__("card")
        self._shown = content
        self._hint_shown = hint
        self.heard: list[tuple[type[Message], str]] = []

    def compose(self) -> ComposeResult:
        yield Card()

    def on_mount(self) -> None:
        self.query_one(Card).show(self._shown, self._hint_shown)

    def on_card_edit_speaker(self, message: Card.EditSpeaker) -> None:
        self.heard.append((type(message), message.annotation))

    on_card_edit_tags: Any = on_card_edit_speaker
    on_card_edit_note: Any = on_card_edit_speaker
    on_card_edit_verdict: Any = on_card_edit_speaker
    on_card_open_details: Any = on_card_edit_speaker
    on_card_open_claim: Any = on_card_edit_speaker


async def shown(content: CardContent | None, hint: str = "", width: int = 80) -> list[str]:
    app = CardApp(content, hint)
    async with app.run_test(size=(width, 6)) as pilot:
        await pilot.pause()
        return [row.strip() for row in rows_of(app)]


async def test_it_leads_with_quotation_judgement_and_tags() -> None:
    rows = await shown(CLAIM)
    assert rows[1].startswith("◆ 1/2  “continuing cooperation”")
    assert rows[1].endswith("○ to check · mixed   #syria #trade")


async def test_a_suggested_speaker_is_never_passed_off_as_a_finding() -> None:
    rows = await shown(CLAIM)
    assert rows[2] == "the attaché ? suggested · quoted · via the daily"


async def test_what_is_known_of_its_claim_elsewhere_stands_at_the_right_edge() -> None:
    rows = await shown(CLAIM._replace(articles=3, evidence="+2 −1"))
    assert rows[2].startswith("the attaché ? suggested · quoted · via the daily")
    assert rows[2].endswith("+2 −1 · in 3 articles")


async def test_a_claim_that_is_seen_here_alone_says_nothing_of_elsewhere() -> None:
    assert "article" not in (await shown(CLAIM._replace(articles=1)))[2]


async def test_evidence_says_what_it_does_to_which_claim() -> None:
    rows = await shown(CardContent("id", Kind.EVIDENCE, "words", bears_on="refutes “the mill”"))
    assert rows[2].startswith("no speaker")
    assert rows[2].endswith("refutes “the mill”")


async def test_what_is_known_elsewhere_never_hides_who_said_it() -> None:
    rows = await shown(CLAIM._replace(bears_on="refutes “" + "mill " * 40), width=60)
    assert rows[2].startswith("the attaché ?")
    assert rows[2].endswith("…")


async def test_the_first_line_of_the_note_that_says_something_is_shown() -> None:
    assert (await shown(CLAIM))[3] == "note: which programme?"


async def test_an_annotation_without_anything_says_so() -> None:
    rows = await shown(CardContent("id", Kind.CLAIM, "words"))
    assert rows[1].endswith("not judged   no tags")
    assert rows[2:4] == ["no speaker", "no note"]


async def test_without_an_annotation_the_hint_stands_alone() -> None:
    assert (await shown(None, "c claims the focus"))[1:5] == ["c claims the focus", "", "", ""]


async def test_words_that_are_lost_are_said_to_be() -> None:
    rows = await shown(CardContent("id", Kind.CLAIM, "words", anchor=AnchorState.ORPHAN))
    assert "no longer in the text" in rows[2]


async def test_what_looks_like_markup_or_controls_the_terminal_is_harmless_text() -> None:
    nasty = "\x1b[31m[bold]x[/foo]\u202e[@click=app.quit]"
    rows = await shown(
        CardContent("id", Kind.CLAIM, nasty, speaker=nasty, via=nasty, tags=(nasty,), note=nasty),
        width=200,
    )
    assert sum(row.count("[bold]x[/foo][@click=app.quit]") for row in rows) == 5
    assert not {"\x1b", "\u202e"} & set("".join(rows))


@pytest.mark.parametrize(
    ("offset", "kind"),
    [
        ((8, 1), Card.OpenDetails),
        ((50, 1), Card.EditVerdict),
        ((75, 1), Card.EditTags),
        ((6, 2), Card.EditSpeaker),
        ((10, 3), Card.EditNote),
        ((75, 2), Card.OpenClaim),
    ],
)
async def test_its_parts_can_be_clicked(offset: tuple[int, int], kind: type[Message]) -> None:
    app = CardApp(CLAIM._replace(articles=3, evidence="+2 −1"))
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.click(Card, offset=offset)
        await pilot.pause()
        assert app.heard == [(kind, "id")]


async def test_a_click_beside_the_parts_says_nothing() -> None:
    app = CardApp(CLAIM)
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.click(Card, offset=(70, 3))
        await pilot.pause()
        assert app.heard == []


@pytest.mark.parametrize("width", [1, 5, 20, 40, 120])
async def test_no_row_is_wider_than_the_screen(width: int) -> None:
    long = CardContent(
        "id", Kind.CLAIM, "字" * 500, speaker="n" * 300, tags=("t" * 90,), note="e" * 9
    )
    app = CardApp(long)
    async with app.run_test(size=(width, 6)) as pilot:
        await pilot.pause()
        assert len(rows_of(app)) == 6
