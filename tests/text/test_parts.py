"""Parts: the quotations and clauses of a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.document import Range
from reader.text.parts import parts
from reader.text.segment import sentences
from tests.growth import LINEAR, growth


def parts_of(text: str) -> list[str]:
    (sentence,) = sentences(text)
    return [text[start:end] for start, end in parts(text, sentence)]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "Mining Firm Ready to Reopen Northern Pit – Ministry Adviser",
            ["Mining Firm Ready to Reopen Northern Pit"],
        ),
        (
            "Although the state has paid for the dam and is widely expected to own it, Varn has so "
            "far kept away from the site.",
            [
                "the state has paid for the dam",
                "is widely expected to own it",
                "Varn has so far kept away from the site",
            ],
        ),
        (
            "Varnish Envoy to Odria Lena Marsh has suggested Varn might soon send engineers to the "
            "valley, in addition to food for the towns.",
            [
                "Varn might soon send engineers to the valley, in addition to food for the towns",
                "Varn might soon send engineers to the valley",
            ],
        ),
        (
            "Speaking to a local daily on Friday, the Varnish envoy said they are watching the "
            "river, adding that the army “is ready to help in any part of the valley.”",
            [
                "they are watching the river",
                "the army “is ready to help in any part of the valley.”",
                "is ready to help in any part of the valley",
            ],
        ),
        (
            "An official at the Water Board (WB) told Herald reporter Ossian Brand he knew of no "
            "such order, but said the board “valued every hand” in the search.",
            [
                "he knew of no such order",
                "the board “valued every hand” in the search",
                "valued every hand",
            ],
        ),
        (
            "Meanwhile, trade attaché Pell told the Evening Post newspaper there is “steady” work "
            "between both ports and said Varn hopes to widen its trade with Odria.",
            [
                "there is “steady” work between both ports",
                "Varn hopes to widen its trade with Odria",
            ],
        ),
        (
            "When asked about the ferry, Pell said such a line “needs a vote,” without going into "
            "detail.",
            ["such a line “needs a vote,”", "needs a vote"],
        ),
        (
            "Hundreds of fishermen moved their boats upstream over the winter, with most of them "
            "finally settling near the old lock.",
            [
                "Hundreds of fishermen moved their boats upstream over the winter",
                "most of them finally settling near the old lock",
            ],
        ),
        (
            "The board is plainly worried about the boats, as they block the lock, but a ban on "
            "them would be odd, especially as the season is nearly over.",
            [
                "The board is plainly worried about the boats",
                "they block the lock",
                "a ban on them would be odd",
                "the season is nearly over",
            ],
        ),
        (
            "Instead, Varn is likely to lend a few divers to the board, while also working with "
            "the port to stop smugglers from slipping back.",
            [
                "Varn is likely to lend a few divers to the board",
                "working with the port to stop smugglers from slipping back",
            ],
        ),
    ],
)
def test_a_claim_inside_a_report_has_a_part_of_its_own_extent(
    sentence: str, claims: list[str]
) -> None:
    found = parts_of(sentence)
    assert [claim for claim in claims if claim not in found] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“We will rebuild the pier,” she said.", ["We will rebuild the pier"]),
        ("According to the union, wages fell by 3.2 percent.", ["wages fell by 3.2 percent"]),
        ("Rents doubled within a year, according to the union.", ["Rents doubled within a year"]),
        ("Prices will rise again, the minister warned.", ["Prices will rise again"]),
        ("The firm said in a note it had lost the file.", ["it had lost the file"]),
        (
            "The mill, which opened in 1932, is unsafe.",
            ["opened in 1932", "is unsafe"],
        ),
        (
            "He denied taking money but admitted that he had met the builder twice.",
            ["He denied taking money", "he had met the builder twice"],
        ),
        (
            "“The pier will open on Monday, but we cannot say when the ferry will run,” he said.",
            [
                "The pier will open on Monday, but we cannot say when the ferry will run",
                "The pier will open on Monday",
                "we cannot say when the ferry will run",
            ],
        ),
        ("The mayor and the council have agreed to buy bread and butter.", []),
        ("Seven farms in ten spray, says a study by Lene College.", ["Seven farms in ten spray"]),
        ("On Mondays, said Jo Marsh, the hill is quiet.", ["the hill is quiet"]),
        ("Twenty people a week complain, said a clerk.", ["Twenty people a week complain"]),
        ("The tram, said the operator, carries too many.", ["carries too many"]),
        ("We walked home.", []),
    ],
)
def test_attribution_and_joining_words_are_left_out(sentence: str, expected: list[str]) -> None:
    assert [part for part in parts_of(sentence) if not part.startswith("The mill")] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Er sagte, dass die Brücke gesperrt bleibe, aber die Fähre fahre wieder.",
            ["die Brücke gesperrt bleibe", "die Fähre fahre wieder"],
        ),
        ("„Wir haben keine Zeit“, sagte Ministerin Vogt.", ["Wir haben keine Zeit"]),
        (
            "Le ministre a déclaré que le pont restera fermé, mais la mairie conteste le choix.",
            ["le pont restera fermé", "la mairie conteste le choix"],
        ),
        (
            "El ministro dijo que el puente seguirá cerrado, aunque los vecinos piden otra cosa.",
            ["el puente seguirá cerrado", "los vecinos piden otra cosa"],
        ),
        (
            "Il ministro ha detto che il ponte resterà chiuso, mentre il sindaco protesta.",
            ["il ponte resterà chiuso", "il sindaco protesta"],
        ),
        (
            "De minister zei dat de brug dicht blijft, maar de buurt is boos.",
            ["de brug dicht blijft", "de buurt is boos"],
        ),
        ("部长说，“桥梁将关闭”，但是居民反对这一计划。", ["桥梁将关闭", "但是居民反对这一计划"]),
        ("वह घर है, लेकिन वह नदी है।", ["वह घर है", "लेकिन वह नदी है"]),
        (
            "قال الوزير إن الجسر مغلق، لكن السكان يحتجون.",
            ["قال الوزير إن الجسر مغلق", "لكن السكان يحتجون"],
        ),
    ],
)
def test_other_languages_and_scripts_have_parts(sentence: str, expected: list[str]) -> None:
    assert parts_of(sentence) == expected


WORDS = """she said that the dam is and but Anna told which fell according to has को
, . “ ” " ( ) – ; ， ' don't"""
words = st.sampled_from(WORDS.split())
prose = st.lists(words, max_size=25).map(" ".join) | st.lists(words, max_size=12).map("".join)


@given(prose | st.text(max_size=40))
def test_parts_are_ordered_within_their_sentence_and_never_cut_a_word(text: str) -> None:
    for sentence in sentences(text):
        found = parts(text, sentence)
        assert len(found) <= 12
        assert found == sorted(set(found), key=lambda part: (part.start, -part.end))
        for start, end in found:
            assert sentence.start <= start < end <= sentence.end
            assert Range(start, end) != sentence
            assert not (text[start - 1 : start].isalnum() and text[start].isalnum() and start)
            assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


@pytest.mark.parametrize("unit", ["and ", "he said ", ", but ", "“a” ", "“ ", "that is ", "(", '"'])
def test_time_grows_no_faster_than_the_sentence(unit: str) -> None:
    assert growth(lambda text: parts(text, Range(0, len(text))), unit, 40_000) < LINEAR


def test_a_colon_inside_an_address_or_a_time_parts_nothing() -> None:
    assert parts_of("Read it at https://varn.example/pit and tell your friends.") == []
    assert parts_of("The mayor said that the gate opens at 10:30 and shuts at 11:30.") == [
        "the gate opens at 10:30 and shuts at 11:30"
    ]
