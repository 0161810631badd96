"""A service served straight from its folder as test data, before anybody publishes it."""

import time
from collections.abc import Callable
from pathlib import Path

from django.db import close_old_connections
from django.utils import timezone

from handrail import estate
from handrail.bricks import BRICKS
from handrail.definition import publish
from handrail.definition.check import check, seeds_of
from handrail.definition.load import Loaded, load
from handrail.definition.parameters import bring_seeds
from handrail.definition.source import Problem
from handrail.site.console import CommandProblem
from handrail.terms.legal_day import legal_day
from handrail.walk.examples import check_examples

Say = Callable[[str], None]
SayProblems = Callable[[Path, tuple[Problem, ...]], None]
Saved = frozenset[tuple[str, int, int]]
"""Each file of a folder with when it was saved and how long it is."""

LOOK_EVERY = 0.5
"""Seconds between looks at the folder."""


def offer(folder: Path, *, organisation: str, say_problems: SayProblems) -> str:
    """Offer a folder at a sample organisation, with whatever is still to decide in it. Returns its slug.

    say_problems: says what is wrong with it. Raises CommandProblem when it cannot be read.
    """
    estate.load_fenmarch()
    estate.load_elsewhere()
    loaded = load(folder, bricks=BRICKS)
    _say_what_is_wrong(folder, loaded, say_problems)
    service, now = loaded.service, timezone.now()
    if service is None:
        raise CommandProblem(f"{folder} cannot be shown until what is broken is mended")
    body = estate.organisation(organisation, on=legal_day(now))
    if body is None:
        raise CommandProblem(f"found no organisation {organisation!r}; the samples are Fenmarch's")
    publish.store(service, at=now)
    bring_seeds(service, seeds_of(loaded), by="preview", at=now)
    publish.go_back(service.slug, body.id, version=service.hash, by="preview", why="preview", at=now)
    return service.slug


def _say_what_is_wrong(folder: Path, loaded: Loaded, say_problems: SayProblems) -> None:
    """Say it as `check` does, but for advice, which can wait while somebody looks at pages."""
    found = check(loaded, bricks=BRICKS, run_examples=check_examples)
    if any(one.grade != "advice" for one in found):
        say_problems(folder, tuple(one for one in found if one.grade != "advice"))


def saved(folder: Path) -> Saved:
    """Return what tells whether something in a folder was saved since."""
    found = set()
    for path in folder.rglob("*"):
        try:
            about = path.stat()
        except OSError:
            continue  # an editor has just put another file in its place
        if path.suffix in {".yaml", ".csv"}:
            found.add((str(path), about.st_mtime_ns, about.st_size))
    return frozenset(found)


def keep_offering(
    folder: Path, since: Saved, *, organisation: str, say: Say, say_problems: SayProblems
) -> None:
    """Offer a folder again each time something in it is saved, until the process ends.

    since: the folder as it was when it was offered.
    """
    while True:
        time.sleep(LOOK_EVERY)
        since = offer_if_saved(folder, since, organisation=organisation, say=say, say_problems=say_problems)


def offer_if_saved(
    folder: Path, since: Saved, *, organisation: str, say: Say, say_problems: SayProblems
) -> Saved:
    """Offer a folder again when something in it was saved, and say so. Returns the folder as it is now."""
    now = saved(folder)
    if now == since:
        return since
    try:
        slug = offer(folder, organisation=organisation, say_problems=say_problems)
    except CommandProblem as problem:
        say(f"{problem}. What was there before is still shown.")
    else:
        say(f"Read again. Start anew to see it: /{organisation}/{slug}")
    close_old_connections()
    return now
