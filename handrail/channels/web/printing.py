"""What people print: the blank form of a service, and a copy of what they told."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from handrail import estate, history
from handrail.casefile import CaseFile
from handrail.channels.paper.blank import blank_form
from handrail.channels.paper.copies import copy_of_answers
from handrail.channels.paper.typeset import can_print, pdf
from handrail.channels.web import passes
from handrail.channels.web.doors import APPLICANT, case_view
from handrail.channels.web.frames import language_of
from handrail.channels.web.print_links import LARGE, always_large, has_form
from handrail.channels.web.service import offered_or_404, organisation_called
from handrail.definition import publish
from handrail.terms.legal_day import legal_day

_KEPT = 8
"""Blank forms kept in memory, at about 300 KB each, once somebody has asked for one."""


@require_GET
def form(request: HttpRequest, organisation: str, service: str) -> HttpResponse:
    """The blank form, to fill in by hand."""
    found = organisation_called(organisation)
    offered = offered_or_404(found, service)
    if not has_form(offered):
        raise Http404
    language, today = language_of(request, offered=offered.languages), legal_day(timezone.now())
    made = _form(offered.hash, found.id, today, language, large=wants_large(request))
    return as_pdf(made, f"{offered.slug}-{language}")


@require_GET
@case_view(every_party=True)
def copy(request: HttpRequest, held: passes.Pass, file: CaseFile) -> HttpResponse:
    """A copy of what was told, for whoever looks: nothing is on it that their page does not show."""
    if not can_print():
        raise Http404
    if held.party != APPLICANT and not file.state.sendings:
        return HttpResponseRedirect(f"/case/{held.reference}")
    language, now = file.state.language, timezone.now()
    large = wants_large(request) or always_large(file, held.party)
    receipt = receipt_of(file) if held.party == APPLICANT else ""
    document = copy_of_answers(
        file, party=held.party, language=language, large=large, receipt=receipt, at=now
    )
    return as_pdf(pdf(document, at=now), file.reference)


def receipt_of(file: CaseFile) -> str:
    """The code of the receipt for what was last sent, "" for a draft."""
    if not file.state.sendings:
        return ""
    with history.holding(file.holder):
        return history.receipt(file.stream, file.state.sendings[-1].sequence).code


def wants_large(request: HttpRequest) -> bool:
    """Whether the address asks for large print."""
    return request.GET.get(LARGE) == "1"


def as_pdf(made: bytes, name: str) -> HttpResponse:
    """A document as a response, shown by the browser or kept under a name."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@lru_cache(maxsize=_KEPT)
def _form(version: str, organisation: UUID, day: date, language: str, *, large: bool) -> bytes:
    """A blank form: the same for everybody on one day."""
    document = blank_form(
        publish.version(version),
        organisation=estate.organisation_by_id(organisation, on=day),
        language=language,
        large=large,
    )
    return pdf(document, at=timezone.now())
