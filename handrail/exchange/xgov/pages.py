"""The pages of an XGov form: what kind each is, what stands on it, and where it leads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from handrail.exchange.form import (
    Comparison,
    Component,
    Condition,
    Link,
    Named,
    Page,
    PageKind,
    Repeat,
    Words,
)
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, listed, mappings, text, whole, words
from handrail.exchange.xgov.components import Components, asks, with_asked
from handrail.exchange.xgov.controllers import CHECKS, KINDS, LED, SEVERAL, controller_name

SUMMARY = "/summary"
"""Where a page leads that leads nowhere else, in every runner of the family."""

_TEXTS = {"insetText": "InsetText", "details": "Html", "endContent": "Html"}
_OPTIONS = ("showContinueButton", "continueButtonText", "unauthenticated", "repeatField", "summary")
_PAGE = frozenset(
    {"path", "title", "components", "next", "section", "controller", "options", "condition", "name", "id"}
    | {"startPageNavigation", "sidebarContent", *_OPTIONS}
)
"""What is read of a page."""

_MOST, _LIMIT = 20, 200
_LEAVE: Words = {"en": "Go to another website", "cy": "Ewch i wefan arall"}


def normal_path(path: Any) -> str:
    """Return a page's path with one slash before it; "" for none."""
    plain = text(path).strip()
    return f"/{plain.strip('/')}" if plain else ""


@dataclass
class Pages:
    """Reads pages: first what stands on them, then, once conditions are known, what they are and lead to."""

    components: Components
    sections: Mapping[str, Words]
    report: Report
    start: str
    raw: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    parts: dict[str, tuple[Component, ...]] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    def take(self, found: Sequence[Any]) -> None:
        """Read the components of a form's pages. A second page of a path is lost: nobody comes to it."""
        for at, one in enumerate(found):
            self.report.pages += 1
            path = normal_path(one.get("path")) if isinstance(one, dict) else ""
            if not path:
                self._lose(f"page {at + 1}", "it has no path, so that nothing leads to it")
            elif path in self.raw:
                self._lose(f"{path} (page {at + 1})", "another page before it has the same path")
            else:
                self.raw[path] = one
                self.parts[path] = self._read(one, path)

    def _read(self, found: Mapping[str, Any], path: str) -> tuple[Component, ...]:
        """Read what stands on a page, also what a fork keeps for below it, and note what else it says."""
        parts = list(listed(found.get("components")))
        for key in sorted(found.keys() - _PAGE):
            if isinstance(found[key], list) and any(text(one.get("type")) for one in mappings(found[key])):
                parts += found[key]
            elif found[key] not in (None, "", [], {}):
                self.kept.add(key)
        return self.components.read(parts, path=path)

    def section(self, path: str) -> str:
        """Return the section a page stands in, "" for none or one that the form does not have."""
        name = text(self.raw[path].get("section"))
        return name if name in self.sections else ""

    def finish(self, conditions: Mapping[str, Condition]) -> tuple[Page, ...]:
        """Return the pages in the form's order, with what each is and leads to."""
        self.conditions = conditions
        if self.kept:
            names = ", ".join(f"“{one}”" for one in sorted(self.kept))
            self.report.note(f"Pages say {names}, by which the form's site ran; a service goes by its own.")
        return tuple(page for path in self.raw for page in self._page(path))

    def _lose(self, where: str, why: str) -> None:
        self.report.lose(where, what="a page", why=why, kind="page")

    def _page(self, path: str) -> list[Page]:
        found, parts = self.raw[path], self.parts[path]
        controller = controller_name(text(found.get("controller")))
        options = {**fields(found.get("options")), **{key: found[key] for key in _OPTIONS if key in found}}
        title = words(found.get("title"), self.components.language) or next(
            (one.title for one in parts if one.title), self._of_path(path)
        )
        asking = [one for one in parts if asks(one)]
        links, left = self._links(path, found)
        kind = self._kind(path, controller, asking=bool(asking), links=links)
        if kind in ("page", "start") and not any(link.when is None for link in links):
            links = self._otherwise(path, links, asking=bool(asking))
        page = Page(
            path=path,
            where=path,
            title=title,
            kind=kind,
            section=self.section(path),
            components=(*self._around(path, found, options), *parts),
            links=links,
            repeat=self._repeat(path, controller, found, title, asking),
            controller=controller,
            options=options,
        )
        return [page, *left]

    def _of_path(self, path: str) -> Words:
        """Return a path in words, for a page that has no title nor any component with one."""
        said = path.strip("/").split("/")[-1].replace("-", " ").replace("_", " ").strip()
        return {self.components.language: said.capitalize()} if said else {}

    def _kind(self, path: str, controller: str, *, asking: bool, links: tuple[Link, ...]) -> PageKind:
        if controller in CHECKS:
            return "check"
        if controller in KINDS:
            return KINDS[controller]
        if path == "/status":
            self.report.note(f"{path}: the builder keeps this path for itself; it is read as a page.")
        if path == self.start:
            return "page" if asking else "start"
        if not links and not asking:
            return "check" if controller == "NonSubmittingSummaryPageController" else "exit"
        return "page"

    def _links(self, path: str, found: Mapping[str, Any]) -> tuple[tuple[Link, ...], list[Page]]:
        """Return where a page leads, and pages for what lies outside the form.

        As the runner does it: a link to no page and one under no condition are never followed, and of several
        without a condition the last counts.
        """
        links: list[Link] = []
        default: Link | None = None
        left: list[Page] = []
        nexts = mappings(found.get("next"))
        if not nexts and (target := self._start_target(found) or self._led(found)):
            nexts = [{"path": target}]
        for one in nexts:
            target, condition = normal_path(one.get("path")), text(one.get("condition"))
            if text(one.get("redirect")):
                outside = self._outside(path, text(one["redirect"]), len(left))
                left.append(outside)
                target = outside.path
            elif target not in self.raw:
                self._lose_link(path, target or "nowhere", "the form has no such page")
                continue
            if not condition:
                if default is not None and default.path != target:
                    self._lose_link(path, default.path, "a later link without a condition goes before it")
                default = Link(target)
            elif condition not in self.conditions:
                self._lose_link(
                    path, target, f"the form has no condition “{condition}”, so it was never followed"
                )
            else:
                links.append(Link(target, Named(condition)))
        return (*links, *([default] if default else [])), left

    def _lose_link(self, path: str, target: str, why: str) -> None:
        self.report.lose(f"{path}, link to {target}", what=f"the link to {target}", why=why, kind="link")

    def _led(self, found: Mapping[str, Any]) -> str:
        """Return where a page's program leads, "" where none is known to."""
        target = LED.get(text(found.get("controller")).strip(), "")
        return target if target in self.raw else ""

    def _start_target(self, found: Mapping[str, Any]) -> str:
        """Return where the button of a start page of several pages leads, when its links do not say."""
        onward = fields(fields(found.get("startPageNavigation")).get("next"))
        href = text(onward.get("href"))
        return next((path for path in self.raw if href and path.endswith(normal_path(href))), "")

    def _outside(self, path: str, address: str, number: int) -> Page:
        language = self.components.language
        leave = Component(
            type="Html",
            name=f"{path.strip('/')}-leaves-{number + 1}",
            where=f"{path}, redirect {number + 1}",
            content={language: f'<p><a href="{escape(address)}">{escape(address)}</a></p>'},
        )
        self.report.note(f"{path}: it leads on to {address} by itself; people now follow a link there.")
        return Page(
            path=f"{path}/leaves-{number + 1}",
            where=f"{path}, redirect {number + 1}",
            title={language: _LEAVE[language]},
            kind="exit",
            components=(leave,),
        )

    def _otherwise(self, path: str, links: tuple[Link, ...], *, asking: bool) -> tuple[Link, ...]:
        """Add the way to the summary, which is where the runner goes when no link is to be followed."""
        if SUMMARY not in self.raw or path == SUMMARY or not (links or asking) or self._covers(links):
            return links
        return (*links, Link(SUMMARY))

    def _covers(self, links: tuple[Link, ...]) -> bool:
        """Return whether some link is always followed: each answer to a required choice has one."""
        rules = [self.conditions[link.when.condition].rule for link in links if isinstance(link.when, Named)]
        said: dict[str, set[Any]] = {}
        for rule in rules:
            if isinstance(rule, Comparison) and rule.operator == "is":
                said.setdefault(rule.question, set()).add(rule.value)
        for question, values in said.items():
            if values == {True, False}:
                return True
            offered = self._offered(question.split(".")[-1])
            if offered and offered <= values:
                return True
        return False

    def _offered(self, question: str) -> set[str]:
        found = next((one for one in self._components() if one.name == question and one.required), None)
        return {item.value for item in found.items} if found else set()

    def _components(self) -> Iterator[Component]:
        for parts in self.parts.values():
            yield from with_asked(parts)

    def _around(
        self, path: str, found: Mapping[str, Any], options: Mapping[str, Any]
    ) -> tuple[Component, ...]:
        """Return as content what some controllers and forks show beside a page's components."""
        parts: list[tuple[str, str, Any]] = []
        custom = fields(options.get("customText"))
        parts.extend((key, kind, custom[key]) for key, kind in _TEXTS.items() if custom.get(key))
        sidebar = fields(found.get("sidebarContent"))
        links = "".join(
            f'<li><a href="{escape(text(one.get("link")))}">{escape(text(one.get("title")))}</a></li>'
            for one in mappings(sidebar.get("links"))
        )
        if links:
            heading, below = (escape(text(sidebar.get(key))) for key in ("title", "subtitle"))
            heads = f"<h2>{heading}</h2>" + (f"<h3>{below}</h3>" if below else "")
            parts.append(("sidebar", "Html", f"{heads}<ul>{links}</ul>"))
        return tuple(
            Component(
                type=kind,
                name=f"{path.strip('/')}-{key}",
                where=f"{path}, {key}",
                content=words(said, self.components.language),
            )
            for key, kind, said in parts
        )

    def _repeat(
        self,
        path: str,
        controller: str,
        found: Mapping[str, Any],
        title: Words,
        asking: Sequence[Component],
    ) -> Repeat | None:
        """Return how a page repeats: once for each of a number answered before, or until there are enough."""
        if counted := text(found.get("repeatField")):
            section = text(found.get("section"))
            most = self._highest(counted.split(".")[-1])
            return Repeat(section or path, self.sections.get(section, {}) or title, least=1, most=most)
        if controller == "RepeatingFieldPageController" and asking:
            only = asking[0]
            if only.type != "MultiInputField":
                return Repeat(only.name, title or only.title, least=1, most=_MOST)
        if controller in SEVERAL and asking:
            key = text(fields(found.get("options")).get("sectionKey")) or text(found.get("section")) or path
            return Repeat(key, self.sections.get(key, {}) or title, least=1, most=_MOST)
        return None

    def _highest(self, counted: str) -> int:
        component = next((one for one in self._components() if one.name == counted), None)
        if component is None:
            return _MOST
        values = [whole(item.value) for item in component.items]
        highest = max(
            (value for value in values if value), default=whole(component.schema.get("max")) or _MOST
        )
        return min(max(highest, 1), _LIMIT)
