"""The accounts of one organisation: who may sign in and what they may do; never those of another."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from handrail import history
from handrail.channels.desk.access import ROLES
from handrail.channels.desk.doors import Unchanged, once
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import LANGUAGE, PHRASES, say
from handrail.definition.screen import Action, Block, Input, Link, Notice, Option, Paragraph, Screen, Table

LONGEST_NAME = 200


@require_GET
def accounts(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The organisation's accounts, by name."""
    found = get_user_model().objects.filter(organisation=staff.organisation).order_by("name", "pk")
    rows = tuple(
        (
            Link(one.name, f"/desk/accounts/{one.pk}"),
            one.username,
            ", ".join(say(f"role.{role}") for role in one.roles),
            say("accounts.open") if one.is_active else say("accounts.closed"),
        )
        for one in found
    )
    head = tuple(say(f"accounts.head.{name}") for name in ("name", "username", "roles", "state"))
    screen = Screen(
        id="desk:accounts",
        title=say("section.desk-accounts"),
        language=LANGUAGE,
        blocks=(
            *_done(request),
            Paragraph(f"[{say('accounts.add')}](/desk/accounts/add)"),
            Table(caption=say("accounts.caption"), head=head, rows=rows),
        ),
    )
    return answer(screen, framed(request, staff))


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Ask for a new account's name, username, password and roles, and make it."""
    if request.method == "GET":
        return _form(request, staff, "add", {}, {})
    typed = {name: str(text) for name, text in request.POST.items()}

    def do() -> str:
        errors = _wrong(typed) | _wrong_sign_in(typed)
        if errors:
            raise Unchanged(_form(request, staff, "add", typed, errors))
        try:
            with transaction.atomic():
                get_user_model().objects.create(
                    username=typed["username"].strip(),
                    password=typed["password"],
                    name=typed["name"].strip(),
                    organisation=str(staff.organisation),
                    roles=_roles(typed),
                )
        except IntegrityError as taken:
            errors = {"username": say("accounts.username.taken")}
            raise Unchanged(_form(request, staff, "add", typed, errors)) from taken
        return "/desk/accounts?done=account-added"

    with history.holding(staff.organisation):
        return once(request, staff, "account/add", do, stream=None)


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, staff: Staff, account_id: int) -> HttpResponse:
    """One account: change its name and roles, close it or open it again."""
    found = get_user_model().objects.filter(pk=account_id, organisation=staff.organisation).first()
    if found is None:
        raise Http404
    if request.method == "GET":
        return _form(request, staff, str(account_id), _as_typed(found), {}, account=found)
    typed = {name: str(text) for name, text in request.POST.items()}

    def do() -> str:
        errors = _wrong(typed) | _locking_out(typed, staff, account_id)
        if errors:
            raise Unchanged(_form(request, staff, str(account_id), typed, errors, account=found))
        found.name, found.roles = typed["name"].strip(), _roles(typed)
        found.is_active = typed.get("state") != "closed"
        found.save(update_fields=["name", "roles", "is_active"])
        return "/desk/accounts?done=account-changed"

    with history.holding(staff.organisation):
        return once(request, staff, f"account/{account_id}", do, stream=None)


def _done(request: HttpRequest) -> Iterator[Notice]:
    key = f"done.{request.GET.get('done', '')}"
    if PHRASES.has(key, LANGUAGE):
        yield Notice(say("notice"), say(key), success=True)


def _as_typed(found: Any) -> dict[str, str]:
    return {
        "name": found.name,
        "state": "open" if found.is_active else "closed",
        **{f"roles.{role}": "yes" for role in found.roles},
    }


def _roles(typed: Mapping[str, str]) -> list[str]:
    return [role for role in ROLES if typed.get(f"roles.{role}")]


def _wrong(typed: Mapping[str, str]) -> dict[str, str]:
    errors = {}
    if not typed.get("name", "").strip() or len(typed["name"]) > LONGEST_NAME:
        errors["name"] = say("accounts.name.missing")
    if not _roles(typed):
        errors["roles"] = say("accounts.roles.missing")
    return errors


def _wrong_sign_in(typed: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a new username and password. No two organisations share a username."""
    errors = {}
    username = typed.get("username", "").strip()
    if not username or len(username) > 150 or not username.replace(".", "").replace("-", "").isalnum():  # noqa: PLR2004
        errors["username"] = say("accounts.username.missing")
    elif get_user_model().objects.filter(username__iexact=username).exists():
        errors["username"] = say("accounts.username.taken")
    try:
        validate_password(typed.get("password", ""))
    except ValidationError:
        errors["password"] = say("accounts.password.weak")
    return errors


def _locking_out(typed: Mapping[str, str], staff: Staff, account_id: int) -> dict[str, str]:
    """An administrator cannot end their own way in: somebody else must."""
    if str(account_id) != staff.id:
        return {}
    errors = {}
    if "administrator" not in _roles(typed):
        errors["roles"] = say("accounts.own.roles")
    if typed.get("state") == "closed":
        errors["state"] = say("accounts.own.closed")
    return errors


def _form(
    request: HttpRequest,
    staff: Staff,
    page: str,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    account: Any = None,
) -> HttpResponse:
    screen = Screen(
        id="desk:account",
        title=account.name if account else say("accounts.add"),
        language=LANGUAGE,
        blocks=tuple(_fields(typed, errors, new=account is None)),
        actions=(Action(say("accounts.keep" if account else "accounts.add"), f"/desk/accounts/{page}"),),
        back="/desk/accounts",
    )
    return answer(screen, framed(request, staff, form=f"account/{page}"))


def _fields(typed: Mapping[str, str], errors: Mapping[str, str], *, new: bool) -> Iterator[Block]:
    def text(name: str, **more: Any) -> Input:
        shown = {name: typed.get(name, "")}
        return Input(
            name=name, label=say(f"accounts.{name}"), values=shown, error=errors.get(name, ""), **more
        )

    yield text("name", kind="text", hint=say("accounts.name.hint"))
    if new:
        yield text("username", kind="text", width=20, autocomplete="off")
        yield text(
            "password", kind="password", hint=say("accounts.password.hint"), autocomplete="new-password"
        )
    yield Input(
        name="roles",
        kind="checkboxes",
        label=say("accounts.roles"),
        options=tuple(Option(role, say(f"role.{role}"), hint=say(f"role.{role}.hint")) for role in ROLES),
        values={name: value for name, value in typed.items() if name.startswith("roles.")},
        error=errors.get("roles", ""),
    )
    if not new:
        yield Input(
            name="state",
            kind="radios",
            label=say("accounts.state"),
            options=tuple(Option(one, say(f"accounts.{one}")) for one in ("open", "closed")),
            values={"state": typed.get("state", "open")},
            error=errors.get("state", ""),
        )
