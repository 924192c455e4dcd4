"""Text as it is searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.index.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("ĐỒNG", "dong"),
        ("Ærø", "aero"),
        ("İstanbul ılık", "istanbul ilik"),
        ("ﬁne", "fine"),
        ("Ａ", "a"),
        ("港町", "港町"),
        ("", ""),
    ],
)
def test_case_and_accents_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=12), st.text(max_size=12))
def test_what_stands_in_a_text_is_found_in_it_in_capitals_too(before: str, word: str) -> None:
    assert fold(word.upper().lower()) in fold(f"{before} {word.upper().lower()}")
