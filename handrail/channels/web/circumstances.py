"""Who acts on the person's pages, how and when, for the events that a request appends."""

from datetime import datetime

from django.http import HttpRequest

from handrail import history
from handrail.channels.beside import beside
from handrail.channels.web.passes import Pass
from handrail.history.event import Actor, Circumstances

HELPING = "helping"
"""The purpose of which a helper's reading leaves a trace."""


def of_person(request: HttpRequest, *, at: datetime, held: Pass | None = None) -> Circumstances:
    """The circumstances of a request by the person, or by a helper beside them."""
    helper = bool(held and held.helper)
    party = held.party if held else "applicant"
    return Circumstances(
        actor=Actor(
            id=party, role="helper" if helper else "applicant", capacity="helper" if helper else "self"
        ),
        channel="helper" if helper else "web",
        mode="assisted" if helper else "self",
        request=beside(request).number,
        at=at,
    )


def reader(request: HttpRequest, held: Pass) -> history.Reader:
    """The person reading their own case, which is never logged as somebody looking; a helper's reading is."""
    return history.Reader(
        actor=of_person(request, at=held.used_at, held=held).actor,
        purpose=HELPING if held.helper else "",
        request=beside(request).number,
    )
