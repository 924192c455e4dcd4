"""The people an article names, for a numbered choice."""

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
