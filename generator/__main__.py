"""python -m generator is the same as qingdan.

Loading the command takes a moment; whoever presses Ctrl-C in it is answered like later.
"""

from __future__ import annotations

import sys
from typing import NoReturn


def run() -> NoReturn:
    """Load the command and run it."""
    try:
        from generator import cli

        cli.run()
    except KeyboardInterrupt:
        print("停下了。", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    run()
