"""Starting a case, and coming back to one with its reference and return code: both give a token."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from handrail import history
from handrail.casefile import CaseFile, open_case
from handrail.casefile.return_code import WrongCode, spend_time, use_code
from handrail.channels.api import tokens
from handrail.channels.api.call import APPLICANT, Call, InCase
from handrail.channels.api.circumstances import of_system, reader
from handrail.channels.api.doors import public
from handrail.channels.api.once import as_it_was, once
from handrail.channels.api.receive import unfit
from handrail.channels.api.refusals import Refusal
from handrail.channels.api.requests import BroughtIn, OnBehalf, Return, Start
from handrail.channels.api.services import language_for, offered_here, organisation_called
from handrail.channels.api.shapes import LetIn, Started
from handrail.channels.api.standing import next_page, standing
from handrail.channels.api.tokens import Held
from handrail.estate import Organisation
from handrail.history.event import Circumstances
from handrail.journey.bring_in import LONGEST_NUMBER, NoNumber, NotFromThere, bring_in
from handrail.journey.name_helper import HelperRefused, TooLong, name_helper
from handrail.journey.start import InviteNeeded, NotOpen, NotPublished, start
from handrail.terms.reference import NotACode, NotAReference, read_code, read_reference


@public(
    takes=Start,
    gives=Started,
    status=201,
    changes=True,
    refuses=("missing", "not_open", "invite_needed", "erased"),
)
def start_case(call: Call, organisation: str, service: str) -> Started:
    """Start a case for a person and get a token for it. As on the web, starting needs no secret."""
    body: Start = call.body
    if (body.helper is not None) != (body.capacity == "helper"):
        raise unfit(call.errors_in, "helper", "helper")
    found = organisation_called(organisation)
    offered = offered_here(found, service)
    if body.language and body.language not in offered.languages:
        raise unfit(call.errors_in, "one_of", "language", options=", ".join(offered.languages))
    language = body.language or language_for(offered, call.language)
    begun: list[InCase] = []

    def do() -> Mapping[str, Any]:
        begun.append(_start(call, found, service, language))
        return _noted(begun[0])

    with history.holding(found.id):
        noted = once(call, scope=f"start|{found.slug}|{service}", stream=None, holder=found.id, do=do)
        if begun:
            return _started(begun[0])
    return _started(_as_noted(call, noted, capacity=body.capacity))


@public(
    takes=Return,
    gives=LetIn,
    status=201,
    changes=True,
    refuses=("wrong_code", "conflict", "erased"),
)
def come_back(call: Call) -> LetIn:
    """Come back to a case with its reference and one-time return code; make a new code for the next time."""
    body: Return = call.body
    try:
        reference, code = read_reference(body.reference), read_code(body.code)
    except (NotAReference, NotACode) as wrong:
        raise Refusal("wrong_code") from wrong
    found = history.locate(reference)
    if found is None:
        spend_time()
        raise Refusal("wrong_code")
    stream, holder = found
    back: list[InCase] = []

    def do() -> Mapping[str, Any]:
        back.append(_let_in(call, stream, reference, code))
        return _noted(back[0])

    try:
        with history.holding(holder):
            noted = once(call, scope=f"return|{reference}", stream=stream, holder=holder, do=do)
    except WrongCode as refusal:
        raise Refusal("wrong_code") from refusal
    except history.Conflict as lost:
        raise Refusal("conflict") from lost
    here = back[0] if back else _as_noted(call, noted, capacity=body.capacity)
    return LetIn(token=tokens.write(here.held), token_ends_at=here.held.ends_at, case=standing(here))


def _start(call: Call, organisation: Organisation, service: str, language: str) -> InCase:
    body: Start = call.body
    circumstances = of_system(capacity=body.capacity, at=call.at, request=call.number)
    try:
        started = start(
            slug=service,
            organisation=organisation,
            kind="live",
            language=language,
            circumstances=circumstances,
            invite=body.invite,
        )
    except (NotPublished, NotOpen) as refusal:
        raise Refusal("not_open") from refusal
    except InviteNeeded as refusal:
        raise Refusal("invite_needed") from refusal
    held = tokens.held(
        reference=started.reference,
        stream=started.stream,
        party=APPLICANT,
        capacity=body.capacity,
        at=call.at,
    )
    file = _open(call, held)
    if body.helper is not None:
        helper = body.helper
        try:
            file = name_helper(
                file, name=helper.name, why=helper.why, agreed=helper.agreed, circumstances=circumstances
            )
        except HelperRefused as refusal:
            raise unfit(call.errors_in, "agreed", "helper.agreed") from refusal
        except TooLong as refusal:
            name = f"helper.{refusal.field}"
            raise unfit(call.errors_in, "too_long", name, most=refusal.most) from refusal
    if body.brought_in is not None:
        file = _bring_in(call, file, body.brought_in, circumstances)
    return InCase(call, held, file)


def _bring_in(call: Call, file: CaseFile, made: BroughtIn, circumstances: Circumstances) -> CaseFile:
    try:
        return bring_in(file, service=made.service, number=made.number, circumstances=circumstances)
    except NotFromThere as refusal:
        options = ", ".join(file.service.brought_in_from)
        key = "one_of" if options else "from_nowhere"
        raise unfit(call.errors_in, key, "brought_in.service", options=options) from refusal
    except NoNumber as refusal:
        raise unfit(call.errors_in, "number", "brought_in.number", most=LONGEST_NUMBER) from refusal


def _let_in(call: Call, stream: UUID, reference: str, code: str) -> InCase:
    body: Return = call.body
    stranger = tokens.held(
        reference=reference, stream=stream, party=APPLICANT, capacity=body.capacity, at=call.at
    )
    circumstances = of_system(capacity=body.capacity, at=call.at, request=call.number)
    file, party = use_code(_open(call, stranger), code=code, circumstances=circumstances)
    held = tokens.held(reference=reference, stream=stream, party=party, capacity=body.capacity, at=call.at)
    return InCase(call, held, file)


def _noted(here: InCase) -> Mapping[str, Any]:
    return {
        "reference": here.held.reference,
        "stream": str(here.held.stream),
        "party": here.held.party,
        "at": here.call.at.isoformat(),
        "sequence": here.file.state.sequence,
    }


def _as_noted(call: Call, noted: Mapping[str, Any], *, capacity: OnBehalf) -> InCase:
    """The case as it stood when the same request was first answered."""
    at = datetime.fromisoformat(noted["at"])
    held = tokens.held(
        reference=noted["reference"],
        stream=UUID(noted["stream"]),
        party=noted["party"],
        capacity=capacity,
        at=at,
    )
    found = history.locate(held.reference)
    if found is None:
        raise Refusal("erased")
    with history.holding(found[1]):
        return InCase(call, held, as_it_was(_open(call, held), sequence=noted["sequence"], at=at))


def _open(call: Call, held: Held) -> CaseFile:
    who = reader(held=held, request=call.number, at=call.at)
    return open_case(stream=held.stream, reader=who, at=call.at)


def _started(here: InCase) -> Started:
    return Started(
        token=tokens.write(here.held),
        token_ends_at=here.held.ends_at,
        case=standing(here),
        page=next_page(here),
    )
