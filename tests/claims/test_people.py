"""The people an article names, for a numbered choice."""

import pytest

from reader.claims.people import Person, full_name, people
from reader.text.document import Block, BlockKind
from reader.text.units import Units
from tests.claims.test_attribution import document


def named(article: str) -> tuple[Person, ...]:
    read = document(article)
    return people(read, Units(read))


def test_people_come_in_the_order_of_their_first_mention_with_counts() -> None:
    found = named(
        "Builder Jon Reed arrived early. Anna Keller said the pier was safe.\n\n"
        "Reed disagreed. Keller’s report, said Reed, was short."
    )
    assert [(person.name, person.mentions) for person in found] == [
        ("Jon Reed", 3),
        ("Anna Keller", 2),
    ]


def test_a_surname_that_comes_before_the_full_name_counts() -> None:
    (person,) = named("A note by Reed came first.\n\nBuilder Jon Reed will stay.")
    assert (person.name, person.mentions) == ("Jon Reed", 2)


def test_a_surname_that_says_something_shows_that_the_name_is_a_persons() -> None:
    (person,) = named("Peter Lund took the map home. Nobody knew, Lund said.")
    assert (person.name, person.mentions) == ("Peter Lund", 2)


def test_places_organisations_and_dates_are_no_people() -> None:
    assert named("North Odria and the Water Board met in Port Varn on Friday June 3.") == ()


def test_the_role_an_article_gives_first_is_kept() -> None:
    (person,) = named("The embassy’s trade attaché, Wim Tor Pell, spoke. Mr. Pell left.")
    assert (person.role, person.gender) == ("trade attaché", "m")
    (other,) = named("Ida Voss, a retired teacher, smiled.")
    assert other.role == "a retired teacher"


def test_an_opening_word_is_no_part_of_a_name() -> None:
    (person,) = named("“If Jon Reed said so, it is true.” Reed left.")
    assert (person.name, person.mentions) == ("Jon Reed", 2)


def test_furniture_names_nobody() -> None:
    read = document("Editor Jon Reed")
    furniture = tuple(Block(BlockKind.FURNITURE, block.start, block.end) for block in read.blocks)
    dimmed = type(read)(read.text, furniture)
    assert people(dimmed, Units(dimmed)) == ()


def test_part_of_a_name_stands_for_one_person_only() -> None:
    known = (Person("Jon Reed"), Person("Ida Reed"), Person("Anna Keller"))
    keller = full_name("Keller", known)
    assert keller is not None
    assert keller.name == "Anna Keller"
    assert full_name("Reed", known) is None
    assert full_name("Marsh", known) is None


def test_forms_of_a_name_are_one_person() -> None:
    (person,) = named(
        "Judge Ruth A. Pell sat down. Nobody spoke. Ruth Pell said the case was over."
    )
    assert (person.name, person.mentions) == ("Ruth A. Pell", 2)


def test_words_of_a_title_are_no_name_unless_a_sentence_has_it() -> None:
    read = document("Keeper Jon Reed Leaves\n\nJon Reed said he was tired.")
    heading = Block(BlockKind.HEADING, read.blocks[0].start, read.blocks[0].end)
    titled = type(read)(read.text, (heading, *read.blocks[1:]))
    (person,) = people(titled, Units(titled))
    assert person.name == "Jon Reed"


def test_a_place_that_ends_the_name_of_a_paper_is_not_its_surname() -> None:
    assert [
        person.name
        for person in named("Lunden answered. Envoy Lena Marsh spoke to Market Week Lunden.")
    ] == ["Lena Marsh"]


@pytest.mark.parametrize(
    ("article", "gender"),
    [
        ("Mr Ode Pell came.", "m"),
        ("Spokeswoman Ode Pell came.", "f"),
        ("Engineer Ode Pell said she was late.", "f"),
        ("Engineer Ode Pell came. “We are late,” he said.", "m"),
        ("Engineer Ode Pell told her that Jon Reed was late.", ""),
        ("Engineer Anna Pell came.", "f"),
        ("Engineer Robin Pell came.", ""),
    ],
)
def test_what_tells_whether_a_pronoun_can_mean_somebody(article: str, gender: str) -> None:
    assert named(article)[0].gender == gender


def test_a_role_that_only_opens_a_sentence_is_no_part_of_a_name() -> None:
    assert [person.name for person in named("Hydrologist Ines Valar said it was iron.")] == [
        "Ines Valar"
    ]


def test_names_joined_by_a_hyphen_and_small_letters_are_people() -> None:
    assert [person.name for person in named("The seats went to Lau Siu-lan and Port Al-Varn.")] == [
        "Lau Siu-lan"
    ]
