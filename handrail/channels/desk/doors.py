"""The doors of the desk: who may open a page, a case opened for a stated purpose, a form done once."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import urlencode

from handrail import history
from handrail.casefile import open_case
from handrail.channels import failures, typed
from handrail.channels.desk import keys
from handrail.channels.desk.access import ACCESS, ANYONE, acting_role
from handrail.channels.desk.purposes import purpose_of
from handrail.channels.desk.putting_back import typed_in, worth_keeping
from handrail.channels.desk.signing_in import URL as SIGN_IN
from handrail.channels.desk.signing_in import account_of, signed_out_page
from handrail.channels.desk.staff import Staff, of_account, reader
from handrail.channels.done_once import done_once
from handrail.terms.reference import NotAReference, read_reference

View = Callable[..., HttpResponse]
_TRIES = 4


class Unchanged(Exception):
    """Raised by a view to answer without changing anything: what it had appended is rolled back."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def guarded(name: str, view: View) -> View:
    """Open a page to the roles that ACCESS names for it: `view(request, staff, …)`."""
    if ACCESS[name] == (ANYONE,):
        return view

    @wraps(view)
    def wrapped(request: HttpRequest, **places: str) -> HttpResponse:
        account = account_of(request)
        if account is None:
            return _signed_out(request)
        role = acting_role(name, frozenset(account.roles))
        if role is None:
            return failures.forbidden(request)
        try:
            return view(request, of_account(account, role), **places)
        except Unchanged as instead:
            return instead.response

    return wrapped


def _signed_out(request: HttpRequest) -> HttpResponse:
    """The way to sign in. A form that was sent is not done, and what was typed in it is not lost."""
    if request.method != "POST":
        return HttpResponseRedirect(f"{SIGN_IN}?{urlencode({'next': request.get_full_path()})}")
    sent = typed.sent_by(request)
    return signed_out_page(request, sent) if worth_keeping(sent) else HttpResponseRedirect(SIGN_IN)


def case_view(view: View) -> View:
    """Wrap a view of one case: `view(request, staff, file, **places)`, inside the case's transaction.

    A case of another organisation is as one that does not exist. Without a stated purpose the way leads to
    the page that asks for one. A view that loses a race runs again on the case as it has become.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, staff: Staff, reference: str, **places: str) -> HttpResponse:
        stream, reference = stream_of(staff, reference)
        purpose = purpose_of(request, reference)
        if not purpose:
            return HttpResponseRedirect(f"/desk/case/{reference}/open")
        for _ in range(_TRIES):
            at = timezone.now()
            try:
                with history.holding(staff.organisation):
                    file = open_case(
                        stream=stream, reader=reader(request, staff, purpose=purpose, at=at), at=at
                    )
                    # What a view takes back it takes back alone: that the case was read stays on record.
                    # Looking at a case changes nothing, so there is nothing to take back.
                    try:
                        with nullcontext() if request.method == "GET" else transaction.atomic():
                            return view(request, staff, file, **places)
                    except Unchanged as instead:
                        return instead.response
            except history.Conflict:
                continue
            except history.NoSuchStream as gone:
                raise Http404 from gone
        return failures.conflict(request, go_on=f"/desk/case/{reference}")

    return wrapped


def stream_of(staff: Staff, reference: str) -> tuple[UUID, str]:
    """The case of a reference and its one written form; Http404 unless the organisation holds it."""
    try:
        written = read_reference(reference)
    except NotAReference as wrong:
        raise Http404 from wrong
    found = history.locate(written)
    if found is None or found[1] != staff.organisation:
        raise Http404
    return found[0], written


def once(
    request: HttpRequest, staff: Staff, page: str, do: Callable[[], str], *, stream: UUID | None
) -> HttpResponse:
    """Do what a form asks, the first time it is sent; answer with the same address every time. In `holding`.

    do: appends what it must and returns where to go. A forged or foreign key changes nothing. With something
    else typed in it, it is done anew; what the form brings along itself is no part of that.
    """
    key = keys.read(staff, page, request.POST.get(keys.FIELD, ""))
    if key is None:
        raise Unchanged(failures.forged(request))
    fields = typed_in(typed.sent_by(request))
    led = done_once(key, fields, stream, do, holder=staff.organisation, at=timezone.now())
    return HttpResponseRedirect(led or "/desk/")
