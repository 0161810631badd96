"""How fast this machine is today: machines differ, and one machine differs from hour to hour.

The bars for CPU time were set on a machine of two processors where one process made 3,400 bare inserts and
commits a second with psycopg. A figure is given as measured, and as it would be at that speed.
"""

import subprocess
import sys
import time
from uuid import uuid4

from bench.history_site import history_site

THERE = 3_400
SECONDS = 3.0
INSERT = "INSERT INTO bench_yardstick VALUES (%s, %s)"


def speed() -> float:
    """This machine's speed as a share of that where the bars were set, found by a process of its own."""
    said = subprocess.check_output([sys.executable, "-m", "bench.yardstick"], text=True)
    return float(said.split()[0])


def _commits() -> float:
    """Bare inserts and commits a second."""
    with history_site() as place:
        import psycopg

        with psycopg.connect(place.owner_url, autocommit=True) as owner:
            owner.execute("CREATE TABLE bench_yardstick (id uuid PRIMARY KEY, body text)")
            done, end = 0, time.perf_counter() + SECONDS
            while time.perf_counter() < end:
                owner.execute(INSERT, (uuid4(), "x" * 200), prepare=True)
                done += 1
    return done / SECONDS


if __name__ == "__main__":
    print(f"{_commits() / THERE:.2f} of the speed of the machine where the bars were set")
