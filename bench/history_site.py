"""An empty history to measure: an embedded server with shipped settings, migrated, with keys of its own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4


@dataclass(frozen=True)
class Place:
    """Where the server is, and where its keys are."""

    owner_url: str
    app_url: str
    keys: Path


@contextmanager
def history_site() -> Iterator[Place]:
    """Start a server in a folder of its own and set Django up on it, until the block ends."""
    from handrail.site.postgres import start

    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
        Path(folder).chmod(0o711)
        server = start(Path(folder, "data"))
        os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = server.app_url, server.owner_url
        os.environ.setdefault("HANDRAIL_SECRET", "only for benches")
        os.environ["DJANGO_SETTINGS_MODULE"] = "handrail.site.settings"
        place = Place(server.owner_url, server.app_url, Path(folder, "keys"))
        try:
            set_up(place)
            from django.core.management import call_command

            call_command("migrate", database="owner", verbosity=0)
            yield place
        finally:
            from django.db import connections

            connections.close_all()
            server.stop()


def set_up(place: Place) -> None:
    """Make Django and the keys ready in this process."""
    import django
    from django.db import connections

    from handrail import history
    from handrail.site.postgres import django_database

    django.setup()
    for alias, url in (("default", place.app_url), ("owner", place.owner_url)):
        connections[alias].settings_dict.update(django_database(url))
    history.wire(history.FileKeys(place.keys).create())


def invented_answer(number: int) -> "tuple[dict[str, str], dict[str, dict[str, str]]]":
    """An answer of the usual size: what is open, and what is personal."""
    return (
        {"step": "about-you", "page": f"question_{number % 14}", "item": ""},
        {"applicant": {f"question_{number % 14}": "Ffion Dummy-Jones, 1 Invented Road"}},
    )


def new_holder() -> UUID:
    """Somebody to hold cases."""
    return uuid4()
