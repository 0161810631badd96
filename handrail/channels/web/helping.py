"""Starting for someone beside you: the person agrees, and the helper's pass ends with sending."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail import history
from handrail.channels.govuk import FormFrame
from handrail.channels.web import passes
from handrail.channels.web.circumstances import of_person
from handrail.channels.web.frames import answer, language_of, public_frame
from handrail.channels.web.pages import next_address
from handrail.channels.web.service import (
    case_kind,
    invitation,
    not_open,
    organisation_called,
    withdrawn,
)
from handrail.channels.web.starting import started_once
from handrail.channels.web.words import say
from handrail.definition.screen import Action, Input, InputKind, Option, Paragraph, Screen
from handrail.definition.service import Service
from handrail.estate import Organisation
from handrail.journey.name_helper import HelperRefused, TooLong, name_helper, named
from handrail.journey.start import InviteNeeded, NotOpen, NotPublished, service_offered, start


@require_http_methods(["GET", "POST"])
def helper(request: HttpRequest, organisation: str, service: str) -> HttpResponse:
    """Ask who helps and whether the person agrees; then start, in the helper's name, for the person."""
    found = organisation_called(organisation)
    try:
        offered = service_offered(slug=service, organisation=found, at=timezone.now())
    except NotOpen as refusal:
        return not_open(request, found, refusal.service)
    except NotPublished:
        return withdrawn(request, found)
    language = language_of(request, offered=offered.languages)
    if request.method == "GET":
        return _ask(request, found, offered, language, {}, {})
    typed = {name: request.POST.get(name, "") for name in ("name", "why", "consent", "invite")}
    errors = _errors(typed, language)
    if not errors:
        try:
            return _begin(request, found, offered, language, typed)
        except InviteNeeded:
            errors = {"invite": say("start.invite.wrong", language)}
        except HelperRefused:
            errors = {"name": say("helper.name.missing", language)}
        except TooLong as refusal:
            errors = {refusal.field: say(f"helper.{refusal.field}.too_long", language, most=refusal.most)}
    return _ask(request, found, offered, language, typed, errors)


def _begin(
    request: HttpRequest, organisation: Organisation, offered: Service, language: str, typed: dict[str, str]
) -> HttpResponse:
    now = timezone.now()
    circumstances = of_person(request, at=now)
    helping = replace(
        circumstances,
        actor=replace(circumstances.actor, role="helper", capacity="helper"),
        channel="helper",
        mode="assisted",
    )
    with history.holding(organisation.id):
        held, file = started_once(
            request,
            organisation=organisation.id,
            at=now,
            helper=True,
            do=lambda: start(
                slug=offered.slug,
                organisation=organisation,
                kind=case_kind(),
                language=language,
                circumstances=helping,
                invite=typed["invite"],
            ),
        )
        if not named(file):
            agreed = typed["consent"] == "yes"
            name_helper(file, name=typed["name"], why=typed["why"], agreed=agreed, circumstances=helping)
    response = HttpResponseRedirect(next_address(held, file))
    passes.hand(response, held)
    return response


def _errors(typed: dict[str, str], language: str) -> dict[str, str]:
    errors = {}
    if not typed["name"].strip():
        errors["name"] = say("helper.name.missing", language)
    if not typed["consent"]:
        errors["consent"] = say("helper.consent.missing", language)
    elif typed["consent"] != "yes":
        errors["consent"] = say("helper.consent.refused", language)
    return errors


def _invitation(
    offered: Service, language: str, typed: dict[str, str], errors: dict[str, str]
) -> tuple[Input, ...]:
    if not offered.invite:
        return ()
    return (invitation(language, typed=typed.get("invite", ""), refused="invite" in errors),)


def _ask(
    request: HttpRequest,
    organisation: Organisation,
    offered: Service,
    language: str,
    typed: dict[str, str],
    errors: dict[str, str],
) -> HttpResponse:
    frame = public_frame(
        request,
        language,
        organisation=organisation,
        service=offered,
        csrf_token=get_token(request),
        form=FormFrame(key=passes.loose_form_key()),
        kind=case_kind(),
    )
    return answer(_screen(organisation, offered, language, typed, errors), frame)


def _screen(
    organisation: Organisation, offered: Service, language: str, typed: dict[str, str], errors: dict[str, str]
) -> Screen:
    page = f"/{organisation.slug}/{offered.slug}"
    return Screen(
        id="helper",
        title=say("helper.title", language),
        language=language,
        blocks=(
            Paragraph(say("helper.text", language)),
            *_questions(language, typed, errors),
            *_invitation(offered, language, typed, errors),
        ),
        actions=(Action(say("helper.button", language), f"{page}/helper?lang={language}"),),
        back=f"{page}?lang={language}",
    )


def _questions(language: str, typed: dict[str, str], errors: dict[str, str]) -> tuple[Input, ...]:
    """Who helps, why, and whether the person agrees."""

    def asked(
        name: str, kind: InputKind, *, options: tuple[Option, ...] = (), required: bool = True
    ) -> Input:
        return Input(
            name=name,
            kind=kind,
            label=say(f"helper.{name}.label", language),
            options=options,
            values={name: typed.get(name, "")},
            error=errors.get(name, ""),
            required=required,
        )

    agrees = Option("yes", say("helper.consent.yes", language))
    refuses = Option("no", say("helper.consent.no", language))
    return (
        asked("name", "text"),
        asked("why", "text", required=False),
        asked("consent", "radios", options=(agrees, refuses)),
    )
