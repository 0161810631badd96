"""The site as a Django application: no tables, only the wiring when it starts."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Wires the ports."""

    name = "handrail.site"
    label = "site"

    def ready(self) -> None:
        """Wire the ports."""
        from handrail.site.wiring import wire  # noqa: PLC0415 - after every application is loaded

        wire()
