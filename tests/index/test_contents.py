"""Annotations, claims, people and texts in the index, against the records they come from."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reader.errors import NotFoundError, ReaderError
from reader.index.conditions import Field, Is
from reader.index.folding import words_in
from reader.index.full_text import Source
from reader.index.reconcile import Progress
from reader.index.shingles import kept, runs
from tests.benchmarks.natural import natural_prose
from tests.index.conftest import Shelves

Truth = dict[tuple[str, str], tuple[Any, ...]]


def mark(name: str, text: str = "t1", start: int = 0, exact: str = "old", **fields: Any) -> Any:
    anchor = {"text": text, "start": start, "end": start + len(exact), "exact": exact}
    return {"id": name, "anchors": [anchor], "kind": "claim", **fields}


def indexed(shelves: Shelves) -> Truth:
    """Return what the index says of each annotation, by article and id."""
    rows = shelves.annotations.rows(shelves.annotations.arrange())
    return {
        (row.article, row.id): (
            row.start,
            row.quotation,
            row.note,
            row.tags,
            row.speaker,
            row.claim,
            row.verdict,
        )
        for row in rows
    }


def scanned(shelves: Shelves) -> Truth:
    """Return the same by reading every record."""
    found: Truth = {}
    for folder in shelves.folder.iterdir():
        try:
            tables = shelves.tables(f"articles/{folder.name}")
        except ReaderError:
            continue
        about = tables.get("article", {}).get(folder.name)
        if about is None or "deleted" in about:
            continue
        for name, fields in tables.get("annotations", {}).items():
            if "deleted" not in fields:
                anchor = fields["anchors"][0]
                here = anchor["text"] == about.get("text")
                claim = claim_of(shelves, fields.get("claim", ""))
                found[folder.name, name] = (
                    anchor["start"] if here else None,
                    anchor["exact"],
                    fields.get("note", ""),
                    tuple(sorted(fields.get("tags", {}))),
                    speaker_of(shelves, fields.get("speaker", "")),
                    claim.get("id", ""),
                    claim.get("verdict", ""),
                )
    return found


def claim_of(shelves: Shelves, claim: str) -> dict[str, Any]:
    visited: list[str] = []
    known: dict[str, Any] = {}
    while True:
        try:
            fields = shelves.tables(f"claims/{claim}")["claim"][claim]
        except (ReaderError, KeyError):
            return known
        if "deleted" in fields:
            return known
        known = dict(fields)
        if claim in visited:
            return claim_in(shelves, min(visited[visited.index(claim) :]))
        visited.append(claim)
        if not fields.get("merged_into"):
            return dict(fields)
        claim = fields["merged_into"]


def claim_in(shelves: Shelves, claim: str) -> dict[str, Any]:
    return dict(shelves.tables(f"claims/{claim}")["claim"][claim])


def speaker_of(shelves: Shelves, speaker: str) -> str:
    try:
        known = shelves.tables("library").get("speakers", {})
    except NotFoundError:
        return ""
    if speaker not in known:
        return ""
    visited: list[str] = []
    while (after := known[speaker].get("renamed_to")) in known:
        if speaker in visited:
            return min(visited[visited.index(speaker) :])
        visited.append(speaker)
        speaker = after
    return speaker


def scanned_texts(shelves: Shelves, word: str) -> set[tuple[str, int]]:
    """Return the articles and the starts of the paragraphs in which a word is."""
    found: set[tuple[str, int]] = set()
    for folder in shelves.folder.iterdir():
        try:
            about = shelves.tables(f"articles/{folder.name}")["article"][folder.name]
            if "deleted" in about:
                continue
            document = shelves.document(folder.name, about.get("text", ""))
        except (ReaderError, KeyError):
            continue
        for block in document.blocks:
            if word in words_in(document.text[block.start : block.end]).split():
                found.add((folder.name, block.start))
    return found


def scanned_shingles(shelves: Shelves) -> dict[str, set[int]]:
    """Return what has to be kept of each text to tell copies of it by."""
    found: dict[str, set[int]] = {}
    for folder in shelves.folder.iterdir():
        try:
            about = shelves.tables(f"articles/{folder.name}")["article"][folder.name]
            document = shelves.document(folder.name, about.get("text", ""))
        except (ReaderError, KeyError):
            continue
        if values := kept(runs([document.text])):
            found[folder.name] = values
    return found


def kept_shingles(shelves: Shelves) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    statement = "SELECT id, value FROM shingles JOIN articles USING (file)"
    with shelves.database.reading() as connection:
        for article, value in connection.execute(statement):
            found.setdefault(article, set()).add(value)
    return found


def found_texts(shelves: Shelves, word: str) -> set[tuple[str, int | None]]:
    hits = shelves.full_text.search(word, limit=1_000, sources=[Source.TEXT])
    return {(hit.article, hit.start) for hit in hits}


def test_a_changed_annotation_keeps_its_row_and_the_others_are_left_alone(
    shelves: Shelves,
) -> None:
    many = {f"{number:03}": mark(f"{number:03}") for number in range(120)}
    shelves.write_text("a", "t1", "old words")
    shelves.write("a", title="Mill", text="t1", annotations=many)
    shelves.fill()
    before = shelves.annotations.rows(shelves.annotations.arrange())
    many["007"]["note"] = "why?"
    del many["100"]
    shelves.write("a", title="Mill", text="t1", annotations=many)
    shelves.reconciler.run_for(["a"])
    with shelves.database.writing() as connection:
        changes = connection.total_changes
    shelves.contents.run_for(["a"], shared=False)
    after = shelves.annotations.rows(shelves.annotations.arrange())
    expected = [
        row._replace(note="why?") if row.id == "007" else row for row in before if row.id != "100"
    ]
    assert after == expected
    assert shelves.database._connections().writer.total_changes - changes < 60
    assert [hit.id for hit in shelves.full_text.search("why")] == ["007"]


def test_a_text_that_cannot_be_read_is_found_once_it_can(shelves: Shelves) -> None:
    shelves.write("a", text="t1")
    shelves.fill()
    assert found_texts(shelves, "harbour") == set()
    shelves.write_text("a", "t1", "The harbour.")
    shelves.fill()
    assert found_texts(shelves, "harbour") == {("a", 0)}
    shelves.write("a", text="t2")
    shelves.fill()
    assert found_texts(shelves, "harbour") == set()


def test_a_run_that_is_broken_off_is_taken_up_where_it_was(shelves: Shelves) -> None:
    for name in "abc":
        shelves.write_text(name, "t1", *(["The harbour."] * 700))
        shelves.write(name, text="t1")
    shelves.reconciler.run()
    told: list[Progress] = []

    def stop_at_once(progress: Progress) -> bool:
        told.append(progress)
        return False

    import reader.index.contents as contents

    slice_, contents._SLICE = contents._SLICE, 0.0
    each, contents._TOLD_EACH = contents._TOLD_EACH, 0.0
    try:
        assert not shelves.contents.run(stop_at_once)
    finally:
        contents._SLICE, contents._TOLD_EACH = slice_, each
    assert [progress.contents for progress in told] == [True]
    assert shelves.contents.run()
    assert len(found_texts(shelves, "harbour")) == 1_000
    statement = "SELECT count(*) FROM paragraphs"
    with shelves.database.reading() as connection:
        assert connection.execute(statement).fetchone() == (2_100,)


def test_a_long_paragraph_is_parted_and_every_word_found_where_it_is(shelves: Shelves) -> None:
    text = " ".join(f"word{number}" for number in range(3_000))
    shelves.write_text("a", "t1", text)
    shelves.write("a", text="t1")
    shelves.fill()
    for word in ("word0", "word517", "word2999"):
        (hit,) = shelves.full_text.search(word)
        assert hit.place is not None
        assert shelves.document("a", "t1").text[slice(*hit.place)] == word


FILLING = """
import sys
from pathlib import Path
from tests.index.conftest import Shelves
shelves = Shelves(Path(sys.argv[1]))
shelves.reconciler.run()
print("filling", flush=True)
while not shelves.contents.run():
    pass
shelves.database.close()
"""


def _many(shelves: Shelves) -> None:
    for number in range(60):
        name = f"{number:02}"
        shelves.write_text(name, "t1", *(f"The harbour {word}." for word in range(20)))
        marks = {each: mark(each, note="harbour") for each in "abcdefghij"}
        shelves.write(name, text="t1", annotations=marks)


def _assert_full(shelves: Shelves) -> None:
    shelves.fill()
    assert indexed(shelves) == scanned(shelves)
    assert found_texts(shelves, "harbour") <= scanned_texts(shelves, "harbour")
    assert kept_shingles(shelves) == scanned_shingles(shelves) != {}
    with shelves.database.reading() as connection:
        for table, count in (("paragraphs", 1_200), ("annotations", 600)):
            searched = "wordings" if table == "annotations" else table
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (count,)
            words = f"SELECT count(*) FROM {searched}_words WHERE {searched}_words MATCH 'harbour'"
            assert connection.execute(words).fetchone() == (count,)


def test_a_program_killed_while_it_fills_leaves_an_index_to_go_on_with(shelves: Shelves) -> None:
    _many(shelves)
    for delay in (0.0, 0.05, 0.1, 0.2):
        command = [sys.executable, "-c", FILLING, str(shelves.library)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as filling:
            assert filling.stdout is not None
            filling.stdout.readline()
            try:
                filling.wait(delay)
            except subprocess.TimeoutExpired:
                filling.kill()
    _assert_full(shelves)


def test_several_programs_fill_one_index(shelves: Shelves) -> None:
    _many(shelves)
    command = [sys.executable, "-c", FILLING, str(shelves.library)]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [program.wait(timeout=120) for program in running] == [0, 0, 0]
    _assert_full(shelves)


NAMES = st.sampled_from("abcd")
IDS = st.sampled_from(["x", "y", "z"])
WORDS = st.sampled_from(["mill", "Łódź ferry", "港町の", "ferry, the mill", "x_y", "a\u0000b"])
REPORTS = st.sampled_from([natural_prose(400, seed) for seed in (1, 2)])
OPTIONAL_IDS = st.sampled_from(["", "x", "y", "z"])
MARKS = st.fixed_dictionaries(
    {"text": st.sampled_from(["t1", "t2"]), "start": st.integers(0, 9), "exact": WORDS},
    optional={
        "note": WORDS,
        "tags": st.dictionaries(st.sampled_from(["p", "p/q", "r"]), st.just(value=True)),
        "speaker": IDS,
        "claim": IDS,
        "deleted": st.just("2026"),
    },
)


class Libraries(RuleBasedStateMachine):
    """Whatever is done to the files, the index says what a plain scan says."""

    @initialize()
    def begin(self) -> None:
        self.temporary = tempfile.TemporaryDirectory()
        self.shelves = Shelves(Path(self.temporary.name))

    @rule(
        name=NAMES,
        text=st.sampled_from(["t1", "t2"]),
        marks=st.dictionaries(IDS, MARKS),
        gone=st.booleans(),
    )
    def write(self, name: str, text: str, marks: Any, gone: bool) -> None:
        made = {each: mark(each, **fields) for each, fields in marks.items()}
        deleted = {"deleted": "2026"} if gone else {}
        self.shelves.write(name, text=text, annotations=made, **deleted)

    @rule(name=NAMES, paragraphs=st.lists(WORDS | REPORTS, max_size=4))
    def write_text(self, name: str, paragraphs: list[str]) -> None:
        # A version never changes.
        path = self.shelves.folder / name / "texts" / "t1.json"
        if not path.exists():
            self.shelves.write_text(name, "t1", *paragraphs)

    @rule(claim=IDS, merged=OPTIONAL_IDS, verdict=st.sampled_from(["", "refuted"]))
    def judge(self, claim: str, merged: str, verdict: str) -> None:
        fields = {"id": claim, "text": claim, "merged_into": merged, "verdict": verdict}
        self.shelves.write_shared(f"claims/{claim}", {"claim": {claim: fields}})

    @rule(claim=IDS)
    def forget(self, claim: str) -> None:
        (self.shelves.library / "claims" / f"{claim}.json").unlink(missing_ok=True)

    @rule(renamed=st.dictionaries(IDS, OPTIONAL_IDS))
    def rename(self, renamed: dict[str, str]) -> None:
        speakers = {
            each: {"id": each, "name": each, **({"renamed_to": to} if to else {})}
            for each, to in renamed.items()
        }
        self.shelves.write_shared("library", {"speakers": speakers})

    @rule(name=NAMES)
    def damage(self, name: str) -> None:
        self.shelves.write(name, content="{")

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        if (self.shelves.folder / name).exists():
            self.shelves.remove(name)

    @rule()
    def start_again(self) -> None:
        self.shelves.reopen()

    @rule(page=st.integers(0, 60), value=st.integers(0, 255))
    def spoil_the_index(self, page: int, value: int) -> None:
        self.shelves.database.close()
        if self.shelves.file.exists():
            content = bytearray(self.shelves.file.read_bytes())
            for place in range(len(content))[page * 4096 : (page + 1) * 4096]:
                content[place] = value
            self.shelves.file.write_bytes(content)
        self.shelves.open()

    @rule()
    def delete_the_index(self) -> None:
        self.shelves.database.close()
        self.shelves.file.unlink(missing_ok=True)
        self.shelves.open()

    @invariant()
    def the_index_is_the_truth(self) -> None:
        shelves = self.shelves
        shelves.fill()
        truth = scanned(shelves)
        assert indexed(shelves) == truth
        for word in ("mill", "ferry", "港", "b"):
            assert found_texts(shelves, word) == scanned_texts(shelves, word)
        assert kept_shingles(shelves) == scanned_shingles(shelves)
        tagged = sum(any(tag in ("p", "p/q") for tag in row[3]) for row in truth.values())
        assert shelves.annotations.count(Is(Field.TAG, "p")) == tagged
        refuted = sum(row[6] == "refuted" for row in truth.values())
        assert shelves.annotations.count(Is(Field.VERDICT, "refuted")) == refuted

    def teardown(self) -> None:
        self.shelves.database.close()
        self.temporary.cleanup()


TestLibraries = Libraries.TestCase
TestLibraries.settings = settings(
    max_examples=10,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def test_a_claim_or_speaker_that_changed_has_no_others_gone_through(shelves: Shelves) -> None:
    shelves.write("a", annotations={"u": mark("u", claim="c", speaker="s")})
    shelves.write_shared("library", {"speakers": {"s": {"id": "s", "name": "Ann"}}})
    shelves.write_shared("claims/c", {"claim": {"c": {"id": "c", "text": "It is"}}})
    shelves.fill()
    said: list[str] = []
    with shelves.database.writing() as connection:
        connection.set_trace_callback(said.append)
    shelves.write_shared("library", {"speakers": {}})
    shelves.write_shared("claims/c", {"claim": {"c": {"id": "c", "verdict": "refuted"}}})
    shelves.fill()
    with shelves.database.writing() as connection:
        connection.set_trace_callback(None)
        told = [each for each in said if each.strip().startswith("UPDATE annotations")]
        assert {name for each in told for name in ("said_by", "about") if name in each} == {
            "said_by",
            "about",
        }
        for each in told:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {each}").fetchall()
            assert all("SEARCH" in step[-1] for step in plan), plan
