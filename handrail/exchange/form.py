"""A form as other builders know it, whatever file it was read from: pages, components, links and conditions.

The XGov family of formats and its descendants say the same things in different words. Their readers give
this; what turns it into a service knows no file format. Names are the form's own, not yet ids of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, get_args

Words = Mapping[str, str]
"""The same words by language code, such as {"en": "Your name", "cy": "Eich enw"}; empty for no words."""

Operator = Literal[
    "is",
    "is not",
    "contains",
    "does not contain",
    "is in",
    "is not in",
    "is more than",
    "is less than",
    "is at least",
    "is at most",
    "is longer than",
    "is shorter than",
    "has length",
    "is before",
    "is after",
    "is answered",
]
"""How an answer is compared. `contains` is said of several choices; lengths are counted in characters.

`is answered` is true when there is an answer at all; its value is True.
"""


Unit = Literal["years", "months", "days", "hours", "minutes", "seconds"]
Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A moment so long before or after now, in the unit that the form names."""

    amount: int
    unit: Unit
    direction: Direction


def unit_of(said: object) -> Unit | None:
    """Return the unit of time that a form names; None for anything else."""
    units: tuple[Unit, ...] = get_args(Unit)
    return next((one for one in units if one == said), None)


Value = str | bool | Decimal | RelativeDate | tuple[str, ...]
"""What an answer is compared with; dates are text such as 2026-04-01, several are texts to be found in."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One answer, by the name of its question (without its section), compared with a value.

    Beside a moment from now `is at least` means as far off or further: at least 18 years in the past is that
    day or an earlier one. Where several questions bear the name, on pages of which a person sees one, the one
    that was answered.
    """

    question: str
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class Named:
    """Another condition of the form, by name."""

    condition: str


@dataclass(frozen=True, slots=True)
class Not:
    """True when the other is false."""

    of: "Rule"


@dataclass(frozen=True, slots=True)
class All:
    """True when every one is; of none, true."""

    of: "tuple[Rule, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """True when at least one is; of none, false."""

    of: "tuple[Rule, ...]"


Rule = Comparison | Named | Not | All | Some
"""A condition's meaning, of two values: a comparison with a question not answered is false.

Save `is not`, `does not contain` and `is not in`, which are then true.
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule with a name and what its author calls it; `rule` is None where it could not be read."""

    name: str
    title: str
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list to choose from; `asks` is what is asked of who chooses it, `when` who is offered it.

    alone: of several that can be chosen, it goes with no other.
    """

    value: str
    text: Words
    hint: Words = field(default_factory=dict)
    asks: "tuple[Component, ...]" = ()
    when: Rule | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Component:
    """A question or some content on a page.

    type: as the family of formats names it, such as TextField or Html, also where only one of them has it.
    options, schema: as the form has them, for what there is no field for. children: the columns of a table
    of answers. where: where in the form, for people.
    """

    type: str
    name: str
    where: str
    title: Words = field(default_factory=dict)
    short: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    content: Words = field(default_factory=dict)
    content_is: Literal["html", "markdown", "plain"] = "html"
    items: tuple[Item, ...] = ()
    children: "tuple[Component, ...]" = ()
    required: bool = True
    when: Rule | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    schema: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page leads when a rule is true; without a rule, when no other link of the page is."""

    path: str
    when: Rule | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """That a page is asked again and again: its name and title, and how few and how many times.

    Pages that follow each other with the same name are asked together of each. add: what the question whether
    there is another says.
    """

    name: str
    title: Words
    least: int = 1
    most: int = 20
    add: Words = field(default_factory=dict)


PageKind = Literal["start", "page", "exit", "check", "confirmation", "status", "home"]
"""`exit` ends the journey without sending; `check` is the check of the answers; `home` lists tasks."""


SHOWN_AT = "shown at"
"""Among a page's options, the codes of the statuses of a casework at which it is read."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page. links: where it leads, in the form's order; when: who sees it, where routing goes by order."""

    path: str
    where: str
    title: Words
    kind: PageKind = "page"
    section: str = ""
    components: tuple[Component, ...] = ()
    links: tuple[Link, ...] = ()
    when: Rule | None = None
    repeat: Repeat | None = None
    controller: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fee:
    """Money to be paid where its rule is true, in pence, times the number answered to `multiplier`."""

    description: Words
    pence: int
    when: Rule | None = None
    multiplier: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """Where what was sent goes: its kind (webhook, notify, email) and its settings without credentials."""

    name: str
    title: str
    kind: str
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form. routing: by the links of its pages, or by their order and their rules.

    source: which format it was read from, such as `XGov 2`. sections: titles by name. declaration: HTML.
    sent: what is read after sending, HTML. kept: what the file says of its looks or its running.
    besides: what a file that was a service of ours says of it that no form can, as `besides.py` wrote it.
    """

    name: Words
    source: str
    start: str
    pages: tuple[Page, ...]
    routing: Literal["links", "order"]
    languages: tuple[str, ...] = ("en",)
    conditions: tuple[Condition, ...] = ()
    sections: Mapping[str, Words] = field(default_factory=dict)
    fees: tuple[Fee, ...] = ()
    outputs: tuple[Output, ...] = ()
    declaration: Words = field(default_factory=dict)
    sent: Words = field(default_factory=dict)
    contact: Words = field(default_factory=dict)
    kept: Mapping[str, Any] = field(default_factory=dict)
    besides: Mapping[str, Any] = field(default_factory=dict)
