"""Renames that lose nothing: two files exchange their names, and a new name replaces none.

`os.replace` drops whatever stands under the name, even what another program put there a moment
ago. After an exchange it stands under the other name, where one can look at it.
"""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP})
"""What a system or a file system answers that knows no such rename (EPERM: a sandbox does)."""

_LINUX_HERE, _LINUX_NEW, _LINUX_EXCHANGE = -100, 1, 2
_MACOS_EXCHANGE, _MACOS_NEW = 2, 4


def exchange(first: Path, second: Path) -> None:
    """Give two files in one folder each other's names, in one step where the system can.

    Elsewhere what stood under `second` is kept under `first`, but for what came in between two
    neighbouring system calls.

    Raises:
        FileNotFoundError: one of them is not there; nothing was changed.
        OSError: the system refused; nothing was changed.
    """
    if not _rename(first, second, _LINUX_EXCHANGE, _MACOS_EXCHANGE):
        kept = first.with_name(f"{first.name.removesuffix('.tmp')}-kept.tmp")
        try:
            _duplicate(second, kept)
            first.replace(second)
        except BaseException:
            with suppress(OSError):
                kept.unlink(missing_ok=True)
            raise
        kept.rename(first)


def rename_new(source: Path, target: Path) -> None:
    """Rename a file, replacing none.

    Raises:
        FileExistsError: there is something under the new name.
        OSError: the system refused.
    """
    if not _rename(source, target, _LINUX_NEW, _MACOS_NEW):
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        source.rename(target)


def _duplicate(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:
        import shutil

        shutil.copyfile(source, target)


def _rename(source: Path, target: Path, linux: int, macos: int) -> bool:
    """Rename with a flag; tell whether the system knows such a rename. Raises OSError."""
    call = _system_call()
    if call is None:
        return False
    old, new = os.fsencode(source), os.fsencode(target)
    number = call(old, new, macos if sys.platform == "darwin" else linux)
    if number in _CANNOT:
        return False
    if number:
        raise OSError(number, os.strerror(number), str(source), None, str(target))
    return True


@cache
def _system_call() -> Callable[[bytes, bytes, int], int] | None:
    """Return the rename that takes flags and returns an error number, None if there is none."""
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    try:
        function = library.renamex_np if sys.platform == "darwin" else library.renameat2
    except AttributeError:
        return None
    function.restype = ctypes.c_int
    path, flags = ctypes.c_char_p, ctypes.c_uint
    if sys.platform == "darwin":
        function.argtypes = [path, path, flags]
    else:
        function.argtypes = [ctypes.c_int, path, ctypes.c_int, path, flags]

    def call(source: bytes, target: bytes, flag: int) -> int:
        if sys.platform == "darwin":
            failed = function(source, target, flag)
        else:
            failed = function(_LINUX_HERE, source, _LINUX_HERE, target, flag)
        return ctypes.get_errno() if failed else 0

    return call
