import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.importers.decoding import codec_of, decode

RUSSIAN = "Паром сегодня не пришёл, и никто не знает почему; люди ждут на пристани с самого утра."


@given(
    st.binary(max_size=60), st.sampled_from([None, "koi8-r", "utf-16", "zlib", "no such", "idna"])
)
def test_any_bytes_are_decoded_or_refused(content: bytes, label: str | None) -> None:
    try:
        decoded = decode(content, label)
    except InputError as error:
        refusal = str(error)
    else:
        decoded.text.encode("utf-8")
        return
    assert "binary" in refusal


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + RUSSIAN.encode(encoding), "koi8-r")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (RUSSIAN, encoding, False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_known_by_its_nuls(encoding: str) -> None:
    text = "The ferry did not come. " * 4
    assert decode(text.encode(encoding)).text == text


def test_a_label_counts_only_where_the_bytes_are_no_utf_8() -> None:
    assert decode("Fähre".encode(), "latin1").text == "Fähre"
    decoded = decode(RUSSIAN.encode("cp1251"), "windows-1251")
    assert (decoded.text, decoded.guessed) == (RUSSIAN, False)


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        (" latin1 ", "cp1252"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("utf-16", "utf-8"),
        ("koi8-r", "koi8-r"),
        ("rot13", None),
        ("base64", None),
        ("unicode_escape", None),
        ("utf-7", None),
        ("nonsense", None),
        ("\ud800", None),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


def test_a_few_broken_bytes_do_not_make_a_text_another_encoding() -> None:
    decoded = decode("Die Fähre wartet über eine Stunde. ".encode() * 50 + b"\xff")
    assert decoded.encoding == "utf-8"
    assert decoded.broken
    assert decoded.text.count("\ufffd") == 1


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Ça va très bien à l’été, et les ferries sont déjà là.", "cp1252"),
        ("Señor, mañana será otro día; ¿qué más?", "cp1252"),
        (RUSSIAN, "cp1251"),
    ],
)
def test_a_guess_is_right_for_common_languages_and_says_it_is_one(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.guessed) == (text, True)


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(16)) * 100,
        bytes(range(1, 256)) * 20,
        random.Random(1).randbytes(5_000),
        b"\0\0\0a" * 300,
    ],
    ids=["few values", "every value", "random", "numbers"],
)
def test_binary_data_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        decode(content)


@pytest.mark.parametrize("text", ["The\0 ferry\0 is late.", "Die Fähre\0ist spät.\0"])
def test_stray_nuls_do_not_keep_a_text_from_being_read(text: str) -> None:
    assert decode(text.encode()).text == text


def test_what_a_terminal_recorded_is_a_text_in_any_encoding() -> None:
    decoded = decode("\x1b[1mÇa va\x1b[0m très bien, merci à vous.\r\n".encode("cp1252") * 9)
    assert (decoded.encoding, decoded.guessed) == ("cp1252", True)
