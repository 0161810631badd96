"""The parts of a DEFRA form by every name they are referred to by: ids in its newer files, names in older."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handrail.exchange.defra.shapes import Node, text
from handrail.exchange.form import Words
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, mappings

_SHORT = ("Radios", "Checkboxes", "Select", "YesNo", "Text", "MultilineText", "Number", "EmailAddress")
"""Types by a name that authors write by hand, without its end."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What can be referred to in a form.

    components, lists, sections: by id and by name. conditions: by id, name and, last, by what its author
    calls it, the one name that the form is given. welsh: by id, what the part says in Welsh, by field.
    """

    components: Mapping[str, Node]
    lists: Mapping[str, Node]
    sections: Mapping[str, Node]
    conditions: Mapping[str, str]
    welsh: Mapping[str, Node]
    report: Report

    def words(self, part: Node, field: str) -> Words:
        """Return the words of a part's field in each language that has them."""
        said = part.get(field)
        if isinstance(said, Mapping):
            said_by = {"en": text(said.get("en")), "cy": text(said.get("cy"))}
        else:
            said_by = {"en": text(said), "cy": text(fields(self.welsh.get(text(part.get("id")))).get(field))}
        return {language: words for language, words in said_by.items() if words}

    def list_of(self, component: Node) -> Node | None:
        """Return the list that a component chooses from; None where there is none of that name.

        The oldest forms name it among the options or values, or write its items there.
        """
        for items in (fields(component.get("values")).get("items"), component.get("options")):
            if mappings(items):
                return {"items": items}
        return self.lists.get(list_name(component))


def parts_of(document: Node, report: Report) -> Parts:
    """Return the parts of a form's file by their names."""
    translated = fields(fields(fields(document.get("metadata")).get("translations")).get("cy"))
    welsh = {name: said for kind in translated.values() for name, said in fields(kind).items()}
    return Parts(
        components=_by_names(_components(document)),
        lists=_by_names(mappings(document.get("lists"))),
        sections=_by_names(mappings(document.get("sections"))),
        conditions=_condition_names(document),
        welsh={name: said for name, said in welsh.items() if isinstance(said, Mapping)},
        report=report,
    )


def list_name(component: Node) -> str:
    """Return the name of the list that a component chooses from, "" for none."""
    places = (component, fields(component.get("options")), fields(component.get("values")))
    return next((found for place in places if (found := text(place.get("list")))), "")


def component_name(component: Node) -> str:
    """Return what a component is called: by its name or, in drafts of the format, by its id alone."""
    return text(component.get("name")) or text(component.get("id"))


def component_type(component: Node) -> str:
    """Return a component's type by its whole name."""
    kind = text(component.get("type"))
    return f"{kind}Field" if kind in _SHORT else kind


def condition_name(condition: Node) -> str:
    """Return the one name of a condition."""
    return text(condition.get("name")) or text(condition.get("id")) or text(condition.get("displayName"))


def _condition_names(document: Node) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for field in ("id", "name", "displayName"):
        for condition in mappings(document.get("conditions")):
            called = text(condition.get(field))
            if called:
                names.setdefault(called, condition_name(condition))
    return names


def _components(document: Node) -> Iterator[Node]:
    """Yield what pages ask, then what is asked of who chooses an item of a list."""
    for page in mappings(document.get("pages")):
        yield from mappings(page.get("components"))
    for one in mappings(document.get("lists")):
        for item in mappings(one.get("items")):
            yield from mappings(fields(item.get("conditional")).get("components"))


def _by_names(parts: Iterable[Node]) -> Mapping[str, Node]:
    """Return parts by id and by name; of several of one name, the first."""
    named: dict[str, Node] = {}
    for part in parts:
        for field in ("id", "name"):
            called = text(part.get(field))
            if called:
                named.setdefault(called, part)
    return named
