"""Save and come back later: make a return code and show it once; finish and clear."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from handrail import history
from handrail.casefile import CaseFile
from handrail.casefile.return_code import made_before, make_code
from handrail.channels import failures
from handrail.channels.web import passes
from handrail.channels.web.circumstances import of_person
from handrail.channels.web.doors import Unchanged, case_view
from handrail.channels.web.frames import answer, framed, language_of, public_frame
from handrail.channels.web.words import say
from handrail.definition.screen import Action, Block, Inset, Link, Paragraph, Row, Screen, Summary
from handrail.terms.reference import NotAReference, read_reference


@require_http_methods(["GET", "POST"])
@case_view(every_party=True)
def save(request: HttpRequest, held: passes.Pass, file: CaseFile) -> HttpResponse:
    """Offer a return code, or make one and show it with the reference. The latest one counts."""
    language = file.state.language
    if request.method == "GET":
        screen = Screen(
            id="save",
            title=say("save.title", language),
            language=language,
            blocks=(Paragraph(say("save.text", language)), Paragraph(say("code.until", language))),
            actions=(Action(say("save.button", language), "do:save"),),
            links=(Link(say("code.carry_on", language), "do:next"),),
        )
        return answer(screen, framed(request, held, file, "save"))
    key = passes.read_form_key(held, "save", request.POST.get(passes.KEY, ""))
    if key is None:
        raise Unchanged(failures.forged(request))
    code = _code_once(request, held, file, key)
    if not code:
        return HttpResponseRedirect(f"/case/{held.reference}/save")
    screen = code_screen(language, reference=held.reference, code=code, returning=False)
    return answer(screen, framed(request, held, file, "code"))


def _code_once(request: HttpRequest, held: passes.Pass, file: CaseFile, key: bytes) -> str:
    """The code that this form makes, made once however often it is sent; "" when it works no more."""
    secret, made = passes.code_secret(key), []

    def make() -> str:
        circumstances = of_person(request, at=file.at, held=held)
        made.append(make_code(file, party=held.party, circumstances=circumstances, secret=secret))
        return held.party

    history.once(key, file.stream, make, holder=file.holder, at=file.at)
    return made[0][1] if made else made_before(file, party=held.party, secret=secret)


def code_screen(language: str, *, reference: str, code: str, returning: bool) -> Screen:
    """The page that shows a return code, once."""
    opening: tuple[Block, ...] = (Inset(say("back.text", language)),) if returning else ()
    return Screen(
        id="return-code",
        title=say("back.title" if returning else "code.title", language),
        language=language,
        blocks=(
            *opening,
            Paragraph(say("code.text", language)),
            Summary(
                rows=(
                    Row(say("code.reference", language), reference),
                    Row(say("code.code", language), code),
                )
            ),
            Paragraph(say("code.once", language)),
            Paragraph(say("code.until", language)),
            Paragraph(say("code.lost", language)),
        ),
        links=(
            Link(say("code.carry_on", language), "do:next"),
            Link(say("code.leave", language), "do:finish"),
        ),
    )


@require_GET
def finish(request: HttpRequest, reference: str) -> HttpResponse:
    """Leave: take back the pass and show nothing of the case. Works with or without a pass.

    Only a reference of ours gets into the cookie's path: anything else could end the path and go on.
    """
    try:
        written = read_reference(reference)
    except NotAReference as wrong:
        raise Http404 from wrong
    language = language_of(request)
    screen = Screen(
        id="finished",
        title=say("finish.title", language),
        language=language,
        blocks=(Paragraph(say("finish.text", language)),),
        links=(Link(say("finish.back", language), f"/return?lang={language}"),),
    )
    response = answer(screen, public_frame(request, language))
    passes.take_back(response, written)
    response["Clear-Site-Data"] = '"cache"'
    return response
