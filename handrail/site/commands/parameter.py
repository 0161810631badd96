"""`handrail parameter`: the dated register of rates, thresholds and local choices."""

import argparse

from handrail.site.commands import arguments, ready
from handrail.site.console import CommandProblem, tell, tell_json


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of `parameter`."""
    verbs = nouns.add_parser("parameter", help="dated values that rules use").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    verb = verbs.add_parser("set", help="set a value from a day on; nothing is ever overwritten")
    verb.add_argument("service")
    verb.add_argument("name")
    verb.add_argument("value")
    verb.add_argument("--from", dest="from_", type=arguments.day, required=True)
    verb.add_argument(
        "--source", type=arguments.words, required=True, help="the law, order or decision that sets it"
    )
    verb.add_argument("--organisation", default="", help="for a local value; everyone's unless said")
    verb.add_argument(
        "--offered-by", default="", help="an organisation that offers the service, for a national value"
    )
    verb.add_argument("--by", type=arguments.words, required=True)
    verb.add_argument("--reason", default="", help="needed to correct a value of the same day")
    verb.set_defaults(do=_set)
    verb = verbs.add_parser("list", help="every value, in the order recorded")
    verb.add_argument("service")
    verb.add_argument("--offered-by", required=True, help="an organisation that offers the service")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=_list)


def _set(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail.definition import parameters
    from handrail.site.commands.find import organisation_called, service_of

    organisation = organisation_called(given.organisation) if given.organisation else None
    offered_by = given.offered_by or given.organisation
    if not offered_by:
        raise CommandProblem("found no organisation; name one that offers the service with --offered-by")
    try:
        parameters.set_value(
            service_of(given.service, offered_by),
            name=given.name,
            value=given.value,
            effective_from=given.from_,
            source=given.source,
            organisation=organisation.id if organisation else None,
            by=given.by,
            at=timezone.now(),
            reason=given.reason,
        )
    except parameters.WrongValue as refusal:
        raise CommandProblem(str(refusal)) from refusal
    tell(f"{given.name} is {given.value} from {given.from_}.")
    return 0


def _list(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from handrail.definition import parameters
    from handrail.site.commands.find import service_of

    service = service_of(given.service, given.offered_by)
    rows = [
        {
            "name": one.name,
            "value": str(one.value),
            "from": one.effective_from.isoformat(),
            "organisation": str(one.organisation or ""),
            "source": one.source,
            "by": one.by,
            "reason": one.reason,
        }
        for name in service.parameters
        for one in parameters.history_of(service, name)
    ]
    if given.json:
        tell_json(rows)
    else:
        for row in rows:
            tell(f"{row['name']:24} {row['value']:12} from {row['from']}  {row['source']}")
    return 0
