"""Every service in the repository with the dated values it brings, for laws that need no database."""

from dataclasses import dataclass

from handrail.bricks import BRICKS
from handrail.definition.check import seeds_of
from handrail.definition.dated import DatedValue, Register, register_of
from handrail.definition.load import load
from handrail.definition.service import Service
from tests.journeys.site import ROOT, SECOND_FOLDER
from tests.walk.family import FOLDER as FAMILY_FOLDER

FOLDERS = (
    *sorted(path.parent for path in ROOT.glob("services/*/service.yaml")),
    SECOND_FOLDER,
    FAMILY_FOLDER,
)
NOBODYS = "north-fenmarch"
"""Whose values a service goes by that brings none."""


@dataclass(frozen=True)
class Known:
    """One service and what it goes by."""

    name: str
    service: Service
    seeds: tuple[DatedValue, ...]

    @property
    def organisations(self) -> tuple[str, ...]:
        """Those that it brings values for."""
        return tuple(sorted({one.organisation for one in self.seeds if one.organisation})) or (NOBODYS,)

    def register(self, organisation: str = "", *more: DatedValue) -> Register:
        """The dated values of an organisation, the first it knows unless said, and more of them."""
        values, organisation = (*self.seeds, *more), organisation or self.organisations[0]
        return register_of(values, declarations=self.service.parameters, organisation=organisation)


def _known(folder) -> Known:
    loaded = load(folder, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return Known(folder.name, loaded.service, seeds_of(loaded))


ALL = tuple(map(_known, FOLDERS))
