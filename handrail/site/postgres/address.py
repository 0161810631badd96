"""How the two roles of a site reach its database, as libpq connection strings and as Django wants them."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

DATABASE = "handrail"
OWNER = "handrail_owner"
APP = "handrail_app"
# The role that initdb makes. It only makes the other two and their database.
BOOTSTRAP = "postgres"


def socket_url(*, socket_folder: str, role: str, account: str, database: str = DATABASE) -> str:
    """Return the connection string for a role over the socket in a folder.

    `requirepeer` has the client refuse a server that another account set up in its place.
    """
    return make_conninfo(
        "", host=socket_folder, port=5432, dbname=database, user=role, requirepeer=account, connect_timeout=10
    )


def with_database(url: str, *, database: str) -> str:
    """Return the same connection to another database of the same server."""
    return make_conninfo(url, dbname=database)


def role_of(url: str) -> str:
    """Return the role that a connection string names, or an empty text."""
    return str(conninfo_to_dict(url).get("user") or "")


def django_database(url: str) -> dict[str, Any]:
    """Return an entry of Django's DATABASES for a connection string or postgresql:// URL.

    What Django has no word for, such as `sslmode` or `requirepeer`, goes to OPTIONS.
    """
    parts = dict(conninfo_to_dict(url))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": str(parts.pop("dbname", "") or ""),
        "USER": str(parts.pop("user", "") or ""),
        "PASSWORD": str(parts.pop("password", "") or ""),
        "HOST": str(parts.pop("host", "") or ""),
        "PORT": str(parts.pop("port", "") or ""),
        "OPTIONS": {name: value for name, value in parts.items() if value is not None},
    }
