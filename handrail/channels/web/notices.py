"""The pages that a service owes everyone, generated from its definition: privacy, cookies, accessibility."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from handrail.bricks import BRICKS
from handrail.bricks.ask.spec import Ask
from handrail.channels.web.frames import answer, language_of, public_frame
from handrail.channels.web.service import offered_or_404, organisation_called
from handrail.channels.web.words import say
from handrail.definition.screen import Block, Heading, Paragraph, Screen, Table
from handrail.definition.service import Service, Step
from handrail.definition.wording import coverage
from handrail.questions.question import Question


@require_GET
def privacy(request: HttpRequest, organisation: str, service: str) -> HttpResponse:
    """What is asked, why, under what basis, for how long, and a person's rights."""
    found = organisation_called(organisation)
    offered = offered_or_404(found, service)
    language = language_of(request, offered=offered.languages)

    def tell(key: str, **values: str) -> Paragraph:
        return Paragraph(say(f"privacy.{key}", language, **values))

    def said(name: str) -> str:
        return offered.say(f"data.{name}", offered.data.get(name, ""), language)

    shared = [said("shared_with")] if said("shared_with") else []
    blocks: list[Block] = [
        tell("who", organisation=found.called(language)),
        Heading(say("privacy.why.title", language)),
        tell("why", basis=said("lawful_basis")),
        *([tell("law", law=said("basis_source"))] if said("basis_source") else []),
        *([tell("condition", condition=said("condition"))] if said("condition") else []),
        *(Heading(say("privacy.shared.title", language)) for _ in shared),
        *(Paragraph(text) for text in shared),
        Heading(say("privacy.keep.title", language)),
        tell("keep", keep=said("keep")),
        _questions(offered, language),
        tell("adjustments"),
        Heading(say("privacy.seal.title", language)),
        tell("seal"),
        Heading(say("privacy.rights.title", language)),
        tell("rights"),
    ]
    return _notice(request, "privacy", blocks, organisation=organisation, service=service)


@require_GET
def cookies(request: HttpRequest, organisation: str = "", service: str = "") -> HttpResponse:
    """The two cookies there are."""
    language = _language(request, organisation, service)
    table = Table(
        caption=say("cookies.table", language),
        head=(
            say("cookies.name", language),
            say("cookies.purpose", language),
            say("cookies.lasts", language),
        ),
        rows=(
            (
                "handrail_case",
                say("cookies.case", language),
                say("cookies.case.lasts", language, minutes=settings.IDLE_MINUTES),
            ),
            (
                settings.CSRF_COOKIE_NAME,
                say("cookies.csrf", language),
                say("cookies.csrf.lasts", language),
            ),
        ),
    )
    blocks: list[Block] = [Paragraph(say("cookies.text", language)), table]
    return _notice(request, "cookies", blocks, organisation=organisation, service=service)


@require_GET
def accessibility(request: HttpRequest, organisation: str = "", service: str = "") -> HttpResponse:
    """What it meets, how that was tested, what is known to be wrong."""
    language = _language(request, organisation, service)
    blocks: list[Block] = [
        Paragraph(say("accessibility.text", language)),
        Paragraph(say("accessibility.standard", language)),
        Heading(say("accessibility.tested.title", language)),
        Paragraph(say("accessibility.tested", language)),
    ]
    if service:
        offered = offered_or_404(organisation_called(organisation), service)
        found = coverage(offered, bricks=BRICKS).values()
        unchecked = sum(one.unchecked for one in found)
        texts = sum(one.texts for one in found)
        if unchecked:
            blocks += [
                Heading(say("accessibility.known.title", language)),
                Paragraph(say("accessibility.known", language, count=unchecked, total=texts)),
            ]
    blocks += [
        Heading(say("accessibility.help.title", language)),
        Paragraph(say("accessibility.help", language)),
    ]
    return _notice(request, "accessibility", blocks, organisation=organisation, service=service)


def _notice(
    request: HttpRequest, name: str, blocks: list[Block], *, organisation: str, service: str
) -> HttpResponse:
    language = _language(request, organisation, service)
    screen = Screen(
        id=f"notice:{name}", title=say(f"{name}.title", language), language=language, blocks=tuple(blocks)
    )
    if not service:
        return answer(screen, public_frame(request, language))
    found = organisation_called(organisation)
    offered = offered_or_404(found, service)
    return answer(screen, public_frame(request, language, organisation=found, service=offered))


def _language(request: HttpRequest, organisation: str, service: str) -> str:
    if not service:
        return language_of(request)
    return language_of(request, offered=offered_or_404(organisation_called(organisation), service).languages)


def _questions(service: Service, language: str) -> Table:
    rows = []
    for step in service.steps:
        if isinstance(step.spec, Ask):
            for question, _ in step.spec.questions():
                rows.append(
                    (_asked(service, step, question, language), _why(service, step, question, language))
                )
    return Table(
        caption=say("privacy.what.title", language),
        head=(say("privacy.what.question", language), say("privacy.what.why", language)),
        rows=tuple(rows),
    )


def _asked(service: Service, step: Step, question: Question, language: str) -> str:
    label = service.say(f"{step.id}.{question.id}.label", question.label, language)
    mark = say("privacy.what.optional", language, question="").strip()
    if not question.optional or label.endswith(mark):
        return label
    return say("privacy.what.optional", language, question=label)


def _why(service: Service, step: Step, question: Question, language: str) -> str:
    """Why a question is asked: the author's sentence about it or its step, or what is true of its sort."""
    spec: Ask = step.spec
    if question.why:
        return service.say(f"{step.id}.{question.id}.why", question.why, language)
    if question.equality:
        return say("privacy.what.equality", language)
    if spec.why:
        return service.say(f"{step.id}.why", spec.why, language)
    return say("privacy.what.find" if question.find_by else "privacy.what.use", language)
