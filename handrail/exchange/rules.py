"""Rules of a form put together: all of several, one of several, the opposite, and what follows from one."""

from handrail.exchange.form import All, Comparison, Not, Rule, Some

NEVER = Some(())
"""A rule that is never true."""

ALWAYS = All(())
"""A rule that is always true."""

_NEGATIVE = ("is not", "does not contain", "is not in")


def every(*rules: Rule) -> Rule:
    """Return all of the rules as one, flat, none twice."""
    flat = _flat(rules, All)
    if NEVER in flat:
        return NEVER
    return flat[0] if len(flat) == 1 else All(flat)


def any_of(*rules: Rule) -> Rule:
    """Return one of the rules as one, flat, none twice."""
    flat = _flat(rules, Some)
    if ALWAYS in flat:
        return ALWAYS
    return flat[0] if len(flat) == 1 else Some(flat)


def _flat(rules: tuple[Rule, ...], kind: type[All] | type[Some]) -> tuple[Rule, ...]:
    found: dict[Rule, None] = {}
    for rule in rules:
        for one in rule.of if isinstance(rule, kind) else (rule,):
            found[one] = None
    return tuple(found)


def opposite(rule: Rule) -> Rule:
    """Return the rule that is true exactly when this one is not."""
    match rule:
        case Comparison(question, "is", value):
            return Comparison(question, "is not", value)
        case Comparison(question, "is not", value):
            return Comparison(question, "is", value)
        case Comparison(question, "contains", value):
            return Comparison(question, "does not contain", value)
        case Comparison(question, "is in", value):
            return Comparison(question, "is not in", value)
        case Not(of):
            return of
        case All(()):
            return NEVER
        case Some(()):
            return ALWAYS
    return Not(rule)


def answered(question: str) -> Rule:
    """Return the rule that is true when a question has an answer at all."""
    return Comparison(question, "is answered", value=True)


def _sure(rule: Rule) -> frozenset[str]:
    """Return the questions that are answered whenever a rule is true."""
    match rule:
        case Comparison(question, operator, _):
            return frozenset() if operator in _NEGATIVE else frozenset({question})
        case All(of):
            return frozenset().union(*(_sure(one) for one in of))
        case Some(of) if of:
            return frozenset.intersection(*(_sure(one) for one in of))
    return frozenset()


def follows(rule: Rule, known: Rule) -> bool:
    """Return whether one can see that `known` is true whenever the rule is."""
    match rule:
        case Some(of):
            return all(follows(one, known) for one in of)
        case All(of) if any(follows(one, known) for one in of):
            return True
    match known:
        case Comparison(question, "is answered", _):
            return question in _sure(rule)
        case All(of):
            return all(follows(rule, one) for one in of)
        case Some(of):
            return any(follows(rule, one) for one in of)
    return rule == known
