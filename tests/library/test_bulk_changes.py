"""Changing many annotations at once: each is one step, whichever articles they are in."""

from collections.abc import Callable
from typing import Protocol

import pytest

from reader.errors import InputError, NotFoundError, ReadOnlyError
from reader.library import Library, bulk_changes, claim_linking
from reader.library.annotation_ids import Place
from reader.library.bulk_changes import Judged
from reader.model.annotation import Annotation, Attribution, Kind, SpeakerState, Voice
from reader.model.claim import Claim, Status
from reader.model.speaker import SpeakerKind
from reader.storage.base import Fields, Tables
from reader.text.document import Range
from tests.records import edited_fields


class Mark(Protocol):
    def __call__(self, words: str, kind: Kind = Kind.CLAIM) -> Place: ...


WORDS = ("The mill is the oldest", "No mill is older", "It stood before the town")


@pytest.fixture
def mark(library: Library) -> Mark:
    """Mark the words as a claim, in an article of its own."""

    def marked(words: str, kind: Kind = Kind.CLAIM) -> Place:
        text = f"# {words}\n\n{words}. And more."
        article = library.add(text.encode(), f"{words}.md").article
        session = library.session(article)
        start = session.document.text.rindex(words)
        return Place(article, session.mark(Range(start, start + len(words)), kind))

    return marked


@pytest.fixture
def three(mark: Mark) -> list[Place]:
    return [mark(words) for words in WORDS]


def annotation(library: Library, place: Place) -> Annotation:
    return library.session(place.article).annotation(place.annotation)


def claim(library: Library, place: Place) -> Claim | None:
    return library.session(place.article).claim_of(annotation(library, place))


def on_disk(library: Library) -> dict[tuple[str, str, str, str], object]:
    """Return every field of every standing document of the library, those of claims too."""
    with Library.open(library.places, library.config) as opened:
        for file in opened.records.files():
            opened.copy.tables(file)
        return edited_fields(opened)


def verdicts(library: Library, places: list[Place]) -> list[str | None]:
    return [known.verdict if known else None for known in (claim(library, one) for one in places)]


def test_many_are_judged_as_one_step_that_says_how_many(
    library: Library, three: list[Place]
) -> None:
    assert bulk_changes.judge(library, three, Judged({"verdict": "refuted"})) == 3
    assert verdicts(library, three) == ["refuted"] * 3
    statuses = [known.status for known in (claim(library, one) for one in three) if known]
    assert statuses == [Status.DONE] * 3
    undone = library.history.undo()
    assert undone is not None
    assert undone.label == "verdict refuted for 3 claims"
    assert verdicts(library, three) == [None] * 3


def test_several_sightings_of_one_claim_judge_it_once(library: Library, three: list[Place]) -> None:
    shared = bulk_changes.link(library, three[:2])
    assert bulk_changes.judge(library, three[:2], Judged({"status": Status.CHECKING})) == 1
    assert library.claims.require(shared).status is Status.CHECKING
    assert claim(library, three[2]) is None


def test_what_is_not_said_stays_as_each_claim_has_it(library: Library, three: list[Place]) -> None:
    bulk_changes.judge(library, three[:1], Judged({"verdict": "mixed"}))
    bulk_changes.judge(library, three, Judged({"status": Status.DROPPED}))
    assert verdicts(library, three) == ["mixed", None, None]
    bulk_changes.judge(library, three, Judged({"status": None, "verdict": None}))
    assert verdicts(library, three) == [None] * 3


def test_clearing_makes_no_claim_where_there_is_none(library: Library, three: list[Place]) -> None:
    assert bulk_changes.judge(library, three, Judged({"status": None, "verdict": None})) == 0
    assert claim(library, three[0]) is None


def test_a_verdict_that_is_no_word_of_the_settings_changes_nothing(
    library: Library, three: list[Place]
) -> None:
    before = edited_fields(library)
    with pytest.raises(InputError):
        bulk_changes.judge(library, three, Judged({"verdict": "perhaps"}))
    assert edited_fields(library) == before


def test_tags_are_given_beside_others_and_taken_where_they_are(
    library: Library, three: list[Place]
) -> None:
    library.session(three[0].article).set_tags(three[0].annotation, ["old", "mill"])
    assert bulk_changes.change_tags(library, three, ["#mill", "water"], ["old"]) == 3
    assert annotation(library, three[0]).tags == ("mill", "water")
    assert annotation(library, three[2]).tags == ("mill", "water")
    assert library.tags.get("water")
    library.history.undo()
    assert annotation(library, three[0]).tags == ("mill", "old")
    assert annotation(library, three[2]).tags == ()


def test_a_tag_is_taken_away_also_where_it_is_stored_under_its_former_name(
    library: Library, three: list[Place]
) -> None:
    from reader.library.tag_changes import apply, plan_rename

    library.session(three[0].article).set_tags(three[0].annotation, ["mill"])
    apply(library, plan_rename(library, "mill", "wheel"))
    bulk_changes.change_tags(library, three, [], ["wheel"])
    assert annotation(library, three[0]).tags == ()


def test_one_speaker_for_many_is_confirmed_and_made_once(
    library: Library, three: list[Place]
) -> None:
    assert bulk_changes.set_speaker(library, three, "Ada Brook") == 3
    found = [annotation(library, place) for place in three]
    assert len({one.speaker for one in found}) == 1
    assert {one.speaker_state for one in found} == {SpeakerState.CONFIRMED}
    assert [speaker.name for speaker in library.speakers.all()].count("Ada Brook") == 1
    bulk_changes.set_speaker(library, three, None)
    assert annotation(library, three[0]).speaker is None


def test_the_author_of_many_is_that_of_each_article(library: Library, mark: Mark) -> None:
    from tests.records import set_about

    one, other = mark(WORDS[0]), mark(WORDS[1])
    for place, name in ((one, "Ann Field"), (other, "Jo Marsh")):
        set_about(library, place.article, "authors", [name])
    bulk_changes.set_speaker(library, [one, other], None, kind=SpeakerKind.AUTHOR)
    for place, name in ((one, "Ann Field"), (other, "Jo Marsh")):
        known = annotation(library, place)
        assert library.session(place.article).speaker_name(known) == name
        assert known.voice is Voice.AUTHOR


def test_only_suggestions_are_confirmed(library: Library, three: list[Place]) -> None:
    library.session(three[0].article).set_speaker(three[0].annotation, "Ada Brook")
    assert bulk_changes.confirm_speakers(library, three) == 2
    with pytest.raises(InputError):
        bulk_changes.confirm_speakers(library, three)


def test_whether_it_was_said_is_told_of_each_sighting(library: Library, three: list[Place]) -> None:
    assert bulk_changes.set_attribution(library, three, Attribution.DISTORTED) == 3
    assert {annotation(library, one).attribution for one in three} == {Attribution.DISTORTED}
    assert verdicts(library, three) == [None] * 3
    undone = library.history.undo()
    assert undone is not None
    assert undone.label == "said: distorted for 3 sightings"


def test_what_is_deleted_together_comes_back_together(library: Library, three: list[Place]) -> None:
    assert bulk_changes.delete(library, three) == 3
    with pytest.raises(NotFoundError):
        annotation(library, three[0])
    undone = library.history.undo()
    assert undone is not None
    assert undone.label == "delete 3 sightings"
    assert annotation(library, three[0]).kind is Kind.CLAIM


def test_linking_many_keeps_the_claim_that_was_judged(library: Library, three: list[Place]) -> None:
    bulk_changes.judge(library, three[:1], Judged({"status": Status.CHECKING}))
    bulk_changes.judge(library, three[2:], Judged({"verdict": "refuted"}))
    judged = claim(library, three[2])
    assert judged is not None
    assert bulk_changes.link(library, three) == judged.id
    assert verdicts(library, three) == ["refuted"] * 3
    with pytest.raises(InputError, match="already"):
        bulk_changes.link(library, three)
    library.history.undo()
    assert verdicts(library, three) == [None, None, "refuted"]


def test_the_claims_that_are_made_are_not_looked_for_on_disk(
    library: Library, three: list[Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    genuine = library.records.read

    def reading(file: str) -> Tables:
        read.append(file)
        return genuine(file)

    monkeypatch.setattr(library.records, "read", reading)
    bulk_changes.judge(library, three, Judged({"verdict": "mixed"}))
    assert verdicts(library, three) == ["mixed"] * 3
    assert [file for file in read if file.startswith("claims/")] == []
    library.flush()
    with Library.open(library.places, library.config) as other:
        assert verdicts(other, three) == ["mixed"] * 3


def test_linking_takes_as_long_for_each_however_many_are_linked(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(f"Word {number:02} of them stands here." for number in range(50))
    session = library.session(library.add(text.encode(), "many.txt").article)

    def looked_at(first: int, last: int) -> int:
        places = [
            Place(session.id, session.mark(Range(29 * number, 29 * number + 7), Kind.CLAIM))
            for number in range(first, last)
        ]
        for place in places:
            claim_linking.make_claim(library, place)
        looks: list[str] = []
        genuine = library.copy.document

        def document(file: str, table: str, name: str) -> Fields | None:
            looks.append(file)
            return genuine(file, table, name)

        with monkeypatch.context() as patched:
            patched.setattr(library.copy, "document", document)
            bulk_changes.link(library, places)
        return len(looks)

    assert looked_at(0, 40) < 5 * looked_at(40, 50)


def test_one_alone_says_the_same_as_nothing(library: Library, three: list[Place]) -> None:
    with pytest.raises(InputError, match="two"):
        bulk_changes.link(library, three[:1])


def test_what_is_gone_is_passed_over(library: Library, three: list[Place]) -> None:
    library.session(three[0].article).delete(three[0].annotation)
    library.trash_article(three[1].article)
    assert bulk_changes.change_tags(library, three, ["water"], []) == 1
    with pytest.raises(NotFoundError):
        bulk_changes.delete(library, three[:2])


ACTIONS: list[Callable[[Library, list[Place]], object]] = [
    lambda library, places: bulk_changes.judge(library, places, Judged({"verdict": "mixed"})),
    lambda library, places: bulk_changes.change_tags(library, places, ["water"], []),
    lambda library, places: bulk_changes.set_speaker(library, places, "Ada Brook"),
    lambda library, places: bulk_changes.set_attribution(library, places, Attribution.FAIR),
    bulk_changes.confirm_speakers,
    bulk_changes.delete,
    bulk_changes.link,
]


@pytest.mark.parametrize("act", ACTIONS)
def test_no_article_has_to_be_open_and_undo_takes_back_all_of_it(
    library: Library, three: list[Place], act: Callable[[Library, list[Place]], object]
) -> None:
    library.flush()
    before = on_disk(library)
    with Library.open(library.places, library.config) as other:
        bulk_changes.preload(other, three)
        act(other, three)
        assert not other._sessions
        other.flush()
        assert on_disk(library) != before
        other.history.undo()
    assert on_disk(library) == before


@pytest.mark.parametrize("act", ACTIONS)
def test_a_library_that_cannot_be_written_says_so(
    library: Library,
    three: list[Place],
    act: Callable[[Library, list[Place]], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(library, "_read_only", True)
    before = edited_fields(library)
    with pytest.raises(ReadOnlyError):
        act(library, three)
    assert edited_fields(library) == before
