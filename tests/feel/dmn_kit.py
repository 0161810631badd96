"""Reads the decisions and cases of the DMN technology compatibility kit that rules can express by themselves.

Covered: literal expressions, decision tables and contexts of them, over inputs and other decisions. Not
covered: functions of the author's own, imports, external functions, and the other boxed expressions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from handrail.feel import FeelSyntaxError, parse, parse_tests
from handrail.feel.builtins import FUNCTIONS
from handrail.feel.operators import eq, lt
from handrail.feel.temporal import read_temporal

KIT = Path(__file__).parents[3] / "shared" / "judges" / "dmn-tck"
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


class NotCovered(Exception):
    """A decision uses something that this reader leaves out, and says what."""


@dataclass
class Score:
    passed: int = 0
    failed: list[str] = field(default_factory=list)
    not_covered: dict[str, int] = field(default_factory=dict)

    @property
    def tried(self) -> int:
        return self.passed + len(self.failed)


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def child(element: ET.Element, name: str) -> ET.Element | None:
    return next((part for part in element if local(part) == name), None)


def children(element: ET.Element, name: str) -> list[ET.Element]:
    return [part for part in element if local(part) == name]


def text_in(element: ET.Element | None) -> str:
    part = child(element, "text") if element is not None else None
    return (part.text or "").strip() if part is not None else ""


class Model:
    def __init__(self, root: ET.Element) -> None:
        self.decisions = {part.get("name", ""): part for part in children(root, "decision")}
        self.by_id = {part.get("id", ""): part.get("name", "") for part in root}
        self.has_more = any(
            local(part) in ("businessKnowledgeModel", "import", "decisionService") for part in root
        )
        named = {part.get("name", "") for part in root.iter() if part.get("name")}
        named |= {text_in(part) for part in root.iter() if local(part) == "inputExpression"}
        self.names = {name for name in named if " " in name and name not in FUNCTIONS}

    def evaluate(self, name: str, inputs: dict[str, Any]) -> Any:
        if any("'" in name for name in self.names):
            raise NotCovered("names with punctuation")
        decision = self.decisions.get(name)
        if decision is None:
            raise NotCovered("a decision service or a function")
        scope = dict(inputs)
        for requirement in children(decision, "informationRequirement"):
            needed = child(requirement, "requiredDecision")
            if needed is not None:
                other = self.by_id.get((needed.get("href") or "").rpartition("#")[2])
                if other is None:
                    raise NotCovered("imports")
                scope[other] = self.evaluate(other, inputs)
        if children(decision, "knowledgeRequirement"):
            raise NotCovered("functions of the author's own")
        bodies = [
            part
            for part in decision
            if local(part)
            not in ("description", "variable", "informationRequirement", "authorityRequirement", "question",
                    "allowedAnswers", "extensionElements", "knowledgeRequirement")
        ]  # fmt: skip
        return self.body(bodies[0], scope) if bodies else None

    def body(self, element: ET.Element, scope: dict[str, Any]) -> Any:
        kind = local(element)
        if kind == "literalExpression":
            return self.rule(text_in(element), scope)
        if kind == "decisionTable":
            return self.table(element, scope)
        if kind == "context":
            return self.context(element, scope)
        raise NotCovered(f"boxed {kind}")

    def rule(self, text: str, scope: dict[str, Any]) -> Any:
        if "function" in text.replace("(", " ").split() or " instance of " in text:
            raise NotCovered("function definitions" if "function" in text else "instance of")
        return parse(text, names=self.names | {name for name in scope if " " in name}).evaluate(scope, at=AT)

    def context(self, element: ET.Element, scope: dict[str, Any]) -> Any:
        made: dict[str, Any] = {}
        for entry in children(element, "contextEntry"):
            variable = child(entry, "variable")
            body = next(part for part in entry if local(part) not in ("variable", "description"))
            value = self.body(body, {**scope, **made})
            if variable is None:
                return value
            made[variable.get("name", "")] = value
        return made

    def table(self, element: ET.Element, scope: dict[str, Any]) -> Any:
        values = [
            self.rule(text_in(child(part, "inputExpression")), scope) for part in children(element, "input")
        ]
        outputs = children(element, "output")
        hits = []
        for row in children(element, "rule"):
            cells = [text_in(part) for part in children(row, "inputEntry")]
            if all(
                parse_tests(cell or "-", names=self.names).matches(value, scope, at=AT) is True
                for cell, value in zip(cells, values, strict=True)
            ):
                found = [self.rule(text_in(part), scope) for part in children(row, "outputEntry")]
                named = {part.get("name", ""): value for part, value in zip(outputs, found, strict=True)}
                hits.append(named if len(outputs) > 1 else found[0])
        return self.chosen(element, outputs, hits, scope)

    def chosen(
        self, element: ET.Element, outputs: list[ET.Element], hits: list[Any], scope: dict[str, Any]
    ) -> Any:
        policy = element.get("hitPolicy", "UNIQUE")
        if not hits:
            default = self.default(outputs, scope)
            return default if default is not None or policy != "COLLECT" else ()
        if policy == "COLLECT":
            how = element.get("aggregation")
            return FUNCTIONS[how.lower()](AT, tuple(hits)) if how else tuple(hits)
        if policy == "RULE ORDER":
            return tuple(hits)
        if policy in ("PRIORITY", "OUTPUT ORDER"):
            hits.sort(key=lambda hit: self.priority(outputs, hit, scope))
            return tuple(hits) if policy == "OUTPUT ORDER" else hits[0]
        if policy == "UNIQUE" and len(hits) > 1:
            return None
        if policy == "ANY" and any(eq(hit, hits[0]) is not True for hit in hits):
            return None
        return hits[0]

    def default(self, outputs: list[ET.Element], scope: dict[str, Any]) -> Any:
        entries = [child(part, "defaultOutputEntry") for part in outputs]
        if any(entry is None for entry in entries):
            return None
        found = [self.rule(text_in(entry), scope) for entry in entries]
        return (
            found[0] if len(found) == 1 else {p.get("name"): v for p, v in zip(outputs, found, strict=True)}
        )

    def priority(self, outputs: list[ET.Element], hit: Any, scope: dict[str, Any]) -> list[int]:
        places = []
        for part in outputs:
            allowed = self.rule(f"[{text_in(child(part, 'outputValues'))}]", scope)
            value = hit[part.get("name", "")] if len(outputs) > 1 else hit
            places.append(
                next((n for n, option in enumerate(allowed) if eq(option, value) is True), len(allowed))
            )
        return places


def value_of(element: ET.Element) -> Any:
    """Read an input or an expected value of a case."""
    components = children(element, "component")
    if components:
        return {part.get("name", ""): value_of(part) for part in components}
    items = child(element, "list")
    if items is not None:
        return None if items.get(NIL) == "true" else tuple(value_of(item) for item in children(items, "item"))
    held = child(element, "value")
    if held is None or held.get(NIL) == "true":
        return None
    kind, text = (held.get(TYPE) or "xsd:string").rpartition(":")[2], held.text or ""
    if kind in ("decimal", "double", "integer", "int", "float", "long"):
        return Decimal(text)
    if kind == "boolean":
        return text.strip() == "true"
    if kind in ("date", "time", "dateTime", "duration", "dayTimeDuration", "yearMonthDuration"):
        return read_temporal(text.strip())
    return text


def same(expected: Any, found: Any) -> bool:
    if isinstance(expected, Decimal) and isinstance(found, Decimal):
        return lt(abs(expected - found), Decimal("0.00000001")) is True
    if isinstance(expected, (tuple, list)) and isinstance(found, (tuple, list)):
        return len(expected) == len(found) and all(same(a, b) for a, b in zip(expected, found, strict=True))
    if isinstance(expected, dict) and hasattr(found, "keys"):
        return expected.keys() == found.keys() and all(same(expected[key], found[key]) for key in expected)
    return eq(expected, found) is True


def cases(folder: Path) -> Iterator[tuple[Model, str, str, dict[str, Any], Any]]:
    """Yield (model, case, decision, inputs, expected) for each result of each case in a folder."""
    model = Model(ET.parse(next(folder.glob("*.dmn"))).getroot())
    for path in sorted(folder.glob("*test*.xml")):
        for case in (part for part in ET.parse(path).getroot() if local(part) == "testCase"):
            inputs = {part.get("name", ""): value_of(part) for part in children(case, "inputNode")}
            for node in children(case, "resultNode"):
                expected = child(node, "expected")
                yield (
                    model,
                    case.get("id", ""),
                    node.get("name", ""),
                    inputs,
                    (value_of(expected) if expected is not None else None),
                )


@cache
def score(folder: Path) -> Score:
    """Evaluate every result of a folder and count what agrees."""
    total = Score()
    for model, case, decision, inputs, expected in cases(folder):
        try:
            found = model.evaluate(decision, inputs)
        except NotCovered as reason:
            total.not_covered[str(reason)] = total.not_covered.get(str(reason), 0) + 1
            continue
        except FeelSyntaxError as error:
            found = None if expected is None else error
        if not isinstance(found, FeelSyntaxError) and same(expected, found):
            total.passed += 1
        else:
            total.failed.append(f"{case} {decision}: expected {expected!r}, found {found!r}")
    return total
