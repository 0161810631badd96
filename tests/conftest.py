"""One PostgreSQL a test run, a migrated database a worker, put back as it was after each test that asks.

Fixtures:

- `database`: a migrated database of the test's own, reached through Django's two connections: `default` is
  the application's role, `owner` is the role that owns the tables. Transactions really commit. Yields a
  `TestDatabase` with `owner_url`, `app_url` and `admin_url`; DATABASE_URL and DATABASE_OWNER_URL name it too,
  for a server that the test starts.
- `@pytest.mark.django_db`: the quicker way where nothing needs to commit: rolled back, as the application's
  role.
- `postgres_server`: the server itself, to make bare databases on.

Tests that use one of these are marked `database`, so `pytest -m database` runs just them. With
HANDRAIL_TEST_ADMIN_URL they run on that server, otherwise on an embedded one that the workers of a run share:
each holds a shared lock on a file of the run, and the last one out stops the server. That address must be a
superuser's, of a server for tests only.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as searches
from psycopg.sql import SQL, Identifier

from handrail.site.postgres import APP, OWNER, django_database, prepare_external, roles, start, stop
from handrail.site.postgres.address import with_database
from tests import tidy

RUN = Path(tempfile.gettempdir()) / (
    f"handrail-tests-{os.geteuid()}-"
    + os.environ.setdefault("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)[:12]
)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
PROCESS = os.getpid()
TEMPLATE = "handrail_template"
# What this worker's own databases held when they were new; one that is missing is copied anew.
fresh: dict[str, tidy.AsMigrated] = {}
# Younger than this, in seconds, a run may be about to take its lock.
SWEPT_AFTER = 600

# Set here, before Django reads its settings, so that no test writes into the working folder.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
os.environ["HANDRAIL_DATA"] = str(RUN / "data" / WORKER)
os.environ["HANDRAIL_SECRET"] = "only for tests"
os.environ["HANDRAIL_HOSTS"] = "localhost,127.0.0.1,testserver"
os.environ.pop("DATABASE_URL", None)
os.environ.pop("DATABASE_OWNER_URL", None)

# A search fails for what it finds, never because the machine is busy.
searches.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
searches.load_profile("any machine")


@dataclass(frozen=True)
class TestDatabase:
    """How to reach one database as the owner, the application and an administrator."""

    __test__ = False

    name: str
    owner_url: str
    app_url: str
    admin_url: str


@dataclass(frozen=True)
class TestServer:
    """A server to make databases on; `admin_url` is a superuser's and for tests only."""

    __test__ = False

    admin_url: str
    owner_url: str
    app_url: str

    def named(self, name: str) -> TestDatabase:
        """Return the addresses of a database, whether or not it exists."""

        urls = (with_database(url, database=name) for url in (self.owner_url, self.app_url, self.admin_url))
        return TestDatabase(name, *urls)

    def make(self, name: str, *, template: str | None = None) -> TestDatabase:
        """Make a database, empty or a copy of another, in place of one of the same name."""

        made = self.named(name)
        with psycopg.connect(self.admin_url, autocommit=True) as admin:
            self.drop(name)
            if template is None:
                roles.ensure_database(admin, database=name, owner=OWNER)
            else:
                names = Identifier(name), Identifier(template), Identifier(OWNER)
                admin.execute(SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(*names))
        roles.grant(owner_url=made.owner_url, database=name, app=APP)
        return made

    def drop(self, name: str) -> None:
        """Drop a database and whoever is connected to it."""

        with psycopg.connect(self.admin_url, autocommit=True) as admin:
            admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold a lock that the workers of this run share."""
    with (RUN / name).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def leave(users: int) -> None:
    """Leave the run; the last one out stops the server and removes the folder. Not for forks."""

    if os.getpid() != PROCESS:
        return
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        # Others are still at it, or this worker has left before.
        return
    stop(RUN / "server")
    shutil.rmtree(RUN, ignore_errors=True)


def sweep() -> None:
    """Clear away what runs that were killed have left: their locks are free, their servers may still run."""
    for old in RUN.parent.glob(f"handrail-tests-{os.geteuid()}-*/users"):
        with old.open("r+") as users, suppress(OSError):
            if time.time() - old.stat().st_mtime < SWEPT_AFTER:
                continue
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stop(old.parent / "server")
            shutil.rmtree(old.parent, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[TestServer]:
    """The server of this test run: HANDRAIL_TEST_ADMIN_URL's, or one embedded server for all workers."""

    sweep()
    RUN.mkdir(mode=0o711, exist_ok=True)
    users = os.open(RUN / "users", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(users, fcntl.LOCK_SH)
    atexit.register(leave, users)
    admin_url = os.environ.get("HANDRAIL_TEST_ADMIN_URL")
    if admin_url:
        addresses = RUN / "addresses"
        with locked("addresses.lock"):
            if not addresses.exists():
                addresses.write_text("\n".join(prepare_external(admin_url)))
        owner_url, app_url = addresses.read_text().split("\n")
        server = TestServer(admin_url=admin_url, owner_url=owner_url, app_url=app_url)
    else:
        embedded = start(RUN / "server")
        embedded.leave_running()
        server = TestServer(
            admin_url=embedded.admin_url, owner_url=embedded.owner_url, app_url=embedded.app_url
        )
        hurry(server.admin_url)
    yield server
    leave(users)


def hurry(admin_url: str) -> None:
    """Let this throwaway server forget what a power cut would lose; no test cuts the power."""

    with psycopg.connect(admin_url, autocommit=True) as admin:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            admin.execute(f"ALTER SYSTEM SET {setting} = off")
        admin.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def migrated(postgres_server: TestServer, django_db_blocker) -> str:
    """The name of the database that the others are copied from, migrated once a run."""
    done = RUN / "migrated"
    with locked("migrated.lock"):
        if not done.exists():
            connect_django(postgres_server.make(TEMPLATE))
            with django_db_blocker.unblock():
                call_command("migrate", database="owner", verbosity=0)
            disconnect_django()
            done.touch()
    return TEMPLATE


@pytest.fixture(scope="session")
def django_db_setup(postgres_server: TestServer, migrated: str) -> Iterator[None]:
    """Give pytest-django this worker's database in place of one that Django would make."""
    name = f"handrail_{WORKER}"
    connect_django(postgres_server.make(name, template=migrated))
    yield
    disconnect_django()
    postgres_server.drop(name)


@pytest.fixture
def database(postgres_server: TestServer, migrated: str, django_db_blocker) -> Iterator[TestDatabase]:
    """A migrated database of this test's own, reached through Django's connections; commits are real."""

    before = {alias: dict(connections[alias].settings_dict) for alias in ("default", "owner")}
    environment = {name: os.environ.get(name) for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    # Named after what it is a copy of: a folder of tests may override `migrated`.
    own = postgres_server.named(f"{migrated}_{WORKER}")
    if own.name not in fresh:
        postgres_server.make(own.name, template=migrated)
        fresh[own.name] = tidy.look(own.admin_url)
    connect_django(own)
    with django_db_blocker.unblock():
        yield own
    disconnect_django()
    for alias, found in before.items():
        connections[alias].settings_dict.update(found)
    os.environ.update({name: url for name, url in environment.items() if url is not None})
    try:
        usable = tidy.put_back(own.admin_url, fresh=fresh[own.name])
    except psycopg.Error:
        usable = False
    if not usable:
        del fresh[own.name]


def connect_django(own: TestDatabase) -> None:
    """Point both of Django's connections, in every thread, to a database, and the environment too."""

    disconnect_django()
    for alias, url in (("default", own.app_url), ("owner", own.owner_url)):
        # The dictionary is the one that later threads make their connections from.
        connections[alias].settings_dict.update(django_database(url))
    os.environ["DATABASE_URL"] = own.app_url
    os.environ["DATABASE_OWNER_URL"] = own.owner_url


def disconnect_django() -> None:
    """Close this thread's connections."""

    for connection in connections.all(initialized_only=True):
        connection.close()


@atexit.register
def forget() -> None:
    """Remove this worker's folders, and the run's when it is the last to have any."""
    if os.getpid() != PROCESS:
        return
    shutil.rmtree(RUN / "data" / WORKER, ignore_errors=True)
    with suppress(OSError):
        (RUN / "data").rmdir()
        RUN.rmdir()


def pytest_configure() -> None:
    """Have Django read its settings now: pytest-django sets up only what is configured."""
    assert settings.DATABASES


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches a database, by what it asks for."""
    asks = {"database", "postgres_server", "migrated", "db", "transactional_db", "django_db_setup"}
    for item in items:
        wants = asks.intersection(getattr(item, "fixturenames", ()))
        if wants or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
