"""Sends the built style sheet, scripts and icon, compressed when the browser takes it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from handrail.channels.govuk.assets import CACHE_CONTROL, asset


@require_safe
def serve(request: HttpRequest, name: str) -> HttpResponse:
    """One built file. Its name holds a hash of its content, so a browser may keep it for good."""
    found = asset(name)
    if found is None:
        raise Http404
    compressed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.gzipped if compressed else found.body, content_type=found.content_type)
    if compressed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = CACHE_CONTROL
    return response
