"""What an author may write in a `decide` step, as frozen values; reading them from text is in `read`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from handrail.definition.source import Where
from handrail.feel import Expression, UnaryTests

HitPolicy = Literal["unique", "first", "collect"]


@dataclass(frozen=True, slots=True)
class TableInput:
    """A column that is tested: a rule over the facts so far."""

    expression: Expression
    where: Where


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its tests, its outputs, where it comes from and what it says in each language.

    id: stable; the reasons of a determination name it.
    outputs: one FEEL expression an output column.
    source: statute, policy or local rule.
    words: by language, the sentence for the applicant; staff read it when they decide.
    """

    id: str
    tests: tuple[UnaryTests, ...]
    outputs: tuple[Expression, ...]
    source: str
    words: Mapping[str, str]
    where: Where


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A decision table in the DMN sense. `outputs` names the output columns; the first is the result."""

    inputs: tuple[TableInput, ...]
    outputs: tuple[str, ...]
    rows: tuple[TableRow, ...]
    hit: HitPolicy
    where: Where


@dataclass(frozen=True, slots=True)
class Output:
    """How people read what a column of results holds: what it is called, and whether it is pounds.

    told: the person reads it as soon as it is found, and not only staff.
    """

    label: str
    money: bool
    told: bool
    where: Where


@dataclass(frozen=True, slots=True)
class Decide:
    """A `decide` step.

    outputs: by column of results, how people read it; staff read a column that is not there by its name.

    each: the group to decide about member by member, "" for once.
    on: the legal day whose parameters apply; None is the day the determination is made.
    """

    table: DecisionTable
    each: str = ""
    on: Expression | None = None
    outputs: Mapping[str, Output] = field(default_factory=dict)
