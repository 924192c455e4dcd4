"""Reading one version of the text of an article."""

from typing import TYPE_CHECKING

from reader.errors import DamagedFileError

if TYPE_CHECKING:
    from reader.storage.repository import Repository
    from reader.text.document import Document


def stored_text(records: "Repository", article: str, text: str) -> "Document":
    """Return a version of an article's text.

    Raises:
        ReaderError: it is not there, cannot be read, or is damaged.
    """
    import orjson

    from reader.text.stored import from_json

    try:
        return from_json(orjson.loads(records.bodies.read_text(article, text)))
    except ValueError as error:
        raise DamagedFileError(f"The text of {article} is damaged ({error}).") from error
