"""A posted form of a case: its one-time key checked, and done once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from handrail import history
from handrail.casefile import CaseFile
from handrail.channels import failures
from handrail.channels.web import coming_back, passes
from handrail.channels.web.doors import FormOfBefore, Unchanged


def once(
    request: HttpRequest, held: passes.Pass, file: CaseFile, page: str, do: Callable[[], str]
) -> HttpResponse:
    """Do what a form asks, the first time it is sent; answer with the same address every time.

    do: appends what it must and returns where to go. A forged or foreign key changes nothing. Nor does one
    that an earlier pass got: what was typed comes back.
    """
    sent = request.POST.get(passes.KEY, "")
    key = passes.read_form_key(held, page, sent)
    if key is None:
        if passes.belongs(held, page, sent) and coming_back.worth_keeping(request):
            raise FormOfBefore
        raise Unchanged(failures.forged(request))
    go_on = history.once(key, file.stream, do, holder=file.holder, at=file.at)
    return HttpResponseRedirect(go_on or f"/case/{held.reference}")
