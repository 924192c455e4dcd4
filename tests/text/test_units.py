import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.document import Block, BlockKind, Document, Range
from reader.text.units import Units

KINDS = BlockKind


def document(*parts: tuple[BlockKind, str]) -> Document:
    found: list[Block] = []
    position = 0
    for kind, content in parts:
        found.append(Block(kind, position, position + len(content) + 1))
        position = found[-1].end
    return Document("".join(f"{content}\n" for _, content in parts), tuple(found))


ARTICLE = document(
    (KINDS.HEADING, "A title"),
    (KINDS.PARAGRAPH, "One is here. Two is here. Three."),
    (KINDS.RULE, ""),
    (KINDS.FURNITURE, "Share this. Print this."),
    (KINDS.IMAGE, ""),
    (KINDS.PARAGRAPH, "Four, at last."),
)


def said(found: Document, place: Range | None) -> str | None:
    return None if place is None else found.text[place.start : place.end]


def at(found: Document, words: str) -> int:
    return found.text.index(words)


def test_a_sentence_is_found_from_any_of_its_characters_and_the_space_before_it() -> None:
    units = Units(ARTICLE)
    start = at(ARTICLE, "Two")
    found = {units.sentence_at(offset) for offset in range(start - 1, start + 12)}
    assert found == {Range(start, start + 12)}


def test_the_end_of_a_block_belongs_to_its_last_sentence() -> None:
    units = Units(ARTICLE)
    assert said(ARTICLE, units.sentence_at(ARTICLE.blocks[1].end - 1)) == "Three."


def test_a_rule_has_no_sentence_and_furniture_has() -> None:
    units = Units(ARTICLE)
    assert units.sentence_at(ARTICLE.blocks[2].start) is None
    assert said(ARTICLE, units.sentence_at(at(ARTICLE, "Print"))) == "Print this."


def test_sentences_follow_one_another_across_rules_furniture_and_empty_blocks() -> None:
    units = Units(ARTICLE)
    seen = [said(ARTICLE, units.sentence_at(0))]
    offset = 0
    while (following := units.next_sentence(offset)) is not None:
        seen.append(said(ARTICLE, following))
        offset = following.start
    assert seen == ["A title", "One is here.", "Two is here.", "Three.", "Four, at last."]
    back = []
    while (before := units.previous_sentence(offset)) is not None:
        back.append(said(ARTICLE, before))
        offset = before.start
    assert back == seen[-2::-1]


def test_from_the_middle_of_a_sentence_its_neighbours_are_the_same() -> None:
    units = Units(ARTICLE)
    middle = at(ARTICLE, "Two") + 5
    assert said(ARTICLE, units.next_sentence(middle)) == "Three."
    assert said(ARTICLE, units.previous_sentence(middle)) == "One is here."


def test_sentence_motions_lead_out_of_furniture() -> None:
    units = Units(ARTICLE)
    inside = at(ARTICLE, "Share")
    assert said(ARTICLE, units.next_sentence(inside)) == "Four, at last."
    assert said(ARTICLE, units.previous_sentence(inside)) == "Three."


def test_counts_go_as_far_as_there_is_text() -> None:
    units = Units(ARTICLE)
    assert said(ARTICLE, units.next_sentence(0, 2)) == "Two is here."
    assert said(ARTICLE, units.next_sentence(0, 99)) == "Four, at last."
    assert units.next_sentence(at(ARTICLE, "Four"), 3) is None
    assert said(ARTICLE, units.previous_sentence(at(ARTICLE, "Four"), 99)) == "A title"
    assert units.previous_sentence(3) is None


def test_paragraph_motions_pass_over_what_is_not_text() -> None:
    units = Units(ARTICLE)
    inside = at(ARTICLE, "Two")
    assert said(ARTICLE, units.paragraph_at(inside)) == "One is here. Two is here. Three."
    assert said(ARTICLE, units.next_paragraph(inside)) == "Four, at last."
    assert said(ARTICLE, units.previous_paragraph(inside)) == "A title"
    assert said(ARTICLE, units.next_paragraph(0, 2)) == "Four, at last."
    assert units.next_paragraph(at(ARTICLE, "Four")) is None
    assert units.previous_paragraph(0) is None


QUOTING = document(
    (KINDS.PARAGRAPH, "She said “we will  go home. We must”, and left. They don't mind."),
)


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("iw", "will", "will"),
        ("aw", "will", "will  "),
        ("aw", " and", " and"),
        ("iw", "don't", "don't"),
        ("aw", "mind", " mind"),
        ("is", "They", "They don't mind."),
        ("as", "They", " They don't mind."),
        ("iq", "We must", "we will  go home. We must"),
        ("aq", "We must", "“we will  go home. We must”"),
        ("iq", "“", "we will  go home. We must"),
        ("ip", "They", QUOTING.text[:-1]),
        ("ap", "They", QUOTING.text),
    ],
)
def test_text_objects_take_what_vim_takes(name: str, words: str, expected: str) -> None:
    found = Units(QUOTING).text_object(name, at(QUOTING, words))
    assert said(QUOTING, found) == expected


def test_the_white_space_after_a_sentence_goes_with_it() -> None:
    found = Units(ARTICLE).text_object("as", at(ARTICLE, "One"))
    assert said(ARTICLE, found) == "One is here. "


def test_where_nothing_is_quoted_or_parted_there_is_no_quotation() -> None:
    units = Units(ARTICLE)
    assert units.text_object("iq", at(ARTICLE, "Three")) is None
    assert units.text_object("aq", at(ARTICLE, "Three")) is None
    assert units.text_object("as", ARTICLE.blocks[2].start) is None


def test_an_unknown_text_object_is_refused() -> None:
    with pytest.raises(KeyError):
        Units(ARTICLE).text_object("ix", 0)


def test_a_clause_is_the_part_when_nothing_is_quoted() -> None:
    found = document(
        (KINDS.PARAGRAPH, "The minister said that the plan was ready, but nobody had seen it."),
    )
    units = Units(found)
    sentence = units.sentence_at(0)
    assert sentence is not None
    assert len(units.parts_of(sentence)) > 1
    part = units.quotation_at(at(found, "nobody"))
    assert part in units.parts_of(sentence)


DOCUMENTS = st.lists(
    st.tuples(
        st.sampled_from([KINDS.PARAGRAPH, KINDS.HEADING, KINDS.FURNITURE, KINDS.TABLE]),
        st.lists(
            st.sampled_from(["One.", "two", "“Three", "four!”", "but", "五。", "\t"]), max_size=8
        ).map(" ".join),
    ),
    min_size=1,
    max_size=5,
).map(lambda parts: document(*parts))


@given(DOCUMENTS, st.data())
def test_units_hold_their_offset_and_stay_in_their_block(
    found: Document, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(found.text) - 1))
    units, block = Units(found), found.block_at(offset)
    for name in ("iw", "aw", "is", "as", "iq", "aq", "ip", "ap"):
        place = units.text_object(name, offset)
        if place is not None:
            assert block.start <= place.start <= place.end <= block.end
    assert units.paragraph_at(offset).start <= offset <= units.paragraph_at(offset).end


@given(DOCUMENTS, st.data())
def test_the_sentence_after_one_and_before_the_next_is_the_same(
    found: Document, data: st.DataObject
) -> None:
    units = Units(found)
    offset = data.draw(st.integers(0, len(found.text) - 1))
    following = units.next_sentence(offset)
    here = units.sentence_at(offset)
    if following is not None and found.block_at(offset).kind is not KINDS.FURNITURE:
        assert following.start > offset
        if here is not None:
            assert units.previous_sentence(following.start) == here
