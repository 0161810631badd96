"""`make bench`: every figure beside its bar or its peer, for a machine that does nothing else."""

import os
import subprocess
import sys

BENCHES = ("journey", "long_service", "history_append", "history_bulk", "history_find")
"""In the order they run; each in a process of its own, on a database of its own."""


def main() -> int:
    """Run each bench in turn, or those named; 1 when one of them failed."""
    sys.stdout.write(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} processors\n")
    failed = []
    for name in sys.argv[1:] or BENCHES:
        sys.stdout.write(f"\n-- {name}\n")
        sys.stdout.flush()
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        sys.stderr.write(f"These benches failed: {', '.join(failed)}\n")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
