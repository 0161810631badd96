"""An action on a case as data: what it asks, what it does; one view shows, previews and does them all.

What a person will read is shown exactly as they will see it before it is done: the action is carried out,
the person's page made from the case as it then is, and everything rolled back. When the case has moved since
the form was shown, the form comes back with what was typed and what has happened.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from handrail.bricks.work.refusals import WorkRefused
from handrail.casefile import CaseFile
from handrail.casework.documents import DocumentRefused
from handrail.casework.step import NotWithStaff
from handrail.channels.desk import as_opened
from handrail.channels.desk.adjusting import going
from handrail.channels.desk.doors import Unchanged, View, case_view, once
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.keys import FIELD, SEEN, STAGE
from handrail.channels.desk.seen import ended_a_stage, shown
from handrail.channels.desk.staff import Staff, circumstances
from handrail.channels.desk.standing import step_at_hand
from handrail.channels.desk.timeline import since
from handrail.channels.desk.words import LANGUAGE, PHRASES, say
from handrail.channels.govuk import Drawn
from handrail.definition.screen import (
    Action,
    Block,
    Heading,
    Inset,
    Notice,
    Paragraph,
    Row,
    Screen,
    Summary,
)
from handrail.history.event import Circumstances

AGAIN = "again"
"""In the address, that the form is wanted again with what was typed in it."""

LATER = "later"
"""In the address, that it is kept half done and gone on with another time."""


@dataclass(frozen=True, slots=True)
class Form:
    """What an action's form shows: what was typed, and why it was refused, by field name.

    parts: by field name, which parts of a composite one are wrong.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def values(self, name: str) -> dict[str, str]:
        """What was typed in a field and its parts."""
        return {key: text for key, text in self.typed.items() if key == name or key.startswith(f"{name}.")}

    def error(self, name: str) -> str:
        """Why a field was refused, "" when it was not."""
        return self.errors.get(name, "")


class Mend(Exception):
    """Something typed must be mended; by field name, how, and which parts of it."""

    def __init__(self, errors: Mapping[str, str], parts: Mapping[str, frozenset[str]] | None = None) -> None:
        super().__init__()
        self.errors = errors
        self.parts = parts or {}


@dataclass(frozen=True, slots=True)
class CaseAction:
    """Something staff do to a case.

    name: the last part of its address, and the key of its words.
    blocks: what the form shows. do: (file, form, circumstances) -> the file afterwards; raises Mend, or a
        refusal of the operation. field: the field that a refusal with no field of its own is shown at.
    shown: the person reads what comes of it, so it is shown first as they will see it.
    strict: it rests on the case as it was shown, so it is not done when the case has moved meanwhile.
    later: it may be kept half done: there is a second button, and `do` finds LATER among what was typed.
    onward: what comes after it, once it is whole: the rest of an address on the case, "" for its page.
    about: what its form has chosen already when the address says what it is about.
    barred: raises the refusal that the case as it stands would meet, before anything is typed.
    of_step: it belongs to the step that the case stands at, so the page names the step.
    called: what the page is called instead of the action's own title, for what differs from step to step.
    """

    name: str
    blocks: Callable[[CaseFile, Staff, Form], tuple[Block, ...]]
    do: Callable[[CaseFile, Mapping[str, str], Circumstances], CaseFile]
    field: str = ""
    shown: bool = False
    strict: bool = True
    warning: bool = False
    later: bool = False
    onward: Callable[[CaseFile, Mapping[str, str]], str] | None = None
    about: Callable[[CaseFile, str], Mapping[str, str]] | None = None
    of_step: bool = False
    called: Callable[[CaseFile], str] | None = None
    barred: Callable[[CaseFile, Staff], None] = lambda *_: None


def view_of(action: CaseAction) -> View:
    """The view of an action: its form, the preview where there is one, and the doing of it."""

    @require_http_methods(["GET", "POST"])
    @case_view
    def view(request: HttpRequest, staff: Staff, file: CaseFile) -> HttpResponse:
        if request.method != "POST":
            try:
                action.barred(file, staff)
            except WorkRefused as refusal:
                return _too_late(request, staff, file, action, Form(), refusal)
            about = request.GET.get("about", "")
            chosen = action.about(file, about) if action.about and about else {}
            return _form(request, staff, file, action, Form(chosen))
        return _post(request, staff, file, action)

    return view


def _post(request: HttpRequest, staff: Staff, file: CaseFile, action: CaseAction) -> HttpResponse:
    typed = {name: text for name, text in request.POST.items() if isinstance(text, str)}
    page = f"{action.name}/{file.reference}"
    base = f"/desk/case/{file.reference}"

    if action.later and LATER in request.GET:
        typed[LATER] = "1"
    if AGAIN in request.GET:
        return _form(request, staff, file, action, Form(typed))

    def do() -> str:
        moved = since(file, typed.get(SEEN, "")) if action.strict else ""
        if moved:
            notice = Notice(say("moved.title"), say("moved.text", what=moved))
            raise Unchanged(_form(request, staff, file, action, Form(typed), notice=notice, status=409))
        after = _done(request, staff, file, action, typed)
        if action.shown and typed.get(STAGE) != "shown":
            raise Unchanged(_preview(request, staff, file, after, action, typed))
        onward = action.onward(after, typed) if action.onward and LATER not in typed else ""
        if onward:
            return f"{base}/{onward}"
        return f"{base}?done={action.name}"

    return once(request, staff, page, do, stream=file.stream)


def _done(
    request: HttpRequest, staff: Staff, file: CaseFile, action: CaseAction, typed: Mapping[str, str]
) -> CaseFile:
    """Carry the action out. A refusal comes back as the form with what was typed."""
    try:
        return action.do(file, typed, circumstances(request, staff, at=file.at))
    except Mend as mend:
        form = Form(typed, mend.errors, mend.parts)
        raise Unchanged(_form(request, staff, file, action, form)) from mend
    except (WorkRefused, NotWithStaff) as refusal:
        words = refusal_words(refusal)
        if action.field and PHRASES.has(f"{action.name}.{type(refusal).__name__}", LANGUAGE):
            form = Form(typed, {action.field: say(f"{action.name}.{type(refusal).__name__}")})
            raise Unchanged(_form(request, staff, file, action, form)) from refusal
        notice = Notice(say("refused.title"), words)
        again = _form(request, staff, file, action, Form(typed), notice=notice, status=409)
        raise Unchanged(again) from refusal


def refusal_words(refusal: Exception) -> str:
    """What a refusal of an operation says at the desk."""
    return say(f"refused.{type(refusal).__name__}")


def _form(
    request: HttpRequest,
    staff: Staff,
    file: CaseFile,
    action: CaseAction,
    form: Form,
    *,
    notice: Notice | None = None,
    status: int = 200,
) -> HttpResponse:
    try:
        blocks = action.blocks(file, staff, form)
    except (NotWithStaff, DocumentRefused) as refusal:
        return _too_late(request, staff, file, action, form, refusal)
    screen = Screen(
        id=f"desk:{action.name}",
        title=action.called(file) if action.called else say(f"{action.name}.title"),
        caption=_caption(file, action),
        language=LANGUAGE,
        blocks=(*((notice,) if notice else ()), *blocks),
        actions=(
            Action(
                say("preview" if action.shown else f"{action.name}.button"),
                f"do:{action.name}",
                warning=action.warning and not action.shown,
            ),
            *(
                (Action(say(f"{action.name}.later"), f"do:{action.name}?{LATER}=1", secondary=True),)
                if action.later
                else ()
            ),
        ),
        back="do:",
    )
    frame = framed(
        request,
        staff,
        form=f"{action.name}/{file.reference}",
        base=f"/desk/case/{file.reference}",
        hidden={SEEN: str(file.head.sequence)},
        kind=file.kind,
        drawn=file.once(f"{action.name} drawn", Drawn) if form == Form() else None,
    )
    return answer(screen, frame, status=status)


def _caption(file: CaseFile, action: CaseAction) -> str:
    """The case and, of what belongs to a step, the step: one service asks staff to decide several times."""
    step = step_at_hand(file) if action.of_step and not action.called else None
    return f"{file.reference}: {file.service.title_of(step, LANGUAGE)}" if step else file.reference


def _reasons_of_a_stage(action: CaseAction, after: CaseFile) -> Iterator[Block]:
    """What the person will read of a stage: it stands among what has happened, below what is shown."""
    if action.of_step and ended_a_stage(after):
        yield Paragraph(say("preview.stage"))
        reasons = after.state.decisions[-1].reasons
        if reasons:
            yield Inset(reasons)


def _too_late(
    request: HttpRequest, staff: Staff, file: CaseFile, action: CaseAction, form: Form, refusal: Exception
) -> HttpResponse:
    """Say that it can no longer be done, with everything that was typed, to be copied from."""
    fixed = {"csrfmiddlewaretoken", FIELD, SEEN, STAGE, as_opened.FIELD}
    typed = [text for name, text in form.typed.items() if name not in fixed and len(text.split()) > 1]
    screen = Screen(
        id=f"desk:{action.name}/too-late",
        title=say("refused.title"),
        caption=file.reference,
        language=LANGUAGE,
        blocks=(
            Paragraph(refusal_words(refusal)),
            *((Heading(say("refused.typed")),) if typed else ()),
            *(Summary(rows=(Row(say(f"{action.name}.offer"), text),)) for text in typed),
        ),
        back="do:",
    )
    frame = framed(request, staff, base=f"/desk/case/{file.reference}", kind=file.kind)
    return answer(screen, frame, status=409)


def _preview(
    request: HttpRequest,
    staff: Staff,
    file: CaseFile,
    after: CaseFile,
    action: CaseAction,
    typed: Mapping[str, str],
) -> HttpResponse:
    """The person's page as it would be, with what was typed carried along to the button that does it."""
    screen = Screen(
        id=f"desk:{action.name}/shown",
        title=say("preview.title"),
        caption=_caption(file, action),
        language=LANGUAGE,
        blocks=(
            Paragraph(say("preview.text")),
            *going(file),
            *_reasons_of_a_stage(action, after),
            Heading(say("preview.page")),
            shown(after),
        ),
        actions=(
            Action(say(f"{action.name}.button"), f"do:{action.name}", warning=action.warning),
            Action(say("preview.change"), f"do:{action.name}?{AGAIN}=1", secondary=True),
        ),
    )
    carried = {name: text for name, text in typed.items() if name not in {"csrfmiddlewaretoken", "form_key"}}
    frame = framed(
        request,
        staff,
        form=f"{action.name}/{file.reference}",
        base=f"/desk/case/{file.reference}",
        hidden={**carried, SEEN: str(file.head.sequence), STAGE: "shown"},
        kind=file.kind,
    )
    return answer(screen, frame)
