import shutil
from pathlib import Path

import pytest

from reader.model.annotation import Annotation, Kind, SpeakerState
from reader.model.article import Article
from reader.model.claim import Claim, Relation
from reader.paths import Places
from reader.storage.atomic_json import decode, encode
from reader.storage.base import Change, Tables
from reader.storage.migrations import STEPS, VERSION, new_tables, upgrade, version_of
from reader.storage.repository import Repository

SAVED = Path(__file__).parent / "saved"


def saved_tables(version: int, name: str) -> Tables:
    path = SAVED / f"version_{version}" / name
    return decode(path.read_bytes(), path)


@pytest.mark.parametrize("version", range(1, VERSION + 1))
@pytest.mark.parametrize("name", ["record.json", "library.json", "claim.json"])
def test_files_saved_by_every_past_version_come_up_to_ours(version: int, name: str) -> None:
    tables = upgrade(saved_tables(version, name))
    assert version_of(tables) == VERSION


def test_there_is_a_step_from_every_past_version() -> None:
    assert set(STEPS) == set(range(1, VERSION))


def test_a_record_of_version_1_is_understood() -> None:
    tables = upgrade(saved_tables(1, "record.json"))
    article = Article.from_fields(tables["article"]["article"])
    assert article.title == "Harbour to be dredged by spring"
    (annotation,) = (Annotation.from_fields(fields) for fields in tables["annotations"].values())
    assert annotation.kind is Kind.CLAIM
    assert annotation.tags == ("port", "town/budget")
    assert annotation.speaker_state is SpeakerState.SUGGESTED
    assert annotation.anchors[0].exact == "half of what it cost in May"
    assert list(annotation.notes_past.values()) == ["Cost of what?"]


def test_a_claim_of_version_1_is_understood() -> None:
    tables = upgrade(saved_tables(1, "claim.json"))
    (claim,) = (Claim.from_fields(fields) for fields in tables["claim"].values())
    assert claim.verdict == "mixed"
    (evidence,) = claim.evidence.values()
    assert Relation(evidence["relation"]) is Relation.CONTEXT


def test_our_own_format_writes_a_version_1_record_back_byte_for_byte() -> None:
    path = SAVED / "version_1" / "record.json"
    assert encode(upgrade(decode(path.read_bytes(), path))) == path.read_bytes()


def name_to_title(tables: Tables) -> Tables:
    article = dict(tables["article"]["article"])
    article["title"] = article.pop("name")
    return {**tables, "article": {"article": article}}


def title_to_list(tables: Tables) -> Tables:
    article = dict(tables["article"]["article"])
    article["title"] = [article["title"]]
    return {**tables, "article": {"article": article}}


def test_steps_run_in_order_from_the_version_of_the_file() -> None:
    steps = {1: name_to_title, 2: title_to_list}
    oldest: Tables = {**new_tables(), "article": {"article": {"name": "t"}}}
    assert version_of(oldest) == 1
    newest = upgrade(oldest, steps, target=3)
    assert newest["article"]["article"] == {"title": ["t"]}
    assert version_of(newest) == 3
    assert upgrade(newest, steps, target=3) == newest


def test_a_newer_file_comes_back_as_it_is() -> None:
    newer: Tables = {"meta": {"schema": {"version": VERSION + 1}}, "x": {"y": {"z": 1}}}
    assert upgrade(newer) == newer


def test_a_saved_file_goes_on_being_used(repository: Repository, places: Places) -> None:
    folder = places.library / "articles" / "harbour-000001"
    folder.mkdir(parents=True)
    shutil.copy(SAVED / "version_1" / "record.json", folder / "record.json")
    repository.apply([Change("articles/harbour-000001", "state", "state", "position", 12)])
    stored = repository.read("articles/harbour-000001")
    assert stored["state"]["state"]["position"] == 12
    assert stored["annotations"] == saved_tables(1, "record.json")["annotations"]
