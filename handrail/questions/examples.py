"""The example of each type of question: what an author writes, and what comes of what people type."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class TypeExample:
    """A type's example.

    type: the type's name. write: what an author writes, as YAML. asked: the same, read.
    welsh: its words in Welsh by the end of their key: `label`, `hint`, `options.walk`.
    typed: an answer as somebody may type it, by field. read: how it is read back, lines with commas between.
    slip: what somebody may send and is refused.
    """

    type: str
    write: str
    asked: Mapping[str, Any]
    welsh: Mapping[str, str]
    typed: Mapping[str, str]
    read: str
    slip: Mapping[str, str]


@cache
def type_examples() -> Mapping[str, TypeExample]:
    """Return the examples by type, in the order of their file."""
    written = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {
        name: TypeExample(type=name, asked=yaml.safe_load(one["write"]), **one)
        for name, one in written.items()
    }
