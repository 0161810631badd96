"""`handrail history`: verify the record, make checkpoints, rebuild what is derived, erase a case."""

import argparse
from typing import TYPE_CHECKING

from handrail.site.commands import arguments, ready
from handrail.site.console import CommandProblem, tell, tell_json

if TYPE_CHECKING:
    from handrail.history import Certificate


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of `history`."""
    verbs = nouns.add_parser("history", help="the record of what happened").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    verb = verbs.add_parser("verify", help="say whether anything was changed; exit 1 when it was")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=_verify)
    verbs.add_parser(
        "checkpoint", help="count and seal all streams, and export it; run it daily"
    ).set_defaults(do=_checkpoint)
    verbs.add_parser("rebuild", help="make anew what can be made from the events").set_defaults(do=_rebuild)
    verb = verbs.add_parser("erase", help="destroy the keys of a case's personal data, for ever")
    verb.add_argument("reference")
    verb.add_argument("--party", action="append", dest="parties", help="whose; everybody's unless said")
    verb.add_argument(
        "--by",
        type=arguments.words,
        required=True,
        help="which office or account orders it, not a person's name",
    )
    verb.add_argument("--why", required=True, choices=("retention", "request", "court order"))
    verb.set_defaults(do=_erase)
    verb = verbs.add_parser("purge", help="remove all test or training cases")
    verb.add_argument("kind", choices=("test", "training"))
    verb.set_defaults(do=_purge)


def _verify(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.conf import settings

    from handrail import history

    found = history.verify(checkpoints=settings.CHECKPOINT_FOLDER)
    if given.json:
        tell_json(
            {
                "streams": found.streams,
                "events": found.events,
                "findings": [
                    {"kind": one.kind, "stream": one.stream, "sequence": one.sequence, "text": one.text}
                    for one in found.findings
                ],
            }
        )
    else:
        for one in found.findings:
            tell(f"{one.kind}: {one.text}")
        tell(f"{found.streams} streams, {found.events} events, {len(found.findings)} findings")
    return int(bool(found.findings))


def _checkpoint(_given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.conf import settings
    from django.utils import timezone

    from handrail import history

    made = history.checkpoint(at=timezone.now(), folder=settings.CHECKPOINT_FOLDER)
    tell(f"Checkpoint {made.number}: {made.streams} streams, root {made.root.hex()[:16]}")
    tell(f"Copy {made.file} to where the keeper of the database cannot write.")
    for stream in made.behind:
        tell(f"Stream {stream} is not what the checkpoint before said. Run: handrail history verify")
    return int(bool(made.behind))


def _rebuild(_given: argparse.Namespace) -> int:
    ready.database(say=False)
    from handrail import history

    made = history.rebuild()
    tell(
        f"{made.streams} streams read, {made.tokens} search tokens made, {made.heads_corrected} heads mended"
    )
    return 0


def _erase(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from handrail import history
    from handrail.casework.erasing import with_theirs
    from handrail.site.commands.find import as_operator, case, erasing

    stream, holder = case(given.reference)
    try:
        certificate = history.erase(
            stream,
            with_theirs(given.parties),
            holder=holder,
            event=erasing(given.why),
            circumstances=as_operator(given.by),
        )
    except history.LegalHold as refusal:
        raise CommandProblem(str(refusal)) from refusal
    say_certificate(certificate)
    return 0


def say_certificate(certificate: "Certificate") -> None:
    """Tell what an erasure or a retention run did, and what it could not reach."""
    for one in certificate.erased:
        what = f"erased for ever: {', '.join(one.parties)}" if one.parties else "there was nothing to erase"
        tell(f"{one.reference}: {what}")
    for reference in certificate.held:
        tell(f"{reference}: kept, because it is under a legal hold")
    for path in certificate.unreachable:
        tell(f"NOT REACHED: {path}. Destroy this backup of keys, or bring it back and run this again.")


def _purge(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from handrail import history

    tell(f"{history.purge(kind=given.kind)} {given.kind} cases removed")
    return 0
