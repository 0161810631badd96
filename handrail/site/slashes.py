"""Leads an address with a slash too many or too few at its end to the page that is meant."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import is_valid_path

from handrail.channels import failures


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Redirect to the address beside the one asked for, where there is one; else 404.

    A form that was sent is not sent on: it gets 404.
    """
    path = request.path_info
    beside = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    if request.method not in {"GET", "HEAD"} or not is_valid_path(beside):
        return failures.missing(request, exception)
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{beside}?{query}" if query else beside)
