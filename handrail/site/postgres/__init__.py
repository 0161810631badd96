"""The database server of a site: the embedded one, or the operator's own; no tables and no Django here."""

from handrail.site.postgres.address import APP, DATABASE, OWNER, django_database
from handrail.site.postgres.archive import dump, restore
from handrail.site.postgres.external import External, check_external, external, prepare_external
from handrail.site.postgres.folder import DataFolder
from handrail.site.postgres.problems import PostgresProblem
from handrail.site.postgres.programs import binaries
from handrail.site.postgres.server import Server
from handrail.site.postgres.start import Addresses, addresses, find, keep_running, start, stop

__all__ = [
    "APP",
    "DATABASE",
    "OWNER",
    "Addresses",
    "DataFolder",
    "External",
    "PostgresProblem",
    "Server",
    "addresses",
    "binaries",
    "check_external",
    "django_database",
    "dump",
    "external",
    "find",
    "keep_running",
    "prepare_external",
    "restore",
    "start",
    "stop",
]
