import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.canonical import clean, clean_line, fold_spaces
from reader.text.cells import width
from tests.growth import LINEAR, growth

ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
CRAFTED = [
    "a",
    "e",
    "7",
    "#",
    "[",
    "]",
    "(",
    ";",
    "!",
    "«",
    "»",
    "m",
    "\n",
    "\t",
    "\r",
    "\x0b",
    "\x0c",
    "\x00",
    "\x07",
    "\x1b",
    "\x1b[",
    "\x1b[31m",
    "\x1b]",
    "\x1b\\",
    "\x1bP",
    "\x85",
    "\x90",
    "\x9b",
    "\x9c",
    "\x9d",
    "\u0301",
    "\u0338",
    "\u0327",
    "\u05b0",
    "\u0653",
    "\u064b",
    "\u093c",
    "\u0334",
    "क",
    "\u094d",
    "\u200d",
    "\u200c",
    "\u0627",
    "ن",
    "\ufe0f",
    "\ufe0e",
    "\u20e3",
    "👩",
    "👧",
    "❤",
    "🏽",
    "\u2190",
    "\u2329",
    "🏴",
    "\U000e0067",
    "\U000e0062",
    "\U000e0065",
    "\U000e007f",
    "\u00a0",
    "\u202f",
    "\u2007",
    "\u2000",
    "\u3000",
    "\u037e",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u034f",
    "\u180e",
    "ᠠ",
    "\ud83d",
    "\udc69",
    "漢",
    "\uf900",
    "\U000e0100",
    "\u1100",
    "\u1161",
    "\u11a8",
    "é",
    "\u212b",
    "\u2028",
    "\U000e0001",
    "<",
]


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@settings(max_examples=600)
@given(st.lists(st.sampled_from([*CRAFTED, " "]), max_size=24).map("".join))
def test_cleaning_twice_changes_nothing_where_characters_act_on_each_other(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not ACTIVE.search(once)
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(st.lists(st.sampled_from(CRAFTED), max_size=12).map("".join))
def test_a_line_is_one_line_and_stays_one(text: str) -> None:
    line = clean_line(text)
    assert "\n" not in line
    assert "\t" not in line
    assert line == line.strip()
    assert clean_line(line) == line


@given(st.text(), st.integers(0, 30))
def test_a_cut_line_is_never_wider_than_its_limit(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert width(line) <= limit


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("red \x1b[31mtext\x1b[0m", "red text"),
        ("a\x1b]52;c;aGVsbG8=\x07b", "ab"),
        ("a\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1b]0;the rest of the article", "athe rest of the article"),
        ("a\x1bPq#0;2\x1b\\b\x1b_G1\x1b\\c\x1b^x\x1b\\d\x1bXy\x1b\\e", "abcde"),
        ("a\x1bPunterminated", "aunterminated"),
        ("a\x9b1mb\x9d2;title\x9cc\x90q\x9cd", "abcd"),
        ("\x1b7a\x1b8\x1b(Bb\x1bMC", "abC"),
        ("a stray \x1bHello, \x1band \x1b", "a stray Hello, and "),
        ("a\x1b[", "a"),
        ("nul\x00s", "nuls"),
        ("back\x08space", "backspace"),
    ],
)
def test_terminal_sequences_go_and_the_words_stay(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@pytest.mark.parametrize(
    "text", ["[bold]", "[sic]", "[/foo]", "[@click=app.quit]x[/]", "\\[a]", "&#27;"]
)
def test_markup_of_any_kind_is_only_text(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧",
        "❤️",
        "🏳️‍🌈",
        "👩🏽‍🚀",
        "1️⃣",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "क्‍ष",
        "می‌خواهم",
        "葛\U000e0100",
        "ᠠ\u180eᠠ",
    ],
)
def test_sequences_that_spell_something_stay_whole(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("pass\u200dword", "password"),
        ("pay\u200bpal", "paypal"),
        ("a\ufe0fb", "ab"),
        ("hidden\U000e0041\U000e0042", "hidden"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_invisible_characters_that_spell_nothing_go(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\u00a0b", "a b"),
        ("Quoi\u00a0?", "Quoi\u00a0?"),
        ("«\u202foui\u202f»", "«\u202foui\u202f»"),
        ("12\u202f000", "12\u202f000"),
        ("a\u00a0\u00a0!", "a  !"),
        ("a\u2003b\u3000c", "a b c"),
    ],
)
def test_no_break_spaces_stay_only_where_typography_wants_them(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_line_ends_become_newlines() -> None:
    assert clean("a\r\nb\rc\u2028d\x85e\x0cf") == "a\nb\nc\nd\ne\nf"


def test_lone_surrogates_become_replacement_characters() -> None:
    assert clean("a\ud800b\udfff") == "a\ufffdb\ufffd"


def test_accents_are_composed() -> None:
    assert clean("Ame\u0301lie") == "Amélie"


def test_prose_folds_and_code_keeps_its_spaces() -> None:
    assert clean("if x:\n    y") == "if x:\n    y"
    assert fold_spaces("if x:\n    y") == "if x:\ny"


def test_a_cut_line_ends_with_an_ellipsis() -> None:
    assert clean_line("a long title", 7) == "a long…"
    assert clean_line("漢字漢字", 5) == "漢字…"
    assert clean_line("short", 5) == "short"
    assert clean_line("any", 0) == ""


@pytest.mark.parametrize(
    "unit",
    ["\x1b]", "\x9d", "\x1bP", "\u200d", "👩\u200d", "\u0301\u0327", " ", "क\u200d", "\u00a0"],
)
def test_time_grows_no_faster_than_hostile_repetition(unit: str) -> None:
    assert growth(clean, unit, 400_000) < LINEAR


def test_every_character_alone_is_cleaned_and_no_special_one_is_overlooked() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        between = clean(f"a{character}b")
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            assert character in "\n\t" or character not in between
        if unicodedata.category(character) == "Zs":
            assert between == "a b"
        if unicodedata.category(character) == "Cf" and between != f"a{character}b":
            assert between == "ab"
        assert clean(between) == between


@pytest.mark.parametrize("mark", ["\u0301", "\u093f", "\u0488", "\u0e34", "\U0001d165"])
def test_no_character_carries_more_marks_than_any_script_uses(mark: str) -> None:
    cleaned = clean("a" + mark * 1_000 + " b")
    assert len(cleaned) <= 34
    assert cleaned.endswith(" b")
    assert clean(cleaned) == cleaned


def test_a_joiner_goes_with_the_mark_that_was_one_too_many() -> None:
    crowded = "\u0327" * 30 + "\u0f71\u0f71\u200d"
    assert clean(crowded) == clean(clean(crowded)) == "\u0327" * 30


def test_an_emoji_is_joined_of_a_few_and_not_of_a_million() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    assert clean(family) == family
    longest = max(map(len, clean("\U0001f469\u200d" * 10_000).split("\U0001f469\U0001f469")))
    assert longest < 30
