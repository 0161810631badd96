"""How other builders' engines go through a form, in a few lines: what carried services are held against."""

from collections.abc import Mapping
from decimal import Decimal

from handrail.exchange.form import All, Comparison, Form, Named, Not, Page, Rule, Some

Given = Mapping[str, object]
"""By question, what is answered: true or false, a text, a number or a list of choices; None for nothing."""

_NEGATIVE = {"is not": "is", "does not contain": "contains", "is not in": "is in"}


def shown(form: Form, answers: Given) -> list[str]:
    """Return the paths of the pages that the form shows to whoever answers so, in order."""
    return list(_by_links(form, answers) if form.routing == "links" else _by_order(form, answers))


def _by_links(form: Form, answers: Given) -> list[str]:
    pages = {page.path: page for page in form.pages}
    known: dict[str, object] = {}
    path: str | None = form.start
    seen: list[str] = []
    while path in pages:
        page = pages[path]
        seen.append(path)
        _answer(page, answers, known)
        taken = [link for link in page.links if link.when is not None and holds(form, link.when, known)]
        taken += [link for link in page.links if link.when is None]
        path = taken[0].path if taken else None
    return seen


def _by_order(form: Form, answers: Given) -> list[str]:
    known: dict[str, object] = {}
    seen: list[str] = []
    for page in form.pages:
        if page.when is None or holds(form, page.when, known):
            seen.append(page.path)
            _answer(page, answers, known)
            if page.kind == "exit":
                break
    return seen


def _answer(page: Page, answers: Given, known: dict[str, object]) -> None:
    for one in page.components:
        if one.name and answers.get(one.name) is not None:
            known[one.name] = answers[one.name]


def holds(form: Form, rule: Rule, known: Given) -> bool:
    """Say whether a condition is true of what has been answered by then."""
    match rule:
        case Not(of=inner):
            return not holds(form, inner, known)
        case All(of=parts):
            return all(holds(form, one, known) for one in parts)
        case Some(of=parts):
            return any(holds(form, one, known) for one in parts)
        case Named(condition=name):
            return holds(form, next(one.rule for one in form.conditions if one.name == name), known)  # type: ignore[arg-type]
        case Comparison(question=name, operator=operator, value=value):
            if operator in _NEGATIVE:
                return not _compares(known.get(name), _NEGATIVE[operator], value)
            return _compares(known.get(name), operator, value)


def _compares(answer: object, operator: str, value: object) -> bool:  # noqa: C901  one line an operator
    if answer is None:
        return False
    said = str(answer).lower() if isinstance(answer, bool) else answer
    match operator:
        case "is":
            return said == value
        case "is in":
            return said in value  # type: ignore[operator]
        case "contains":
            return isinstance(answer, list) and value in answer
        case "is more than":
            return Decimal(str(said)) > Decimal(str(value))
        case "is less than":
            return Decimal(str(said)) < Decimal(str(value))
        case "is at least":
            return Decimal(str(said)) >= Decimal(str(value))
        case "is at most":
            return Decimal(str(said)) <= Decimal(str(value))
        case "is longer than":
            return len(str(said)) > int(str(value))
        case "is shorter than":
            return len(str(said)) < int(str(value))
    return len(str(said)) == int(str(value))
