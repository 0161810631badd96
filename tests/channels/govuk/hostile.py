"""Screens whose every word is somebody else's: for tests of escaping and of what is kept."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from handrail.channels.govuk.splice import CLOSE, OPEN

OURS = frozenset(
    {"id", "language", "kind", "name", "autocomplete", "inputmode", "input_type", "exclusive"} | {"phase"}
)
"""Fields that are written by a definition or by us, never by a person."""

TYPED = (
    "<script>alert(1)</script>",
    "' onmouseover='x",
    '" autofocus onfocus="x',
    "</textarea><b>",
    "&amp; &lt; &#39;",
    f"{OPEN}0{CLOSE}",
    f"{CLOSE}{OPEN}",
    "{{ 7 * 7 }} {% raw %}",
    "%{count} %s {} {0}",
    "שלום عليكم 你好 𝔘𝔫𝔦",
    "Llŷr\u00a0ŵ\u2028e\u0301",
    "\\1 \\g<0>",
    "0",
)


def with_words(node: Any, word: Callable[[str], str]) -> Any:
    """The same screen or frame with every text that may be a person's put through `word`."""
    if isinstance(node, str):
        return word(node) if node else node
    if isinstance(node, tuple):
        return tuple(with_words(one, word) for one in node)
    if isinstance(node, Mapping):
        return {key: with_words(value, word) for key, value in node.items()}
    if is_dataclass(node) and not isinstance(node, type):
        changed = {
            one.name: with_words(getattr(node, one.name), word)
            for one in fields(node)
            if one.init and one.name not in OURS
        }
        return replace(node, **changed)
    return node
