"""The components of an XGov page: questions, content and lists, of versions 0 to 2."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from handrail.exchange.form import Component, Item, Named, Rule
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, listed, mappings, text, words

CONTENT = frozenset(
    {"Para", "Html", "InsetText", "Details", "FlashCard", "List", "ContentWithState", "Markdown"}
    | {"DisplayAddress", "Sidebar", "SummaryList", "SummaryLists"}
)
"""Types that ask nothing."""

_HIDDEN = "govuk-!-display-none"
"""The class of what nobody sees: fields that another site filled in by an address."""

_READ = frozenset(
    {"type", "name", "title", "hint", "content", "options", "schema", "list", "values", "children", "items"}
    | {"components", "shortDescription", "nameHasError"}
)


def _must(options: Mapping[str, Any]) -> bool:
    return options.get("required") not in (False, "false")


def asks(component: Component) -> bool:
    """Return whether a component asks something."""
    return component.type not in CONTENT


def with_asked(components: tuple[Component, ...]) -> Iterator[Component]:
    """Yield components, and what is asked of who chooses one of their items."""
    for component in components:
        yield component
        for item in component.items:
            yield from with_asked(item.asks)


@dataclass
class Components:
    """Reads components. language: of texts that say none. lists, conditions: of the form, by name."""

    language: str
    lists: Mapping[str, Mapping[str, Any]]
    conditions: Container[str]
    report: Report
    _places: Counter[str] = field(default_factory=Counter)
    _open: list[str] = field(default_factory=list)

    def read(self, found: Any, *, path: str) -> tuple[Component, ...]:
        """Read a page's components; one that is no mapping is lost."""
        read: list[Component] = []
        for at, one in enumerate(listed(found)):
            if isinstance(one, dict) and text(one.get("type")):
                read.extend(self._parts(self._component(one, path=path, at=at)))
            else:
                self.report.components += 1
                self.report.lose(
                    self._place(f"{path}, component {at + 1}"),
                    what="a component",
                    why="it does not say of what type it is",
                    kind="component",
                )
        return tuple(read)

    def _parts(self, found: Component) -> Iterator[Component]:
        """Yield a component; a set of fields as its words, with what is in it after them."""
        if found.type != "Fieldset":
            yield found
            return
        if any(found.title.values()):
            content = {language: f"<h2>{escape(said)}</h2>" for language, said in found.title.items()}
            yield replace(found, type="Html", title={}, hint={}, content=content, children=())
        if found.options.get("validation"):
            self.report.lose(
                found.where,
                what="how few of its fields must be filled in",
                why="each question says for itself whether it must be answered",
                kind="setting",
            )
        for one in found.children:
            yield replace(one, when=one.when or found.when)

    def _component(self, found: Mapping[str, Any], *, path: str, at: int) -> Component:
        self.report.components += 1
        kind, options = text(found["type"]), dict(fields(found.get("options")))
        if kind not in CONTENT and _HIDDEN in text(options.get("classes")) and not _must(options):
            kind = "HiddenField"
        where = self._place(f"{path}, {text(found.get('name')) or kind}")
        title = found.get("title") or ("" if kind in CONTENT else found.get("content"))
        name = text(found.get("name")) or f"{path.strip('/')}-{at + 1}"
        for key in found.keys() - _READ:
            options.setdefault(key, found[key])
        return Component(
            type=kind,
            name=name,
            where=where,
            title=words(title, self.language),
            short=words(found.get("shortDescription") or options.get("summaryTitle"), self.language),
            hint=words(found.get("hint"), self.language),
            content=words(found.get("content"), self.language),
            content_is="markdown" if kind == "Markdown" else "html",
            items=self._items(found, options, path=path, where=where),
            children=self.read(found.get("children") or found.get("components"), path=path),
            required=_must(options),
            when=self.when(options.pop("condition", ""), where=where),
            options=options,
            schema=fields(found.get("schema")),
        )

    def when(self, condition: Any, *, where: str) -> Rule | None:
        """Return the rule by which something is shown; a condition that is not there shows it to all."""
        name = text(condition)
        if not name:
            return None
        if name not in self.conditions:
            self.report.note(f"{where}: there is no condition “{name}”, so everyone sees it.")
            return None
        return Named(name)

    def _items(
        self, found: Mapping[str, Any], options: dict[str, Any], *, path: str, where: str
    ) -> tuple[Item, ...]:
        values = fields(found.get("values"))
        revealed = fields(options.pop("conditionallyRevealedComponents", None))
        inline = values.get("items") or found.get("items")
        name = text(found.get("list")) or text(values.get("list")) or text(options.pop("list", ""))
        if inline:
            items = mappings(inline)
        elif name and name in self.lists:
            items = mappings(self.lists[name].get("items"))
        else:
            items = []
            if name and name != "__yesNo":
                self.report.note(f"{where}: there is no list “{name}”, so there is nothing to choose from.")
        if name and name in self._open:
            self.report.lose(
                where,
                what="the items of its list",
                why="it is asked of who chooses from that list",
                kind="text",
            )
            return ()
        self._open.append(name)
        found_items = tuple(self._item(one, revealed, path=path, where=where) for one in items)
        self._open.pop()
        return found_items

    def _item(self, found: Mapping[str, Any], revealed: Mapping[str, Any], *, path: str, where: str) -> Item:
        said = next((found[key] for key in ("text", "label", "title", "html") if found.get(key)), "")
        titles = words(said, self.language)
        value = text(found.get("value")) or next(iter(titles.values()), "")
        conditional = fields(found.get("conditional"))
        asked = listed(conditional.get("components")) or listed(found.get("children"))
        if value in revealed:
            more = revealed[value]
            asked = [*asked, *(more if isinstance(more, list) else [more])]
        return Item(
            value=value,
            text=titles or words(value, self.language),
            hint=words(found.get("description") or found.get("hint"), self.language),
            asks=self.read(asked, path=path),
            when=self.when(found.get("condition"), where=f"{where}, item {value}"),
        )

    def _place(self, place: str) -> str:
        self._places[place] += 1
        return place if self._places[place] == 1 else f"{place} ({self._places[place]})"
