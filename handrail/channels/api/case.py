"""A case after it is sent: how it stands, what was decided and why, and what can be done about it."""

from handrail.bricks.work.form import label_of
from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import Decision, WorkState
from handrail.casefile import seen_by
from handrail.casefile.return_code import make_code
from handrail.channels.api.call import APPLICANT, InCase
from handrail.channels.api.doors import changes, reads
from handrail.channels.api.once import Done, Noted
from handrail.channels.api.receive import unfit
from handrail.channels.api.refusals import Refusal
from handrail.channels.api.requests import LanguageWanted, Reason
from handrail.channels.api.shapes import (
    Ahead,
    CaseShown,
    CriterionFound,
    Decided,
    Happened,
    Outcome,
    Paused,
    Progress,
    ReturnCode,
    ReviewWay,
    RuleFound,
)
from handrail.channels.api.standing import progress, standing
from handrail.journey.choose_language import NotOffered, choose_language
from handrail.journey.reason import LONGEST, ReasonTooLong
from handrail.journey.review import NothingToReview, ReasonMissing, ask_by, ask_for_review, may_ask
from handrail.journey.withdraw import AlreadyEnded, withdraw
from handrail.terms.legal_day import legal_day
from handrail.walk.decisions import standing_decision
from handrail.walk.endpoints import endpoint_words
from handrail.walk.fold import CaseState, fold
from handrail.walk.grounds import grounds
from handrail.walk.timeline import entries


@reads(gives=CaseShown, every_party=True)
def show_case(here: InCase) -> CaseShown:
    """Show how the case stands, what was decided, why, and how to have it looked at again."""
    return case_shown(here)


@changes(takes=Reason, gives=Progress, then=progress, refuses=("already_ended",))
def withdraw_case(here: InCase) -> Done:
    """Withdraw the application. The reason may be left out."""
    try:
        return Done(withdraw(here.file, reason=here.call.body.reason, circumstances=here.circumstances))
    except AlreadyEnded as refusal:
        raise Refusal("already_ended") from refusal
    except ReasonTooLong as refusal:
        raise unfit(here.language, "too_long", "reason", most=LONGEST) from refusal


@changes(takes=Reason, gives=Progress, then=progress, refuses=("nothing_to_review",))
def review(here: InCase) -> Done:
    """Ask for the decision to be looked at again, saying what the person thinks is wrong."""
    try:
        return Done(ask_for_review(here.file, reason=here.call.body.reason, circumstances=here.circumstances))
    except ReasonMissing as refusal:
        raise unfit(here.language, "reason", "reason") from refusal
    except ReasonTooLong as refusal:
        raise unfit(here.language, "too_long", "reason", most=LONGEST) from refusal
    except NothingToReview as refusal:
        raise Refusal("nothing_to_review") from refusal


@changes(takes=LanguageWanted, gives=Progress, then=progress)
def language(here: InCase) -> Done:
    """Go on in another language of the service; the answers stay as they are."""
    wanted: LanguageWanted = here.call.body
    if wanted.language == here.file.state.language:
        return Done(here.file)
    try:
        return Done(choose_language(here.file, language=wanted.language, circumstances=here.circumstances))
    except NotOffered as refusal:
        offered = ", ".join(here.file.service.languages)
        raise unfit(here.language, "one_of", "language", options=offered) from refusal


def _shown_once(here: InCase, noted: Noted) -> ReturnCode:
    if "code" not in noted:
        raise Refusal("code_shown_once")
    return ReturnCode(reference=here.file.reference, code=noted["code"])


@changes(gives=ReturnCode, then=_shown_once, status=201, every_party=True, refuses=("code_shown_once",))
def return_code(here: InCase) -> Done:
    """Make a code to come back with, and show it this once; any earlier one stops working."""
    file, code = make_code(here.file, party=here.held.party, circumstances=here.circumstances)
    return Done(file, unkept={"code": code})


def case_shown(here: InCase) -> CaseShown:
    """The case as its people see it: everything in their own words comes from what this party may see."""
    file, party = here.file, here.held.party
    visible = seen_by(party, service=file.service, events=file.state.history)
    seen = fold(file.service, visible, kind=file.kind)
    happened = entries(visible, service=file.spoken, language=here.language, audience="person")
    own = party == APPLICANT
    return CaseShown(
        case=standing(here),
        sent_at=file.state.sendings[0].at if file.state.sendings else None,
        due_on=file.due_on,
        message=file.position.message if own else "",
        paused=_paused(here, seen) if own else None,
        outcome=_outcome(here) if own else None,
        decision=_decided(here, seen) if own else None,
        review=_review(here) if own else None,
        history=tuple(Happened(one.at, one.sentence, one.more) for one in happened),
    )


def _paused(here: InCase, seen: CaseState) -> Paused | None:
    position = here.file.as_sent
    work = seen.steps.get(position.step)
    if position.waiting_for != "clock" or not isinstance(work, WorkState) or work.pause is None:
        return None
    return Paused(until=work.pause.until, reason=work.pause.reason)


def _outcome(here: InCase) -> Outcome | None:
    file = here.file
    position = file.as_sent
    if position.here != "ended" or position.endpoint is None:
        return None
    title, text = endpoint_words(file.spoken, position.endpoint, here.language)
    return Outcome(
        endpoint=position.endpoint.id,
        kind=position.endpoint.kind,
        title=title,
        text=text,
        ends_on=position.ends_on,
        ahead=tuple(
            Ahead(
                step=one.step,
                title=file.spoken.title_of(file.service.step(one.step), here.language),
                from_on=one.from_on,
            )
            for one in position.ahead
        ),
    )


def _decided(here: InCase, seen: CaseState) -> Decided | None:
    last = standing_decision(here.file.service, seen.decisions)
    if last is None:
        return None
    return Decided(
        step=last.step,
        result=last.result,
        text=_result_text(here, last),
        reasons=last.reasons,
        criteria=_criteria(here, last),
        rules=_rules(here, seen, last),
        decided_on=legal_day(last.at),
        looked_at_again=here.file.as_sent.another_look,
    )


def _criteria(here: InCase, decision: Decision) -> tuple[CriterionFound, ...]:
    service = here.file.spoken
    step = service.step(decision.step)
    spec: Work = step.spec
    found = decision.form.findings
    return tuple(
        CriterionFound(
            criterion=one.id,
            label=label_of(service, step, one, here.language),
            found=found[one.id].found,
            reasons=found[one.id].reasons,
        )
        for one in spec.criteria
        if one.id in found and found[one.id].found in ("met", "not_met")
    )


def _rules(here: InCase, seen: CaseState, decision: Decision) -> tuple[RuleFound, ...]:
    file = here.file
    return tuple(
        RuleFound(
            step=one.step,
            title=one.title,
            about=one.about,
            sentence=reason.sentence,
            source=reason.source,
            on=one.on,
        )
        for one in grounds(file.spoken, seen, file.as_sent, decision, here.language)
        for reason in one.reasons
        if reason.sentence
    )


def _result_text(here: InCase, decision: Decision) -> str:
    spec = here.file.service.step(decision.step).spec
    for result in spec.results if isinstance(spec, Work) else ():
        if result.id == decision.result and result.text:
            key = f"{decision.step}.results.{result.id}.text"
            return here.file.spoken.say(key, result.text, here.language)
    return ""


def _review(here: InCase) -> ReviewWay | None:
    file = here.file
    endpoint, asked = file.as_sent.endpoint, file.state.review_asked
    if not file.as_sent.results or file.state.withdrawn is not None:
        return None
    way = endpoint.review if endpoint is not None else None
    return ReviewWay(
        text=file.spoken.say(f"endpoint.{endpoint.id}.review", way.text, here.language)
        if endpoint is not None and way is not None
        else "",
        within=way.within if way is not None else "",
        ask_by=ask_by(file),
        can_ask=may_ask(file),
        asked_at=asked.at if asked is not None else None,
    )
