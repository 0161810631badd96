"""Bricks from other packages, found by entry point; they pass the same conformance kit as ours."""

from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points

from handrail.definition.brick import Brick

GROUP = "handrail.bricks"
"""The entry point group: the name of the brick, and `package:BRICK`."""


class NotABrick(TypeError):
    """An entry point leads to something else than a brick, or to one of another name."""


class TwoBricks(ValueError):
    """Two packages bring a brick of one name."""


def with_outside(own: Mapping[str, Brick], found: Iterable[EntryPoint] | None = None) -> Mapping[str, Brick]:
    """Return some bricks and those that installed packages bring, by name.

    found: the entry points to look at, those of the group unless given. Raises NotABrick, TwoBricks.
    """
    bricks = dict(own)
    for point in entry_points(group=GROUP) if found is None else found:
        brick = point.load()
        if not isinstance(brick, Brick) or brick.name != point.name:
            raise NotABrick(
                f"The entry point {point.name!r} = {point.value!r} gives {brick!r}; expected a Brick of that "
                "name. Mend it in the package that brings it, or uninstall the package."
            )
        if brick.name in bricks:
            raise TwoBricks(
                f"The brick {brick.name!r} of {point.value!r} has a name that another has. Uninstall one."
            )
        bricks[brick.name] = brick
    return bricks


def package_of(point: EntryPoint) -> str:
    """Return the package that an entry point's brick lives in, for the conformance kit."""
    return point.module
