"""`handrail account`: who may sign in at the desk."""

import argparse
import os

from handrail.channels.desk.access import ROLES
from handrail.site.commands import ready
from handrail.site.console import CommandProblem, ask_secret, tell


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of `account`."""
    verbs = nouns.add_parser("account", help="staff accounts").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    verb = verbs.add_parser("add", help="let a member of staff sign in")
    verb.add_argument("username")
    verb.add_argument("--name", required=True, help="shown to colleagues and on decisions")
    verb.add_argument("--organisation", required=True, help="its name in addresses, such as north-fenmarch")
    verb.add_argument("--role", action="append", required=True, dest="roles", choices=ROLES)
    verb.set_defaults(do=_add)
    verb = verbs.add_parser("close", help="end an account; what it did stays on record")
    verb.add_argument("username")
    verb.set_defaults(do=_close)


def _add(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from handrail import estate
    from handrail.site.accounts.models import Account
    from handrail.terms.legal_day import legal_day

    organisation = estate.organisation(given.organisation, on=legal_day(timezone.now()))
    if organisation is None:
        raise CommandProblem(f"found no organisation {given.organisation!r} today; name one that exists")
    if Account.objects.filter(username=given.username).exists():
        raise CommandProblem(f"found an account {given.username!r} already; choose another username")
    password = os.environ.get("HANDRAIL_PASSWORD") or ask_secret("Password: ", setting="HANDRAIL_PASSWORD")
    try:
        validate_password(password)
        Account.objects.create(
            username=given.username,
            password=password,
            name=given.name,
            organisation=str(organisation.id),
            roles=given.roles,
        )
    except ValidationError as refusal:
        raise CommandProblem(" ".join(refusal.messages)) from refusal
    except ValueError as refusal:
        raise CommandProblem(str(refusal)) from refusal
    tell(f"{given.username} can sign in for {organisation.slug}.")
    return 0


def _close(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from handrail.site.accounts.models import Account

    if not Account.objects.filter(username=given.username).update(is_active=False):
        raise CommandProblem(f"found no account {given.username!r}")
    tell(f"{given.username} can no longer sign in.")
    return 0
