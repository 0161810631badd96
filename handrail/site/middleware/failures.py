"""Answers every failure with a written page (or plain JSON) that says what happened and what to do next."""

import logging
from collections.abc import Callable

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError

from handrail.channels import failures as pages

log = logging.getLogger("handrail.failure")


def answer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Turn what a view raises into the page a person reads; the log keeps the number, never the contents."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return _not_allowed(request, response)
        return response

    respond.process_exception = told  # type: ignore[attr-defined]  # where Django looks for it
    return respond


def told(request: HttpRequest, error: Exception) -> HttpResponse:
    """The page about what was raised, also for what is raised before a view is asked."""
    match error:
        case Http404():
            return pages.missing(request)
        case PermissionDenied():
            return pages.forbidden(request)
        case RequestDataTooBig() | TooManyFieldsSent():
            return pages.too_large(request)
        case SuspiciousOperation() | BadRequest() | MultiPartParserError() | UnicodeError():
            return pages.malformed(request)
        case OperationalError() | InterfaceError():
            return _without_database(request, error)
        case DatabaseError():
            log.error("database refused", extra={"kind": type(error).__name__})
            return pages.broken(request)
    log.error("request failed", extra={"kind": type(error).__name__, "trace": where(error)})
    return pages.broken(request)


def _not_allowed(request: HttpRequest, refusal: HttpResponseNotAllowed) -> HttpResponse:
    """A page for an address that was asked in a way it does not answer; its headers are as they were."""
    written = pages.not_allowed(request)
    refusal.content = written.content
    refusal["Content-Type"] = written["Content-Type"]
    return refusal


def _without_database(request: HttpRequest, error: Exception) -> HttpResponse:
    """Ask once more on a new connection where nothing can change; else say that we cannot reach it."""
    connection.close()
    match = request.resolver_match
    if request.method == "GET" and match is not None:
        try:
            answer_again: HttpResponse = match.func(request, *match.args, **match.kwargs)
        except (OperationalError, InterfaceError) as still:
            error = still
        else:
            return answer_again
    log.error("database unavailable", extra={"kind": type(error).__name__})
    return pages.database_down(request)


def where(error: BaseException) -> str:
    """The files and lines an error passed through: no values, so no personal data."""
    lines = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"{code.co_filename.rsplit('handrail/', 1)[-1]}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    return " < ".join(reversed(lines[-8:]))
