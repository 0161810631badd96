"""Law 2. Kill -9 the server or the database at any moment: what was acknowledged is there, once.

HANDRAIL_DRILL_KILLS says how many kills, half of them of the web processes and half of PostgreSQL; 200 unless
said. HANDRAIL_DRILL_SEED repeats the moments of a run as nearly as two processors allow.

Not tested here: a power cut, a disk that lies about what it has written, two machines.
"""

import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from handrail import estate, history
from handrail.bricks import BRICKS
from handrail.casefile import open_case
from handrail.casefile.return_code import lets_in
from handrail.definition import publish
from handrail.history.event import Actor
from handrail.site.postgres import start, stop
from handrail.site.wiring import create_keys, wire
from handrail.terms.legal_day import legal_day
from tests.conftest import TestDatabase, connect_django, disconnect_django
from tests.journeys.site import FIRST, SERVICE_FOLDER, person
from tests.laws.killing import KilledSite, wait_until
from tests.laws.persistent import Ledger, Persistent

KILLS = int(os.environ.get("HANDRAIL_DRILL_KILLS", "200"))
SEED = int(os.environ.get("HANDRAIL_DRILL_SEED", str(random.SystemRandom().randrange(10**6))))
PEOPLE = 4

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="finds the processes it kills through /proc"),
]


@pytest.fixture
def killed(settings, django_db_blocker):
    """A site of its own: its server, its keys, the discount published in North Fenmarch."""
    folder = Path(tempfile.mkdtemp(prefix="hr-drill-", dir="/tmp"))
    folder.chmod(0o755)
    site = KilledSite.of(folder)
    before = {alias: dict(connections[alias].settings_dict) for alias in ("default", "owner")}
    environment = dict(os.environ)
    reach(site)
    settings.KEY_FOLDER = site.data / "keys"
    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0)
        create_keys()
        wire()
        publish.wire(bricks=BRICKS)  # without the fifty people, who are run elsewhere
        (north,) = [one for one in estate.load_fenmarch() if one.slug == "north-fenmarch"]
        publish.publish(
            SERVICE_FOLDER, organisation=north.id, by="Ola Owner (sample)", why="a drill", at=now()
        )
        disconnect_django()
        yield site
    disconnect_django()
    for alias, found in before.items():
        connections[alias].settings_dict.update(found)
    os.environ.update(environment)
    wire()
    site.end()
    stop(site.data)


def now():
    from django.utils import timezone  # noqa: PLC0415 - named here only to be short where it is used

    return timezone.now()


def reach(site: KilledSite) -> None:
    """Start the database if it is not running, leave it running, and point Django to it."""
    server = start(site.data)
    server.leave_running()
    connect_django(TestDatabase("drill", server.owner_url, server.app_url, server.admin_url))


def answers() -> dict:
    """What everybody tells, but for what tells them apart."""
    recent = (legal_day(now()) - timedelta(days=30)).isoformat()
    return {**person("Ffion Dummy-Jones")["answers"], "moved_in_on": recent, "began_on": recent}


def drill(site: KilledSite, *, kills: int) -> Ledger:
    """Let people apply while the site is killed again and again; return what they were told."""
    chance, over, ledger = random.Random(SEED), threading.Event(), Ledger()
    ports = tuple(web.port for web in site.webs)
    people = [
        Persistent(n, service=FIRST, ports=ports, ledger=ledger, answers=answers(), over=over)
        for n in range(PEOPLE)
    ]
    for one in people:
        one.start()
    try:
        for kill in range(kills):
            told = ledger.told
            wait_until(
                lambda told=told: ledger.told > told or any(one.failed for one in people),
                what=f"the site, after kill {kill}",
            )
            time.sleep(chance.uniform(0, 0.25))
            with ledger.lock:
                ledger.caught_in_flight += bool(ledger.in_flight)
            (site.kill_web if kill % 2 else site.kill_database)()
            assert not [one.failed for one in people if one.failed]
        told = ledger.told
        wait_until(lambda: ledger.told > told, what="the site, after the last kill")
    finally:
        over.set()
        for one in people:
            one.join(timeout=60)
    assert not [one.failed for one in people if one.failed]
    return ledger


def test_what_was_acknowledged_is_there_once_after_every_kill(killed, capsys):
    killed.start()
    began = time.monotonic()

    ledger = drill(killed, kills=KILLS)

    took = time.monotonic() - began
    killed.end()
    reach(killed)
    found = {reference: opened(reference) for reference in ledger.starts}
    with capsys.disabled():
        say(killed, ledger, took=took)
    assert sum(killed.kills.values()) == KILLS
    assert Counter(ledger.starts).most_common(1)[0][1] == 1
    for reference, file in found.items():
        assert problems(file, ledger, reference) == []
    assert ledger.begun - PEOPLE <= len(ledger.starts) <= heads() <= ledger.begun
    assert [reference for reference, code in ledger.receipts.items() if not genuine(reference, code)] == []
    assert history.verify().findings == ()
    assert '"request failed"' not in killed.log()


def opened(reference: str):
    """The case as it is, read anew."""
    stream, holder = history.locate(reference)
    with history.holding(holder):
        reader = history.Reader(Actor("applicant", "applicant"), "", stream)
        return open_case(stream=stream, reader=reader, at=now())


def problems(file, ledger: Ledger, reference: str) -> list[str]:
    """What is not as the person was told, or is there twice."""
    types = Counter(event.type for event in file.events)
    asked = Counter(
        f"{event.data['step']}/{event.data['page']}" for event in file.events if event.type == "ask.answered"
    )
    found = [f"{page} is there {times} times" for page, times in asked.items() if times != 1]
    told = ledger.answers[reference]
    found += [f"{page} was told and is not there" for page in told if page not in asked]
    for page in ("about-you/full_name", "about-you/account_number"):
        stored = (
            file.state.steps["about-you"].answers.get((page.rpartition("/")[2], "")) if page in told else ""
        )
        if page in told and stored != told[page]:
            found.append(f"{page} is {stored!r}, and was told as {told[page]!r}")
    if reference in ledger.receipts and types["case.sent"] != 1:
        found.append("it was sent, and is not there as sent")
    if types["case.sent"] > 1 or types["case.started"] != 1:
        found.append(f"it was started {types['case.started']} and sent {types['case.sent']} times")
    if reference in ledger.codes and not lets_in(file, party="applicant", code=ledger.codes[reference]):
        found.append("the return code that was shown does not let them in")
    return found


def genuine(reference: str, code: str) -> bool:
    """Whether a receipt verifies, as a receipt for sending."""
    checked = history.check_receipt(reference, code)
    return checked is not None and checked.type == "case.sent"


def heads() -> int:
    """How many cases there are."""
    with history.managing() as run:
        return run.execute("SELECT count(*) FROM history_head").fetchone()[0]


def say(site: KilledSite, ledger: Ledger, *, took: float) -> None:
    """Tell what was done, for whoever runs the drill."""
    told = sum(map(len, ledger.answers.values()))
    sys.stdout.write(
        f"\nseed {SEED}: {site.kills['web']} kills of the web processes and {site.kills['database']} of "
        f"PostgreSQL in {took:.0f} s, {ledger.caught_in_flight} with a form on its way; acknowledged: "
        f"{len(ledger.starts)} starts, {told} answers, {len(ledger.receipts)} sendings, {len(ledger.codes)} "
        f"return codes; sent again: {ledger.sent_again}\n"
    )
