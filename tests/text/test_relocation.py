import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.anchor import Anchor, AnchorState
from reader.text.anchoring import describe, locate
from reader.text.document import Document, Range
from reader.text.relocation import Relocation

HASH = "0123456789ab"
ABOVE = "The council met on a wet evening and the lamps were late. "
SENTENCE = "The clerk told the meeting that the old pump had been repaired twice since the spring."
BELOW = " After that the caretaker was asked about the keys and the cellar."
TEXT = ABOVE + SENTENCE + BELOW

EXACT, MOVED, FUZZY, SUSPECT = (
    AnchorState.EXACT,
    AnchorState.MOVED,
    AnchorState.FUZZY,
    AnchorState.SUSPECT,
)


def anchor(quote: str = SENTENCE, text: str = TEXT) -> Anchor:
    start = text.index(quote)
    return describe(Document(text, ()), HASH, Range(start, start + len(quote)))


def found(text: str, wanted: Anchor) -> tuple[str, AnchorState] | None:
    """Return the words that were found, and how."""
    place = locate(Document(text, ()), wanted)
    return place and (text[slice(*place[0])], place[1])


def becomes(old: str, new: str) -> str:
    """Return the text with a change in the sentence that is quoted."""
    assert old in SENTENCE
    return TEXT.replace(SENTENCE, SENTENCE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("repaired", "repared"),
        ("clerk told", "clerk tolld"),
        ("the old pump", "the pump"),
        ("had been repaired", "had since been repaired"),
        ("The clerk told", "The clark told"),
        ("since the spring.", "since spring."),
    ],
)
def test_a_sentence_that_was_touched_up_is_found_whole(old: str, new: str) -> None:
    assert found(becomes(old, new), anchor()) == (SENTENCE.replace(old, new), FUZZY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("repaired twice", "repaired thrice"),
        ("the old pump had", "the 2 old pump had"),
        ("the meeting", "the Hartwell meeting"),
        ("had been repaired", "had not been repaired"),
        ("had been repaired", "had never been repaired"),
        ("since the spring.", "since the spring of 1987."),
        ("The clerk told", "Nobody told"),
        ("The clerk", "The 3 clerk"),
        ("been repaired twice", "been replaced or so it was understood"),
    ],
)
def test_a_sentence_that_says_another_thing_is_only_suspected(old: str, new: str) -> None:
    there = found(becomes(old, new), anchor())
    assert there is not None
    assert there[1] is SUSPECT


def test_case_accents_quotation_marks_and_dashes_hardly_count() -> None:
    quote = "“It’s a façade – nothing more,” the caretaker said to us"
    text = f"{ABOVE}{quote}.{BELOW}"
    changed = '"It\'s a facade - nothing more," the Caretaker said to us'
    assert found(f"New. {ABOVE}{changed}.{BELOW}", anchor(quote, text)) == (changed, FUZZY)


def test_other_white_space_is_no_change() -> None:
    changed = SENTENCE.replace("the meeting that", "the\nmeeting\tthat")
    assert found(f"New. {ABOVE}{changed}{BELOW}", anchor()) == (changed, MOVED)
    spaced = SENTENCE.replace("the meeting that", "the   meeting  that")
    assert found(f"New. {ABOVE}{spaced}{BELOW}", anchor()) == (spaced, MOVED)


def test_a_lookalike_in_the_old_place_is_only_suspected() -> None:
    lookalike = (
        "The clerk told the visitors that the old gate had been painted once since the spring."
    )
    there = found(f"{ABOVE}{lookalike}{BELOW}", anchor())
    assert there == (lookalike, SUSPECT)


def test_the_touched_up_words_in_their_place_come_before_the_very_words_elsewhere() -> None:
    touched = SENTENCE.replace("repaired", "repared")
    text = f"{SENTENCE} Thus the report. {ABOVE}{touched}{BELOW}"
    place = locate(Document(text, ()), anchor())
    assert place == (Range(text.index(touched), text.index(touched) + len(touched)), FUZZY)


def test_the_very_words_elsewhere_are_suspected_while_others_stand_in_their_place() -> None:
    other = SENTENCE.replace("old pump had been repaired", "cellar door was painted")
    there = found(f"{ABOVE}{other}{BELOW} Much later. {SENTENCE} And so on to the end.", anchor())
    assert there is not None
    assert there[1] is SUSPECT


def test_a_long_quotation_is_found_in_a_new_order_of_paragraphs() -> None:
    touched = SENTENCE.replace("repaired", "repared")
    assert found(f"{BELOW}\n{touched}\n{ABOVE}", anchor()) == (touched, FUZZY)


def test_a_short_quotation_needs_its_context() -> None:
    short = anchor("the old pump")
    assert found(f"New. {TEXT}", short) == ("the old pump", MOVED)
    assert found("Nobody ever saw the old pump again, and nobody asked.", short) == (
        "the old pump",
        SUSPECT,
    )


def test_a_short_quotation_with_a_slip_is_found_by_its_context() -> None:
    touched = becomes("the old pump had", "the old pumpe had")
    assert found(touched, anchor("the old pump had")) == ("the old pumpe had", FUZZY)


def test_a_word_in_another_word_is_no_word() -> None:
    text = "Our machines are at work, extending and accepting what they are given to enter."
    assert found(text, Anchor(HASH, 40, 45, "Linus")) is None


def test_of_a_repeated_sentence_the_one_in_its_context_is_found() -> None:
    before = f"{SENTENCE} Then nothing. {TEXT} Then more. {SENTENCE} Finally this."
    start = before.index(ABOVE) + len(ABOVE)
    wanted = describe(Document(before, ()), HASH, Range(start, start + len(SENTENCE)))
    after = f"A new beginning that is rather long. {before}"
    place = locate(Document(after, ()), wanted)
    assert place is not None
    assert place == (Range(after.index(ABOVE) + len(ABOVE), place[0].end), MOVED)


def test_of_more_than_can_be_looked_at_the_nearest_is_found() -> None:
    text = "ha " * 120_000
    wanted = describe(Document(text, ()), HASH, Range(300_000, 300_041))
    assert locate(Document(f"Oh, {text}", ()), wanted) == (Range(300_001, 300_042), MOVED)


def test_what_is_gone_is_an_orphan() -> None:
    assert found(f"{ABOVE}{BELOW}", anchor()) is None
    assert found("", anchor()) is None


@pytest.mark.parametrize(
    ("text", "quote", "old", "new"),
    [
        (
            "馆长表示同意。工作人员整理书架的时候，看到几个没有标签的木箱放在角落。研究人员后来才到。",
            "工作人员整理书架的时候，看到几个没有标签的木箱放在角落。",
            "整理书架的",
            "整理了书架的",
        ),
        (
            "اختفت الخرائط. وأكد أن الشرطة تتابع التحقيق وتستمع إلى أقوال الجميع. انتهى.",
            "وأكد أن الشرطة تتابع التحقيق وتستمع إلى أقوال الجميع.",
            "التحقيق",
            "التحقيقق",
        ),
        (
            "ก่อนหน้านั้น เจ้าหน้าที่กล่าวว่าสะพานเก่าจะปิดจนถึงฤดูหนาวเพราะต้องซ่อมแซม หลังจากนั้น",
            "เจ้าหน้าที่กล่าวว่าสะพานเก่าจะปิดจนถึงฤดูหนาวเพราะต้องซ่อมแซม",
            "ซ่อมแซม",
            "ซ่อมแซ",
        ),
        (
            "회의가 열렸다. 관리인은 낡은 펌프를 봄 이후로 다시 고쳤다고 말했다. 그 뒤에 끝났다.",
            "관리인은 낡은 펌프를 봄 이후로 다시 고쳤다고 말했다.",
            "말했다",
            "말햇다",
        ),
        (
            "बैठक हुई। रखवाले ने कहा कि पुराना पंप वसंत के बाद फिर से ठीक किया गया था। फिर सब गए।",
            "रखवाले ने कहा कि पुराना पंप वसंत के बाद फिर से ठीक किया गया था।",
            "वसंत",
            "वसन्त",
        ),
    ],
)
def test_every_script_is_found_again(text: str, quote: str, old: str, new: str) -> None:
    changed = quote.replace(old, new)
    assert changed != quote
    place = found(f"Preface. {text.replace(quote, changed)}", anchor(quote, text))
    assert place == (changed, FUZZY)


def test_a_quotation_that_began_inside_a_word_still_does() -> None:
    wanted = anchor("erk told the meeting that the old pump had been repai")
    changed = becomes("the meeting", "the meting")
    assert found(changed, wanted) == ("erk told the meting that the old pump had been repai", FUZZY)


def test_a_changed_last_word_is_in_what_is_found() -> None:
    wanted = anchor("The clerk told the meeting that the old pump had been repaired")
    changed = becomes("been repaired twice", "been repainted twice")
    there = found(changed, wanted)
    assert there is not None
    assert there[0] == "The clerk told the meeting that the old pump had been repainted"


def numbered(count: int) -> str:
    words = "lantern keeper harbour window ladder meadow kettle garden timber saddle".split()  # noqa: SIM905
    return " ".join(
        f"{words[place % 10]} {words[place * place % 10]} {place}." for place in range(count)
    )


def test_a_very_long_quotation_is_found_with_its_ends() -> None:
    before = f"It began so. {numbered(1_000)} It ended so."
    quote = before[13:-13]
    assert len(quote) > 15_000
    wanted = anchor(quote, before)
    misspelt = quote.replace("ladder", "lader").replace("kettle", "ketle")
    added = misspelt.replace(" 500.", " 500. Nobody had expected quite so much of this, they said.")
    for changed, state in ((misspelt, FUZZY), (added, SUSPECT)):
        assert found(f"A preface. It began so. {changed} It ended so.", wanted) == (changed, state)


@given(st.text("abc .\n", max_size=80), st.text("abc .\n", min_size=1, max_size=30))
def test_whatever_is_found_lies_in_the_text_and_exact_means_exact(text: str, quote: str) -> None:
    wanted = Anchor(HASH, 3, 3 + len(quote), quote, "ab", "c.")
    place = locate(Document(text, ()), wanted)
    if place is not None:
        (start, end), state = place
        assert 0 <= start <= end <= len(text)
        if state is EXACT:
            assert text[start:end] == quote
        if state is MOVED:
            assert text[start:end].split() == quote.split()


def test_one_relocation_serves_many_anchors_as_locate_does_each() -> None:
    before = f"{TEXT} {numbered(200)}"
    after = f"New. {before.replace('ladder', 'laddder')}"
    relocation = Relocation(Document(after, ()))
    for start in range(0, len(before) - 90, 61):
        wanted = describe(Document(before, ()), HASH, Range(start, start + 80))
        assert relocation.locate(wanted) == locate(Document(after, ()), wanted)


@pytest.fixture
def unloaded() -> Iterator[None]:
    gone = {name: sys.modules.pop(name) for name in [*sys.modules] if name.startswith("rapidfuzz")}
    yield
    sys.modules.update(gone)


@pytest.mark.usefixtures("unloaded")
def test_words_that_are_still_there_load_no_matcher() -> None:
    relocation = Relocation(Document(f"New. {TEXT}", ()))
    assert relocation.locate(anchor()) == (Range(63, 63 + len(SENTENCE)), MOVED)
    assert "rapidfuzz" not in sys.modules
    relocation.locate(anchor("told the meeting", TEXT.replace(ABOVE, "Other. ")))
    assert Relocation(Document(becomes("told", "tolld"), ())).locate(anchor())
    assert "rapidfuzz" in sys.modules
