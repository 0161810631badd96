"""Folders and other processes for the drills of the embedded server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handrail.site.postgres import start
from tests.site.postgres.drills import Starters, copy_folder, new_place


@pytest.fixture
def place() -> Iterator[Path]:
    """A new folder that every account can pass through."""
    with new_place() as folder:
        yield folder


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """A data folder in which a server was started and stopped."""
    with new_place() as folder:
        start(folder / "data").stop()
        yield folder / "data"


@pytest.fixture
def data(place: Path, made: Path) -> Path:
    """A data folder of the test's own, whose server is not running."""
    copy_folder(made, to=place / "data")
    return place / "data"


@pytest.fixture
def starters() -> Iterator[Starters]:
    """Other processes that start servers, ended with the test."""
    made = Starters([])
    yield made
    for process in made.processes:
        if process.poll() is None:
            process.kill()
        process.communicate()
