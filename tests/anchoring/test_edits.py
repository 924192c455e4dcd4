from collections.abc import Callable

import pytest

from reader.model.anchor import Anchor
from reader.text.document import Document
from reader.text.relocation import Relocation
from tests.anchoring.edits import versions
from tests.anchoring.measuring import Found, Outcome, measure
from tests.anchoring.one_score import one_score
from tests.anchoring.texts import sources
from tests.conftest import COUNTS

REDUCED = [(1, 2_000)]
FULL = [pytest.param(seed, 10_000, marks=pytest.mark.slow) for seed in range(100, 110)]


def ours(document: Document) -> Callable[[Anchor], Found]:
    return Relocation(document).locate


def passes(outcome: Outcome) -> bool:
    return outcome.found_share >= 0.99 and outcome.cautious_share >= 0.999


@pytest.mark.parametrize(("seed", "trials"), [*REDUCED, *FULL])
def test_what_survives_is_found_and_what_does_not_is_not_passed_off_for_it(
    seed: int, trials: int, record_property: Callable[[str, object], None]
) -> None:
    outcome = measure(ours, versions(sources(), seed, trials))
    record_property(COUNTS, f"\n{outcome}")
    tallies = {**outcome.surviving, **outcome.changed}
    assert all(tally.tried > trials / 200 for tally in tallies.values()), str(outcome)
    assert len(tallies) == 13, str(outcome)
    assert passes(outcome), str(outcome)
    assert outcome.wrong_share <= 0.001, str(outcome)
    assert outcome.long_doubted_share <= 0.05, str(outcome)


def test_an_engine_with_one_score_for_all_does_not_pass() -> None:
    outcome = measure(one_score, versions(sources(), 2, 500))
    assert not passes(outcome)
    assert outcome.cautious_share < 0.5, str(outcome)


def test_an_engine_that_takes_any_place_for_the_right_one_does_not_pass() -> None:
    def position(document: Document) -> Callable[[Anchor], Found]:
        def locate(anchor: Anchor) -> Found:
            found = Relocation(document).locate(anchor)
            return found and (found[0]._replace(start=found[0].start + 3), found[1])

        return locate

    outcome = measure(position, versions(sources(), 2, 200))
    assert outcome.found_share == 0
    assert outcome.wrong_share > 0.5


def test_the_same_seed_gives_the_same_edits() -> None:
    first, second = (list(versions(sources(), 7, 60)) for _ in range(2))
    assert first == second
    assert first != list(versions(sources(), 8, 60))


def test_the_truth_is_where_the_edited_words_are() -> None:
    untouched = [
        (trial, version)
        for version in versions(sources(), 9, 400)
        for trial in version.trials
        if trial.kind == "untouched"
    ]
    assert len(untouched) > 50
    for trial, version in untouched:
        assert trial.truth is not None
        assert version.after.text[slice(*trial.truth)] == trial.anchor.exact
