"""Puts back in its form what somebody typed while their session had ended: for them alone, and never sent."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve

from handrail.channels import typed
from handrail.channels.desk import as_opened, keys
from handrail.channels.desk.frames import HOME, answer, framed
from handrail.channels.desk.staff import Account, of_account
from handrail.channels.desk.words import LANGUAGE, say
from handrail.channels.typed import Typed
from handrail.definition.screen import Block, Heading, Link, Paragraph, Row, Screen, Summary
from handrail.terms.reference import NotAReference, read_reference
from handrail.walk.screens import READ_UNTIL

ABOUT = "desk"
"""What the desk's forms are sealed about: whose they are is said by their key."""

_OURS = frozenset({keys.FIELD, keys.SEEN, keys.STAGE, as_opened.FIELD})
_MARKS = _OURS | {keys.CHANGING, READ_UNTIL, as_opened.PAGE, as_opened.TO}
"""What no person typed or chose: with what the form says of where it was come from, and where it leads."""


def worth_keeping(sent: Typed) -> bool:
    """Whether there is anything in a form that somebody typed or chose."""
    return bool(set(sent.fields) - _OURS)


def typed_in(sent: Typed) -> Mapping[str, str]:
    """What somebody typed or chose in a form, and none of what the form brought along itself."""
    return {name: text for name, text in sent.fields.items() if name not in _MARKS}


def is_of(sent: Typed, account: Account) -> bool:
    """Whether the form was given out to this account."""
    return keys.belongs(sent.fields.get(keys.FIELD, ""), str(account.pk))


def put_back(request: HttpRequest, account: Account, sent: Typed) -> HttpResponse:
    """The form anew, with its own key and what was typed; or, where it is not to be had, that to copy."""
    again = typed.asked_again(request, sent)
    try:
        page = resolve(again.path_info)
        _remember(request, again.path_info, sent.fields)
        response: HttpResponse = page.func(again, *page.args, **page.kwargs)
    except Http404:  # there is no such address, or what it was about is with somebody else or gone
        return _to_copy(request, account, sent)
    return response if response.status_code == HTTPStatus.OK else _to_copy(request, account, sent)


def shown(sent: Typed) -> tuple[Block, ...]:
    """What somebody typed or chose, to be copied from; none of what the form brought along itself."""
    rows = tuple(Row(say("signed_out.text"), text) for text in typed.filled(typed_in(sent)))
    return (Heading(say("signed_out.typed")), Summary(rows=rows)) if rows else ()


def _remember(request: HttpRequest, path: str, fields: Mapping[str, str]) -> None:
    try:
        reference = read_reference(path.removeprefix("/desk/case/").partition("/")[0])
    except NotAReference:
        return
    as_opened.take_up(request, reference, fields.get(as_opened.FIELD, ""))


def _to_copy(request: HttpRequest, account: Account, sent: Typed) -> HttpResponse:
    screen = Screen(
        id="desk:to-copy",
        title=say("to_copy.title"),
        language=LANGUAGE,
        blocks=(Paragraph(say("to_copy.text")), *shown(sent)),
        links=(Link(say("to_copy.go_on"), HOME),),
    )
    return answer(screen, framed(request, of_account(account, "")), status=409)
