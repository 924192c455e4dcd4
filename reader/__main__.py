"""The command `reader`, also as `python -m reader`."""

import gc
import os
import sys


def main() -> int:
    """Run the command line and return its exit status."""
    if os.name == "nt":
        print("reader: Windows is not supported; use Linux, macOS or WSL.", file=sys.stderr)  # noqa: T201
        return 2
    # Little of what a run makes is cyclic, and most of what it loads stays to the end: at its usual
    # rate the collector takes a tenth of the start, and later holds the reader up.
    gc.set_threshold(50_000, 20, 100)
    from reader.cli.application import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
