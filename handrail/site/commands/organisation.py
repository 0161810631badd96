"""`handrail organisation`: the bodies served here, what they are called, who follows whom."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from uuid import UUID, uuid4

from handrail.estate.body import How
from handrail.site.commands import arguments, ready
from handrail.site.console import CommandProblem, tell, tell_json

if TYPE_CHECKING:
    from handrail.estate import Organisation
    from handrail.estate.written import WrittenOrganisation


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of `organisation`."""
    verbs = nouns.add_parser("organisation", help="the bodies that are served here").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    verb = verbs.add_parser(
        "load", help="record organisations from a file, or bring their contact up to date"
    )
    verb.add_argument("file", type=Path, metavar="FILE", help="a YAML list; see docs/guide/run-it.md")
    verb.set_defaults(do=_load)
    verb = verbs.add_parser("list", help="every organisation on a day")
    verb.add_argument("--at", type=arguments.day, help="the legal day; today unless said")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=_list)
    verb = verbs.add_parser("rename", help="give an organisation another name from a day on")
    verb.add_argument("organisation", help="its name in addresses")
    verb.add_argument(
        "--name",
        action="append",
        required=True,
        metavar="LANGUAGE=NAME",
        dest="names",
        help="such as en=Fen Council",
    )
    verb.add_argument("--from", dest="from_", type=arguments.day, required=True, help="the first day of it")
    verb.set_defaults(do=_rename)
    verb = verbs.add_parser("succeed", help="record that one organisation's duties pass to another")
    verb.add_argument("before", metavar="OLD", help="whose duties pass, by its name in addresses")
    verb.add_argument("after", metavar="NEW", help="whom they pass to")
    verb.add_argument("--on", type=arguments.day, required=True, help="the day on which they pass")
    verb.add_argument("--how", choices=get_args(How), required=True, help="what becomes of the old body")
    verb.add_argument(
        "--source", type=arguments.words, required=True, help="the order or decision that says so"
    )
    verb.add_argument(
        "--area", default="", help="the code of the one area that passes; everything unless said"
    )
    verb.set_defaults(do=_succeed)
    verb = verbs.add_parser("handover", help="hand cases to the organisation that has their duties now")
    verb.add_argument("before", metavar="OLD", help="whose duties pass, by its name in addresses")
    verb.add_argument("after", metavar="NEW", help="whom they pass to")
    verb.add_argument("--by", type=arguments.words, required=True, help="who orders it, for the record")
    verb.add_argument("--case", action="append", default=[], dest="cases", help="only this reference")
    verb.set_defaults(do=_hand_over)


def _today() -> date:
    from django.utils import timezone

    from handrail.terms.legal_day import legal_day

    return legal_day(timezone.now())


def _load(given: argparse.Namespace) -> int:
    from handrail.estate.written import NotReadable, read_organisations

    try:
        written = read_organisations(given.file)
    except NotReadable as problem:
        raise CommandProblem(str(problem)) from problem
    ready.database(say=False)
    for one in written:
        tell(f"{one.slug} is {'recorded' if _record(one) else 'brought up to date'}.")
    return 0


def _record(one: "WrittenOrganisation") -> bool:
    """Record an organisation and its areas; True when it is new."""
    from handrail import estate

    known = estate.organisation(one.slug, on=max(_today(), one.from_on), using="owner")
    organisation = estate.Organisation(
        id=known.id if known else uuid4(),
        slug=one.slug,
        names=one.names,
        kind=one.kind,
        nation=one.nation,
        from_on=known.from_on if known else one.from_on,
        hours=one.hours,
        phone=one.contact["phone"],
        email=one.contact["email"],
        address=one.contact["address"],
        website=one.contact["website"],
    )
    estate.record_organisation(organisation)
    for area in one.areas:
        estate.record_area(
            estate.Area(organisation.id, area.code, area.name, area.postcodes, organisation.from_on)
        )
    return known is None


def _list(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from handrail import estate

    found = estate.organisations(on=given.at or _today())
    if given.json:
        tell_json(
            [
                {
                    "id": one.id,
                    "slug": one.slug,
                    "names": dict(one.names),
                    "kind": one.kind,
                    "nation": one.nation,
                    "from": one.from_on,
                    "until": one.until,
                }
                for one in found
            ]
        )
        return 0
    for one in found:
        until = f" until {one.until}" if one.until else ""
        tell(f"{one.slug:24} {one.kind:12} {one.called('en')}, from {one.from_on}{until}")
    if not found:
        tell("There is no organisation yet. Record one: handrail organisation load FILE")
    return 0


def _rename(given: argparse.Namespace) -> int:
    pairs = [one.partition("=") for one in given.names]
    if not all(language and name for language, _, name in pairs):
        raise CommandProblem(
            f"found {given.names!r}; expected each as LANGUAGE=NAME, such as en='New Council'"
        )
    ready.database(say=False)
    from handrail import estate

    found = _called(given.organisation, on=given.from_)
    names = {**found.names, **{language: name for language, _, name in pairs}}
    estate.rename(found.id, names=names, on=given.from_)
    tell(f"{found.slug} is called {names.get('en', found.called('en'))} from {given.from_}.")
    return 0


def _succeed(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from handrail import estate

    before, after = _called(given.before, on=given.on), _called(given.after, on=given.on)
    try:
        estate.record_succession(
            estate.Succession(before.id, after.id, given.on, given.how, given.area, given.source)
        )
    except estate.NotInForce as refusal:
        raise CommandProblem(str(refusal)) from refusal
    tell(f"On {given.on} {before.slug} is {given.how} {after.slug}.")
    tell(f"Its cases pass from that day on with: handrail organisation handover {before.slug} {after.slug}")
    return 0


def _hand_over(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from handrail import estate
    from handrail.casework.handing_over import hand_over
    from handrail.site.commands.find import as_operator, case

    today = _today()
    passed = [
        one
        for one in estate.successions(on=today)
        if (_slug(one.predecessor), _slug(one.successor)) == (given.before, given.after)
    ]
    if not passed:
        raise CommandProblem(
            f"found no record that duties of {given.before!r} passed to {given.after!r} by {today}; "
            "record it first: handrail organisation succeed"
        )
    latest = passed[-1]
    if not given.cases and estate.successors(latest.predecessor, on=today) != {latest.successor}:
        raise CommandProblem(
            f"{given.before!r} has more than one successor, or keeps some duties; name each case that passes "
            f"to {given.after!r} with --case"
        )
    located = {reference: case(reference) for reference in given.cases}
    others = [reference for reference, (_, holder) in located.items() if holder != latest.predecessor]
    if others:
        raise CommandProblem(f"{', '.join(others)} is not held by {given.before!r}; leave it out")
    streams = [stream for stream, _ in located.values()] if given.cases else None
    by = as_operator(given.by)
    many = hand_over(latest.predecessor, latest.successor, how=latest.how, circumstances=by, streams=streams)
    tell(f"{many} {'case' if many == 1 else 'cases'} passed to {given.after}.")
    return 0


def _called(slug: str, *, on: date) -> "Organisation":
    from handrail import estate

    # A body that ends on a day is still found by the name it had the day before.
    for day in (on, date.fromordinal(on.toordinal() - 1)):
        found = estate.organisation(slug, on=day)
        if found is not None:
            return found
    raise CommandProblem(f"found no organisation {slug!r} on {on}; see: handrail organisation list --at {on}")


def _slug(organisation: UUID) -> str:
    from handrail import estate

    found = estate.organisation_by_id(organisation, on=_today())
    return found.slug if found else ""
