"""Definitions as a Django app: its migrations and nothing else; it has no models."""

from django.apps import AppConfig


class DefinitionConfig(AppConfig):
    """Published versions, publications, dated values and invites; what they mean is in the modules beside."""

    name = "handrail.definition"
    label = "definition"
