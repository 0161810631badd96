"""Whether the process is alive, and whether it can serve: for load balancers and operators."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Alive: says nothing about the database."""
    return JsonResponse({"status": "alive"})


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Able to serve: the database answers. 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "not ready", "because": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ready"})
