"""Carries one component of a form, whatever its type; each type has a file in `carry.types`."""

from handrail.exchange.carry.asked import Asked, Ids, Place
from handrail.exchange.carry.types import CARRIERS
from handrail.exchange.form import Component, Page
from handrail.exchange.report import Report


def carry_component(component: Component, *, page: Page, ids: Ids, report: Report) -> Asked:
    """Return what a component asks or shows in a service of ours.

    A type that is not known, and whatever else cannot be carried, is told to the report as lost.
    """
    return _carried(component, Place(page, ids, report, _carried))


def _carried(component: Component, place: Place) -> Asked:
    carrier = CARRIERS.get(component.type)
    if carrier is None:
        place.report.lose(
            component.where,
            what=f"{component.type or 'a component without a type'} '{component.name}'",
            why="There is no component of this type in the formats that can be read.",
            kind="component",
        )
        return Asked()
    return carrier(component, place)
