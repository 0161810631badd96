"""Shows HTML in a browser page as our server would: its assets, its security headers, and no network."""

from typing import Any

from handrail.channels.govuk import assets

ORIGIN = "http://handrail.example"


def show(page: Any, html: str) -> list[str]:
    """Open some HTML with the built assets beside it; return what it asked for that we do not serve."""
    strangers: list[str] = []

    def answer(route: Any) -> None:
        url = route.request.url
        served = assets.asset(url.removeprefix(f"{ORIGIN}{assets.URL}"))
        headers = {"Content-Security-Policy": assets.CONTENT_SECURITY_POLICY}
        if served:
            route.fulfill(body=served.body, content_type=served.content_type, headers=headers)
        elif url == f"{ORIGIN}/":
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)
        else:
            strangers.append(url)
            route.abort()

    page.unroute_all()
    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/")
    return strangers
