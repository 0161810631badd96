"""How a component of each type is carried, by the name that the family of formats gives it."""

from collections.abc import Mapping

from handrail.exchange.carry.asked import Carrier
from handrail.exchange.carry.types.content import CONTENT
from handrail.exchange.carry.types.picked import PICKED
from handrail.exchange.carry.types.written import WRITTEN

CARRIERS: Mapping[str, Carrier] = {**CONTENT, **WRITTEN, **PICKED}
"""The carrier of each type of component."""
