"""Make the README's picture from the app itself: `python -m tests.picture`."""

import asyncio
import re
import tempfile
from pathlib import Path

from reader.config import Config
from reader.library import Library
from reader.model.annotation import Kind
from reader.model.claim import Status
from reader.paths import Places, resource_folder
from reader.text.document import Range
from reader.tui.app import ReaderApp

PICTURE = Path(__file__).parents[1] / "docs" / "reader.svg"
SIZE = (160, 40)
# A viewer has a monospaced font of its own; the picture asks no server for one.
_REMOTE_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def _prepare(library: Library) -> str:
    """Add the samples and annotate one of them; return its id."""
    for path in sorted(resource_folder("sample_articles").glob("*")):
        if path.stem != "LICENSE":
            library.add(path.read_bytes(), path.name, sample=True)
    article = library.find_article("Envoy")
    session = library.session(article)

    def mark(words: str, kind: Kind = Kind.CLAIM) -> str:
        start = session.document.text.index(words)
        return session.mark(Range(start, start + len(words)), kind)

    mark("China could join the coming operation in Idlib and others elsewhere in the country")
    ready = mark("its armed forces were ready to take part “in some way”")
    session.confirm_speaker(ready)
    session.set_tags(ready, ["syria/idlib", "forces"])
    session.set_note(ready, "Ready is not the same as willing: find the interview.")
    session.set_status(ready, Status.CHECKING)
    welcomed = mark("Damascus “welcomed any support” in its drive against armed groups")
    session.confirm_speaker(welcomed)
    session.set_tags(welcomed, ["syria/idlib"])
    ongoing = mark("military cooperation between the two states was “ongoing”")
    session.confirm_speaker(ongoing)
    session.set_tags(ongoing, ["forces"])
    session.set_verdict(ongoing, "supported")
    mark("Thousands of Uyghur militants are said to have slipped into Syria", Kind.QUESTION)
    mark("military attaché, Wong Roy Chang,", Kind.HIGHLIGHT)
    session.save_position(session.document.text.index("its armed forces"), 0)
    library.flush()
    return article


async def _photograph(library: Library, article: str) -> str:
    app = ReaderApp(library, [article])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1.0)
        await pilot.press("]", "[")
        await pilot.pause(0.5)
        return app.export_screenshot(title="reader")


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = Places(
            folder / "library", folder / "state", folder / "cache", folder / "config.toml"
        )
        with Library.open(places, Config(name="reader", theme="reader-dark")) as library:
            picture = asyncio.run(_photograph(library, _prepare(library)))
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(_REMOTE_FONTS.sub("", picture), encoding="utf-8")


if __name__ == "__main__":
    main()
