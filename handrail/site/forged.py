"""A form that does not pass Django's check against forgery; each channel says what becomes of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handrail.channels import failures
from handrail.channels.desk.forged import forged
from handrail.site.middleware.failures import told


def answer(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse the form; at the desk, give back what was typed to whom it belongs."""
    at_the_desk = f"{request.path_info}/".startswith(f"{settings.SESSION_COOKIE_PATH}/")
    if not at_the_desk:
        return failures.forged(request, reason)
    try:
        return forged(request, reason)
    except Exception as error:  # noqa: BLE001  # what fails within a middleware meets no other that would tell it
        return told(request, error)
