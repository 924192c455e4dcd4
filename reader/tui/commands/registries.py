"""The commands of the registries: who says things, and what they are tagged with."""

from reader.tui.commands.command import Command, Group, Situation, Where


def _of_speakers(
    identity: str, keys: tuple[str, ...], title: str, action: str, footer: str, rank: int
) -> Command:
    return Command(
        id=identity,
        keys=keys,
        title=title,
        help=title,
        group=Group.SPEAKERS,
        where=Where.SPEAKERS,
        action=action,
        footer=footer,
        serves=Situation.SPEAKERS,
        rank=rank,
    )


def _of_tags(
    identity: str, keys: tuple[str, ...], title: str, action: str, footer: str, rank: int
) -> Command:
    return Command(
        id=identity,
        keys=keys,
        title=title,
        help=title,
        group=Group.TAGS,
        where=Where.TAGS,
        action=action,
        footer=footer,
        serves=Situation.TAGS,
        rank=rank,
    )


REGISTRIES = (
    Command(
        id="speakers",
        keys=(),
        title="Speakers: who says things",
        help="The speakers of the library",
        group=Group.SPEAKERS,
        where=Where.PANES,
        action="visiting.speakers",
        aliases=("speakers", "people"),
    ),
    _of_speakers("said", ("enter",), "What this speaker said", "screen.said", "what they said", 10),
    _of_speakers("edit_speaker", ("e",), "Edit this speaker", "screen.edit", "edit", 20),
    _of_speakers(
        "choose_speaker", ("space",), "Choose for merging or deleting", "rows.choose", "choose", 30
    ),
    _of_speakers(
        "merge_speakers",
        ("m",),
        "Merge those chosen into this one",
        "screen.merge",
        "merge into this",
        32,
    ),
    _of_speakers(
        "delete_speaker",
        ("d",),
        "Delete whom nothing quotes",
        "screen.delete",
        "delete",
        40,
    ),
    _of_speakers(
        "order_speakers",
        ("o",),
        "Sort by name, or most quoted first",
        "screen.order",
        "sort",
        42,
    ),
    Command(
        id="codebook",
        keys=(),
        title="Tags: the codebook",
        help="The tags of the library",
        group=Group.TAGS,
        where=Where.PANES,
        action="visiting.tags",
        aliases=("tags", "codebook"),
    ),
    _of_tags("tagged", ("enter",), "What has this tag", "screen.tagged", "what has it", 10),
    _of_tags("edit_tag", ("e",), "Colour, key and description", "screen.edit", "edit", 20),
    _of_tags("rename_tag", ("r",), "Rename this tag everywhere", "screen.rename", "rename", 22),
    _of_tags("move_tag", ("b",), "Put this tag below another one", "screen.move", "below …", 24),
    _of_tags("merge_tag", ("m",), "Merge this tag into another one", "screen.merge", "merge", 26),
    _of_tags("delete_tag", ("d",), "Delete this tag everywhere", "screen.delete", "delete", 28),
    _of_tags("new_tag", ("n",), "New tag", "screen.create", "new", 40),
    _of_tags(
        "order_tags",
        ("o",),
        "Sort as a tree, or latest first",
        "screen.order",
        "sort",
        42,
    ),
)
