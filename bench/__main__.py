"""`make bench`: every figure beside its bar or its peer, for a machine that does nothing else."""

import os
import sys

from bench import journey


def main() -> None:
    """Run each bench in turn."""
    sys.stdout.write(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} processors\n")
    journey.main()


if __name__ == "__main__":
    main()
