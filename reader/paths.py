"""Where things are: the library, its derived and local files, and what travels with the package."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from reader.errors import LibraryError

APPLICATION = "claim-reader"


class Places(NamedTuple):
    """The folders and files one run of the program works with.

    Attributes:
        library: The folder of the library, with links resolved.
        state: Local to this machine: lock, device, drafts, exports, interface state.
        cache: Derived files; deleting them loses nothing.
        config: The settings file; it need not exist.
    """

    library: Path
    state: Path
    cache: Path
    config: Path


def resolve_places(library: Path | None = None) -> Places:
    """Find the folders for a library: the argument, else `READER_LIBRARY`, else the user's own.

    Nothing is created. State and cache are keyed by 12 hex digits of the library's real path.

    Raises:
        LibraryError: the path names something that is not a folder.
    """
    import platformdirs

    data = library or _path_from_environment("READER_LIBRARY")
    real = (data or platformdirs.user_data_path(APPLICATION)).expanduser().resolve()
    if real.exists() and not real.is_dir():
        raise LibraryError(f"{real} is not a folder; give --library a folder.")
    key = hashlib.sha256(os.fsencode(real)).hexdigest()[:12]
    config = _path_from_environment("READER_CONFIG")
    return Places(
        library=real,
        state=platformdirs.user_state_path(APPLICATION) / key,
        cache=platformdirs.user_cache_path(APPLICATION) / key,
        config=config or platformdirs.user_config_path(APPLICATION) / "config.toml",
    )


def resource_folder(name: str) -> Path:
    """Find `styles` or `sample_articles`, absolute: inside the package, else beside it.

    An installed wheel carries them inside the package; a checkout has them beside it.

    Raises:
        LibraryError: neither place has it.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise LibraryError(
        f"The folder {name} is missing beside {package}; install claim-reader again."
    )


def default_export_folder() -> Path:
    """Return where notes go until a person says otherwise; it need not exist."""
    import platformdirs

    return platformdirs.user_documents_path() / APPLICATION


def _path_from_environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None
