"""The building blocks of services: those that come with the product, and those that other packages bring."""

from collections.abc import Mapping

from handrail.bricks import ask, decide, work
from handrail.bricks.outside import with_outside
from handrail.definition.brick import Brick

OWN: Mapping[str, Brick] = {module.BRICK.name: module.BRICK for module in (ask, decide, work)}
"""Every brick in this folder, by the word that starts its step in a service file."""

BRICKS: Mapping[str, Brick] = with_outside(OWN)
"""Every brick there is in this installation."""
