"""The fictional councils, invented staff and the proof services, for a machine of one's own; no cases."""

import os
from datetime import date, datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from handrail import estate, history
from handrail.definition import publish
from handrail.insight.years import Year, year_of
from handrail.site.accounts.models import Account
from handrail.site.console import tell
from handrail.terms.legal_day import legal_day

OFFERED = {
    "single-person-discount": ("north-fenmarch", "south-fenmarch"),
    "blue-badge": ("fenmarch-county", "glanhesg", "strathsedge"),
}
"""By proof service, the organisations that offer it: of a Blue Badge, one in each nation."""

EVERYWHERE = ("north-fenmarch", "south-fenmarch")
"""The organisations that offer any other service in the folder."""

PASSWORD = os.environ.get("HANDRAIL_SAMPLE_PASSWORD", "market hill lode causeway")
"""The sample staff's password: for a machine of one's own, where nobody real signs in."""

STAFF = (
    ("casey.worker", "Casey Worker (sample)", "north-fenmarch", ["caseworker"]),
    ("tal.leader", "Tal Leader (sample)", "north-fenmarch", ["caseworker", "team_leader"]),
    ("ola.owner", "Ola Owner (sample)", "north-fenmarch", ["service_owner"]),
    ("dee.protect", "Dee Protect (sample)", "north-fenmarch", ["data_protection"]),
    ("ann.alyst", "Ann Alyst (sample)", "north-fenmarch", ["analyst"]),
    ("addy.min", "Addy Min (sample)", "north-fenmarch", ["administrator"]),
    ("sam.south", "Sam South (sample)", "south-fenmarch", ["caseworker", "team_leader"]),
    ("ned.south", "Ned South (sample)", "south-fenmarch", ["caseworker"]),
    ("bea.badge", "Bea Badge (sample)", "fenmarch-county", ["caseworker"]),
    ("asha.assess", "Asha Assess (sample)", "fenmarch-county", ["caseworker"]),
    ("con.county", "Con County (sample)", "fenmarch-county", ["caseworker", "team_leader"]),
    ("pat.parking", "Pat Parking (sample)", "fenmarch-county", ["service_owner"]),
    ("dat.county", "Dat County (sample)", "fenmarch-county", ["data_protection"]),
    ("gwen.glan", "Gwen Glan (sample)", "glanhesg", ["caseworker", "team_leader"]),
    ("ceri.glan", "Ceri Glan (sample)", "glanhesg", ["caseworker"]),
    ("stu.strath", "Stu Strath (sample)", "strathsedge", ["caseworker", "team_leader"]),
    ("isla.strath", "Isla Strath (sample)", "strathsedge", ["caseworker"]),
)
"""Username, name, organisation and roles; the names are plainly invented."""


def estate_and_accounts() -> None:
    """Record the sample councils and their staff, as the owner; running it again changes nothing."""
    bodies = {body.slug: body for body in (*estate.load_fenmarch(), *estate.load_elsewhere())}
    there = set(Account.objects.using("owner").values_list("username", flat=True))
    missing = [one for one in STAFF if one[0] not in there]
    # Hashed once for all of them: it is made to be slow, and everyone knows the password.
    hashed = make_password(PASSWORD) if missing else ""
    for username, name, slug, roles in missing:
        organisation = bodies[slug].id
        Account(username=username, password=hashed, name=name, organisation=organisation, roles=roles).save(
            using="owner"
        )


_YEARS = 4


def since(today: date) -> datetime:
    """Return from when the proof services are offered for a history that goes back from a legal day."""
    begins, _ = Year(year_of(today).start - _YEARS).moments
    return begins


def services(folder: Path, *, offered_from: datetime | None = None) -> None:
    """Publish each proof service where it is not offered yet. What is published stays as it is.

    offered_from: from when the proof services are, for a history that goes back; from now unless given.
    """
    now = timezone.now()
    for path in sorted(path.parent for path in folder.glob("*/service.yaml")):
        for slug in OFFERED.get(path.name, EVERYWHERE):
            organisation = estate.organisation(slug, on=legal_day(now))
            assert organisation is not None
            if publish.publications(path.name, organisation.id):
                continue
            with transaction.atomic(), history.holding(organisation.id):
                publish.publish(
                    path,
                    organisation=organisation.id,
                    by="Ola Owner (sample)",
                    why="The sample installation offers every proof service",
                    at=offered_from if offered_from and path.name in OFFERED else timezone.now(),
                )


def announce(base: str) -> None:
    """Say where everything is and how to sign in."""
    tell("")
    tell(f"  For people     {base}/")
    for service, slugs in OFFERED.items():
        for slug in slugs:
            tell(f"                 {base}/{slug}/{service}")
    tell(f"  For staff      {base}/desk/")
    tell(f"  For programs   {base}/api/openapi.json")
    tell(f"  For authors    {base}/gallery")
    tell("")
    tell(f"  Sample sign-ins, all with the password: {PASSWORD}")
    for username, _, slug, roles in STAFF:
        tell(f"    {username:14} {slug:16} {', '.join(roles).replace('_', ' ')}")
    tell("")
    tell("  Everyone and everything here is invented. Stop with Ctrl-C.")
