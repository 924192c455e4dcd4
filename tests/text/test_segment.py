"""Sentences: where one ends and the next begins."""

import json
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.document import Range
from reader.text.segment import sentences
from tests.growth import LINEAR, growth

CHECKS = Path(__file__).parents[3] / "shared" / "checks"
Golden = list[tuple[str, list[str]]]


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def golden(name: str) -> object:
    path = CHECKS / name
    if not path.is_file():
        pytest.skip(f"the conformance data {path} is not here")
    return json.loads(path.read_text(encoding="utf-8"))


def right(cases: Golden) -> int:
    return sum(split(text) == expected for text, expected in cases)


def test_english_golden_rules_hold() -> None:
    cases = cast("Golden", golden("sent_golden_en48.json"))
    assert right(cases) >= 46


def test_golden_rules_of_twenty_languages_hold() -> None:
    languages = cast("dict[str, Golden]", golden("sent_golden_multi.json"))
    total = sum(len(cases) for cases in languages.values())
    assert sum(right(cases) for cases in languages.values()) / total > 0.85


@pytest.mark.parametrize(
    "expected",
    [
        ["Dr. Lind met Gen. Okoro in Washington, D.C.", "The talks failed."],
        ["The U.S. Navy sent two ships.", "They left on Oct. 5 with Sen. Ruth Abara."],
        ["It fell by 3.5 percent to 1,204.75 points.", "Nobody had expected that."],
        ["J. R. Holt wrote it.", "A. B. Marsh only signed."],
        ["World War II ended.", "See No. 5 and p. 12 for more."],
        ["No.", "We will not go."],
        ["At 9 a.m. Tuesday the doors opened.", "At 5 p.m. The lights went out."],
        ["He waited… and waited.", "Then he left..."],
        ["The rate rose.[12]", "The bank said nothing."],
        ["She left the office at noon.", "iPads were sold out."],
        ["Er kam am 3. Oktober.", "Im 19. Jahrhundert gab es z. B. keine Bahn.", "Heute schon."],
        ["La Sra. Ruiz llegó.", "¿Quién la esperaba?", "Nadie."],
        ["M. Petit arrive.", "Mme Roche reste."],
        ["Il dott. Neri parla.", "L'ing. Bassi ascolta."],
        ["Dhr. Jansen betaalt ca. 5 euro.", "Mevr. Bos niet."],
        ["O Sr. Lima saiu.", "A Sra. Lima ficou."],
    ],
)
def test_abbreviations_numbers_and_initials_end_no_sentence(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["They had the harbour in mind.", "In June it opened.", "Holt never changed his mind."],
        ["She gave the boat to Max.", "The crew cheered."],
        ["They sailed under the arch.", "It had been a gem.", "A single span.", "So it went."],
        ["Nobody told us.", "Keller knew.", "There I am.", "Lind is here."],
        ["It is sold in the UK.", "Norway bought two."],
        ["Es kostet max. 5 Euro und mind. 3 Euro.", "Das gilt gem. Absatz 2."],
        ["The U.S. Senate met.", "The U.K. Treasury did not."],
    ],
)
def test_words_that_are_abbreviations_elsewhere_end_a_sentence(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["“Go!” he said.", "Nobody went."],
        ["“Go!” Anna Keller said.", "“We stay.”"],
        ["“It was a mistake.”", "Keller said the envoy had been wrong."],
        ["“We counted twice.", "We found nothing,” she said."],
        ["»Komm!« sagte er.", "»Nein.«", "Sie blieb."],
        ["« Oui ! »", "Elle partit."],
        ["He asked (the third time. Really!) for water.", "None came."],
        ["(Both had been told.)", "Neither came."],
    ],
)
def test_closing_quotes_and_brackets_stay_with_their_sentence(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("我们到了。他说：“走吧。”然后呢？", 3),
        ("「いいよ。」と言った。次へ。", 2),
        ("من هو؟ هو جاري. وصل أمس.", 3),
        ("یہ کیا ہے؟ یہ گھر ہے۔ اچھا۔", 3),
        ("यह घर है। वह नदी है।", 2),
    ],
)
def test_other_scripts_have_their_own_terminators(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_items_of_a_list_typed_in_one_line_part() -> None:
    assert split("1) Buy bread 2) Pay rent 3) Rest") == ["1) Buy bread", "2) Pay rent", "3) Rest"]
    assert split("• bread • rent") == ["• bread", "• rent"]


def test_cells_of_a_table_part_and_a_lone_newline_does_not() -> None:
    assert split("Town\tPeople\nVarn\t1,200") == ["Town", "People", "Varn", "1,200"]
    assert split("a hard\nwrapped line\n\nanother verse") == [
        "a hard\nwrapped line",
        "another verse",
    ]


def test_only_the_stretch_asked_for_is_looked_at() -> None:
    text = "One. Two. Three."
    assert sentences(text, 5, 9) == [Range(5, 9)]
    assert sentences(text, 4, 5) == []


texts = st.text(
    alphabet=st.sampled_from(
        [*"aAbI1 .!?…,;:\"'()[]“”‘’«»„-–•\n\t", "。", "「", "」", "؟", "।", "é"]
    ),
    max_size=80,
) | st.text(max_size=40)


@given(texts)
def test_sentences_are_trimmed_ordered_disjoint_and_leave_nothing_out(text: str) -> None:
    covered = [False] * len(text)
    last = 0
    for start, end in sentences(text):
        assert last <= start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(known or character.isspace() for known, character in zip(covered, text, strict=True))


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        ". ",
        '"',
        "“",
        "(",
        "()",
        "( ",
        "a",
        "a. ",
        "A. ",
        "! ",
        '." ',
        "1. ",
        "。",
        " ",
        "Mr. ",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    assert growth(sentences, unit, 200_000) < LINEAR
