"""A copy of what the person told, for staff to give or post to them, in their language and print."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from handrail import history
from handrail.casefile import CaseFile
from handrail.channels.desk.doors import case_view
from handrail.channels.desk.seen import APPLICANT
from handrail.channels.desk.staff import Staff
from handrail.channels.paper.copies import copy_of_answers
from handrail.channels.paper.typeset import can_print, pdf


@require_GET
@case_view
def copy(request: HttpRequest, _staff: Staff, file: CaseFile) -> HttpResponse:
    """The copy that the person could print. What they have not sent is not for staff to see."""
    if not can_print():
        raise Http404
    if not file.state.sendings:
        return HttpResponseRedirect(f"/desk/case/{file.reference}")
    now = timezone.now()
    document = copy_of_answers(
        file,
        party=APPLICANT,
        language=file.state.language,
        large=request.GET.get("large") == "1" or file.state.adjustments.large_print,
        receipt=history.receipt(file.stream, file.state.sendings[-1].sequence).code,
        at=now,
        all_of_it=False,
    )
    headers = {"Content-Disposition": f'inline; filename="{file.reference}.pdf"'}
    return HttpResponse(pdf(document, at=now), content_type="application/pdf", headers=headers)
