"""Invented people for the tests of the JSON door."""

from copy import deepcopy

from tests.journeys.site import PEOPLE, person

FFION = "Ffion Dummy-Jones"
WITH_ADULTS = next(one["name"] for one in PEOPLE if len(one["answers"].get("adults") or ()) > 1)


def answers(name: str = FFION, **but) -> dict:
    """What a person of the examples answers, changed where said; a name set to None is left out."""
    found = {**deepcopy(person(name)["answers"]), **but}
    return {name: value for name, value in found.items() if value is not None}
