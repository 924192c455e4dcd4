import json

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def speakers(reader: Command, mill: str) -> None:
    for name, words in (("The mayor", "the oldest"), ("Ann Field", "It stood before the town")):
        reader("annotate", mill, "--quote", words, "--claim", "--speaker", name)


@pytest.mark.usefixtures("speakers")
def test_speakers_are_listed_edited_and_merged(reader: Command) -> None:
    assert reader("speakers").out == "Ann Field  1 annotation\nThe mayor  1 annotation\n"
    edited = reader("speakers", "edit", "the mayor", "--role", "mayor", "--alias", "Mrs Field")
    assert edited.out == "The mayor\n"
    assert reader("speakers", "merge", "Ann Field", "mrs field").out == "Ann Field\n"
    assert reader("speakers").out == "Ann Field  2 annotations  also The mayor, Mrs Field\n"
    (speaker,) = json.loads(reader("speakers", "--json").out)
    assert (speaker["label"], speaker["role"], speaker["annotations"]) == ("Ann Field", "mayor", 2)


@pytest.mark.usefixtures("speakers")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["merge", "Ann Field", "ann field"], "“Ann Field” is one speaker already."),
        (["merge", "Ann Field", "Nobody"], "Nobody is called “Nobody”; see reader speakers."),
        (["edit", "Ann Field", "--name", ""], "A speaker needs a name."),
    ],
)
def test_what_cannot_be_done_with_a_speaker_is_said(
    reader: Command, arguments: list[str], sentence: str
) -> None:
    outcome = reader("speakers", *arguments)
    assert (outcome.status, outcome.out, outcome.err) == (2, "", f"reader: {sentence}\n")


@pytest.mark.usefixtures("speakers")
def test_namesakes_have_to_be_told_apart(reader: Command, mill: str) -> None:
    reader("speakers", "edit", "The mayor", "--name", "Ann Field", "--role", "mayor")
    reader("speakers", "edit", "Ann Field", "--role", "clerk")
    outcome = reader("speakers", "merge", "Ann Field (mayor)", "Ann Field")
    assert outcome.status == 2
    assert "could be “Ann Field" in outcome.err
    said = reader("annotate", mill, "--quote", "closed", "--speaker", "ann field")
    assert (said.status, said.out) == (2, "")
    assert reader("speakers", "merge", "Ann Field (mayor)", "Ann Field (clerk)").status == 0
    assert reader("speakers").out == "Ann Field  2 annotations\n"
