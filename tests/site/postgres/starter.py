"""A program that starts or finds the server of a folder, says so in one line, and waits to be ended.

Arguments: the data folder, and "wait", "return" or "keep". Run with PYTHONPATH, by a Python that has psycopg.
"""

import json
import signal
import sys
import time
from pathlib import Path

from handrail.site.postgres import keep_running, start


def say(message: str) -> None:
    sys.stderr.write(f"{message}\n")


# Whoever runs the tests may not care for hang-ups, or for Ctrl-C when in the background; this program does.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
server = start(Path(sys.argv[1]), say=say)
found = {"pid": server.pid, "started_here": server.started_here, "app_url": server.app_url}
sys.stdout.write(json.dumps(found) + "\n")
sys.stdout.flush()
if sys.argv[2] == "return":
    sys.exit(0)
if sys.argv[2] == "keep":
    keep_running(server, say=say, every=0.05)
while True:
    time.sleep(60)
