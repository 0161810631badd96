"""Anyone can check a receipt: that we recorded it, when, and that it has not changed."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods

from handrail import history
from handrail.channels.web.frames import answer, home_url, language_of, public_frame
from handrail.channels.web.words import say
from handrail.definition.screen import Action, Block, Input, Panel, Paragraph, Screen
from handrail.terms.language import format_instant
from handrail.terms.reference import NotAReference, read_reference
from handrail.walk.timeline import sentence


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the reference and the receipt code; answer whether they belong together."""
    language = language_of(request)
    given = request.POST if request.method == "POST" else request.GET
    reference, code = given.get("reference", ""), given.get("code", "")
    blocks: list[Block] = [Paragraph(say("verify.text", language))]
    title = say("verify.title", language)
    errors = _wrong(reference, code, language) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        title, blocks = _checked(reference, code, language)
    blocks += [
        Input(
            name="reference",
            kind="text",
            label=say("verify.reference.label", language),
            hint=say("return.reference.hint", language),
            values={"reference": reference},
            error=errors.get("reference", ""),
            width=20,
        ),
        Input(
            name="code",
            kind="text",
            label=say("verify.code.label", language),
            values={"code": code},
            error=errors.get("code", ""),
            width=30,
        ),
    ]
    screen = Screen(
        id="verify",
        title=title,
        language=language,
        blocks=tuple(blocks),
        actions=(Action(say("verify.button", language), f"/verify?lang={language}"),),
        back=home_url(language),
    )
    return answer(screen, public_frame(request, language, csrf_token=get_token(request)))


def _wrong(reference: str, code: str, language: str) -> dict[str, str]:
    """By field, what must be mended before a receipt can be looked for."""
    errors = {}
    try:
        read_reference(reference)
    except NotAReference:
        errors["reference"] = say("return.reference.wrong", language)
    if not code.strip():
        errors["code"] = say("verify.code.missing", language)
    return errors


def _checked(reference: str, code: str, language: str) -> tuple[str, list[Block]]:
    found = history.check_receipt(read_reference(reference), code)
    if found is None:
        return say("verify.bad.title", language), [Paragraph(say("verify.bad.text", language))]
    text = say(
        "verify.good.text",
        language,
        at=format_instant(found.recorded_at, language),
        what=sentence(found.type, language),
    )
    return say("verify.good.title", language), [
        Panel(say("verify.good.title", language), reference),
        Paragraph(text),
    ]
