"""Which role may open which page of the desk: the table that guards them and the docs are made from."""

from collections.abc import Mapping

ROLES = (
    "helper",
    "caseworker",
    "team_leader",
    "service_owner",
    "analyst",
    "data_protection",
    "administrator",
)
"""Every role of staff. A helper works on the person's own pages, so opens nothing here but the first page."""

ANYONE = "anyone"
"""Stands for people who are not signed in."""

_CASEWORK = ("caseworker", "team_leader")
_FIGURES = ("analyst", "service_owner", "team_leader", "data_protection")
_READING = ("caseworker", "team_leader", "data_protection")

ACCESS: Mapping[str, tuple[str, ...]] = {
    "desk-sign-in": (ANYONE,),
    "desk-sign-out": ROLES,
    "desk-stay": ROLES,
    "desk-home": ROLES,
    "desk-password": ROLES,
    # What waits, and finding a case.
    "desk-next": _CASEWORK,
    "desk-from-queue": _CASEWORK,
    "desk-find": _READING,
    "desk-purpose": _READING,
    # One case.
    "desk-case": _READING,
    "desk-person": _READING,
    "desk-print": _READING,
    "desk-take": _CASEWORK,
    "desk-give-back": ("team_leader", "caseworker"),
    "desk-note": _READING,
    "desk-ask": _CASEWORK,
    "desk-received": _CASEWORK,
    "desk-unfit": _CASEWORK,
    "desk-let-go": _CASEWORK,
    "desk-pause": _CASEWORK,
    "desk-resume": _CASEWORK,
    "desk-assess": _CASEWORK,
    "desk-decide": _CASEWORK,
    "desk-reopen": _CASEWORK,
    "desk-confirm": _CASEWORK,
    "desk-code": _CASEWORK,
    # On someone's behalf.
    "desk-start": _CASEWORK,
    "desk-entry": _CASEWORK,
    "desk-page": _CASEWORK,
    "desk-check": _CASEWORK,
    "desk-adjustments": _CASEWORK,
    "desk-adjustments-part": _CASEWORK,
    # The rights of the people in a case.
    "desk-looked": ("data_protection",),
    "desk-hold": ("data_protection",),
    "desk-lift": ("data_protection",),
    "desk-erase": ("data_protection",),
    "desk-retention": ("data_protection",),
    # The organisation's accounts, services and figures.
    "desk-accounts": ("administrator",),
    "desk-account-add": ("administrator",),
    "desk-account": ("administrator",),
    "desk-services": ("service_owner",),
    "desk-service": ("service_owner",),
    "desk-rollback": ("service_owner",),
    "desk-withdraw": ("service_owner",),
    "desk-figures": _FIGURES,
    "desk-refusals": _FIGURES,
    "desk-refusals-csv": _FIGURES,
    # Nobody who works on cases, though no case can be told from them.
    "desk-equality": ("service_owner", "analyst"),
    "desk-equality-csv": ("service_owner", "analyst"),
}
"""By the name of a page, the roles that may open it; of several someone has, the first one named acts."""


def acting_role(name: str, roles: frozenset[str]) -> str | None:
    """The role in which someone with these roles opens a page, None when they may not."""
    return next((role for role in ACCESS[name] if role in roles), None)
