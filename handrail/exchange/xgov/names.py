"""What names in an XGov form's conditions stand for: questions in their sections, and other conditions."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from handrail.exchange.form import Component
from handrail.exchange.taking import mappings
from handrail.exchange.xgov.comparing import Asked
from handrail.exchange.xgov.components import asks, with_asked
from handrail.exchange.xgov.pages import Pages, normal_path

Place = tuple[str, str]
"""A section's name, "" for none, and a question's name in it."""


@dataclass
class FormNames:
    """The questions of a form by name, and the names of its conditions.

    missing: names that no question has, in order. told_apart: questions whose name other sections use too,
    which comparisons therefore call by both names.
    """

    pages: Pages
    conditions: Container[str]
    missing: dict[str, None] = field(default_factory=dict)
    told_apart: set[Place] = field(default_factory=set)
    _found: dict[str, dict[str, Component]] = field(default_factory=dict)
    _entries: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path, parts in self.pages.parts.items():
            for one in with_asked(parts):
                if asks(one):
                    self._found.setdefault(one.name, {}).setdefault(self.pages.section(path), one)

    def condition(self, name: str) -> bool:
        """Return whether there is a condition of that name."""
        return name in self.conditions

    def question(self, parts: tuple[str, ...]) -> Asked | None:
        """Return the question that a name stands for.

        A name with a section that its question does not stand in is taken for the question all the same: the
        forks look for answers without a section.
        """
        first, *rest = parts
        if rest and first in self.pages.sections and rest[0] in self._found:
            return self._asked(first, rest[0], rest[1:])
        if first in self._found:
            return self._asked("", first, rest)
        if rest and rest[0] in self._found:
            return self._asked(first, rest[0], rest[1:])
        self.missing[".".join(parts)] = None
        return None

    def _asked(self, section: str, name: str, inner: list[str]) -> Asked:
        by_section = self._found[name]
        actual = section if section in by_section else next(iter(by_section))
        component = by_section[actual]
        called = self._called(actual, name)
        if inner:
            return Asked(".".join((called, *inner)), "TextField", required=component.required)
        looked_in = section if section in by_section else ""
        beside = self.entries(section) if looked_in else ()
        if not component.required:
            beside = (*self._page_mates(actual, component), *beside)
        return Asked(
            called,
            component.type,
            required=component.required,
            values=tuple(item.value for item in component.items),
            section=looked_in,
            stands_in=actual,
            beside=beside,
        )

    def entries(self, section: str) -> tuple[str, ...]:
        """Return questions of which one is answered once anyone was in a section: those it is entered by."""
        if section not in self._entries:
            found: dict[str, None] = {}
            for path in self._entered(section):
                must = self._must(path)
                for name in [must] if must else [one.name for one in self.pages.parts[path] if asks(one)]:
                    found[self._called(section, name)] = None
            self._entries[section] = tuple(found)
        return self._entries[section]

    def _called(self, section: str, name: str) -> str:
        if len(self._found.get(name, {})) < 2:  # noqa: PLR2004 - one section alone needs no telling apart
            return name
        self.told_apart.add((section, name))
        return qualified(section, name)

    def _page_mates(self, section: str, component: Component) -> tuple[str, ...]:
        path = next(path for path, parts in self.pages.parts.items() if component in with_asked(parts))
        must = self._must(path)
        return (self._called(section, must),) if must else ()

    def _must(self, path: str) -> str:
        """Return a question of a page that everyone answers who comes there, "" for none."""
        return next((one.name for one in self.pages.parts[path] if asks(one) and one.required), "")

    def _entered(self, section: str) -> Iterator[str]:
        """Yield pages of a section that one comes to before any other that must be answered."""
        waiting, seen = [self.pages.start], set[str]()
        while waiting:
            path = waiting.pop()
            if path in seen or path not in self.pages.raw:
                continue
            seen.add(path)
            if self.pages.section(path) == section:
                yield path
                if self._must(path):
                    continue
            waiting.extend(
                normal_path(one.get("path")) for one in reversed(mappings(self.pages.raw[path].get("next")))
            )


def qualified(section: str, name: str) -> str:
    """Return the name of a question whose name other sections use too."""
    return f"{section}.{name}" if section else name
