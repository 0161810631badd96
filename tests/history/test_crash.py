"""What was acknowledged is kept, once, through kill -9 of PostgreSQL in the middle of appends."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command

from handrail import history
from handrail.site.postgres import start
from tests.conftest import TestDatabase, connect_django, disconnect_django
from tests.history.conftest import PERSON, Site

REPOSITORY = Path(__file__).parents[2]
WRITERS = 4
KILLS = int(os.environ.get("HANDRAIL_KILLS", "20"))


@pytest.fixture
def server(tmp_path_factory, postgres_server, django_db_blocker):
    """An embedded server of the drill's own, with every safeguard on, that can be killed."""
    folder = tmp_path_factory.mktemp("drill")
    folder.chmod(0o711)
    started = start(folder)
    database = TestDatabase("handrail", started.owner_url, started.app_url, started.admin_url)
    connect_django(database)
    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0)
        yield folder, started
    disconnect_django()
    start(folder).stop()


@pytest.mark.slow
def test_every_acknowledged_append_is_there_once_after_the_server_was_killed_again_and_again(
    server, tmp_path, keys
):
    folder, running = server
    history.wire(keys)
    site = Site(keys=keys)
    streams = [site.open() for _ in range(2)]
    settings = {
        **os.environ,
        "DATABASE_URL": running.app_url,
        "DATABASE_OWNER_URL": running.owner_url,
        "HANDRAIL_KEYS": str(keys.folder),
        "PYTHONPATH": str(REPOSITORY),
    }
    logs = [tmp_path / f"acknowledged-{number}" for number in range(WRITERS)]
    writers = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.history.crash_writer",
                log,
                str(site.north),
                str(streams[number % 2]),
            ],
            env=settings,
            cwd=REPOSITORY,
        )
        for number, log in enumerate(logs)
    ]
    chance = random.Random(uuid4().int)
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.1, 0.8))
        running.kill()
        running = start(folder)
    time.sleep(0.5)
    (tmp_path / "stop").touch()
    ended = [writer.wait(timeout=60) for writer in writers]

    disconnect_django()
    acknowledged = [line.split() for log in logs for line in log.read_text().splitlines()]
    found = {}
    for stream in streams:
        for event in site.read(stream, reader=PERSON).events[1:]:
            found.setdefault(event.data["number"], []).append(str(event.sequence))
    assert ended == [0] * WRITERS
    assert len(acknowledged) > KILLS
    assert all(found.get(number) == [sequence] for number, sequence in acknowledged)
    assert all(len(sequences) == 1 for sequences in found.values())
    assert history.verify().findings == ()
    assert history.rebuild().heads_corrected == 0
