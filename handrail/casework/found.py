"""Find cases by what people say at a counter: blind tokens, so nothing is opened to find it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from handrail import history
from handrail.history.event import Kind
from handrail.history.stored_heads import stream_head
from handrail.terms.address import NotAPostcode, read_postcode
from handrail.terms.legal_day import legal_day
from handrail.terms.names import name_words
from handrail.terms.reference import other_number


@dataclass(frozen=True, slots=True)
class Found:
    """A case that was found, with nothing personal in it.

    sent_on: the legal day on which it was first sent; None for a draft.
    """

    stream: UUID
    reference: str
    service: str
    status: str
    sent_on: date | None


def found_by(
    *,
    name: str = "",
    postcode: str = "",
    born: date | None = None,
    number: str = "",
    kind: Kind = "live",
    limit: int = 20,
) -> tuple[Found, ...]:
    """Return the cases in which one person has all that is given, newest first. Inside `holding`.

    number: what the application is known by in another service that it came from.
    """
    wanted = list(_tokens(name, postcode, born, number))
    if not wanted:
        return ()
    streams = dict.fromkeys(stream for stream, _ in history.find(wanted, kind=kind, limit=limit))
    return tuple(_found(stream_head(stream)) for stream in streams)


def _tokens(name: str, postcode: str, born: date | None, number: str) -> Iterator[tuple[str, str]]:
    for word in name_words(name):
        yield "name", word
    if postcode.strip():
        try:
            yield "postcode", read_postcode(postcode)
        except NotAPostcode:
            yield "postcode", postcode.strip().upper()
    if born is not None:
        yield "birth_date", born.isoformat()
    if other_number(number):
        yield "reference", other_number(number)


def _found(head: history.Head) -> Found:
    sent = head.listing.get("sent")
    return Found(
        stream=head.stream,
        reference=head.reference,
        service=head.service,
        status=head.listing.get("status", "draft"),
        sent_on=legal_day(datetime.fromisoformat(sent)) if sent else None,
    )
