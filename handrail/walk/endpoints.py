"""What is said where a case ends: the author's words, and the product's own where a service has none."""

from handrail.definition.service import Endpoint, Service
from handrail.walk.words import PHRASES


def endpoint_words(service: Service, endpoint: Endpoint, language: str) -> tuple[str, str]:
    """Return an endpoint's title and text, the text in Markdown."""
    if endpoint.id in service.endpoints:
        key = f"endpoint.{endpoint.id}"
        return (
            service.say(f"{key}.title", endpoint.title, language),
            service.say(f"{key}.text", endpoint.text, language),
        )
    key = f"endpoint.{endpoint.kind}"
    return PHRASES.say(f"{key}.title", language), PHRASES.say(f"{key}.text", language)
