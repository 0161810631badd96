"""Answers to our own names only, with headers that keep pages private and run only what we served."""

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from handrail.channels import failures
from handrail.channels.govuk.assets import CONTENT_SECURITY_POLICY

_BY_ADDRESS = ("/health", "/ready")
"""What a load balancer asks for by address, not by name."""


def protect(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Add the headers; a page is never stored by anything between us and the person, nor by the browser."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request) if _for_us(request) else failures.malformed(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers.setdefault("Cache-Control", "no-store")
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()"
        return response

    return respond


def _for_us(request: HttpRequest) -> bool:
    """Whether the request names a host that we answer to, so that no other name can stand for us."""
    if request.path in _BY_ADDRESS:
        return True
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True
