"""A browser without scripts over Django's handler: keeps cookies by their path, as real ones do."""

from http.cookies import Morsel, SimpleCookie
from urllib.parse import urlsplit

from django.test import Client


class Browser:
    """One browser. Several tabs share it; another person has another."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.cookies: dict[tuple[str, str], Morsel] = {}

    def get(self, url: str, **headers):
        """Open an address, without following where it leads."""
        self._offer(url)
        return self._keep(self.client.get(url, **headers))

    def post(self, url: str, data=None, **more):
        """Send a form."""
        self._offer(url)
        return self._keep(self.client.post(url, data or {}, **more))

    def request(self, method: str, url: str, **more):
        """Send anything."""
        self._offer(url)
        return self._keep(self.client.generic(method, url, **more))

    def cookie(self, name: str) -> Morsel | None:
        """A cookie by its name, whatever its path."""
        return next((one for (key, _), one in self.cookies.items() if key == name), None)

    def _offer(self, url: str) -> None:
        path = urlsplit(url).path
        offered = SimpleCookie()
        for (name, where), morsel in sorted(self.cookies.items(), key=lambda one: len(one[0][1])):
            if path == where or path.startswith(where.rstrip("/") + "/"):
                offered[name] = morsel.value
        self.client.cookies = offered

    def _keep(self, response):
        for name, morsel in response.cookies.items():
            key = (name, morsel["path"] or "/")
            if morsel["max-age"] == 0 or not morsel.value:
                self.cookies.pop(key, None)
            else:
                self.cookies[key] = morsel
        return response
