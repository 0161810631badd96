"""Anyone can check a receipt: that we recorded it, when, and that it has not changed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from handrail import history
from handrail.channels.web.frames import answer, language_of, public_frame
from handrail.channels.web.words import say
from handrail.definition.screen import Action, Block, Input, Panel, Paragraph, Screen
from handrail.terms.language import format_instant
from handrail.terms.reference import NotAReference, read_reference
from handrail.walk.timeline import sentence


@require_GET
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the reference and the receipt code; answer whether they belong together."""
    language = language_of(request)
    reference, code = request.GET.get("reference", ""), request.GET.get("code", "")
    blocks: list[Block] = [Paragraph(say("verify.text", language))]
    title = say("verify.title", language)
    if reference or code:
        title, blocks = _checked(reference, code, language)
    blocks += [
        Input(
            name="reference",
            kind="text",
            label=say("verify.reference.label", language),
            values={"reference": reference},
            width=20,
        ),
        Input(
            name="code",
            kind="text",
            label=say("verify.code.label", language),
            values={"code": code},
            width=30,
        ),
    ]
    screen = Screen(
        id="verify",
        title=title,
        language=language,
        blocks=tuple(blocks),
        actions=(Action(say("verify.button", language), "/verify"),),
        back="/",
    )
    return answer(screen, public_frame(request, language, form_method="get"))


def _checked(reference: str, code: str, language: str) -> tuple[str, list[Block]]:
    try:
        found = history.check_receipt(read_reference(reference), code)
    except NotAReference:
        found = None
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
