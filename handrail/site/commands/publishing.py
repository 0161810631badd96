"""`handrail service`: what is current where: publish, withdraw, go back, list, invite."""

import argparse
from pathlib import Path

from handrail.site.commands import arguments, ready
from handrail.site.commands.folders import say_problems
from handrail.site.console import CommandProblem, tell, tell_json
from handrail.terms.language import format_instant


def add_publishing(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs that change or tell what is published."""
    verb = verbs.add_parser("publish", help="check, store and make current for an organisation")
    verb.add_argument("folder", type=Path, metavar="DIR")
    _who(verb)
    verb.set_defaults(do=_publish)
    verb = verbs.add_parser("withdraw", help="stop new starts; open cases go on")
    verb.add_argument("service")
    _who(verb)
    verb.set_defaults(do=_withdraw)
    verb = verbs.add_parser("rollback", help="make an earlier version current again")
    verb.add_argument("service")
    verb.add_argument("--version", default="", help="the hash, or its beginning; the one before unless said")
    _who(verb)
    verb.set_defaults(do=_rollback)
    verb = verbs.add_parser("list", help="what is published, where, since when and why")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=_list)
    verb = verbs.add_parser("invite", help="make codes that let people start a service by invitation")
    verb.add_argument("service")
    verb.add_argument("--organisation", required=True)
    verb.add_argument("--by", type=arguments.words, required=True)
    verb.add_argument("--count", type=int, default=1)
    verb.set_defaults(do=_invite)


def _who(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--organisation", required=True, help="its name in addresses, such as north-fenmarch")
    verb.add_argument("--by", type=arguments.words, required=True, help="who decides this")
    verb.add_argument("--why", type=arguments.words, required=True, help="the reason, for the record")
    verb.add_argument("--from", dest="from_", type=arguments.moment, help="from when; now unless said")


def _publish(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail.definition import publish
    from handrail.site.commands.find import organisation_called

    try:
        made = publish.publish(
            given.folder,
            organisation=organisation_called(given.organisation).id,
            by=given.by,
            why=given.why,
            at=timezone.now(),
            from_=given.from_,
        )
    except publish.NotPublishable as refusal:
        say_problems(given.folder, refusal.problems)
        raise CommandProblem(str(refusal)) from refusal
    except publish.TooLate as refusal:
        raise CommandProblem(str(refusal)) from refusal
    published = made.publication
    tell(f"{published.service} {str(published.version)[:12]} is current for {given.organisation}")
    tell(f"from {format_instant(published.from_at, 'en')}.")
    tell(f"On your site it is at /{given.organisation}/{published.service}")
    return 0


def _withdraw(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail import history
    from handrail.casework.queues import open_cases
    from handrail.definition import publish
    from handrail.site.commands.find import latest_service

    organisation, _ = latest_service(given.service, given.organisation)
    now = timezone.now()
    try:
        made = publish.withdraw(
            given.service, organisation.id, by=given.by, why=given.why, at=now, from_=given.from_
        )
    except publish.TooLate as refusal:
        raise CommandProblem(str(refusal)) from refusal
    when = "any more" if made.from_at == now else f"from {format_instant(made.from_at, 'en')} on"
    tell(f"Nobody can start {given.service} at {given.organisation} {when}. Cases still open:")
    with history.holding(organisation.id):
        lines = [f"  {one.reference}  {one.status}" for one in open_cases(service=given.service, kind="live")]
    for line in lines or ["  none"]:
        tell(line)
    return 0


def _rollback(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail.definition import publish
    from handrail.site.commands.find import organisation_called

    organisation = organisation_called(given.organisation)
    versions = [
        one.version for one in publish.publications(given.service, organisation.id) if one.version is not None
    ]
    current = publish.current(given.service, organisation.id, at=timezone.now())
    wanted = [v for v in versions if v != current and v.startswith(given.version)]
    if not wanted:
        named = f" {given.version!r}" if given.version else ""
        raise CommandProblem(
            f"found no earlier version{named} of {given.service} at {given.organisation}; "
            "`handrail service list` shows what there is"
        )
    if given.version and len(set(wanted)) > 1:
        raise CommandProblem(
            f"found {len(set(wanted))} versions that begin {given.version!r}; write more of it"
        )
    publish.go_back(
        given.service, organisation.id, version=wanted[-1], by=given.by, why=given.why, at=timezone.now()
    )
    tell(f"{given.service} {wanted[-1][:12]} is current for {given.organisation} again.")
    return 0


def _list(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail import estate
    from handrail.definition import publish
    from handrail.terms.legal_day import legal_day

    now = timezone.now()
    lines = [
        {
            "organisation": organisation.slug,
            "service": one.service,
            "version": one.version,
            "from": one.from_at.isoformat(),
            "by": one.by,
            "why": one.why,
        }
        for organisation in estate.organisations(on=legal_day(now))
        for service in publish.published(organisation.id, at=now)
        for one in publish.publications(service.slug, organisation.id)
    ]
    if given.json:
        tell_json(lines)
    else:
        for line in lines:
            version = (line["version"] or "withdrawn")[:12]
            tell(f"{line['organisation']:18} {line['service']:26} {version} from {line['from']}")
            tell(f"    {line['by']}: {line['why']}")
    return 0


def _invite(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail.definition import publish
    from handrail.site.commands.find import latest_service

    organisation, service = latest_service(given.service, given.organisation)
    if not service.invite:
        raise CommandProblem(
            f"{given.service} is open to everyone; write 'invite: true' in it, and publish it, to need a code"
        )
    try:
        codes = publish.make_invites(
            given.service, organisation.id, count=given.count, by=given.by, at=timezone.now()
        )
    except ValueError as refusal:
        raise CommandProblem(str(refusal)) from refusal
    tell("Each code starts one application. They cannot be shown again.")
    for code in codes:
        tell(f"  {code}")
    return 0
