"""A posted form of a case: its one-time key checked, and done once for what was typed in it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from handrail import history
from handrail.casefile import CaseFile
from handrail.channels import failures, typed
from handrail.channels.web import coming_back, passes
from handrail.channels.web.doors import FormOfBefore, Kept, Unchanged


def once(
    request: HttpRequest, held: passes.Pass, file: CaseFile, page: str, do: Callable[[], str]
) -> HttpResponse:
    """Do what a form asks, the first time it is sent; answer with the same address every time.

    do: appends what it must and returns where to go. A forged or foreign key changes nothing. Nor does one
    that an earlier pass got: what was typed comes back. What the back button brings is often the form as it
    was, with its key: with something else typed in it than when it was last sent, it is done anew.
    """
    sent = request.POST.get(passes.KEY, "")
    key = passes.read_form_key(held, page, sent)
    if key is None:
        if passes.belongs(held, page, sent) and coming_back.worth_keeping(request):
            raise FormOfBefore
        raise Unchanged(failures.forged(request))
    mark = typed.mark(key, typed.sent_by(request).fields).hex()
    done = history.once(
        key,
        file.stream,
        lambda: {"go_on": do(), "mark": mark},
        holder=file.holder,
        at=file.at,
        anew=lambda before: before["mark"] != mark,
    )
    return HttpResponseRedirect(f"/case/{held.reference}") if done is None else Kept(done["go_on"])
