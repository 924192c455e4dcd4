import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import AmbiguousError, InputError, NotFoundError
from reader.library import ArticleSession, Library, speaker_registry
from reader.model.annotation import Kind
from reader.model.speaker import Speaker, SpeakerKind
from reader.storage.base import LIBRARY, Change, Fields
from reader.text.document import Range
from tests.records import edited_fields


def named(library: Library, name: str, role: str = "") -> str:
    """Make somebody of that name, whoever else bears it."""
    speaker, changes = library.speakers.new(name, role=role)
    library.history.change(changes)
    return speaker


def said(session: ArticleSession, start: int, name: str) -> str:
    mark = session.mark(Range(start, start + 9), Kind.CLAIM)
    session.set_speaker(mark, name)
    return mark


def test_what_is_known_of_a_speaker_can_be_said_and_taken_back(library: Library) -> None:
    speaker = named(library, "Ann Feild")
    library.flush()
    before = edited_fields(library)
    typed = {
        "name": "Ann Field",
        "aliases": "A. Field; Mrs Field\nA. Field",
        "role": "mayor",
        "organisation": "Town of Mill",
        "url": "https://mill.example",
        "kind": "Organisation",
    }
    with library.history.step("all of it"):
        for name, value in typed.items():
            speaker_registry.set_field(library, speaker, name, value)
    known = library.speakers.get(speaker)
    assert known is not None
    assert known[1:7] == (
        "Ann Field",
        ("A. Field", "Mrs Field"),
        "mayor",
        "Town of Mill",
        "https://mill.example",
        SpeakerKind.ORGANISATION,
    )
    assert library.speakers.find("mrs field") == known
    library.history.undo()
    assert edited_fields(library) == before


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("name", " ", "needs a name"),
        ("kind", "bird", "none of: person"),
        ("age", "9", "no field"),
        ("url", "mill", "no address"),
    ],
)
def test_what_a_speaker_cannot_be_is_said(
    library: Library, name: str, value: str, sentence: str
) -> None:
    speaker = named(library, "Ann Field")
    with pytest.raises(InputError, match=sentence):
        speaker_registry.set_field(library, speaker, name, value)
    with pytest.raises(NotFoundError):
        speaker_registry.set_field(library, "nobody", "role", "mayor")


def test_two_speakers_who_are_one_keep_what_they_said_and_both_names(
    library: Library, session: ArticleSession
) -> None:
    first, second = said(session, 0, "the mayor"), said(session, 40, "Ann Field")
    mayor, field = library.speakers.find("the mayor"), library.speakers.find("Ann Field")
    assert mayor is not None
    assert field is not None
    speaker_registry.set_field(library, mayor.id, "role", "mayor")
    speaker_registry.set_field(library, mayor.id, "aliases", "Madam Mayor")
    assert speaker_registry.merge(library, field.id, mayor.id) == field.id
    for mark in (first, second):
        assert session.speaker_name(session.annotation(mark)) == "Ann Field"
    merged = library.speakers.get(mayor.id)
    assert merged is not None
    assert (merged.id, merged.role) == (field.id, "mayor")
    assert merged.aliases == ("the mayor", "Madam Mayor")
    assert library.speakers.all() == [merged._replace(aliases=())]
    for name in ("The Mayor", "madam mayor", "ann field", mayor.id):
        assert speaker_registry.find_speaker(library, name).id == field.id
    assert speaker_registry.count_words(library) == {field.id: 2}
    with pytest.raises(InputError, match="one speaker already"):
        speaker_registry.merge(library, mayor.id, field.id)
    library.history.undo()
    assert session.speaker_name(session.annotation(first)) == "the mayor"
    assert [speaker.name for speaker in library.speakers.all()] == ["Ann Field", "the mayor"]


def test_two_people_with_one_name_are_told_apart_until_a_person_merges_them(
    library: Library, session: ArticleSession
) -> None:
    mayor, clerk = named(library, "Ann Field", "mayor"), named(library, "ann field", "clerk")
    speaker_registry.set_field(library, clerk, "organisation", "Town of Mill")
    assert library.speakers.suggestions("ann") == [
        "Ann Field (mayor)",
        "ann field (clerk, Town of Mill)",
    ]
    for name in ("Ann Field", "ANN FIELD"):
        with pytest.raises(AmbiguousError, match=r"Ann Field \(mayor\)”, “ann field \(clerk"):
            speaker_registry.find_speaker(library, name)
        with pytest.raises(AmbiguousError):
            said(session, 0, name)
    mark = said(session, 0, "ann field (clerk, Town of Mill)")
    assert session.annotation(mark).speaker == clerk
    assert session.people()[0].id == clerk
    speaker_registry.merge(library, mayor, clerk)
    assert speaker_registry.find_speaker(library, "Ann Field").id == mayor
    assert library.speakers.suggestions("ann") == ["Ann Field"]


def test_two_people_of_whom_only_the_name_is_known_have_numbers(library: Library) -> None:
    first, second = named(library, "Ann Field"), named(library, "Ann Field")
    assert library.speakers.suggestions() == ["Ann Field", "Ann Field [2]"]
    assert speaker_registry.find_speaker(library, "ann field").id == first
    assert speaker_registry.find_speaker(library, "Ann Field [2]").id == second
    with pytest.raises(NotFoundError, match="Nobody is called “Ann”"):
        speaker_registry.find_speaker(library, "Ann")


def test_speakers_merged_in_a_circle_by_two_devices_are_one_and_can_be_merged_on(
    library: Library,
) -> None:
    first, second, third = (named(library, name) for name in ("One", "Two", "Three"))
    library.history.change(
        [
            Change(LIBRARY, "speakers", first, "renamed_to", second),
            Change(LIBRARY, "speakers", second, "renamed_to", first),
        ]
    )
    assert [speaker.id for speaker in library.speakers.all()] == [first, third]
    assert library.speakers.find("two") == library.speakers.get(first)
    assert speaker_registry.merge(library, third, second) == third
    assert [speaker.id for speaker in library.speakers.all()] == [third]
    assert {name for each in ("one", "two", "three") if (name := library.speakers.find(each))} == {
        library.speakers.get(third)
    }


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pairs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=5))
def test_every_name_is_found_after_any_merging_and_all_is_as_it_was_after_undo(
    library: Library, pairs: list[tuple[int, int]]
) -> None:
    with library.history.step("people"):
        people = [named(library, f"Person {number}") for number in range(4)]
    before = edited_fields(library)
    done = 0
    for kept, other in pairs:
        if library.speakers.get(people[kept]) != library.speakers.get(people[other]):
            speaker_registry.merge(library, people[kept], people[other])
            done += 1
    for number, speaker in enumerate(people):
        found = library.speakers.find(f"person {number}")
        assert found == library.speakers.get(speaker)
        assert found is not None
        assert f"Person {number}" in (found.name, *found.aliases)
    assert len(library.speakers.all()) == 4 - done
    for _ in range(done):
        library.history.undo()
    assert edited_fields(library) == before
    library.history.undo()


def test_somebody_is_meant_by_an_id_and_a_namesake_can_be_made(
    library: Library, session: ArticleSession
) -> None:
    clerk = named(library, "Ann Field", "clerk")
    mark = said(session, 0, clerk)
    assert session.annotation(mark).speaker == clerk
    session.set_speaker(mark, "Ann Field", namesake=True)
    other = session.annotation(mark).speaker
    assert other not in (None, clerk)
    library.history.undo()
    assert session.annotation(mark).speaker == clerk
    assert [each.id for each in library.speakers.all() if each.name == "Ann Field"] == [clerk]


def test_several_become_one_in_one_step_and_keep_what_they_said(
    library: Library, session: ArticleSession
) -> None:
    names = ("Ann Field", "the mayor", "Mrs Field")
    marks = [said(session, 20 * place, name) for place, name in enumerate(names)]
    people = [session.annotation(mark).speaker or "" for mark in marks]
    library.flush()
    before = edited_fields(library)
    kept, *others = people
    assert speaker_registry.merge_all(library, kept, others) == kept
    assert {session.speaker_name(session.annotation(mark)) for mark in marks} == {"Ann Field"}
    assert speaker_registry.count_words(library)[kept] == 3
    undone = library.history.undo()
    assert undone is not None
    assert undone.label == "merge “the mayor”, “Mrs Field” into “Ann Field”"
    assert edited_fields(library) == before


def test_only_somebody_whom_nothing_quotes_can_be_deleted(
    library: Library, session: ArticleSession
) -> None:
    mark = said(session, 0, "Ann Field")
    speaker = session.annotation(mark).speaker or ""
    with pytest.raises(InputError, match="1 annotation quotes “Ann Field”"):
        speaker_registry.delete(library, speaker)
    session.delete(mark)
    speaker_registry.delete(library, speaker)
    assert library.speakers.find("Ann Field") is None
    library.history.undo()
    assert library.speakers.find("Ann Field") is not None


def test_who_is_known_is_told_while_another_thread_adds_somebody(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(library, "Ann Field")
    named(library, "Bo Hill")
    genuine = Speaker.from_fields
    added: list[str] = []

    def adding(fields: Fields) -> Speaker:
        if not added:
            added.append("Cy Moss")
            library.copy.apply(library.speakers.new("Cy Moss")[1])
        return genuine(fields)

    monkeypatch.setattr(Speaker, "from_fields", adding)
    assert [one.name for one in library.speakers.all()] == ["Ann Field", "Bo Hill"]
    assert [one.name for one in library.speakers.all()] == ["Ann Field", "Bo Hill", "Cy Moss"]
