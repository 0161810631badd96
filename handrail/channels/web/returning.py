"""Come back to an application with the reference and the one-time return code."""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail import estate, history
from handrail.casefile import open_case
from handrail.casefile.return_code import WrongCode, make_code, spend_time, use_code
from handrail.channels.caller import address_of
from handrail.channels.govuk import FormFrame
from handrail.channels.web import coming_back, passes
from handrail.channels.web.braking import brake, in_words
from handrail.channels.web.circumstances import of_person, reader
from handrail.channels.web.frames import answer, framed, home_url, language_of, public_frame
from handrail.channels.web.saving import code_screen
from handrail.channels.web.words import say
from handrail.definition import publish
from handrail.definition.screen import Action, Details, Screen
from handrail.terms.legal_day import legal_day
from handrail.terms.reference import NotACode, NotAReference, new_code, read_code, read_reference

_DOUBLE_CLICK = timedelta(seconds=10)


@require_http_methods(["GET", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    """Ask for the reference and the code; let the right ones in once, with a new code."""
    language = language_of(request)
    if request.method == "GET":
        return _ask(request, language)
    typed = {"reference": request.POST.get("reference", ""), "code": request.POST.get("code", "")}
    errors = {}
    reference = code = ""
    try:
        reference = read_reference(typed["reference"])
    except NotAReference:
        errors["reference"] = say("return.reference.wrong", language)
    try:
        code = read_code(typed["code"])
    except NotACode:
        errors["code"] = say("return.code.wrong", language)
    if errors:
        return _ask(request, language, typed=typed, errors=errors)
    guarded, now = brake(reference, address_of(request)), timezone.now()
    wait = guarded.wait(at=now)
    if wait:
        return _ask(request, language, typed=typed, errors={"code": in_words(wait, language)}, status=429)
    guarded.count(at=now)
    found = history.locate(reference)
    if found is None:
        spend_time()
        return _ask(request, language, typed=typed, errors={"code": say("return.wrong", language)})
    try:
        stream, holder = found
        response = _let_in(request, stream=stream, holder=holder, reference=reference, code=code)
    except (WrongCode, history.Conflict):
        return _ask(request, language, typed=typed, errors={"code": say("return.wrong", language)})
    guarded.right()
    return response


def _let_in(request: HttpRequest, *, stream: UUID, holder: UUID, reference: str, code: str) -> HttpResponse:
    """Use the code up, once however often the form is sent, and show the new one.

    The second answer to a double click is the one that the person sees, so for a few seconds it lets them in
    as the first did. Later the same form is refused: it may lie behind the back button of a shared screen.
    """
    now = timezone.now()
    stranger = passes.new(reference=reference, stream=stream, holder=holder, party="applicant")
    sent = request.POST.get(passes.KEY) or passes.loose_form_key()
    key = sha256(f"{sent}|{reference}|{code}".encode()).digest()
    secret = passes.code_secret(key)
    with history.holding(holder):
        file = open_case(stream=stream, reader=reader(request, stranger), at=now)

        def let_in() -> dict[str, str]:
            used, party = use_code(file, code=code, circumstances=of_person(request, at=now, held=stranger))
            own = passes.new(reference=reference, stream=stream, holder=holder, party=party)
            make_code(used, party=party, circumstances=of_person(request, at=now, held=own), secret=secret)
            return {"party": party, "at": now.isoformat()}

        done = history.once(key, stream, let_in, holder=holder, at=now)
    if done is None or now - datetime.fromisoformat(done["at"]) > _DOUBLE_CLICK:
        raise WrongCode
    held = passes.new(reference=reference, stream=stream, holder=holder, party=done["party"])
    fresh = new_code(secret)
    screen = code_screen(file.state.language, reference=reference, code=fresh, returning=True)
    before = coming_back.opened(request, held)
    if before is not None:
        screen = coming_back.with_way_back(screen, before)
    hidden = coming_back.carried(request) if before else {}
    response = answer(screen, framed(request, held, file, "code", hidden=hidden))
    passes.hand(response, held)
    return response


def _without_a_code(language: str) -> str:
    """What to do, and whom to ring.

    Which council holds a case is not told to whoever types its reference, so every number is there.
    """
    now = timezone.now()
    numbers = [
        say("return.lost.ring", language, organisation=one.called(language), phone=one.phone)
        for one in estate.organisations(on=legal_day(now))
        if one.phone and publish.ever_published(one.id)
    ]
    return "\n".join((say("return.lost.text", language), "", *(f"- {number}" for number in numbers)))


def _ask(
    request: HttpRequest,
    language: str,
    *,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    screen = Screen(
        id="return",
        title=say("return.title", language),
        language=language,
        blocks=(
            *coming_back.asked(language, given=typed, errors=errors),
            Details(say("return.lost.summary", language), _without_a_code(language)),
        ),
        actions=(Action(say("return.button", language), f"/return?lang={language}"),),
        back=home_url(language),
    )
    form = FormFrame(key=passes.loose_form_key(), hidden=coming_back.carried(request))
    frame = public_frame(request, language, csrf_token=get_token(request), form=form)
    return answer(screen, frame, status=status)
