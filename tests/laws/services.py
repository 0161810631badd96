"""Every service in the repository with the dated values it brings, for laws that need no database."""

from dataclasses import dataclass

from handrail.bricks import BRICKS
from handrail.definition.check import seeds_of
from handrail.definition.dated import DatedValue, Register, register_of
from handrail.definition.load import load
from handrail.definition.service import Service
from tests.journeys.site import ROOT, SECOND_FOLDER

FOLDERS = (*sorted(path.parent for path in ROOT.glob("services/*/service.yaml")), SECOND_FOLDER)
DISTRICTS = ("north-fenmarch", "south-fenmarch")


@dataclass(frozen=True)
class Known:
    """One service and what it goes by."""

    name: str
    service: Service
    seeds: tuple[DatedValue, ...]

    def register(self, organisation: str = DISTRICTS[0], *more: DatedValue) -> Register:
        """The dated values of an organisation, and more of them."""
        values = (*self.seeds, *more)
        return register_of(values, declarations=self.service.parameters, organisation=organisation)


def _known(folder) -> Known:
    loaded = load(folder, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return Known(folder.name, loaded.service, seeds_of(loaded))


ALL = tuple(map(_known, FOLDERS))
