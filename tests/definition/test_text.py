"""YAML 1.2's core, and nothing that would surprise an author."""

from decimal import Decimal

import pytest

from handrail.definition.source import Where
from handrail.definition.text import Fields, canonical, parse


def value(text: str):
    node = parse(f"a: {text}\n", file="f.yaml").node
    assert isinstance(node, Fields)
    return node.entries["a"].value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("007", "007"),
        ("0", 0),
        ("-12", -12),
        ("12.50", Decimal("12.50")),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2026-04-01", "2026-04-01"),
        (".nan", ".nan"),
        ("9" * 40, "9" * 40),
        ('"true"', "true"),
        ("'12'", "12"),
    ],
)
def test_a_scalar_means_what_it_looks_like(text, expected):
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


def test_a_value_knows_its_line_and_column():
    node = parse("a: 1\nb:\n  - c\n  - when: x = 1\n", file="f.yaml").node
    found = node.entries["b"].items[1].entries["when"]
    assert (found.where, found.column, found.text) == (Where("f.yaml", 4), 11, "x = 1")


def test_a_text_under_a_bar_starts_on_the_line_below():
    node = parse("a: |\n  one\n  two\n", file="f.yaml").node
    assert node.entries["a"].style == "block"
    assert node.entries["a"].text == "one\ntwo\n"


def test_an_empty_file_is_nothing_and_no_problem():
    assert parse("# nothing\n", file="f.yaml") == parse("", file="f.yaml")


def test_what_is_stored_does_not_depend_on_how_lines_end():
    assert canonical("\ufeffa: 1\r\nb: 2\rc: 3\n") == "a: 1\nb: 2\nc: 3\n"


def test_every_mistake_of_a_file_is_told_at_once():
    found = parse("a: &x 1\nb: *x\na: !t 2\n<<: 3\n? [1]\n: 4\n", file="f.yaml").problems
    assert [one.where.line for one in found] == [1, 2, 3, 3, 4, 5]
