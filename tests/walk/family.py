"""A service of children, each with homes, each with others who live there; and a case of it in memory."""

from functools import cache
from pathlib import Path

import yaml

from handrail.bricks import BRICKS
from handrail.definition.brick import PageRef
from handrail.definition.load import load
from handrail.definition.service import Service
from tests.walk.garden import Case

FOLDER = Path(__file__).parents[1] / "journeys" / "school-travel"
PEOPLE = yaml.safe_load((FOLDER / "examples.yaml").read_text(encoding="utf-8"))


@cache
def school_travel() -> Service:
    """The service, read."""
    loaded = load(FOLDER, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded.service


class Family(Case):
    """A case of it. Pages are named without the step, which is `family`."""

    def __init__(self) -> None:
        super().__init__(service=school_travel())
        self.answer("about-you/full_name", full_name="Bronwen Fictitious")

    def tell(self, page: str, **form: str) -> None:
        """Send a page of the family in; it must not be refused."""
        refused = self.answer(f"family/{page}", **form)
        assert refused is None, refused

    def child(self, number: str, name: str, *, school: str = "far") -> None:
        """Tell of a child, whose list is asked for when it is not the first."""
        if number != "1":
            self.tell("children", children="yes")
        self.tell(f"children/{number}/child_name", child_name=name)
        self.tell(f"children/{number}/school", school=school)

    def home(self, child: str, number: str, *, line_1: str = "1 Sedge Row", nights: str = "most") -> None:
        """Tell of a home of a child."""
        self.tell(f"children/{child}/homes", homes="yes")
        place = f"children/{child}/homes/{number}"
        self.tell(
            f"{place}/home_address",
            home_address__line_1=line_1,
            home_address__town="Saltby",
            home_address__postcode="FM9 2DU",
        )
        self.tell(f"{place}/nights", nights=nights)

    @property
    def family(self):
        """What the step holds."""
        return self.state.steps["family"]

    def route(self) -> list[str]:
        """The pages of the family on the route, without the step."""
        return [
            str(page.ref).removeprefix("family/") for page in self.walk().pages if page.ref.step == "family"
        ]

    def lists_and_removals(self) -> list[PageRef]:
        """Every page that lists members or removes one, of the members there are."""
        members = self.family.members.items() if "family" in self.state.steps else ()
        lists = [PageRef("family", key, within) for (key, within), _ in members]
        return lists + [PageRef("family", key, item) for (key, _), items in members for item in items]


def published(slug: str = "north-fenmarch") -> Service:
    """Publish the service for an organisation, as its owner does; it needs a database."""
    from django.utils import timezone  # noqa: PLC0415 - only tests with a database call this

    from handrail.definition import publish  # noqa: PLC0415
    from handrail.estate.fenmarch import fenmarch_id  # noqa: PLC0415

    publish.wire(bricks=BRICKS, run_examples=None)
    publish.publish(
        FOLDER, organisation=fenmarch_id(slug), by="Owen Owner-Sample", why="a test", at=timezone.now()
    )
    return school_travel()
