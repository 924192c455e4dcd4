import os
import shutil
import time
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.config import Config
from reader.errors import InputError, NotFoundError
from reader.library import ArticleSession, History, Library
from reader.library.backups import find_article, moments, parse_when, restore, versions
from reader.library.restore_plan import Outcome, Plan, plan
from reader.model.annotation import Annotation, Kind
from reader.model.claim import Claim
from reader.paths import Places
from reader.storage.backups import SPACING
from reader.text.document import Range
from tests.library.conftest import ARTICLE

MILL = Range(46, 54)
OLDEST = Range(59, 69)


class Hours:
    """Dates what is saved to hours long ago, one after the other."""

    def __init__(self, library: Library) -> None:
        """Have every save make a version."""
        library.records.backups.spacing = 0
        self._library = library
        self._start = time.time() - 500 * 3600
        self._passed = 0

    def end(self) -> datetime:
        """Return the last second of this hour; what was saved since the last one is of it."""
        self._library.flush()
        moment = self._start + self._passed * 3600
        self._passed += 1
        folder = self._library.places.library
        for record in [folder / "library.json", *folder.glob("*/*/record.json")]:
            self._date(record, moment)
        for record in folder.glob("claims/*.json"):
            self._date(record, moment)
        return datetime.fromtimestamp(moment + 3599).astimezone()

    def _date(self, record: Path, moment: float) -> None:
        if record.stat().st_mtime > self._start + 499 * 3600:
            os.utime(record, (moment, moment))


@pytest.fixture
def hours(library: Library) -> Hours:
    return Hours(library)


def values(session: ArticleSession) -> dict[str, Any]:
    """Return all that is known of the standing annotations, by id."""
    return {
        each.id: (
            each.kind,
            each.note,
            each.tags,
            each.anchors,
            session.speaker_name(each),
            each.speaker_state,
            _judged(session, each),
        )
        for each in session.annotations
    }


def _judged(session: ArticleSession, annotation: Annotation) -> Claim | None:
    """Return the claim without its former verdicts, which a restore adds to."""
    claim = session.claim_of(annotation)
    return None if claim is None else claim._replace(notes_past={})


def go_back(library: Library, when: datetime, article: str | None = None, **options: Any) -> Plan:
    chosen = plan(library, when, article, **options)
    restore(library, chosen)
    return chosen


def outcomes(chosen: Plan) -> list[tuple[Outcome, str, tuple[str, ...]]]:
    return [
        (each.outcome, each.words, tuple(change.field for change in each.fields))
        for part in chosen.parts
        for each in part.differences
    ]


def test_what_was_deleted_comes_back_and_what_changed_is_as_it_was(
    library: Library, session: ArticleSession, hours: Hours
) -> None:
    oldest, mill = session.mark(OLDEST, Kind.CLAIM), session.mark(MILL)
    session.set_note(oldest, "since when?")
    session.set_tags(oldest, ["mills", "age"])
    session.set_verdict(oldest, "refuted")
    noon, then = hours.end(), values(session)
    session.set_note(oldest, "never mind")
    session.set_tags(oldest, ["mills"])
    session.set_verdict(oldest, "supported")
    session.delete(mill)
    hours.end()
    chosen = plan(library, noon, session.id)
    words = session.document.text
    assert outcomes(chosen) == [
        (Outcome.CHANGES, words[OLDEST.start : OLDEST.end], ("note", "tags")),
        (Outcome.COMES_BACK, words[MILL.start : MILL.end], ()),
        (Outcome.CHANGES, words[OLDEST.start : OLDEST.end], ("verdict",)),
    ]
    assert values(session) != then
    restore(library, chosen)
    assert values(session) == then
    assert plan(library, noon, session.id).parts == ()


def test_what_was_made_since_stays_unless_the_past_is_wanted_exactly(
    library: Library, session: ArticleSession, hours: Hours
) -> None:
    session.mark(OLDEST)
    noon = hours.end()
    later = session.mark(MILL)
    hours.end()
    chosen = plan(library, noon, session.id)
    assert (chosen.kept, chosen.count(Outcome.GOES), chosen.parts) == (0, 0, ())
    session.set_note(session.annotations[-1].id, "new")
    hours.end()
    assert plan(library, noon, session.id).kept == 1
    go_back(library, noon, session.id)
    assert later in values(session)
    assert outcomes(go_back(library, noon, session.id, exact=True)) == [
        (Outcome.GOES, session.document.text[MILL.start : MILL.end], ())
    ]
    assert later not in values(session)


def test_a_restore_can_be_undone_in_one_step(
    library: Library, session: ArticleSession, hours: Hours
) -> None:
    first = session.mark(OLDEST)
    noon = hours.end()
    session.delete(first)
    session.set_note(session.mark(MILL), "later")
    before = values(session)
    go_back(library, noon)
    assert first in values(session)
    library.history.undo()
    assert values(session) == before


def test_what_stood_before_a_restore_is_kept(
    library: Library, session: ArticleSession, hours: Hours
) -> None:
    first = session.mark(OLDEST)
    noon = hours.end()
    session.set_note(first, "to be had back")
    evening, then = hours.end(), values(session)
    library.records.backups.spacing = SPACING
    go_back(library, noon, session.id)
    assert session.annotation(first).note == ""
    assert any(version.before_restore for version in versions(library, session.id))
    go_back(library, evening, session.id)
    assert values(session) == then


def test_a_restore_is_not_undone_by_a_copy_from_before_it(
    library: Library, session: ArticleSession, hours: Hours
) -> None:
    from reader.storage.atomic_json import read_tables
    from reader.storage.merge import merge_files

    first = session.mark(OLDEST)
    session.set_note(first, "as it was")
    noon = hours.end()
    session.set_note(first, "a slip")
    session.mark(MILL)
    library.flush()
    path = library.records.path(f"articles/{session.id}")
    other = read_tables(path)
    go_back(library, noon, session.id)
    ours = read_tables(path)
    assert ours
    assert other
    merged = merge_files(other, ours)
    assert merged["annotations"][first]["note"] == "as it was"


def test_a_deleted_folder_comes_back_whole(library: Library, session: ArticleSession) -> None:
    session.set_note(session.mark(OLDEST), "kept")
    then, article, text = values(session), session.id, session.document.text
    library.close()
    shutil.rmtree(library.places.library / "articles" / article)
    with Library.open(library.places, library.config) as again:
        assert find_article(again, article[:9]) == article
        chosen = plan(again, datetime.now().astimezone(), article)
        assert [(part.put_back, part.bodies) for part in chosen.parts] == [("is missing", 2)]
        restore(again, chosen)
        session = again.session(article)
        assert values(session) == then
        assert session.document.text == text
        assert again.find_article("mill") == article
        assert len(list((library.places.library / "articles" / article / "sources").iterdir())) == 1


def test_a_damaged_record_is_put_back_and_the_damaged_one_set_aside(
    library: Library, session: ArticleSession, hours: Hours
) -> None:
    session.set_note(session.mark(OLDEST), "kept")
    noon, then = hours.end(), values(session)
    session.set_note(session.annotations[0].id, "newer")
    library.flush()
    path = library.records.path(f"articles/{session.id}")
    path.write_bytes(b"{")
    [part] = plan(library, noon, session.id).parts
    assert part.put_back == "is damaged"
    go_back(library, noon, session.id)
    assert values(session) == then
    assert [each.name for each in path.parent.glob("record.json.damaged-*")]


def test_a_lost_claim_comes_back_with_its_article(
    library: Library, session: ArticleSession, hours: Hours
) -> None:
    annotation = session.mark(OLDEST, Kind.CLAIM)
    session.set_verdict(annotation, "refuted")
    session.set_note(annotation, "see the archive")
    noon = hours.end()
    session.set_verdict(annotation, "mixed")
    library.close()
    [record] = (library.places.library / "claims").iterdir()
    record.unlink()
    with Library.open(library.places, library.config) as again:
        session = again.session(session.id)
        [standing] = session.annotations
        assert session.claim_of(standing) is None
        chosen = plan(again, noon, session.id)
        assert [part.put_back for part in chosen.parts] == ["is missing"]
        restore(again, chosen)
        claim = session.claim_of(standing)
        assert claim
        assert claim.verdict == "refuted"


def test_going_back_in_the_whole_library_takes_in_every_record(
    library: Library, session: ArticleSession, hours: Hours
) -> None:
    other = library.session(library.add(ARTICLE.replace(b"mill", b"forge"), "forge.txt").article)
    for each in (session, other):
        each.set_tags(each.mark(OLDEST, Kind.CLAIM), ["old"])
    noon, then = hours.end(), [values(session), values(other)]
    for each in (session, other):
        each.delete(each.annotations[0].id)
    library.trash_article(other.id)
    later = library.add(b"An article that came later.", "later.txt").article
    library.flush()
    os.utime(library.records.path(f"articles/{session.id}"))
    go_back(library, noon)
    assert [values(session), values(other)] == then
    assert library.is_there(other.id)
    assert library.is_there(later)
    go_back(library, noon, exact=True)
    assert not library.is_there(later)
    assert [values(session), values(other)] == then


def test_where_one_has_read_to_is_left_alone(
    library: Library, session: ArticleSession, hours: Hours
) -> None:
    session.mark(OLDEST)
    session.save_position(10, 20)
    noon = hours.end()
    session.save_position(50, 80)
    session.delete(session.annotations[0].id)
    go_back(library, noon)
    assert (session.state.position, session.state.read_until) == (50, 80)


def test_there_must_be_a_backup_that_old(library: Library, session: ArticleSession) -> None:
    library.flush()
    with pytest.raises(NotFoundError, match="no backup"):
        versions(library, session.id)
    with pytest.raises(NotFoundError, match="no backup"):
        plan(library, datetime.now().astimezone(), session.id)
    with pytest.raises(NotFoundError, match="no backup"):
        plan(library, datetime.now().astimezone())
    session.mark(OLDEST)
    library.flush()
    with pytest.raises(NotFoundError, match="the oldest is of"):
        plan(library, datetime.now().astimezone() - timedelta(days=1), session.id)


def test_versions_of_ten_minutes_are_one_moment(
    library: Library, session: ArticleSession, hours: Hours
) -> None:
    for _ in range(3):
        session.set_tags(session.mark(OLDEST), ["old"])
        hours.end()
    session.mark(MILL)
    library.flush()
    found = moments(library)
    assert len(found) == 4
    assert found[1].files == {f"articles/{session.id}"}


NOW = datetime.fromisoformat("2026-11-22T18:04:05.678+01:00")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00.999999+00:00"),
        ("2026-11-20T10:00:00.5-05:00", "2026-11-20T15:00:00.500999+00:00"),
        ("2026-11-20 10:00-05:00", "2026-11-20T15:00:59.999999+00:00"),
        ("2h", "2026-11-22T15:04:05.678+00:00"),
        ("90 min ago", "2026-11-22T15:34:05.678+00:00"),
        ("3D", "2026-11-19T17:04:05.678+00:00"),
    ],
)
def test_a_time_is_taken_to_the_end_of_what_was_typed(typed: str, meant: str) -> None:
    assert parse_when(typed, NOW) == datetime.fromisoformat(meant)


def test_a_date_without_a_zone_is_the_whole_day_here() -> None:
    day = datetime(2026, 11, 20).astimezone()
    assert parse_when("2026-11-20", NOW) == day + timedelta(days=1, microseconds=-1)


@pytest.mark.parametrize("typed", ["", "yesterday-ish", "2026-13-01", "2099-01-01", "999999w"])
def test_what_is_no_time_in_the_past_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        parse_when(typed, NOW)


PLACES = [Range(46, 54), Range(59, 69), Range(88, 94)]
DOINGS = st.one_of(
    st.tuples(st.just("mark"), st.integers(0, 2)),
    st.tuples(st.sampled_from(["note", "tags", "kind", "verdict", "delete"]), st.integers(0, 5)),
    st.just(("undo", 0)),
    st.just(("hour", 0)),
)


def do(session: ArticleSession, history: History, doing: str, number: int) -> None:
    """Do one thing to one of the standing annotations, if there is any."""
    standing = session.annotations
    if doing == "mark":
        session.mark(PLACES[number])
    elif doing == "undo":
        history.undo()
    elif standing:
        chosen = standing[number % len(standing)].id
        if doing == "note":
            session.set_note(chosen, f"note {number}")
        elif doing == "tags":
            session.set_tags(chosen, ["one", "two"][: number % 3])
        elif doing == "kind":
            session.set_kind(chosen, [Kind.CLAIM, Kind.QUESTION][number % 2])
        elif doing == "verdict":
            session.set_verdict(chosen, ["supported", "refuted", None][number % 3])
        else:
            session.delete(chosen)


@settings(max_examples=25, deadline=None)
@given(st.lists(DOINGS, min_size=4, max_size=25), st.data())
def test_a_restore_yields_the_values_of_its_time_for_all_that_stood_then(
    doings: list[tuple[str, int]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        places = Places(home / "library", home / "state", home / "cache", home / "config.toml")
        with Library.open(places, Config(name="Tester")) as library:
            session = library.session(library.add(ARTICLE, "mill.txt").article)
            hours = Hours(library)
            pasts = []
            for doing, number in [*doings, ("hour", 0), ("note", 1)]:
                if doing == "hour":
                    pasts.append((hours.end(), values(session)))
                else:
                    do(session, library.history, doing, number)
            library.flush()
            for when, then in data.draw(st.permutations(pasts)):
                since = values(session)
                exact = data.draw(st.booleans())
                article = data.draw(st.sampled_from([session.id, None]))
                library.records.backups.keep(session._file, library.records.path(session._file))
                go_back(library, when, article, exact=exact)
                now = values(session)
                assert {name: now[name] for name in then} == then
                assert now.keys() == (then.keys() if exact else then.keys() | since.keys())
