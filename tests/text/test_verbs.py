"""Verbs: which English words are verbs where they stand."""

import pytest

from reader.text.tokenising import tokenise
from reader.text.verbs import acting


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("Forty lorries an hour use the bridge.", ["use"]),
        ("Wages rise by a tenth each year.", ["rise"]),
        ("Two buses a day run past the school.", ["run"]),
        ("The councillors back the plan.", ["back"]),
        ("Workers demand higher pay and drivers support them.", ["demand", "support"]),
        ("The bridge carries forty lorries.", ["carries"]),
        ("The council plans to mend it.", ["plans"]),
        ("Lorries that use the hill carry stone.", ["use", "carry"]),
        ("They hope to carry stone.", ["hope"]),
        ("The mayor gives drivers hope for the year.", ["gives"]),
        ("The people who often cross it want a lamp.", ["cross", "want"]),
    ],
)
def test_a_present_after_its_subject_is_a_verb(sentence: str, verbs: list[str]) -> None:
    assert _verbs(sentence) == verbs


@pytest.mark.parametrize(
    "sentence",
    [
        "The use of the bridge is free.",
        "The sports report was late.",
        "The drivers report, out on Monday, was thin.",
        "The ban helps farmers buy seed.",
        "Would the boats carry stone?",
        "A plan for the sales.",
    ],
)
def test_a_noun_or_an_infinitive_is_no_verb(sentence: str) -> None:
    assert _verbs(sentence) == []


def _verbs(sentence: str) -> list[str]:
    items = tokenise(sentence, 0, len(sentence), ())
    return [items[index].word for index in sorted(acting(items))]
