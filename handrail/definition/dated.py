"""Dated values in memory: which one is in force on a day; where they are kept for good is in `parameters`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from handrail.definition.brick import Fact, ParameterValue
from handrail.definition.reader import Reader, day_from, listing, nearest
from handrail.definition.service import ParameterDeclaration
from handrail.definition.source import Where
from handrail.definition.text import Fields, Node, Value

NATION = ""
"""The organisation of a value that holds everywhere."""

SEED_KEYS = ("value", "from", "source", "organisation")


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value from a day on.

    organisation: whose it is, by slug in a file and by id in the register; NATION for everyone's.
    order: of two for the same day the one recorded later holds. value: None when there is none from then.
    """

    name: str
    value: Fact
    effective_from: date
    source: str
    organisation: str = NATION
    order: int = 0
    where: Where = field(default=Where("parameters.yaml", 1), compare=False)


@dataclass(frozen=True, slots=True)
class Register:
    """The values one organisation goes by, by name, latest first: what rules see as `Parameters`."""

    values: Mapping[str, tuple[DatedValue, ...]]

    def in_force(self, name: str, day: date) -> ParameterValue | None:
        """Return the value in force on a legal day; None when none was set by then."""
        for one in self.values.get(name, ()):
            if one.effective_from <= day:
                if one.value is None:
                    return None
                return ParameterValue(name, one.value, one.effective_from, one.source)
        return None


def register_of(
    values: Iterable[DatedValue],
    *,
    declarations: Mapping[str, ParameterDeclaration],
    organisation: str,
) -> Register:
    """Return the register an organisation goes by.

    A parameter that organisations set takes the organisation's own values where it has any, else the
    nation's; one that the nation sets takes the nation's only.
    """
    own: dict[str, list[DatedValue]] = {}
    national: dict[str, list[DatedValue]] = {}
    for one in values:
        declared = declarations.get(one.name)
        if declared is None:
            continue
        if one.organisation == NATION:
            national.setdefault(one.name, []).append(one)
        elif one.organisation == organisation and declared.set_by == "organisation":
            own.setdefault(one.name, []).append(one)
    chosen = {**national, **own}
    return Register({name: _latest_first(found) for name, found in chosen.items()})


def _latest_first(values: Collection[DatedValue]) -> tuple[DatedValue, ...]:
    return tuple(sorted(values, key=lambda one: (one.effective_from, one.order), reverse=True))


def value_of(text: str, declaration: ParameterDeclaration) -> Fact:
    """Return a written value as the fact of its parameter's type.

    Raises ValueError, which says what was found, what was expected and how to mend it.
    """
    match declaration.type:
        case "number":
            return _number(text)
        case "yes-no" if text in ("true", "false"):
            return text == "true"
        case "yes-no":
            raise ValueError(f"found '{text}', expected true or false. Write true or false")
        case "date":
            day = day_from(text)
            if day is None:
                raise ValueError(f"found '{text}', expected a day. Write it like 2026-04-01")
            return day
        case "choice" if text not in declaration.options:
            close = nearest(text, declaration.options)
            expected = listing(declaration.options)
            raise ValueError(f"found '{text}', expected {expected}. {close}Choose one of them")
    return text


def _number(text: str) -> Decimal:
    digits = text.removeprefix("-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 34):  # noqa: PLR2004 - as many as rules keep
        raise ValueError(f"found '{text}', expected a number. Write it in digits, such as 25 or 12.50")
    return Decimal(text)


def read_seeds(
    node: Node, reader: Reader, *, declarations: Mapping[str, ParameterDeclaration]
) -> tuple[DatedValue, ...]:
    """Return the first values of a service's parameters, from parameters.yaml; problems go to the reader."""
    fields = reader.mapping(node, what="parameters.yaml", known=None)
    found: list[DatedValue] = []
    for name in fields.entries:
        if name not in declarations:
            reader.broken(
                fields.at(name),
                f"'{name}' is not a parameter of the service.",
                f"{nearest(name, declarations)}Use {listing(declarations)}, or declare it in service.yaml.",
            )
            continue
        for item in reader.sequence(fields, name, what="values"):
            one = _seed(item, reader, declarations[name], order=len(found))
            if one is not None:
                found.append(one)
    return tuple(found)


def _seed(node: Node, reader: Reader, declared: ParameterDeclaration, *, order: int) -> DatedValue | None:
    fields = reader.mapping(node, what="a value", known=SEED_KEYS, required=("value", "from"))
    since = reader.day(fields, "from")
    organisation = reader.text(fields, "organisation")
    if organisation and declared.set_by == "nation":
        reader.broken(
            fields.at("organisation"),
            f"'{declared.id}' is set by the nation and this value is an organisation's.",
            "Delete 'organisation', or write 'set_by: organisation' in service.yaml.",
        )
    value = _written(fields, reader, declared)
    if since is None or value is None:
        return None
    source = reader.text(fields, "source")
    return DatedValue(declared.id, value, since, source, organisation, order, fields.where)


def _written(fields: Fields, reader: Reader, declared: ParameterDeclaration) -> Fact:
    node = fields.entries.get("value")
    if not isinstance(node, Value) or not node.text.strip():
        if node is not None:
            reader.text(fields, "value")
        return None
    try:
        return value_of(node.text.strip(), declared)
    except ValueError as error:
        problem, _, remedy = str(error).partition(". ")
        reader.broken(node.where, f"The value of '{declared.id}': {problem}.", f"{remedy}.")
        return None
