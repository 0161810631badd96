"""Change one's own password: the one of now, the new one twice; every other session of the account ends."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail import history
from handrail.channels.desk import lockout
from handrail.channels.desk.doors import Unchanged, once
from handrail.channels.desk.frames import HOME, answer, framed
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Action, Input, Paragraph, Screen

URL = "/desk/password"
_FIELDS = (
    ("password_now", "current-password"),
    ("password_new", "new-password"),
    ("password_again", "new-password"),
)
_LONGEST = 4096


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Ask for the passwords, and change it. The session that asks goes on; all others are over."""
    if request.method == "GET":
        return _ask(request, staff, {})
    typed = {name: request.POST.get(name, "") for name, _ in _FIELDS}

    def do() -> str:
        account: Any = request.user
        errors = _missing(typed) or _wrong_now(account, typed["password_now"]) or _wrong_new(account, typed)
        if errors:
            raise Unchanged(_ask(request, staff, errors))
        account.set_password(typed["password_new"])
        account.save(update_fields=["password"])
        update_session_auth_hash(request, account)
        return f"{HOME}?done=password"

    with history.holding(staff.organisation):
        return once(request, staff, "password", do, stream=None)


def _missing(typed: dict[str, str]) -> dict[str, str]:
    return {name: say(f"{name}.missing") for name, text in typed.items() if not text}


def _wrong_now(account: Any, password: str) -> dict[str, str]:
    """Whether the password of now is wrong. It is guessed at no faster here than where people sign in."""
    name, now = account.username.casefold(), timezone.now()
    wait = lockout.ACCOUNTS.wait(name, at=now)
    if wait:
        return {"password_now": lockout.in_words(wait, say)}
    lockout.ACCOUNTS.wrong(name, at=now)
    if not account.check_password(password):
        return {"password_now": say("password_now.wrong")}
    lockout.ACCOUNTS.right(name)
    return {}


def _wrong_new(account: Any, typed: dict[str, str]) -> dict[str, str]:
    """What is the matter with the new password, one thing at a time."""
    new = typed["password_new"]
    if new == typed["password_now"]:
        return {"password_new": say("password_new.same")}
    if len(new) > _LONGEST:
        return {"password_new": say("password_new.long", most=f"{_LONGEST:,}")}
    try:
        validate_password(new, account)
    except ValidationError as weak:
        codes = {one.code for one in weak.error_list}
        why = "short" if "password_too_short" in codes else "common"
        return {"password_new": say(f"password_new.{why}")}
    if new != typed["password_again"]:
        return {"password_again": say("password_again.differs")}
    return {}


def _ask(request: HttpRequest, staff: Staff, errors: dict[str, str]) -> HttpResponse:
    screen = Screen(
        id="desk:password",
        title=say("password.title"),
        language=LANGUAGE,
        blocks=(Paragraph(say("password.text")), *_inputs(errors)),
        actions=(Action(say("password.button"), URL),),
        back=HOME,
    )
    return answer(screen, framed(request, staff, form="password"))


def _inputs(errors: dict[str, str]) -> Iterator[Input]:
    for name, autocomplete in _FIELDS:
        yield Input(
            name=name,
            kind="password",
            label=say(name),
            hint=say("password_new.hint") if name == "password_new" else "",
            error=errors.get(name, ""),
            autocomplete=autocomplete,
            width=20,
        )
