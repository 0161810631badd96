"""The text of a service's folder: service.yaml in its first language, the words of the others, tables."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from handrail.bricks import BRICKS
from handrail.definition.load import load_text
from handrail.definition.wording import people_words, staff_words
from handrail.exchange.carry.said import MISSING, spoken, without_marks

UNREACHED_FILE = "unreached.yaml"
"""Pages that the form has and never shows, in our format, for whoever finds out where they belong."""


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such, and lists under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - yaml calls it
        """Indent lists too, as the services of ours do."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - yaml calls it so
        """Write everything out where it stands: a service's files hold no aliases."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _number(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    sort = "int" if number == number.to_integral_value() else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{sort}", format(number, "f"))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, _number)


def as_yaml(tree: Any) -> str:
    """Return a tree of mappings, lists and values as YAML."""
    text: str = yaml.dump(
        tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=False
    )
    return text


def in_order(tree: Any) -> Any:
    """Return a tree whose pages say who sees them before what they ask, as people write it."""
    if isinstance(tree, Mapping):
        last = [key for key in ("guidance", "questions", "pages") if key in tree]
        keys = [*(key for key in tree if key not in last), *last]
        return {key: in_order(tree[key]) for key in keys}
    return [in_order(one) for one in tree] if isinstance(tree, list) else tree


def texts_of(tree: Mapping[str, Any], languages: tuple[str, ...], files: Mapping[str, str]) -> dict[str, str]:
    """Return a service's texts by path. tree: service.yaml, its words in every language. files: tables."""
    first = languages[0]
    texts = {"service.yaml": service_text(without_marks(spoken(tree, first))), **files}
    for language in languages[1:]:
        words = _words(tree, first, language, files)
        if words:
            said = {"language": language, "checked": "", "words": words}
            texts[f"words/{language}.yaml"] = as_yaml(said)
    return texts


def unreached_text(parts: Sequence[Any], language: str) -> str:
    """Return the pages that no way leads to, as they would stand in service.yaml."""
    first = "# No way of the form leads to these pages. Put what is missed into a step, and delete the rest."
    return f"{first}\n{as_yaml({'pages': without_marks(spoken(parts, language))})}"


def _words(
    tree: Mapping[str, Any], first: str, language: str, files: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return the words of another language by stable key: the service is written in each, and compared."""
    one, other = (_by_key(spoken(tree, spoken_in), files) for spoken_in in (first, language))
    return {
        key: {"text": text, "of": one[key].replace(MISSING, "")}
        for key, text in other.items()
        if key in one and MISSING not in text
    }


def _by_key(tree: Any, files: Mapping[str, str]) -> dict[str, str]:
    loaded = load_text({"service.yaml": as_yaml(tree), **files}, bricks=BRICKS)
    if loaded.draft is None:
        return {}
    words = (*people_words(loaded.draft, bricks=BRICKS), *staff_words(loaded.draft, bricks=BRICKS))
    return {key: text for key, text, _ in words if text}


def service_text(tree: Any) -> str:
    """Return service.yaml with an empty line before each of its parts and pages, as people write it."""
    text = as_yaml(in_order(tree))
    parted = re.sub(r"\n(?=[a-z_]+:)", "\n\n", text)
    parted = re.sub(r"\n(?=      - (?:question|page|group|exit): |  - (?:ask|decide|work): )", "\n\n", parted)
    return re.sub(r"(steps:|pages:)\n\n", r"\1\n", parted)


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts by path into a folder, which is made where it is not there."""
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
