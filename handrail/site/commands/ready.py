"""Brings up what a command needs: the database (embedded, or the one named), and Django."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from handrail.site.console import CommandProblem, tell
from handrail.site.postgres import PostgresProblem, Server, external, start

Found = TypeVar("Found")
_LOOKS = 5
_NOTHING = (
    "found no installation in {where}; set HANDRAIL_DATA, or DATABASE_URL and DATABASE_OWNER_URL, to the one "
    "you mean; set up a new one with `handrail database migrate`; or start the samples with `make run`"
)


def database(*, say: bool = True, new: bool = False) -> Server | None:
    """Make the database reachable and Django ready. Returns the embedded server, None for one of your own.

    new: what follows sets up an installation that there need not be yet. Raises CommandProblem when there is
    no database to be had, or no installation in it.
    """
    try:
        named = external(os.environ)
        server = None
        if named is None:
            folder = Path(os.environ.get("HANDRAIL_DATA", "data"))
            if not new and _is_empty(folder):
                raise CommandProblem(_NOTHING.format(where=folder.absolute()))
            server = start(folder, say=tell if say else _quiet)
            os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = server.app_url, server.owner_url
    except PostgresProblem as problem:
        raise CommandProblem(str(problem)) from problem
    make_secret()
    django_ready()
    server, found = looked(server, _has_tables) if not new else (server, True)
    if not found:
        where = Path(os.environ.get("HANDRAIL_DATA", "data")).absolute() if server else "that database"
        raise CommandProblem(_NOTHING.format(where=where))
    return server


def looked(server: Server | None, look: Callable[[], Found]) -> tuple[Server | None, Found]:
    """What a look into the database gives, and the server; an embedded one that dies is started again.

    Raises CommandProblem when it dies again and again, or is one of your own and does not answer.
    """
    from django.db import OperationalError, connections

    for _ in range(_LOOKS):
        try:
            return server, look()
        except OperationalError as problem:
            connections.close_all()
            if server is None:
                raise CommandProblem(
                    f"the database of DATABASE_URL does not answer: {problem}; start it and try again"
                ) from problem
            try:
                server = start(server.folder.path, say=tell)
            except PostgresProblem as worse:
                raise CommandProblem(str(worse)) from worse
    raise CommandProblem(f"the database went away {_LOOKS} times; its log in the data folder says why")


def _is_empty(folder: Path) -> bool:
    """Whether a data folder holds no database; one that may not be looked into is for `start` to explain."""
    try:
        return not (folder / "postgres").exists()
    except OSError:
        return False


def _has_tables() -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('history_facts') IS NOT NULL")
        (found,) = cursor.fetchone()
    connection.close()
    return bool(found)


def make_secret() -> None:
    """Make the signing secret where there is none, readable by its owner only."""
    if "HANDRAIL_SECRET" in os.environ:
        return
    keys = os.environ.get("HANDRAIL_KEYS") or Path(os.environ.get("HANDRAIL_DATA", "data"), "keys")
    path = Path(keys, "signing-secret")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))


def django_ready() -> None:
    """Set Django up for a command that needs its tables or settings."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
    django.setup()


def migrate() -> None:
    """Bring the tables up to this release, as their owner."""
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0, interactive=False)


def up_to_date() -> None:
    """Raise CommandProblem when the tables are of another release than the code."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    if waiting:
        raise CommandProblem(
            f"found tables that lack {len(waiting)} changes of this release; "
            "bring them up to it: handrail database migrate"
        )


def keys() -> None:
    """Make the keys of a new installation; what is there already stays."""
    from handrail.site.wiring import create_keys

    create_keys()


def first_keys() -> None:
    """Make the keys of an installation that holds no case yet; one that does must have had them."""
    from handrail import history

    with history.managing() as run:
        run.execute("SELECT EXISTS (SELECT FROM history_facts)")
        (used,) = run.fetchone() or (False,)
    if not used:
        keys()


def _quiet(line: str) -> None:
    """Say nothing."""
