"""The commands that find words in the text."""

from reader.tui.commands.command import Command, Group, Situation, Where

FINDING = (
    Command(
        id="find",
        keys=("/",),
        title="Find in this text",
        help="Find in this text",
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
    ),
    Command(
        id="find_word",
        keys=("*",),
        title="Find the word under the caret",
        help="Next occurrence of the word",
        group=Group.FINDING,
        where=Where.READING,
        action="finding.word",
    ),
)
