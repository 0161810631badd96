"""The estate as a Django app."""

from django.apps import AppConfig


class EstateConfig(AppConfig):
    """Organisations, areas and successions by date."""

    name = "handrail.estate"
    label = "estate"
