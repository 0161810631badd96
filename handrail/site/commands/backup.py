"""`handrail backup` and `handrail restore`: the database without its keys, and the keys apart."""

import argparse
import os
from pathlib import Path

from handrail.site.commands import ready
from handrail.site.console import CommandProblem, ask_secret, tell
from handrail.site.postgres import PostgresProblem, dump, restore


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `backup` and `restore`."""
    taking = nouns.add_parser("backup", help="copy the database, and the keys apart")
    taking.add_argument("to", type=Path, metavar="FILE", help="where the database goes; it holds no keys")
    taking.add_argument("--keys", type=Path, required=True, metavar="DIR", help="a new folder for the keys")
    taking.set_defaults(do=_backup)
    putting = nouns.add_parser("restore", help="fill an empty data folder from backups")
    putting.add_argument("source", type=Path, metavar="FILE")
    putting.add_argument("--keys", type=Path, required=True, metavar="DIR")
    putting.add_argument("--ledger", type=Path, help="the erasures of the lost site, where its file survived")
    putting.set_defaults(do=_restore)


def _backup(given: argparse.Namespace) -> int:
    if given.keys.exists():
        raise CommandProblem(f"{given.keys} exists already; name a new folder for the keys")
    ready.database(say=False)
    from django.conf import settings

    from handrail import history

    passphrase = _passphrase(again=True)
    try:
        given.to.parent.mkdir(parents=True, exist_ok=True)
        dump(
            os.environ["DATABASE_OWNER_URL"],
            to=given.to,
            exclude_data=history.LEFT_OUT,
            settings=history.SEE_EVERYTHING,
        )
        history.backup_keys(given.keys, keys=history.FileKeys(settings.KEY_FOLDER), passphrase=passphrase)
    except (PostgresProblem, OSError) as refusal:
        raise CommandProblem(str(refusal)) from refusal
    tell(f"The database, without keys: {given.to}")
    tell(f"The keys: {given.keys}. Keep them apart, and for a shorter time than the database.")
    return 0


def _restore(given: argparse.Namespace) -> int:
    for needed in (given.source, given.keys, given.ledger):
        if needed is not None and not needed.exists():
            raise CommandProblem(f"found nothing at {needed}; nothing was restored")
    passphrase = _passphrase(again=False)
    ready.database(say=False, new=True)
    from django.conf import settings

    from handrail import history

    try:
        # Asked first: a database that was filled is no empty one to try again on.
        history.open_holders(given.keys, passphrase=passphrase)
        restore(os.environ["DATABASE_OWNER_URL"], source=given.source)
    except (history.WrongPassphrase, OSError) as refusal:
        raise CommandProblem(f"{refusal} Nothing was restored.") from refusal
    except PostgresProblem as refusal:
        raise CommandProblem(str(refusal)) from refusal
    ready.migrate()
    keys = history.FileKeys(settings.KEY_FOLDER)
    try:
        found = history.restore_keys(given.keys, keys=keys, passphrase=passphrase, ledger=given.ledger)
    except (history.WrongPassphrase, history.KeyDamaged) as refusal:
        raise CommandProblem(str(refusal)) from refusal
    tell(f"{found.restored} keys restored; {found.erased} left out, because they were erased since.")
    if found.unreadable:
        tell(f"{found.unreadable} cases hold data that nobody can read: erased, or newer than the keys.")
    return 0


def _passphrase(*, again: bool) -> str:
    """The passphrase of the backup of keys: from the environment, or asked for."""
    if "HANDRAIL_PASSPHRASE" in os.environ:
        return os.environ["HANDRAIL_PASSPHRASE"]
    given = ask_secret("Passphrase for the keys: ", setting="HANDRAIL_PASSPHRASE")
    if again and ask_secret("The same again: ", setting="HANDRAIL_PASSPHRASE") != given:
        raise CommandProblem("the two passphrases differ; nothing of the keys was copied")
    return given
