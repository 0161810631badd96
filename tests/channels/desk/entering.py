"""A whole application as staff type it for somebody: page after page, through the desk's own addresses."""

from handrail.definition.brick import PageRef
from tests.journeys.filling import fields


def starts(
    desk, channel: str, *, service: str = "single-person-discount", language: str = "en", **more
) -> str:
    """Start typing for somebody, the discount unless said; return the address of the first page."""
    page = desk.client.post(
        "/desk/start",
        {
            **desk.get("/desk/start").form.fields,
            "service": service,
            "channel": channel,
            "language": language,
            **more,
        },
        follow=True,
    )
    return page.redirect_chain[-1][0]


def types_all(place, desk, url: str, answers: dict) -> str:
    """Type page after page, as the screen leads, until the answers are to be checked or at an exit page."""
    while "/page/" in url:
        reference, _, path = url.removeprefix("/desk/case/").partition("/page/")
        ref = PageRef.parse(path.partition("?")[0])
        file = place.file(reference)
        if file.position.exit is not None:
            return url
        held = file.state.steps.get(ref.step)
        members = len(held.items(ref.page, ref.item)) if held else 0
        typed = fields(file.service, ref, answers, members=members)
        response = desk.client.post(url, {**desk.get(url).form.fields, **typed}, follow=True)
        assert response.status_code == 200, response.content.decode()[:3000]
        url = response.redirect_chain[-1][0]
    return url
