"""Chromium before a site of the tests' own: served as people serve it, on a database of its own, at today."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handrail.definition.service import Service
from tests.browser.fixtures import DESKTOP, PHONE, chromium
from tests.conftest import WORKER, TestDatabase, TestServer
from tests.journeys.browser.live import ROOT, served
from tests.journeys.browser.visitor import Applicant, Staff
from tests.journeys.site import FIRST

__all__ = ["chromium"]

HERE = Path(__file__).parent
PATIENCE = 60_000
"""How many milliseconds a page may take on a machine that does much else."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is slow."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.slow)


@dataclass(frozen=True)
class Live:
    """A site that is being served."""

    base: str
    database: TestDatabase
    folder: Path

    def run(self, *words: str) -> str:
        """Run a command of Handrail's against the site, and return what it says."""
        urls = {"DATABASE_URL": self.database.app_url, "DATABASE_OWNER_URL": self.database.owner_url}
        paths = {"HANDRAIL_DATA": str(self.folder / "data"), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "handrail", *words]
        environment = {**os.environ, **paths, **urls}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def live(postgres_server: TestServer, tmp_path_factory) -> Iterator[Live]:
    """The site, with the discount published; one a worker."""
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    database = postgres_server.make(f"handrail_browser_{WORKER}")
    environment = {"DATABASE_URL": database.app_url, "DATABASE_OWNER_URL": database.owner_url}
    folder = tmp_path_factory.mktemp("site")
    with served(folder, environment) as base:
        yield Live(base, database, folder)
    postgres_server.drop(database.name)


@pytest.fixture
def windows(chromium) -> Iterator[Callable[..., Any]]:
    """Makes pages of browsers that share nothing: `windows(size, script=False)`."""
    opened = []

    def new(size: dict[str, int], *, script: bool = False) -> Any:
        context = chromium.new_context(viewport=size, java_script_enabled=script, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context.new_page()

    yield new
    for context in opened:
        context.close()


@pytest.fixture
def applicant(live, windows) -> Callable[..., Applicant]:
    """Makes a person at a browser of their own: at a phone unless said."""

    def new(
        size: dict[str, int] | None = None, *, script: bool = False, service: Service = FIRST
    ) -> Applicant:
        return Applicant(windows(size or PHONE, script=script), live.base, service=service)

    return new


@pytest.fixture
def staff(live, windows) -> Callable[..., Staff]:
    """Makes a member of staff at a desk of their own, signed in when a username is given."""

    def new(username: str = "", size: dict[str, int] | None = None, *, script: bool = False) -> Staff:
        made = Staff(windows(size or DESKTOP, script=script), live.base)
        if username:
            made.sign_in(username)
        return made

    return new
