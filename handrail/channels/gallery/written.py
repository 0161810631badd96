"""Values and what authors write, as text to read: YAML, CSV and what rules see."""

from collections.abc import Mapping
from typing import Any

import yaml

from handrail.definition.brick import Fact
from handrail.feel.write import write_literal


class _Dumper(yaml.SafeDumper):
    """Writes what it is given each time in full, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the parser's own shape for it
        return True


def block(language: str, text: str) -> str:
    """Return a block of code in Markdown."""
    return f"```{language}\n{text.rstrip()}\n```"


def as_yaml(value: Any) -> str:
    """Return a value as an author may write it."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100).rstrip()


def as_rules_see(fact: Fact) -> str:
    """Return a fact as FEEL writes it."""
    if isinstance(fact, Mapping):
        return "{" + ", ".join(f"{name}: {as_rules_see(value)}" for name, value in fact.items()) + "}"
    if isinstance(fact, tuple | list):
        return "[" + ", ".join(map(as_rules_see, fact)) + "]"
    return write_literal(fact)
