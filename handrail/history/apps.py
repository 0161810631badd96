"""The history as a Django app: its migrations and nothing else; it has no models."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Tables are written in SQL, because grants, policies and functions are half of what they are."""

    name = "handrail.history"
    label = "history"
