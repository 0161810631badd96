"""Give somebody in a case a return code: who they are is checked first, noted, and the code shown."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.casefile import CaseFile
from handrail.casefile.return_code import made_before
from handrail.casework.step import NotWithStaff
from handrail.casework.ways_in import give_code, may_come_in
from handrail.channels.desk import keys
from handrail.channels.desk.acting import Form, refusal_words
from handrail.channels.desk.deciding import missing, textarea
from handrail.channels.desk.doors import Unchanged, case_view, once
from handrail.channels.desk.facts import unsafe
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.parties import label
from handrail.channels.desk.staff import Staff, circumstances
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import (
    Action,
    Notice,
    Paragraph,
    Row,
    Screen,
    Summary,
    Warning,  # noqa: A004 - the Design System's own name for it
)


@require_http_methods(["GET", "POST"])
@case_view
def give(request: HttpRequest, staff: Staff, file: CaseFile, party: str) -> HttpResponse:
    """Ask what was checked; then make a code and show it. A second press shows the same, while it works."""
    if not may_come_in(file, party):
        raise Http404
    if request.method == "GET":
        return _ask(request, staff, file, party, Form())
    typed = {name: str(text) for name, text in request.POST.items()}
    secret = keys.code_secret(typed.get(keys.FIELD, ""))
    made: list[str] = []

    def do() -> str:
        errors = missing(typed, checked="code.checked.missing")
        if errors:
            raise Unchanged(_ask(request, staff, file, party, Form(typed, errors)))
        noted = say("code.note", party=label(file, party), checked=typed["checked"].strip())
        try:
            _, code = give_code(
                file,
                party=party,
                checked=noted,
                circumstances=circumstances(request, staff, at=file.at),
                secret=secret,
            )
        except NotWithStaff as refusal:
            notice = Notice(say("refused.title"), refusal_words(refusal))
            raise Unchanged(_ask(request, staff, file, party, Form(typed), notice=notice)) from refusal
        made.append(code)
        return f"/desk/case/{file.reference}?done=code"

    response = once(request, staff, f"code/{file.reference}/{party}", do, stream=file.stream)
    code = made[0] if made else made_before(file, party=party, secret=secret)
    return _show(request, staff, file, party, code) if code else response


def _ask(
    request: HttpRequest,
    staff: Staff,
    file: CaseFile,
    party: str,
    form: Form,
    *,
    notice: Notice | None = None,
) -> HttpResponse:
    safety = unsafe(file)
    screen = Screen(
        id="desk:code",
        title=say("code.title"),
        caption=f"{file.reference}: {label(file, party)}",
        language=LANGUAGE,
        blocks=(
            *((notice,) if notice else ()),
            *((Warning(say("safety", questions="; ".join(safety))),) if safety else ()),
            Paragraph(say("code.text")),
            textarea("checked", form, label=say("code.checked"), hint=say("code.checked.hint")),
        ),
        actions=(Action(say("code.button"), f"do:code/{party}"),),
        back="do:",
    )
    frame = framed(
        request,
        staff,
        form=f"code/{file.reference}/{party}",
        base=f"/desk/case/{file.reference}",
        kind=file.kind,
    )
    return answer(screen, frame, status=409 if notice else 200)


def _show(request: HttpRequest, staff: Staff, file: CaseFile, party: str, code: str) -> HttpResponse:
    screen = Screen(
        id="desk:code/shown",
        title=say("code.made"),
        caption=f"{file.reference}: {label(file, party)}",
        language=LANGUAGE,
        blocks=(
            Paragraph(say("code.made.text")),
            Summary(rows=(Row(say("home.head.reference"), file.reference), Row(say("parties.way_in"), code))),
        ),
        back="do:",
    )
    return answer(screen, framed(request, staff, base=f"/desk/case/{file.reference}", kind=file.kind))
