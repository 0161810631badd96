"""A posted form of a case: its one-time key checked, and done once for what was typed in it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from handrail.casefile import CaseFile
from handrail.channels import failures, typed
from handrail.channels.done_once import done_once
from handrail.channels.web import coming_back, passes
from handrail.channels.web.doors import FormOfBefore, Kept, Unchanged


def once(
    request: HttpRequest, held: passes.Pass, file: CaseFile, page: str, do: Callable[[], str]
) -> HttpResponse:
    """Do what a form asks, the first time it is sent; answer with the same address every time.

    do: appends what it must and returns where to go. A forged or foreign key changes nothing. Nor does one
    that an earlier pass got: what was typed comes back. With something else typed in it, it is done anew.
    """
    sent = request.POST.get(passes.KEY, "")
    key = passes.read_form_key(held, page, sent)
    if key is None:
        if passes.belongs(held, page, sent) and coming_back.worth_keeping(request):
            raise FormOfBefore
        raise Unchanged(failures.forged(request))
    fields = typed.sent_by(request).fields
    led = done_once(key, fields, file.stream, do, holder=file.holder, at=file.at)
    return HttpResponseRedirect(f"/case/{held.reference}") if led is None else Kept(led)
