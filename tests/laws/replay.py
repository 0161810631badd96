"""A program that reads cases from the database anew and prints a digest of what each adds up to.

Run with DATABASE_URL and HANDRAIL_KEYS: `python -m tests.laws.replay 2027-06-01T12:00:00+00:00 HDR-… HDR-…`
"""

import json
import sys
from datetime import datetime
from uuid import uuid4

import django

from tests.laws.canonical import digest


def replay(references: list[str], *, at: datetime) -> dict[str, list[str]]:
    """Return by reference the digests of the case's state and of where it stands as sent."""
    from handrail import history  # noqa: PLC0415 - Django is set up first
    from handrail.casefile import open_case  # noqa: PLC0415
    from handrail.history.event import Actor  # noqa: PLC0415

    found = {}
    for reference in references:
        stream, holder = history.locate(reference)
        with history.holding(holder):
            reader = history.Reader(Actor("applicant", "applicant"), "", uuid4())
            file = open_case(stream=stream, reader=reader, at=at)
            found[reference] = [digest(file.state), digest(file.as_sent)]
    return found


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(replay(sys.argv[2:], at=datetime.fromisoformat(sys.argv[1]))))
