"""`make bench`: every figure beside its bar or its peer. Run it on a quiet machine: it times nothing in a test."""

import os
import sys

from bench import journey

HISTORY = ("history_append", "history_bulk", "history_find")


def main() -> None:
    """Run each bench in turn."""
    sys.stdout.write(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} processors\n")
    journey.main()


if __name__ == "__main__":
    main()
