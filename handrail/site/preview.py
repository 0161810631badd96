"""A service served straight from its folder, as test data, before anybody publishes it."""

from pathlib import Path

from django.utils import timezone

from handrail import estate
from handrail.bricks import BRICKS
from handrail.definition import publish
from handrail.definition.check import seeds_of
from handrail.definition.load import load
from handrail.definition.parameters import bring_seeds
from handrail.site.console import CommandProblem
from handrail.terms.legal_day import legal_day


def offer(folder: Path, *, organisation: str) -> str:
    """Offer a folder at a sample organisation, with whatever is still to decide in it. Returns its slug.

    Raises CommandProblem when it is broken.
    """
    estate.load_fenmarch()
    estate.load_elsewhere()
    loaded = load(folder, bricks=BRICKS)
    if loaded.service is None:
        first = loaded.problems[0]
        raise CommandProblem(f"{first.where.file}:{first.where.line}: {first.problem} {first.remedy}")
    service, now = loaded.service, timezone.now()
    body = estate.organisation(organisation, on=legal_day(now))
    if body is None:
        raise CommandProblem(f"found no organisation {organisation!r}; the samples are Fenmarch's")
    publish.store(service, at=now)
    bring_seeds(service, seeds_of(loaded), by="preview", at=now)
    publish.go_back(service.slug, body.id, version=service.hash, by="preview", why="preview", at=now)
    return service.slug
