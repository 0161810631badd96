"""Before a case: which organisations and services there are, and what a service asks."""

from django.utils import timezone

from handrail import estate
from handrail.channels.api.call import Call
from handrail.channels.api.describe import answers_schema, pages_described
from handrail.channels.api.doors import public
from handrail.channels.api.refusals import Refusal
from handrail.channels.api.shapes import Organisations, ServiceDescribed, ServiceListed, Services
from handrail.definition import publish
from handrail.definition.service import Service
from handrail.estate import Organisation
from handrail.terms.legal_day import legal_day

CHANNEL = "api"


@public(gives=Organisations)
def organisations(call: Call) -> Organisations:
    """List the organisations there are, by the name that addresses use."""
    found = estate.organisations(on=legal_day(call.at))
    return Organisations({one.slug: one.called(call.errors_in) for one in found})


@public(gives=Services, refuses=("missing",))
def services(call: Call, organisation: str) -> Services:
    """List the services of an organisation that this door is open for."""
    found = organisation_called(organisation)
    offered = [one for one in publish.published(found.id, at=call.at) if CHANNEL in one.channels]
    return Services(
        organisation=found.slug,
        name=found.called(call.errors_in),
        services=tuple(_listed(one, call) for one in offered),
    )


@public(gives=ServiceDescribed, refuses=("missing", "not_open"))
def service(call: Call, organisation: str, service: str) -> ServiceDescribed:
    """Describe a service as it stands now: its words, its pages and a JSON Schema of its answers."""
    found = organisation_called(organisation)
    offered = offered_here(found, service)
    language = language_for(offered, call.language)
    return ServiceDescribed(
        organisation=found.slug,
        service=offered.slug,
        version=offered.hash,
        language=language,
        languages=offered.languages,
        name=offered.say("name", offered.name, language),
        need=offered.say("need", offered.need, language),
        before_you_start=offered.say("before_you_start", offered.before_you_start, language),
        promises={
            one.id: offered.say(f"promise.{one.id}.text", one.text, language)
            for one in offered.promises.values()
        },
        opens=offered.opens,
        closes=offered.closes,
        invite=offered.invite,
        brought_in_from={
            name: offered.say(f"brought_in_from.{name}", text, language)
            for name, text in offered.brought_in_from.items()
        },
        pages=pages_described(offered, language),
        answers=answers_schema(offered, language),
    )


def organisation_called(slug: str) -> Organisation:
    """The organisation with this name in addresses today. Raises Refusal `missing`."""
    found = estate.organisation(slug, on=legal_day(timezone.now()))
    if found is None:
        raise Refusal("missing")
    return found


def offered_here(organisation: Organisation, slug: str) -> Service:
    """The service an organisation offers through this door, open or not. Raises Refusal `not_open`."""
    version = publish.current(slug, organisation.id, at=timezone.now())
    found = publish.version(version) if version else None
    if found is None or CHANNEL not in found.channels:
        raise Refusal("not_open")
    return found


def language_for(offered: Service, asked: str) -> str:
    """The language asked for when the service has it, else its first."""
    return asked if asked in offered.languages else offered.languages[0]


def _listed(offered: Service, call: Call) -> ServiceListed:
    language = language_for(offered, call.language)
    begun = offered.opens is None or call.at >= offered.opens
    return ServiceListed(
        service=offered.slug,
        name=offered.say("name", offered.name, language),
        need=offered.say("need", offered.need, language),
        languages=offered.languages,
        open=begun and (offered.closes is None or call.at < offered.closes),
        invite=offered.invite,
    )
