"""The commands that find words in the text, and the way through it."""

from reader.tui.commands.command import Command, Group, Situation, Where


def _switch(identity: str, key: str, title: str, explanation: str, action: str) -> Command:
    """Return the command of a switch of the find bar."""
    return Command(
        id=identity,
        keys=(key,),
        title=title,
        help=explanation,
        group=Group.FINDING,
        where=Where.FIND_BAR,
        action=f"finding.{action}",
        palette=False,
    )


FINDING = (
    Command(
        id="find",
        keys=("/",),
        title="Find in this text",
        help="Find; ↑ ↓ bring back former words",
        group=Group.FINDING,
        where=Where.READING,
        action="finding.open",
        footer="find",
        serves=Situation.FOCUS,
        rank=43,
    ),
    Command(
        id="next_hit",
        keys=("n",),
        title="Next hit",
        help="Next hit, else annotation",
        group=Group.FINDING,
        where=Where.READING,
        action="finding.next",
        footer="next hit",
        serves=Situation.FINDING,
        rank=1,
        palette=False,
        far=True,
    ),
    Command(
        id="previous_hit",
        keys=("N",),
        title="Previous hit",
        help="Previous hit, else annotation",
        group=Group.FINDING,
        where=Where.READING,
        action="finding.previous",
        footer="previous",
        serves=Situation.FINDING,
        rank=2,
        palette=False,
        far=True,
    ),
    Command(
        id="find_word",
        keys=("*",),
        title="Find the word under the caret, or the selection",
        help="Next occurrence of word or selection",
        group=Group.FINDING,
        where=Where.READING,
        action="finding.word",
    ),
    _switch("find_case", "alt+c", "Case counts", "While finding: case counts, or not", "turn_case"),
    _switch("find_whole", "alt+w", "Whole words", "While finding: only whole words", "turn_whole"),
    _switch("find_accents", "alt+a", "e finds é", "While finding: e finds é", "turn_accents"),
    _switch(
        "find_pattern",
        "alt+r",
        "Regular expression",
        "While finding: regular expression",
        "turn_pattern",
    ),
    Command(
        id="contents",
        keys=("T",),
        title="Contents: go to a heading",
        help="Contents; type to narrow",
        group=Group.FINDING,
        where=Where.READING,
        action="jumping.contents",
        footer="contents",
        serves=Situation.FOCUS,
        rank=48,
    ),
    # Tab, which is ctrl+i to a terminal, goes from pane to pane: so the way forward is the same
    # letter with the other key, and both are the arrows of a browser.
    Command(
        id="jump_back",
        keys=("ctrl+o", "alt+left"),
        title="Back to where you were before the last jump",
        help="Back to before the last jump",
        group=Group.FINDING,
        where=Where.PANES,
        action="jumping.back",
    ),
    Command(
        id="jump_forward",
        keys=("alt+o", "alt+right"),
        title="Forward again to where you jumped",
        help="Forward again",
        group=Group.FINDING,
        where=Where.PANES,
        action="jumping.forward",
    ),
)

SWITCH_WORDS = {
    "find_case": "case",
    "find_whole": "word",
    "find_accents": "e=é",
    "find_pattern": "regex",
}
"""What the switches of the find bar are called in it, by the ids of their commands."""
