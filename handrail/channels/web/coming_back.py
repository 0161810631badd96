"""What the way back in asks for, and what a person typed when their time ran out, to come back with them."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest

from handrail.channels import typed
from handrail.channels.typed import Typed
from handrail.channels.web.frames import CHANGING
from handrail.channels.web.passes import KEY, Pass
from handrail.channels.web.words import say
from handrail.definition.screen import Action, Input, Screen
from handrail.walk.screens import READ_UNTIL

_OURS = frozenset({KEY, CHANGING, READ_UNTIL})
"""The fields that our forms carry themselves."""


def asked(
    language: str, *, given: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None
) -> tuple[Input, ...]:
    """The reference and the return code, as questions."""
    given, errors = given or {}, errors or {}
    return tuple(
        Input(
            name=name,
            kind="text",
            label=say(f"return.{name}.label", language),
            hint=say(f"return.{name}.hint", language),
            values={name: given.get(name, "")},
            error=errors.get(name, ""),
            width=20,
        )
        for name in ("reference", "code")
    )


def worth_keeping(request: HttpRequest) -> bool:
    """Whether there is anything in a form that somebody typed or chose: a word or a mark is enough."""
    fields = typed.sent_by(request).fields
    return any(text.strip() for name, text in fields.items() if name not in _OURS)


def sealed(request: HttpRequest, stale: Pass) -> str:
    """What was just sent, or brought along, sealed for whoever comes back to this side of the case."""
    sent = opened(request, stale) or typed.sent_by(request)
    return typed.seal(sent, about=_about(stale))


def opened(request: HttpRequest, held: Pass) -> Typed | None:
    """What a form brings along for whoever has this pass; None for nothing, and for what is another's."""
    return typed.unseal(request.POST.get(typed.FIELD, ""), about=_about(held))


def carried(request: HttpRequest) -> dict[str, str]:
    """What a form brings along, as a hidden field of the next."""
    brought = request.POST.get(typed.FIELD, "")
    return {typed.FIELD: brought} if brought else {}


def with_way_back(screen: Screen, sent: Typed) -> Screen:
    """The screen with a button to the page that was sent, instead of the link that leads on."""
    onward = Action(say("back.typed", screen.language), sent.url)
    return replace(screen, actions=(onward,), links=tuple(one for one in screen.links if one.to != "do:next"))


def _about(held: Pass) -> str:
    return f"{held.stream.hex}|{held.party}"
