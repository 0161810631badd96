"""An operator's evening, by the real commands: install, publish, back up, lose it all, restore, find."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

import httpx
import pytest
import yaml

from handrail.bricks import BRICKS
from handrail.definition.load import load
from tests.journeys.filling import moved
from tests.journeys.web_person import WebPerson

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SERVICE = ROOT / "services" / "single-person-discount"
SECOND = ROOT / "tests" / "journeys" / "versions" / "single-person-discount-v2"


class Site:
    """One installation: a data folder, and the commands and server run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("HANDRAIL", "DATABASE", "DJANGO"))},
            "HANDRAIL_DATA": str(folder / "data"),
            "HANDRAIL_PASSPHRASE": "only for this test",
            "PYTHONUNBUFFERED": "1",
        }
        self.log = folder / "log"
        self.process: subprocess.Popen | None = None
        self.clients: list[httpx.Client] = []

    def command(self, *words: str, expect: int = 0) -> str:
        return self._run("-m", "handrail", *words, expect=expect)

    def python(self, code: str) -> str:
        return self._run("-c", code, expect=0)

    def _run(self, *words: str, expect: int) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == expect, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, *words: str) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "handrail", *(words or ("serve",)), "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _ in range(1200):
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            try:
                urllib.request.urlopen(f"{self.base}/ready", timeout=2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.log.read_text()[-3000:])

    def stop(self) -> None:
        for client in self.clients:
            client.close()
        self.end()

    def end(self) -> None:
        """End what serves, as an upgrade asks; people's browsers stay as they are."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=60)

    def kill_everything(self) -> None:
        """SIGKILL to every process of this installation, found by its data folder, children first."""
        mine = [*_below(self.process.pid), *_postgres_of(self.folder / "data")]
        for pid in mine:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait(timeout=30)

    def person(self) -> WebPerson:
        service = load(SERVICE, bricks=BRICKS).service
        http = _Http(self.base)
        self.clients.append(http.client)
        return WebPerson(http, service=service)


class _Http:
    def __init__(self, base: str) -> None:
        self.client = httpx.Client(base_url=base, timeout=30)

    def get(self, url):
        return self.client.get(url)

    def post(self, url, data):
        return self.client.post(url, data=data)


def _below(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], [])
    return found[::-1]


def _postgres_of(data: Path) -> list[int]:
    try:
        return [int((data / "postgres" / "postmaster.pid").read_text().split("\n")[0])]
    except (OSError, ValueError):
        return []


def answers() -> dict:
    person = yaml.safe_load((SERVICE / "examples.yaml").read_text())[0]
    return moved(person["answers"], days=(date.today() - person["at"]).days)  # noqa: DTZ011


@pytest.fixture
def sites(tmp_path):
    made: list[Site] = []

    def make(name: str) -> Site:
        made.append(Site(tmp_path / name))
        return made[-1]

    yield make
    for site in made:
        site.stop()
        site.command("database", "stop")


def test_an_evening_loses_nothing(sites, tmp_path):
    site = sites("first site")
    site.start("run", "--no-cases")
    sent = site.person()
    sent.start("north-fenmarch")
    sent.answer_everything(answers())
    sent.send()
    receipt = re.search(r"Receipt code ([0-9A-Z-]{14})", sent.page.text)[1]
    begun = site.person()
    begun.start("south-fenmarch")
    begun.answer(answers())
    assert "0 findings" in site.command("history", "verify")
    site.command("history", "checkpoint")

    site.command(
        *("service", "publish", str(SECOND), "--organisation", "north-fenmarch"),
        *("--by", "Ola Owner (sample)", "--why", "one more question, one rule changed"),
    )
    listed = json.loads(site.command("service", "list", "--json"))
    assert len({one["version"] for one in listed if one["organisation"] == "north-fenmarch"}) == 2

    dump, keys = tmp_path / "backups" / "database.dump", tmp_path / "backups apart" / "keys"
    site.command("backup", str(dump), "--keys", str(keys))
    assert b"Ffion" not in dump.read_bytes()

    site.kill_everything()
    site.start()
    begun.open(f"/case/{begun.reference}/next")
    assert begun.status == 200
    assert begun.page.url.endswith("about-you/born_on"), "what was acknowledged is there after kill -9"

    other = sites("another site")
    assert "keys restored" in other.command("restore", str(dump), "--keys", str(keys))
    assert "0 findings" in other.command("history", "verify")
    other.start()
    checked = other.person()
    checked.open("/verify")
    checked.send({"reference": sent.reference, "code": receipt})
    assert "genuine" in checked.page.h1

    site.command("history", "erase", sent.reference, "--by", "data protection office", "--why", "request")
    third = sites("third site")
    third.command("restore", str(dump), "--keys", str(keys))
    assert "0 findings" in third.command("history", "verify")


def test_a_failed_request_is_found_by_its_number(sites):
    site = sites("site")
    site.start("run", "--no-cases")
    request = urllib.request.Request(f"{site.base}/case/HDR-0000-0000/page/none/none", method="DELETE")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    number = refused.value.headers["X-Request-Id"]
    refused.value.close()

    lines = [json.loads(line) for line in site.log.read_text().splitlines() if number in line]

    assert lines[0]["status"] == refused.value.code == 405
    assert lines[0]["route"] == "case/<str:reference>/page/<page:path>"
    assert "HDR-0000-0000" not in json.dumps(lines)


def test_an_upgrade_from_the_first_schema_keeps_open_cases(sites):
    """Today's tables are taken back to those of the first schema, with a case open, and brought up again."""
    site = sites("site")
    site.start("run", "--no-cases")
    begun = site.person()
    begun.start("north-fenmarch")
    begun.answer(answers())
    site.end()
    back = "from handrail.site.commands import ready; ready.database(); from django.core.management import "
    back += "call_command; call_command('migrate', 'history', '0001', database='owner', verbosity=0)"
    site.python(back)
    assert "reading" in site.python(
        back.replace("('migrate', 'history', '0001'", "('showmigrations', '--plan'")
    )

    assert "up to date" in site.command("database", "migrate")

    site.start()
    begun.open(f"/case/{begun.reference}/next")
    assert begun.page.url.endswith("about-you/born_on")
    begun.answer_everything(answers())
    begun.send()
    assert begun.page.url.endswith("/sent")
    assert "0 findings" in site.command("history", "verify")


BODIES = """\
- {slug: mere-district, kind: district, nation: england, from: 2026-04-01, names: {en: Mere District Council}}
- {slug: fen-unitary, kind: unitary, nation: england, from: 2026-04-01, names: {en: Fen Council}}
"""


def test_an_empty_installation_is_set_up_and_its_bodies_merge(sites, tmp_path):
    site = sites("site")
    bodies = tmp_path / "bodies.yaml"
    bodies.write_text(BODIES)
    site.command("database", "migrate")
    assert "no organisation" in site.command("organisation", "list")
    site.command("organisation", "load", str(bodies))
    own = tmp_path / "single-person-discount"
    shutil.copytree(SERVICE, own)
    for name in ("parameters.yaml", "service.yaml", "examples.yaml"):
        text = (own / name).read_text(encoding="utf-8")
        (own / name).write_text(text.replace("north-fenmarch", "mere-district"), encoding="utf-8")
    site.command(
        *("service", "publish", str(own), "--organisation", "mere-district"),
        *("--by", "Olu Owner (invented)", "--why", "the first service here"),
    )
    site.environment["HANDRAIL_PASSWORD"] = "a long invented phrase"
    site.command(
        *("account", "add", "jo.sample", "--name", "Jo Sample", "--organisation", "mere-district"),
        *("--role", "caseworker"),
    )
    site.start()
    someone = site.person()
    someone.start("mere-district")
    someone.answer_everything(answers())
    someone.send()
    assert "Mere District Council" in someone.page.text

    merge = ("organisation", "handover", "mere-district", "fen-unitary", "--by", "Olu Owner (invented)")
    site.command(*merge, expect=1)
    today = str(date.today())  # noqa: DTZ011
    site.command(
        *("organisation", "succeed", "mere-district", "fen-unitary", "--on", today, "--how", "merged into"),
        *("--source", "an invented order"),
    )
    assert "1 case passed" in site.command(*merge)
    assert "0 cases passed" in site.command(*merge)
    assert "0 findings" in site.command("history", "verify")
