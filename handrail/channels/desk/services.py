"""The services an organisation has published: which version holds, since when, why; go back, or withdraw."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from handrail import estate, history
from handrail.casework.queues import open_by_version
from handrail.channels.desk.acting import Form
from handrail.channels.desk.deciding import missing, textarea
from handrail.channels.desk.doors import Unchanged, once
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import LANGUAGE, PHRASES, say
from handrail.definition import publish
from handrail.definition.publish import Publication
from handrail.definition.screen import (
    Action,
    Block,
    Inset,
    Link,
    Notice,
    Paragraph,
    Row,
    Screen,
    Summary,
    Table,
)
from handrail.terms.language import format_instant
from handrail.terms.legal_day import legal_day

SHORT = 12
"""As much of a version's hash as people read."""


@require_GET
def services(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Every service that the organisation has published, offered now or not."""
    rows = []
    for slug in publish.ever_published(staff.organisation):
        acts = publish.publications(slug, staff.organisation)
        held = _in_force(acts, at=timezone.now())
        rows.append(
            (
                Link(_name(acts), f"/desk/services/{slug}"),
                held.version[:SHORT] if held and held.version else say("services.withdrawn"),
                format_instant(held.from_at, LANGUAGE) if held else say("none"),
            )
        )
    head = tuple(say(f"services.head.{name}") for name in ("service", "version", "since"))
    blocks: tuple[Block, ...] = (
        (Table(caption=say("services.caption"), head=head, rows=tuple(rows)),)
        if rows
        else (Paragraph(say("services.none")),)
    )
    screen = Screen(id="desk:services", title=say("section.desk-services"), language=LANGUAGE, blocks=blocks)
    return answer(screen, framed(request, staff))


@require_GET
def service(request: HttpRequest, staff: Staff, slug: str) -> HttpResponse:
    """One service: the version in force, open cases by version, and everything that was published."""
    acts = _acts(staff, slug)
    now = timezone.now()
    held = _in_force(acts, at=now)
    with history.holding(staff.organisation):
        cases = open_by_version(service=slug, kind="live")
    screen = Screen(
        id="desk:service",
        title=_name(acts),
        language=LANGUAGE,
        blocks=(*_done(request), _now(slug, held), _cases(cases), _history(slug, acts, held)),
        links=(
            (Link(say("services.withdraw"), f"/desk/services/{slug}/withdraw"),)
            if held is not None and held.version
            else ()
        ),
        back="/desk/services",
    )
    return answer(screen, framed(request, staff))


@require_http_methods(["GET", "POST"])
def rollback(request: HttpRequest, staff: Staff, slug: str, version: str) -> HttpResponse:
    """Make an earlier version current again, with the reason."""
    acts = _acts(staff, slug)
    if version not in {one.version for one in acts}:
        raise Http404

    def go_back(why: str, at: datetime) -> None:
        publish.go_back(slug, staff.organisation, version=version, by=staff.name, why=why, at=at)

    return _act(request, staff, slug, acts, f"rollback/{version}", go_back)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, staff: Staff, slug: str) -> HttpResponse:
    """Stop new starts, with the reason; open cases go on."""

    def stop(why: str, at: datetime) -> None:
        publish.withdraw(slug, staff.organisation, by=staff.name, why=why, at=at)

    return _act(request, staff, slug, _acts(staff, slug), "withdraw", stop)


def _act(
    request: HttpRequest,
    staff: Staff,
    slug: str,
    acts: tuple[Publication, ...],
    page: str,
    change: Callable[[str, datetime], None],
) -> HttpResponse:
    if request.method == "GET":
        return _ask(request, staff, slug, acts, page, Form())
    typed = {name: str(text) for name, text in request.POST.items()}
    name = page.partition("/")[0]

    def do() -> str:
        errors = missing(typed, why="services.why.missing")
        if errors:
            raise Unchanged(_ask(request, staff, slug, acts, page, Form(typed, errors)))
        change(typed["why"].strip(), timezone.now())
        return f"/desk/services/{slug}?done=service-{name}"

    with history.holding(staff.organisation):
        return once(request, staff, f"services/{slug}/{page}", do, stream=None)


def _ask(
    request: HttpRequest, staff: Staff, slug: str, acts: tuple[Publication, ...], page: str, form: Form
) -> HttpResponse:
    name, _, version = page.partition("/")
    screen = Screen(
        id=f"desk:service/{name}",
        title=say(f"services.{name}.title", version=version[:SHORT]),
        caption=_name(acts),
        language=LANGUAGE,
        blocks=(
            Paragraph(say(f"services.{name}.text")),
            textarea("why", form, label=say("services.why"), hint=say("services.why.hint")),
        ),
        actions=(
            Action(say(f"services.{name}"), f"/desk/services/{slug}/{page}", warning=name == "withdraw"),
        ),
        back=f"/desk/services/{slug}",
    )
    return answer(screen, framed(request, staff, form=f"services/{slug}/{page}"))


def _acts(staff: Staff, slug: str) -> tuple[Publication, ...]:
    """Everything the organisation published of a service; Http404 when that is nothing."""
    acts = publish.publications(slug, staff.organisation)
    if not acts:
        raise Http404
    return acts


def _in_force(acts: tuple[Publication, ...], *, at: datetime) -> Publication | None:
    begun = [one for one in acts if one.from_at <= at]
    return max(enumerate(begun), key=lambda one: (one[1].from_at, one[0]))[1] if begun else None


def _name(acts: tuple[Publication, ...]) -> str:
    """What the service is called in the version published last."""
    latest = next((one.version for one in reversed(acts) if one.version), None)
    return publish.version(latest).name if latest else acts[0].service


def _done(request: HttpRequest) -> Iterator[Notice]:
    key = f"done.{request.GET.get('done', '')}"
    if PHRASES.has(key, LANGUAGE):
        yield Notice(say("notice"), say(key), success=True)


def _now(slug: str, held: Publication | None) -> Block:
    if held is None or held.version is None:
        return Inset(say("services.stopped"))
    found = publish.version(held.version)
    body = estate.organisation(found.owner_organisation, on=legal_day(timezone.now()))
    named = body.called(LANGUAGE) if body else found.owner_organisation
    owner = say("services.owner", role=found.owner_role, organisation=named)
    return Summary(
        title=say("services.now"),
        rows=(
            Row(say("services.head.version"), held.version[:SHORT]),
            Row(say("services.head.since"), format_instant(held.from_at, LANGUAGE)),
            Row(say("services.head.by"), held.by),
            Row(say("services.head.why"), held.why),
            Row(say("services.head.owner"), owner),
            Row(say("services.head.address"), slug),
        ),
    )


def _cases(cases: Mapping[str, int]) -> Block:
    if not cases:
        return Paragraph(say("services.no_cases"))
    rows = tuple((version[:SHORT], str(count)) for version, count in Counter(cases).most_common())
    return Table(
        caption=say("services.cases"),
        head=(say("services.head.version"), say("services.head.open")),
        rows=rows,
    )


def _history(slug: str, acts: tuple[Publication, ...], held: Publication | None) -> Table:
    head = tuple(say(f"services.head.{name}") for name in ("since", "version", "by", "why", "do"))
    return Table(
        caption=say("services.history"),
        head=head,
        rows=tuple(
            (
                format_instant(one.from_at, LANGUAGE),
                one.version[:SHORT] if one.version else say("services.withdrawn"),
                one.by,
                one.why,
                Link(
                    say("services.rollback"),
                    f"/desk/services/{slug}/rollback/{one.version}",
                    one.version[:SHORT],
                )
                if one.version and (held is None or one.version != held.version)
                else "",
            )
            for one in reversed(acts)
        ),
    )
