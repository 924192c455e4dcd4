"""The commands about the claim behind an annotation: same claim, pin, evidence, its screen."""

from reader.tui.commands.command import Command, Group, Situation, Where

_HERE = Where.READING | Where.NOTES


def _on_claim(
    identity: str, keys: tuple[str, ...], words: str, action: str, footer: str, rank: int
) -> Command:
    return Command(
        id=identity,
        keys=keys,
        title=words,
        help=words,
        group=Group.CLAIM,
        where=Where.CLAIM,
        action=action,
        footer=footer,
        serves=Situation.CLAIM,
        rank=rank,
    )


def _on_found(
    identity: str, keys: tuple[str, ...], words: str, action: str, footer: str, rank: int
) -> Command:
    return Command(
        id=identity,
        keys=keys,
        title=words,
        help=words,
        group=Group.EVIDENCE,
        where=Where.EVIDENCE,
        action=action,
        footer=footer,
        serves=Situation.EVIDENCE,
        rank=rank,
    )


CLAIMS = (
    Command(
        id="same_claim",
        keys=("L",),
        title="Same claim as …: link it to a claim made elsewhere",
        help="Same claim as …; two claims become one",
        group=Group.ANNOTATING,
        where=_HERE,
        action="claiming.same_as",
        footer="same claim",
        serves=Situation.ANNOTATION,
        rank=48,
    ),
    Command(
        id="pin",
        keys=("p",),
        title="Pin its claim, or let go of the pinned one",
        help="Pin its claim; again lets go",
        group=Group.ANNOTATING,
        where=_HERE,
        action="pinning.pin",
        footer="pin",
        serves=Situation.ANNOTATION,
        rank=43,
    ),
    Command(
        id="evidence",
        keys=("E",),
        title="Evidence: attach to the pinned claim; without one, find some",
        help="Evidence for the pinned claim; else find",
        group=Group.ANNOTATING,
        where=_HERE,
        action="pinning.evidence",
        footer="evidence",
        serves=Situation.ANNOTATION,
        rank=47,
    ),
    Command(
        id="find_evidence",
        keys=(),
        title="Find evidence: what the library has on the matter",
        help="What the library has on the matter",
        group=Group.ANNOTATING,
        where=_HERE,
        action="claiming.find_evidence",
        aliases=("find evidence",),
    ),
    Command(
        id="pinned_claim",
        keys=(),
        title="Show the pinned claim",
        help="The pinned claim",
        group=Group.ANNOTATING,
        where=Where.PANES,
        action="pinning.open",
        aliases=("pinned",),
    ),
    Command(
        id="its_claim",
        keys=("C",),
        title="Show its claim: judgement, sightings, evidence",
        help="Its claim: sightings and evidence",
        group=Group.ANNOTATING,
        where=_HERE,
        action="claiming.open",
        footer="its claim",
        serves=Situation.ANNOTATION,
        rank=49,
    ),
    _on_claim(
        "claim_open", ("enter",), "Go to its place, or edit it", "screen.open", "go, edit", 1
    ),
    _on_claim("claim_edit", ("e",), "Edit what is under the cursor", "changing.edit", "edit", 9),
    _on_claim("claim_verdict", ("x",), "Status and verdict", "changing.verdict", "verdict", 2),
    _on_claim(
        "claim_explanation", ("a",), "Explanation of the verdict", "changing.explain", "why", 3
    ),
    _on_claim(
        "claim_evidence", ("E",), "Attach an address as evidence", "changing.attach", "evidence", 4
    ),
    _on_claim(
        "claim_find", ("f",), "Find evidence in the library", "screen.find_evidence", "find", 5
    ),
    _on_claim(
        "claim_address", ("o",), "Show the address, to open it", "screen.show_address", "address", 8
    ),
    _on_claim("claim_pin", ("p",), "Pin it, or let go of it", "changing.pin", "pin", 6),
    _on_claim("claim_same", ("L",), "Same claim as …: merge", "changing.merge", "same claim", 7),
    _on_claim(
        "claim_split", ("s",), "Split off the chosen sightings", "changing.split", "split off", 10
    ),
    _on_claim(
        "claim_remove", ("d",), "Remove the piece of evidence", "changing.remove", "remove", 11
    ),
    _on_claim("claim_choose", ("space",), "Choose for the split", "rows.choose", "choose", 12),
    _on_found("found_open", ("enter",), "Go to the passage", "screen.open", "go there", 1),
    _on_found("found_supports", ("s",), "It supports the claim", "screen.supports", "supports", 2),
    _on_found("found_refutes", ("r",), "It refutes the claim", "screen.refutes", "refutes", 3),
    _on_found("found_context", ("c",), "It is context for it", "screen.context", "context", 4),
    _on_found("found_same", ("L",), "It says the same: link it", "screen.link", "same claim", 5),
)
