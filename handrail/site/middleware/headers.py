"""Headers that tell browsers to keep pages private and to run nothing that we did not serve."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from handrail.channels.govuk.assets import CONTENT_SECURITY_POLICY


def protect(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Add the headers; a page is never stored by anything between us and the person, nor by the browser."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers.setdefault("Cache-Control", "no-store")
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()"
        return response

    return respond
