"""The command `reader`, also as `python -m reader`."""

import os
import sys


def main() -> int:
    """Run the command line and return its exit status."""
    if os.name == "nt":
        print("reader: Windows is not supported; use Linux, macOS or WSL.", file=sys.stderr)  # noqa: T201
        return 2
    from reader.cli.application import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
