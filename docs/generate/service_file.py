"""The page of the service file: every key of every file, from the schemas that editors use."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from docs.generate.markdown import code, codes, table, whole
from handrail.bricks import BRICKS
from handrail.bricks.conformance import folder_of
from handrail.definition import schema
from handrail.definition.brick import Brick
from handrail.definition.schema_parts import DAY, IDENTIFIER, MOMENT, PERIOD, RULE, SNAKE, TEXT

_INTRO = (
    "For people who write services. A service is a folder of text. What is here is the format; "
    "[write a service](../guide/write-a-service.md) is the way in, and `handrail service check` says what is "
    "wrong. `handrail service schema` prints the JSON Schema of service.yaml, which this page is made from, "
    "for your editor."
)
_YAML = """## How the files are written

- YAML 1.2, UTF-8. `true` and `false` are the only words for yes and no: `yes`, `no`, `on` and `off` are text.
- The same key twice in one place is refused, and so are anchors, aliases and tags.
- Steps, endpoints, promises, queues and results have ids like `about-you`; questions, groups, parties and
  parameters have ids like `full_name`. In rules hyphens become underscores.
- [Rules](rules.md) are FEEL, the expression language of the public standard DMN. A rule sees each question by
  its id, each group as a list, each `decide` step as what it found, each `work` step as its result, and each
  parameter as the value in force on the step's legal day. What has not been answered is `null`.
- A text of a page, a group or a question may take in an answer: `((adult_name|this adult))`, with the id of a
  question that is asked before, a bar, and the words that stand there without its answer. Those words are
  read on a blank form, on lists and in the browser's history too. In a group it is the same member's answer.
  No other text takes in answers, and nor do `item`, `needs`, `paper`, `why`, `document` and the address of a
  link."""
_TABLES = """## Tables: a CSV file beside service.yaml

The first line is the header: `id`, then one `in: rule` for each column of tests, one `out: name` for each
column of results, `source`, and one column for each language (`en`, `cy`). Each later line is a row: its id,
tests such as `true`, `>= 18` or `-` for any, results as rules (a text in double quotes), where the row comes
from, and the sentence for the person, which staff read when they decide. A row without a source cannot be
published."""
_KINDS = (
    (RULE, "a rule"),
    (TEXT, "text"),
    (SNAKE, "an id like `full_name`"),
    (IDENTIFIER, "an id like `about-you`"),
    (DAY, "a day like `2026-04-01`"),
    (MOMENT, "a day or moment like `2026-04-01T09:00`"),
    (PERIOD, "a length like `10 working days`"),
)

BRICKS_IN = "handrail.bricks"
_ROW = re.compile(r"^\| `([\w ]+)` \| (.+) \|$", re.MULTILINE)
_MEANINGS = Path(__file__).parent / "meanings.yaml"

Schema = Mapping[str, Any]


class NotDescribed(LookupError):
    """The schema and the meanings on this page do not have the same keys."""


def page() -> str:
    """Return the page. Raises NotDescribed."""
    return whole("The service file", _INTRO, [_YAML, *_service(), *_steps(), _TABLES, *_beside()])


def _service() -> Iterator[str]:
    whole_file = schema.service_schema(bricks=BRICKS)
    inner = whole_file["properties"]
    yield _part("service.yaml", whole_file, _meanings()["service"])
    yield _part("owner", inner["owner"], _meanings()["owner"])
    yield _part("outcomes, each", inner["outcomes"]["items"], _meanings()["outcome"])
    yield _part("promises, each", inner["promises"]["items"], _meanings()["promise"])
    yield _part("data", inner["data"], _meanings()["data"])
    yield _part("parties, each by its id", inner["parties"]["additionalProperties"], _meanings()["party"])
    yield _part(
        "parameters, each by its id", inner["parameters"]["additionalProperties"], _meanings()["parameter"]
    )
    yield _part("district", inner["district"], _meanings()["district"])
    endpoint = inner["endpoints"]["additionalProperties"]
    yield _part("endpoints, each by its id", endpoint, _meanings()["endpoint"])
    yield _part("review, of an endpoint", endpoint["properties"]["review"], _meanings()["review"])


def _steps() -> Iterator[str]:
    whole_file = schema.service_schema(bricks=BRICKS)
    chosen = whole_file["properties"]["steps"]["items"]
    first = next(iter(BRICKS.values()))
    common = set(chosen["then"]["properties"]) - set(first.schema["properties"])
    every = {"properties": {name: chosen["then"]["properties"][name] for name in sorted(common)}}
    yield "## Steps\n\nA step is a brick with its own keys, and any of the keys that every step may have."
    yield _part("Every step", every, _meanings()["step"], level=3)
    for name, brick in BRICKS.items():
        yield _part(name, brick.schema, _of_brick(brick), level=3)
    items = BRICKS["ask"].schema["properties"]["pages"]["items"]
    group, pages = items["then"], items["else"]
    leaves, alone = pages["else"]["then"], pages["else"]["else"]
    single = {name: one for name, one in alone["properties"].items() if name in _meanings()["question"]}
    asked = {"properties": single, "required": alone["required"]}
    yield _part("A question, which is a page of its own", asked, _meanings()["question"], level=3)
    yield _part("A page of several questions", pages["then"], _meanings()["page"], level=3)
    yield _part("An exit page, where the journey stops", leaves, _meanings()["exit"], level=3)
    yield _part("A group, whose pages repeat", group, _meanings()["group"], level=3)


def _beside() -> Iterator[str]:
    yield _part("words/cy.yaml", schema.words_schema(), _meanings()["words"])
    yield _part("examples.yaml, each", schema.examples_schema()["items"], _meanings()["example"])
    seeds = schema.parameters_schema()["additionalProperties"]["items"]
    yield _part("parameters.yaml, each by the parameter's id, as a list", seeds, _meanings()["seed"])


def _of_brick(brick: Brick) -> Mapping[str, str]:
    """Return what a brick's keys mean, as its own folder says: in its README's table, else its schema."""
    readme = folder_of(f"{BRICKS_IN}.{brick.name}") / "README.md"
    written = dict(_ROW.findall(readme.read_text(encoding="utf-8")))
    said = {**_meanings().get(brick.name, {}), **written}
    found = {}
    for name, one in brick.schema["properties"].items():
        meaning = said.get(name) or one.get("description", "")
        found[name] = f"{meaning[:1].upper()}{meaning[1:].rstrip('.')}." if meaning else ""
    missing = sorted(name for name, meaning in found.items() if not meaning)
    if missing:
        raise NotDescribed(
            f"{brick.name}: {', '.join(missing)}. Add a row to its README, under What you write."
        )
    return found


def _part(title: str, found: Schema, meanings: Mapping[str, str], *, level: int = 2) -> str:
    """Return the table of a mapping's keys with their meanings."""
    differing = sorted(set(found["properties"]) ^ set(meanings))
    if differing:
        raise NotDescribed(f"{title}: {', '.join(differing)}. Mend docs/generate/meanings.yaml.")
    required = found.get("required", ())
    rows = (
        (code(name), _kind(found["properties"][name]), "yes" if name in required else "", meaning)
        for name, meaning in meanings.items()
    )
    head = ("Key", "What to write", "Must be there", "What it means")
    return f"{'#' * level} {title}\n\n{table(head, rows)}"


@cache
def _meanings() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(_MEANINGS.read_text(encoding="utf-8"))
    return found


def _kind(one: Schema) -> str:
    plain = {key: value for key, value in one.items() if key != "description"}
    for known, words in _KINDS:
        if plain == {key: value for key, value in known.items() if key != "description"}:
            return words
    if "const" in one:
        return code(str(one["const"]))
    if "enum" in one:
        return codes(map(str, one["enum"]))
    if "anyOf" in one:
        return " or ".join(dict.fromkeys(_kind(each) for each in one["anyOf"]))
    return _by_type(one)


def _by_type(one: Schema) -> str:
    match one.get("type"):
        case "boolean":
            return "`true` or `false`"
        case "integer":
            most = f" to {one['maximum']}" if "maximum" in one else ""
            return (
                f"a whole number, {one['minimum']}{most}" if most else f"a whole number from {one['minimum']}"
            )
        case "array":
            inner = one.get("items", {})
            return f"a list: {_kind(inner)}" if "enum" in inner or inner in (TEXT, IDENTIFIER) else "a list"
        case "string":
            return "the name of a file" if "csv" in one.get("pattern", "") else "text"
        case "object":
            return "names and values"
    return "text or a number"
