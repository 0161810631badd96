"""A drawing of the ways through a service, as Mermaid or plain text."""

from collections.abc import Mapping

from handrail.definition.brick import Brick
from handrail.definition.route import Place, Way, route_of
from handrail.definition.service import Service, Step

_SHAPES = {"person": ("[", "]"), "staff": ("{{", "}}"), "rule": ("{", "}"), "end": ("([", "])")}


def draw(service: Service, *, bricks: Mapping[str, Brick]) -> str:
    """Return a Mermaid flowchart.

    A box is where the person answers, six sides are for staff and a lozenge for rules.
    """
    lines = ["flowchart TD"]
    for number, step in enumerate(service.steps):
        left, right = _SHAPES[_sort(step, bricks)]
        lines.append(f'  s{number}{left}"{_safe(step.title or step.id)}"{right}')
    ends = {name: f"e{number}" for number, name in enumerate(service.endpoints)}
    left, right = _SHAPES["end"]
    lines += [f'  {ends[name]}{left}"{_safe(one.title)}"{right}' for name, one in service.endpoints.items()]
    for (start, end), said in _joined(service, bricks).items():
        target = f"s{end}" if isinstance(end, int) else ends[end]
        lines.append(f'  s{start} -->|"{_safe(said)}"| {target}' if said else f"  s{start} --> {target}")
    for number, end in _apart(service):
        lines.append(f'  {ends[end]} -.->|"{_safe(service.steps[number].before_end)}"| s{number}')
    return "\n".join(lines) + "\n"


def draw_text(service: Service, *, bricks: Mapping[str, Brick]) -> str:
    """Return the same as plain text, a step a paragraph, for those who read or hear it."""
    lines: list[str] = []
    joined = _joined(service, bricks)
    for number, step in enumerate(service.steps):
        lines.append(f"{number + 1}. {step.title or step.id} ({step.brick})")
        for (start, end), said in joined.items():
            if start == number:
                target = _title(service, end)
                lines.append(f"   {said}: {target}" if said else f"   then: {target}")
    for name, one in service.endpoints.items():
        lines.append(f"End: {one.title} ({one.kind.replace('_', ' ')})")
        lines += [
            f"   before it ends ({service.steps[number].before_end}): {_title(service, number)}"
            for number, end in _apart(service)
            if end == name
        ]
    return "\n".join(lines) + "\n"


def _apart(service: Service) -> list[tuple[int, str]]:
    """Return the steps that fall due before an end, each with the endpoints that end."""
    ending = [name for name, one in service.endpoints.items() if one.ends is not None]
    return [(n, end) for n, step in enumerate(service.steps) if step.before_end for end in ending]


def _title(service: Service, place: Place) -> str:
    if isinstance(place, int):
        return f"{place + 1}. {service.steps[place].title or service.steps[place].id}"
    return service.endpoints[place].title


def _joined(service: Service, bricks: Mapping[str, Brick]) -> dict[tuple[int, Place], str]:
    """Return the ways, those between the same two places as one, with what leads along them."""
    ways: dict[tuple[int, Place], list[str]] = {}
    for way in route_of(service, bricks=bricks).ways:
        ways.setdefault((way.start, way.end), []).append(_label(way, service.steps[way.start]))
    return {pair: ", ".join(dict.fromkeys(said)) if all(said) else "" for pair, said in ways.items()}


def _label(way: Way, step: Step) -> str:
    if way.skipped:
        return f"unless {step.when.text}" if step.when else ""
    return way.result


def _sort(step: Step, bricks: Mapping[str, Brick]) -> str:
    brick = bricks.get(step.brick)
    if brick is None or brick.screen is not None:
        return "person"
    return "staff" if brick.staffed else "rule"


def _safe(text: str) -> str:
    return " ".join(text.split()).replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;")
