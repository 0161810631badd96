"""What became of a form: its pages, components and conditions counted, and each that was not carried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypedDict

Kind = Literal["page", "component", "condition", "link", "text", "target", "setting"]
"""What was lost. A page, component or condition counts against what is carried; the rest is told besides."""


class Lost(TypedDict):
    """One thing that the service does not ask, show or decide as the form did."""

    where: str
    what: str
    why: str
    kind: Kind


@dataclass
class Report:
    """What was found in a form, and what of it was lost; filled while it is read and carried."""

    pages: int = 0
    components: int = 0
    conditions: int = 0
    lost: list[Lost] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lose(self, where: str, *, what: str, why: str, kind: Kind) -> None:
        """Say that something is lost: where it was, what it is and why, in words for who brings the form."""
        self.lost.append(Lost(where=where, what=what, why=why, kind=kind))

    def note(self, line: str) -> None:
        """Say, as a sentence, what was carried otherwise than one might expect."""
        self.notes.append(line)

    @property
    def carried(self) -> float:
        """The part of pages, components and conditions that was carried, from 0 to 1."""
        return self._part(less=0)

    @property
    def carried_strictly(self) -> float:
        """The part that was carried if each lost link, text or target were one of those parts lost."""
        return self._part(less=sum(one["kind"] in _BESIDES for one in self.lost))

    def _part(self, *, less: int) -> float:
        counted = self.pages + self.components + self.conditions
        gone = less + len({(one["kind"], one["where"]) for one in self.lost if one["kind"] in _COUNTED})
        return 1.0 if not counted else max(0, counted - gone) / counted

    def as_json(self) -> Mapping[str, object]:
        """The report as `handrail service import --json` prints it."""
        return {
            "pages": self.pages,
            "components": self.components,
            "conditions": self.conditions,
            "lost": self.lost,
            "notes": self.notes,
        }


_COUNTED = ("page", "component", "condition")
_BESIDES = ("link", "text", "target")
