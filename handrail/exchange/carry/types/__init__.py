"""How a component of each type is carried, by the name that the family of formats gives it."""

from collections.abc import Mapping

from handrail.exchange.carry.asked import Carrier
from handrail.exchange.carry.types.agreed import AGREED
from handrail.exchange.carry.types.content import CONTENT
from handrail.exchange.carry.types.counted import COUNTED
from handrail.exchange.carry.types.files import FILES
from handrail.exchange.carry.types.many import MANY
from handrail.exchange.carry.types.picked import PICKED
from handrail.exchange.carry.types.reached import REACHED
from handrail.exchange.carry.types.timed import TIMED
from handrail.exchange.carry.types.written import WRITTEN

CARRIERS: Mapping[str, Carrier] = {
    **CONTENT,
    **WRITTEN,
    **PICKED,
    **COUNTED,
    **TIMED,
    **REACHED,
    **MANY,
    **FILES,
    **AGREED,
}
"""The carrier of each type of component."""
