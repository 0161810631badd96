"""The building blocks of services: the list of those that come with the product. `outside` finds others."""

from collections.abc import Mapping

from handrail.bricks import ask, decide, work
from handrail.definition.brick import Brick

BRICKS: Mapping[str, Brick] = {module.BRICK.name: module.BRICK for module in (ask, decide, work)}
"""Every brick in this folder, by the word that starts its step in a service file."""
