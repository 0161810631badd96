"""Sign in and out of the desk, also with a form in hand that was sent when the session had ended."""

from typing import cast

from django.contrib.auth import authenticate, get_user_model, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handrail.channels import typed
from handrail.channels.caller import address_of
from handrail.channels.desk import keys, lockout
from handrail.channels.desk.frames import HOME, answer, signed_out
from handrail.channels.desk.putting_back import ABOUT, is_of, put_back, shown
from handrail.channels.desk.staff import Account, Staff
from handrail.channels.desk.words import LANGUAGE, say
from handrail.channels.typed import Typed
from handrail.definition.screen import Action, Block, Input, Notice, Paragraph, Screen

URL = "/desk/sign-in"


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a username and a password, and let the right ones in."""
    if request.method == "GET":
        return _ask(request, next_url=request.GET.get("next", ""))
    username, password = request.POST.get("username", "").strip()[:150], request.POST.get("password", "")
    next_url = request.POST.get("next", "")
    missing = {
        name: say(f"sign_in.{name}.missing")
        for name, given in (("username", username), ("password", password))
        if not given
    }
    if missing:
        return _ask(request, next_url=next_url, username=username, errors=missing)
    now, account, address = timezone.now(), username.casefold(), address_of(request)
    wait = lockout.longest_wait(account, address, at=now)
    if wait:
        wrong = {"password": lockout.in_words(wait, say)}
        return _ask(request, next_url=next_url, username=username, errors=wrong, status=429)
    # Counted before it is looked at, which takes a while: of many tries at once, each counts for the next.
    lockout.ACCOUNTS.wrong(account, at=now)
    found = authenticate(request, username=username, password=password)
    if found is None:
        lockout.ADDRESSES.wrong(address, at=now)
        wrong = {"password": say("sign_in.wrong")}
        return _ask(request, next_url=next_url, username=username, errors=wrong)
    lockout.ACCOUNTS.right(account)
    if account_of(request) is not None:
        request.session.cycle_key()  # Django does so for whoever was not signed in
    login(request, found)
    sent = typed.unseal(request.POST.get(typed.FIELD, ""), about=ABOUT)
    if sent is not None and is_of(sent, found):
        return put_back(request, found, sent)
    return HttpResponseRedirect(_safe(next_url))


def signed_out_page(request: HttpRequest, sent: Typed, *, show: bool = True) -> HttpResponse:
    """Say that nothing was done and ask to sign in; what was sent comes along and is shown, to be copied.

    show: the form is known to be ours, and not one that another site sent.
    """
    sealed = typed.seal(sent, about=ABOUT) if keys.readable(sent.fields.get(keys.FIELD, "")) else ""
    comes_back = sealed != "" and typed.fits(sealed)
    theirs = shown(sent) if show else ()
    what = "comes_back" if comes_back else "copy" if theirs else "start_again"
    about: tuple[Block, ...] = (Paragraph(say(f"signed_out.{what}")), *theirs)
    return _ask(request, next_url=sent.url, sealed=sealed if comes_back else "", about=about, status=403)


@require_POST
def sign_out(request: HttpRequest, _staff: Staff) -> HttpResponse:
    """End the session, and leave nothing of it in the browser."""
    logout(request)
    response = HttpResponseRedirect(f"{URL}?left=1")
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_GET
def stay(_request: HttpRequest, _staff: Staff) -> HttpResponse:
    """Give more time on the page that somebody is on: to have asked is enough."""
    return HttpResponse(status=204)


def _ask(
    request: HttpRequest,
    *,
    next_url: str,
    username: str = "",
    errors: dict[str, str] | None = None,
    status: int = 200,
    sealed: str = "",
    about: tuple[Block, ...] = (),
) -> HttpResponse:
    """Ask who they are. sealed: what they sent, from an earlier page that asked. about: said above it."""
    errors, sealed = errors or {}, sealed or request.POST.get(typed.FIELD, "")
    if sealed and not about:
        about = (Paragraph(say("signed_out.comes_back")),)
    notices = (Notice(say("notice"), say("sign_in.left"), success=True),) if request.GET.get("left") else ()
    screen = Screen(
        id="desk:sign-in",
        title=say("signed_out.title" if about else "sign_in.title"),
        language=LANGUAGE,
        blocks=(
            *notices,
            *about,
            Input(
                name="username",
                kind="text",
                label=say("sign_in.username"),
                values={"username": username},
                error=errors.get("username", ""),
                autocomplete="username",
                width=20,
            ),
            Input(
                name="password",
                kind="password",
                label=say("sign_in.password"),
                error=errors.get("password", ""),
                autocomplete="current-password",
                width=20,
            ),
        ),
        actions=(Action(say("sign_in.button"), URL),),
    )
    hidden = {name: text for name, text in (("next", next_url), (typed.FIELD, sealed)) if text}
    return answer(screen, signed_out(request, hidden=hidden), status=status)


def _safe(url: str) -> str:
    """Somewhere on the desk; anywhere else becomes the first page."""
    ours = url.startswith("/desk/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if ours else HOME


def account_of(request: HttpRequest) -> Account | None:
    """The account that is signed in and still open, None for nobody."""
    user = request.user
    return cast("Account", user) if isinstance(user, get_user_model()) and user.is_active else None
