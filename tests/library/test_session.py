import pytest

from reader.errors import InputError, NotFoundError
from reader.library import ArticleSession, Library
from reader.model.annotation import Kind, SpeakerState, Voice
from reader.model.claim import Status
from reader.model.speaker import SpeakerKind
from reader.storage.base import Change
from reader.text.document import Range
from tests.records import note_on_article


def _range(session: ArticleSession, words: str) -> Range:
    start = session.document.text.index(words)
    return Range(start, start + len(words))


def test_an_annotation_is_there_at_once_and_after_opening_again(
    library: Library, session: ArticleSession
) -> None:
    annotation = session.mark(_range(session, "the oldest"))
    assert session.quotation(session.annotation(annotation)) == "the oldest"
    library.flush()
    with Library.open(library.places, library.config) as again:
        [stored], [mine] = again.session(session.id).annotations, session.annotations
    assert stored._replace(modified="") == mine._replace(modified="")


def test_the_ends_of_a_mark_leave_white_space_out(session: ArticleSession) -> None:
    start, end = _range(session, "the oldest")
    annotation = session.annotation(session.mark(Range(start - 1, end + 1)))
    assert session.range_of(annotation) == Range(start, end)
    assert session.exactly(Range(start - 1, end)) == annotation


def test_white_space_alone_cannot_be_marked(session: ArticleSession) -> None:
    start, _ = _range(session, "the oldest")
    with pytest.raises(InputError):
        session.mark(Range(start - 1, start))


def test_annotations_stand_in_the_order_of_the_text_those_without_a_place_last(
    library: Library, session: ArticleSession
) -> None:
    whole = note_on_article(library, session.id, "On the whole")
    late = session.mark(_range(session, "Mondays"))
    short = session.mark(_range(session, "the mill"))
    long = session.mark(_range(session, "the mill was the oldest"))
    assert [each.id for each in session.annotations] == [long, short, late, whole]
    assert session.range_of(session.annotation(whole)) is None


def test_a_claim_gets_a_suggested_speaker_and_a_persons_word_confirms(
    session: ArticleSession,
) -> None:
    claim = session.mark(_range(session, "the mill was the oldest"), Kind.CLAIM)
    assert session.annotation(claim).speaker_state is SpeakerState.SUGGESTED
    session.set_speaker(claim, "The Mayor")
    known = session.annotation(claim)
    assert known.speaker_state is SpeakerState.CONFIRMED
    assert session.speaker_name(known).casefold() == "the mayor"


def test_without_a_cue_the_author_is_suggested(session: ArticleSession) -> None:
    claim = session.mark(_range(session, "Nobody has shown a record older"), Kind.CLAIM)
    known = session.annotation(claim)
    assert known.voice is Voice.AUTHOR
    assert known.speaker_state is SpeakerState.SUGGESTED
    assert session.speaker_name(known) == next(iter(session.article.authors), "the author")
    session.confirm_speaker(claim)
    assert session.annotation(claim).speaker_state is SpeakerState.CONFIRMED


def test_one_name_is_one_speaker_in_whatever_case(
    library: Library, session: ArticleSession
) -> None:
    first = session.mark(_range(session, "the oldest"))
    second = session.mark(_range(session, "Mondays"))
    session.set_speaker(first, "A. Clerk", kind=SpeakerKind.PERSON)
    session.set_speaker(second, "  a. CLERK ")
    assert session.annotation(first).speaker == session.annotation(second).speaker
    assert [speaker.name for speaker in library.speakers.all()] == ["A. Clerk"]


def test_a_speaker_can_be_the_author_unnamed_or_nobody(session: ArticleSession) -> None:
    mark = session.mark(_range(session, "the oldest"))
    session.set_speaker(mark, None, kind=SpeakerKind.AUTHOR)
    assert session.annotation(mark).voice is Voice.AUTHOR
    session.set_speaker(mark, None, kind=SpeakerKind.UNNAMED)
    speaker = session.speaker_of(session.annotation(mark))
    assert speaker is not None
    assert speaker.kind is SpeakerKind.UNNAMED
    assert session.annotation(mark).voice is None
    session.set_speaker(mark, None)
    assert session.speaker_name(session.annotation(mark)) == ""
    with pytest.raises(InputError):
        session.confirm_speaker(mark)


def test_a_verdict_makes_the_claim_its_status_and_its_link_in_one_step(
    library: Library, session: ArticleSession
) -> None:
    mark = session.mark(_range(session, "the oldest"))
    session.set_verdict(mark, "refuted")
    known = session.annotation(mark)
    claim = session.claim_of(known)
    assert claim is not None
    assert (claim.text, claim.verdict, claim.status) == ("the oldest", "refuted", Status.DONE)
    assert claim.id.startswith("the-oldest-")
    assert known.kind is Kind.CLAIM
    library.history.undo()
    assert session.annotation(mark).claim is None
    assert session.annotation(mark).kind is Kind.HIGHLIGHT


def test_a_status_set_before_the_verdict_stays(session: ArticleSession) -> None:
    mark = session.mark(_range(session, "the oldest"), Kind.CLAIM)
    session.set_status(mark, Status.CHECKING)
    session.set_verdict(mark, "mixed")
    claim = session.claim_of(session.annotation(mark))
    assert claim is not None
    assert claim.status is Status.CHECKING


def test_tags_are_normalised_and_remembered_together(
    library: Library, session: ArticleSession
) -> None:
    mark = session.mark(_range(session, "the oldest"))
    session.set_tags(mark, ["#town hall", "mill"])
    assert session.annotation(mark).tags == ("mill", "town-hall")
    assert library.tags.last == ("town-hall", "mill")
    session.set_tags(mark, ["town-hall"])
    assert session.annotation(mark).tags == ("town-hall",)
    with pytest.raises(InputError):
        session.set_tags(mark, ["# "])


def test_repeating_takes_speaker_and_tags_and_leaves_a_suggestion_a_suggestion(
    session: ArticleSession,
) -> None:
    first = session.mark(_range(session, "the mill was the oldest"), Kind.CLAIM)
    session.set_tags(first, ["mill"])
    second = session.mark(_range(session, "Mondays"))
    session.repeat_from(second)
    known = session.annotation(second)
    assert known.tags == ("mill",)
    assert known.speaker == session.annotation(first).speaker
    assert known.speaker_state is SpeakerState.SUGGESTED


def test_reselecting_changes_the_words_and_nothing_else(session: ArticleSession) -> None:
    mark = session.mark(_range(session, "the oldest"))
    session.set_note(mark, "since when?")
    session.reselect(mark, _range(session, "the oldest in the county"))
    known = session.annotation(mark)
    assert session.quotation(known) == "the oldest in the county"
    assert known.note == "since when?"


def test_what_was_deleted_cannot_be_changed(session: ArticleSession) -> None:
    mark = session.mark(_range(session, "the oldest"))
    session.delete(mark)
    assert not session.annotations
    with pytest.raises(NotFoundError):
        session.set_note(mark, "too late")


@pytest.mark.parametrize(
    ("name", "value"),
    [("kind", "song"), ("verdict", "perhaps"), ("said_on", "yesterday"), ("nothing", "x")],
)
def test_a_field_refuses_what_it_cannot_be(session: ArticleSession, name: str, value: str) -> None:
    mark = session.mark(_range(session, "the oldest"))
    before = session.annotation(mark)
    with pytest.raises(InputError):
        session.set_field(mark, name, value)
    assert session.annotation(mark) == before


def test_every_field_can_be_set_and_emptied(session: ArticleSession) -> None:
    mark = session.mark(_range(session, "the oldest"))
    for name, value in (
        ("kind", "question"),
        ("note", "why?"),
        ("speaker", "The Mayor"),
        ("voice", "quoted"),
        ("via", "the Gazette"),
        ("said_on", "2026-01-02"),
        ("attribution", "fair"),
        ("color", "green"),
        ("status", "checking"),
        ("verdict", "mixed"),
    ):
        session.set_field(mark, name, value)
        known = session.annotation(mark)
        claim = session.claim_of(known)
        shown = {
            "speaker": session.speaker_name(known),
            "status": claim and claim.status,
            "verdict": claim and claim.verdict,
        }
        assert shown.get(name) == value if name in shown else getattr(known, name) == value
    for name in ("note", "speaker", "voice", "via", "said_on", "attribution", "color", "verdict"):
        session.set_field(mark, name, None)
    known = session.annotation(mark)
    assert (known.note, known.speaker, known.via, known.said_on, known.color) == (
        "",
        None,
        None,
        None,
        None,
    )


def test_escape_sequences_in_what_is_typed_are_not_stored(session: ArticleSession) -> None:
    mark = session.mark(_range(session, "the oldest"))
    session.set_note(mark, "a\x1b]52;c;x\x07b")
    session.set_speaker(mark, "The \x1b[31mMayor\u202e")
    session.set_tags(mark, ["mi\x07ll"])
    known = session.annotation(mark)
    assert (known.note, session.speaker_name(known), known.tags) == ("ab", "The Mayor", ("mill",))


def test_the_position_comes_back_and_is_no_step(library: Library, session: ArticleSession) -> None:
    session.save_position(40, 90)
    session.save_position(30, 60)
    assert library.history.undo() is None
    library.flush()
    with Library.open(library.places, library.config) as again:
        state = again.session(session.id).state
    assert (state.position, state.read_until) == (30, 90)


def test_listeners_hear_of_their_own_article_only(
    library: Library, session: ArticleSession
) -> None:
    other = library.session(library.add(b"Another article altogether.", "other.txt").article)
    library.flush()
    heard: list[str] = []
    stop = session.subscribe(lambda event: heard.append(type(event).__name__))
    other.mark(Range(0, 7))
    library.flush()
    assert "Changed" not in heard
    session.mark(Range(0, 8))
    assert "Changed" in heard
    stop()
    heard.clear()
    session.mark(Range(0, 3))
    assert heard == []


def test_in_a_book_those_named_nearby_are_offered(library: Library) -> None:
    far = "A sentence of no consequence stands here, and another follows it. " * 20
    book = "\n\n".join([*[far] * 60, "The surveyor Anna Quill said that the mill was sound.", far])
    session = library.session(library.add(book.encode(), "book.txt").article)
    assert session.people() == []
    place = _range(session, "the mill was sound")
    session.save_position(place.start, place.end)
    assert "Anna Quill" in [choice.name for choice in session.people()]
    claim = session.annotation(session.mark(place, Kind.CLAIM))
    assert session.speaker_name(claim) == "Anna Quill"


def test_those_named_around_the_words_are_offered_first_then_those_named_most(
    library: Library,
) -> None:
    far = "A sentence of no consequence stands here, and another follows it. " * 10
    article = "\n\n".join(
        [
            "Mayor Tom Pell spoke. Pell said the mill was sound. Pell left.",
            "Envoy Lena Marsh listened.",
            far,
            "The surveyor Anna Quill found a crack, and pilot Jon Reed saw it. Reed said so.",
        ]
    )
    session = library.session(library.add(article.encode(), "mill.txt").article)
    here = _range(session, "the mill was sound")
    assert [choice.name for choice in session.people(here)] == [
        "Tom Pell",
        "Lena Marsh",
        "Jon Reed",
        "Anna Quill",
    ]
    there = _range(session, "found a crack")
    assert [choice.name for choice in session.people(there)][:2] == ["Jon Reed", "Anna Quill"]
    assert session.people(there)[0].role == "pilot"


def test_a_claim_whose_speaker_cannot_be_told_is_offered_none(library: Library) -> None:
    article = b"Mayor Ruth Pell met teacher Ida Voss. She said the school was full."
    session = library.session(library.add(article, "school.txt").article)
    claim = session.annotation(session.mark(_range(session, "the school was full"), Kind.CLAIM))
    assert (claim.speaker, claim.speaker_state) == (None, None)
    assert claim.voice is Voice.PARAPHRASED


def test_a_malformed_speaker_or_tag_is_passed_over(
    library: Library, session: ArticleSession
) -> None:
    mark = session.mark(_range(session, "the oldest"))
    session.set_speaker(mark, "The Mayor")
    speaker = session.annotation(mark).speaker
    assert speaker is not None
    library.history.change([Change("library", "speakers", speaker, "aliases", 7)])
    assert session.speaker_name(session.annotation(mark)) == ""
    assert library.speakers.all() == []
    assert library.speakers.find("The Mayor") is None
