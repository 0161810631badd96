"""The accounts application, as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tables of staff accounts."""

    name = "handrail.site.accounts"
    label = "accounts"
