"""How a component of each type is carried, by the name that the family of formats gives it."""

from collections.abc import Mapping

from handrail.exchange.carry.asked import Carrier

CARRIERS: Mapping[str, Carrier] = {}
"""The carrier of each type of component."""
