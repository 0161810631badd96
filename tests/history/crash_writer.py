"""A process of the crash drill: appends and answers for it only after the commit, through every crash.

Run as `python -m tests.history.crash_writer OUT HOLDER STREAM`; reads its numbers from 1 on, until it is
killed or told to stop by a file. Each number is one form: sent again with the same key until it is answered.
"""

import os
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import django
from django.db import DatabaseError, connection

from handrail import history
from handrail.history.event import Actor, Circumstances, EventType, NewEvent, Token

WRITTEN = EventType(
    name="drill.written", sentence="A number was written", fields={"number": "n"}, personal={"name": "a name"}
)


def write(*, stream: UUID, holder: UUID, number: int, writer: str) -> int:
    """Append a number once, however often it is asked; the sequence it got."""
    circumstances = Circumstances(
        actor=Actor("applicant", "applicant"),
        channel="web",
        mode="self",
        request=uuid4(),
        at=datetime.now(UTC),
    )
    event = NewEvent(
        type=WRITTEN,
        data={"number": f"{writer}-{number}"},
        personal={"applicant": {"name": f"Invented {number}"}},
        tokens=(Token("applicant", "name", f"{writer}-{number}"),),
    )
    key = sha256(f"{stream} {writer} {number}".encode()).digest()

    def do() -> int:
        return history.append(stream, [event], circumstances=circumstances).last

    with history.holding(holder):
        done: int = history.once(key, stream, do, holder=holder, at=circumstances.at)
    return done


def main(out: Path, holder: UUID, stream: UUID) -> None:
    """Write numbers until told to stop; each line of the file is one that was acknowledged."""
    writer = str(os.getpid())
    with out.open("a") as acknowledged:
        number = 0
        while not out.with_name("stop").exists():
            number += 1
            while True:
                try:
                    sequence = write(stream=stream, holder=holder, number=number, writer=writer)
                except DatabaseError:
                    connection.close()
                    time.sleep(0.02)
                else:
                    break
            acknowledged.write(f"{writer}-{number} {sequence}\n")
            acknowledged.flush()


if __name__ == "__main__":
    django.setup()
    history.wire(history.FileKeys(Path(os.environ["HANDRAIL_KEYS"])))
    main(Path(sys.argv[1]), UUID(sys.argv[2]), UUID(sys.argv[3]))
