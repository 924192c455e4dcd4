import pytest

from reader.text.dates import find_date, parse_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2021-05-03T10:00:00Z", "2021-05-03"),
        ("2021/5/3", "2021-05-03"),
        ("Monday, May 3, 2021", "2021-05-03"),
        ("3 May 2021", "2021-05-03"),
        ("the 3rd of May, 2021", "2021-05-03"),
        ("Sept. 9, 2016", "2016-09-09"),
        ("3. März 2021", "2021-03-03"),
        ("03.05.2021", "2021-05-03"),
        ("lundi 1er février 2021", "2021-02-01"),
        ("3 de mayo de 2021", "2021-05-03"),
        ("3 maggio 2021", "2021-05-03"),
        ("3 de março de 2021", "2021-03-03"),
        ("3 maart 2021", "2021-03-03"),
        ("3 мая 2021 г.", "2021-05-03"),
        ("2021年5月3日", "2021-05-03"),
        ("13/05/2021", "2021-05-13"),
        ("05/13/2021", "2021-05-13"),
        ("20210503", "2021-05-03"),
    ],
)
def test_dates_are_understood_as_they_are_printed(printed: str, iso: str) -> None:
    assert parse_date(printed) == iso


@pytest.mark.parametrize("printed", ["3/4/2021", "31 February 2021", "May 2021", "1234567890", ""])
def test_what_is_no_certain_date_is_none(printed: str) -> None:
    assert parse_date(printed) == ""


def test_the_first_of_two_dates_counts() -> None:
    assert find_date("updated 4.6.2021, published 3 May 2021") == ("2021-06-04", 8, 16)
