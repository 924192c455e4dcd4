"""A person's own browser, asked to open an address."""

import os
import subprocess
import sys

_PATIENCE = 8.0
"""Seconds after which a browser that still runs counts as opened."""

_PROGRAM = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


def open_in_browser(address: str) -> bool:
    """Open an address and return whether a browser took it; to be called in a thread.

    A process of its own asks for it, without our terminal: whatever a browser prints, or one
    that would draw itself here, cannot disturb the screen.

    Args:
        address: One of the web or of mail, as `Destination.address` is; no shell sees it.
    """
    # Without TERM no browser is offered that needs a terminal to be seen.
    environment = {name: value for name, value in os.environ.items() if name != "TERM"}
    try:
        asked = subprocess.Popen(  # noqa: S603 no shell, and the address is checked
            [sys.executable, "-I", "-c", _PROGRAM, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return asked.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
