"""Who says it: suggestions that name a speaker only where a careful reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.claims.attribution import Suggestion, suggest
from reader.model.annotation import Voice
from reader.model.speaker import SpeakerKind
from reader.text.document import Block, BlockKind, Document, Range
from reader.text.units import Units
from tests.claims.cases import CASES

LEAST_PRECISION = 0.95
LEAST_RECALL = 0.9


def document(article: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    blocks, text = [], ""
    for paragraph in article.split("\n\n"):
        blocks.append(Block(kind, len(text), len(text) + len(paragraph) + 1))
        text += paragraph + "\n"
    return Document(text, tuple(blocks))


def suggested(article: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Suggestion:
    start = article.index("⟦")
    end = article.index("⟧") - 1
    read = document(article.replace("⟦", "").replace("⟧", ""), kind)
    return suggest(read, Units(read), Range(start, end))


def test_speakers_that_are_offered_are_right() -> None:
    offered = [(article, suggested(article).name, name) for article, name in CASES]
    named = [each for each in offered if each[1]]
    wrong = [each for each in named if each[1] != each[2]]
    assert len(CASES) >= 40
    assert 1 - len(wrong) / len(named) >= LEAST_PRECISION, wrong


def test_most_speakers_that_a_reader_could_name_are_offered() -> None:
    nameable = [(article, name) for article, name in CASES if name]
    missed = [each for each in nameable if suggested(each[0]).name != each[1]]
    assert 1 - len(missed) / len(nameable) >= LEAST_RECALL, missed


@pytest.mark.parametrize("article", [article for article, name in CASES if name is None])
def test_words_without_a_sign_of_another_speaker_are_the_authors(article: str) -> None:
    assert suggested(article) == Suggestion(Voice.AUTHOR, SpeakerKind.AUTHOR)


@pytest.mark.parametrize("article", [article for article, name in CASES if name == ""])
def test_a_speaker_who_cannot_be_told_is_not_named(article: str) -> None:
    found = suggested(article)
    assert (found.name, found.kind) == ("", None)


@pytest.mark.parametrize(
    ("article", "voice"),
    [
        ("“⟦The pier is safe⟧,” Anna Keller said.", Voice.QUOTED),
        ("Anna Keller said ⟦the pier is safe⟧.", Voice.PARAPHRASED),
        ("Anna Keller said ⟦the board “valued every hand” in its long search⟧.", Voice.PARAPHRASED),
        ("⟦The pier is safe.⟧ So they say.", Voice.AUTHOR),
    ],
)
def test_voice_tells_how_the_words_reach_the_reader(article: str, voice: Voice) -> None:
    assert suggested(article).voice is voice


def test_a_heading_speaks_as_headline() -> None:
    assert suggested("⟦Pier declared safe⟧", BlockKind.HEADING).voice is Voice.HEADLINE


@pytest.mark.parametrize(
    ("article", "via"),
    [
        ("Anna Keller told the Evening Post ⟦the pier was safe⟧.", "Evening Post"),
        ("Anna Keller told the Al-Bahr newspaper ⟦there was no danger⟧.", "Al-Bahr"),
        ("Anna Keller told Reuters ⟦the pier was safe⟧.", "Reuters"),
        ("Anna Keller told Herald reporter Ossian Brand ⟦she knew of no order⟧.", "Herald"),
        ("Speaking to the Al-Bahr daily on Friday, Anna Keller said ⟦it was safe⟧.", "Al-Bahr"),
        ("Anna Keller told the Herald it was shut, but said ⟦the pier was safe⟧.", "Herald"),
        ("Anna Keller told reporters ⟦the pier was safe⟧.", None),
        ("Anna Keller told her sister ⟦the pier was safe⟧.", None),
    ],
)
def test_a_medium_that_was_told_is_named(article: str, via: str | None) -> None:
    assert suggested(article).via == via


@pytest.mark.parametrize(
    ("article", "role"),
    [
        ("Varnish trade attaché Lena Marsh said ⟦the talks went on⟧.", "Varnish trade attaché"),
        ("Lena Marsh, the envoy, said ⟦the talks went on⟧.", "the envoy"),
        ("The envoy, Lena Marsh, said ⟦the talks went on⟧.", "The envoy"),
        ("Envoy Lena Marsh came late.\n\nMarsh said ⟦the talks went on⟧.", "Envoy"),
        ("Lena Marsh said ⟦the talks went on⟧.", ""),
    ],
)
def test_a_role_is_kept_apart_from_the_name(article: str, role: str) -> None:
    found = suggested(article)
    assert (found.name, found.role) == ("Lena Marsh", role)


def test_the_place_of_the_name_is_told() -> None:
    article = "“⟦Go⟧,” said Anna Keller."
    place = suggested(article).place
    assert place is not None
    assert article.replace("⟦", "").replace("⟧", "")[slice(*place)] == "Anna Keller"


def test_a_document_without_text_is_the_authors() -> None:
    empty = Document("", ())
    assert suggest(empty, Units(empty), Range(0, 0)).kind is SpeakerKind.AUTHOR


USE = "⟦Forty lorries an hour use the bridge"


@pytest.mark.parametrize(
    ("article", "speaker"),
    [
        (f"{USE}, said the mason Jo Marsh.⟧", "Jo Marsh"),
        (f"{USE}⟧, said the mason Jo Marsh.", "Jo Marsh"),
        (f"{USE}, said Jo Marsh.⟧", "Jo Marsh"),
        (f"{USE}, said Jo Marsh, a mason.⟧", "Jo Marsh"),
        (f"{USE}, said the mason, Jo Marsh.⟧", "Jo Marsh"),
        (f"{USE}, said Jo Marsh on Monday.⟧", "Jo Marsh"),
        (f"{USE}, said the mason.⟧", "The mason"),
        (f"{USE}, said the Hauliers’ Guild.⟧", "The Hauliers’ Guild"),
        (f"{USE}, the mayor said.⟧", "The mayor"),
        (f"{USE}, said Jo Marsh and Ida Holm.⟧", ""),
        (f"{USE}, said Jo Marsh, Ida Holm and Tom Oat.⟧", ""),
        ("⟦Lorries, most of them old, use the bridge, said Jo Marsh.⟧", "Jo Marsh"),
        ("⟦Cars, vans and lorries share the bridge, said the city.⟧", "The city"),
        ("⟦Many residents complain, said a clerk at the hall.⟧", "A clerk at the hall"),
        ("⟦Farmers fear the river will rise, said Jo Marsh.⟧", "Jo Marsh"),
        ("Farmers fear ⟦the river will rise⟧, said Jo Marsh.", "Jo Marsh"),
        ("The bridge, said Jo Marsh, ⟦carries forty lorries an hour⟧.", "Jo Marsh"),
        ("The bridge shakes, Jo Marsh said, because ⟦lorries use it⟧.", "Jo Marsh"),
        ("Jo Marsh, a mason, said ⟦forty lorries an hour use the bridge⟧.", "Jo Marsh"),
        ("Jo Marsh, who works nights, said ⟦lorries shake the walls⟧.", "Jo Marsh"),
        ("⟦Two of the drivers say they will strike.⟧", "Two of the drivers"),
        ("⟦Most of the drivers said they were tired.⟧", "Most of the drivers"),
        ("⟦Shops say they are empty.⟧", "Shops"),
    ],
)
def test_who_follows_the_verb_is_offered_and_no_clause(article: str, speaker: str) -> None:
    assert suggested(article).name.removeprefix("The ") == speaker.removeprefix("The ")


@pytest.mark.parametrize(
    "sentence",
    [
        "Forty lorries an hour use the bridge.",
        "The drivers support group said fines had doubled.",
        "Hundreds of people report the potholes each day.",
        "Reports of a leak spread through the town.",
        "The harbourmaster, Ida Holm, warned skippers.",
        "Suddenly lifting a hand, said Jo.",
    ],
)
def test_a_clause_is_no_speaker(sentence: str) -> None:
    found = suggested(f"⟦{sentence}⟧")
    assert found.name in {"", "Jo"}


def test_nobody_is_taken_for_the_label_of_a_paragraph_that_only_reads_something() -> None:
    article = "Ida Holm left.\n\nIda Holm’s letter reads: “Go.” The bridge ⟦is old⟧."
    assert suggested(article).kind is SpeakerKind.AUTHOR


WORDS = """Anna Keller said that the envoy “ ” , . : told Reuters he she according to and but adding
while Mr Pell ministry of “Go” is sagte"""


@given(
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=30).map(" ".join),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_any_text_gets_an_answer_whose_name_stands_in_it(
    text: str, start: int, length: int
) -> None:
    read = document(text)
    begin = min(start, len(text))
    found = suggest(read, Units(read), Range(begin, min(begin + length, len(text))))
    assert found.name.casefold() in text.casefold()
    if found.place is not None:
        assert 0 <= found.place.start < found.place.end <= len(text)


def test_a_range_with_two_speakers_in_it_is_given_to_neither() -> None:
    found = suggested("⟦Anna Keller said the pier was safe, but Bela Nagy warned it was not.⟧")
    assert (found.name, found.kind) == ("", None)
