"""Gives every request a number, times it, and writes one line about it without personal data."""

import logging
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from handrail.channels.beside import Beside, put

log = logging.getLogger("handrail.request")
current: ContextVar[uuid.UUID | None] = ContextVar("request_number", default=None)


def number() -> uuid.UUID:
    """The number of the request being answered; a new one outside any request."""
    return current.get() or uuid.uuid4()


def identify(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Number the request; the number is on the response, in every log line and in every event it appends."""

    def respond(request: HttpRequest) -> HttpResponse:
        request_number = uuid.uuid4()
        token = current.set(request_number)
        put(request, Beside(number=request_number))
        started = time.perf_counter()
        try:
            response = get_response(request)
            route = request.resolver_match.route if request.resolver_match else ""
            log.info(
                "request answered",
                extra={
                    "method": request.method,
                    "route": route,
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - started) * 1000, 1),
                },
            )
            response["X-Request-Id"] = str(request_number)
            return response
        finally:
            current.reset(token)

    return respond
