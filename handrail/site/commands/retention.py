"""`handrail retention`: erase what has been kept long enough, and certify it."""

import argparse

from handrail.site.commands import arguments, ready
from handrail.site.console import tell


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of `retention`."""
    verbs = nouns.add_parser("retention", help="how long data is kept").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    verb = verbs.add_parser("run", help="erase every case that is past its day, save those on hold")
    verb.add_argument("--on", type=arguments.day, help="the legal day; today unless said")
    verb.add_argument(
        "--by",
        type=arguments.words,
        default="retention schedule",
        help="which office or account runs it, not a person's name",
    )
    verb.set_defaults(do=_run)


def _run(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail import history
    from handrail.site.commands.find import as_operator, erasing
    from handrail.site.commands.history import say_certificate
    from handrail.terms.legal_day import legal_day

    on = given.on or legal_day(timezone.now())
    certificate = history.retention_run(
        on=on, event=erasing("retention"), circumstances=as_operator(given.by)
    )
    say_certificate(certificate)
    tell(f"Retention on {on}: {len(certificate.erased)} erased, {len(certificate.held)} held")
    return 0
