"""Signing in, where there is somebody to sign in: at the desk. The person's pages know nobody by name."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


def at_the_desk(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give the desk's requests a session and a member of staff; leave every other request alone."""
    signed_in = SessionMiddleware(AuthenticationMiddleware(get_response))
    desk = f"{settings.SESSION_COOKIE_PATH}/"

    def respond(request: HttpRequest) -> HttpResponse:
        if f"{request.path_info}/".startswith(desk):
            return cast("HttpResponse", signed_in(request))
        return get_response(request)

    return respond
