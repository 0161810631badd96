"""The page of the JSON door and its OpenAPI document; the door writes both, from what answers."""

from docs.generate.addresses import urls


def page() -> str:
    """Return the page."""
    urls()
    from handrail.channels.api import reference  # noqa: PLC0415 - once Django is set up

    return reference.page()


def openapi() -> str:
    """Return the document."""
    urls()
    from handrail.channels.api import reference  # noqa: PLC0415

    return reference.openapi()
