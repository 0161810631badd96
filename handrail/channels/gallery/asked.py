"""A type of question as people see it, with what an author writes and what comes of an answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handrail.bricks import BRICKS
from handrail.bricks.examples import Played, play_case
from handrail.channels.gallery.words import say
from handrail.channels.gallery.written import as_rules_see, block
from handrail.definition.screen import Action, Block, Heading, Link, Notice, Paragraph, Row, Screen, Summary
from handrail.definition.service import NOWHERE
from handrail.history.event import Json
from handrail.questions.asking import Asking, told
from handrail.questions.examples import TypeExample, type_examples
from handrail.questions.question import Question
from handrail.questions.types import TYPES

STEP = "example"
TRY = "do:try"
"""The target of the form: the page itself."""


def asked(name: str, language: str, form: Mapping[str, str] | None = None) -> Screen:
    """Return the page of a type. form: what was sent; KeyError for a type that there is not."""
    example = type_examples()[name]
    played = play_case(_case(example, language, form), brick=BRICKS["ask"], package="", bricks=BRICKS)
    assert played.screen is not None
    taken = _taken(example, played, language) if form is not None and not played.refused else ()
    mistake = Link(say("type.plain", language), f"gallery:types/{name}")
    if form is None:
        mistake = Link(say("type.slip", language), f"gallery:types/{name}?slip=1")
    return replace(
        played.screen,
        id=f"gallery:types/{name}",
        caption=say("type.caption", language, type=name),
        blocks=(
            *taken,
            *played.screen.blocks,
            Action(say("type.send", language), TRY),
            *_written(example, language),
        ),
        actions=(),
        links=(mistake,),
        back="gallery:",
        same_for_all=False,
    )


def slip_of(name: str) -> Mapping[str, str]:
    """Return what is refused of a type's example."""
    return type_examples()[name].slip


def _case(example: TypeExample, language: str, form: Mapping[str, str] | None) -> Mapping[str, Any]:
    key = f"{STEP}.{example.asked['question']}"
    words = {
        f"{key}.{part}": {"text": text, "of": _first(example, part)} for part, text in example.welsh.items()
    }
    case: dict[str, Any] = {
        "name": example.type,
        "step": {"ask": STEP, "pages": [example.asked]},
        "words": {"cy": words},
        "page": f"{STEP}/{example.asked['question']}",
        "language": language,
    }
    return case if form is None else case | {"form": form}


def _first(example: TypeExample, part: str) -> str:
    found: Any = example.asked
    for key in part.split("."):
        found = found[key]
    return str(found)


def _written(example: TypeExample, language: str) -> tuple[Block, ...]:
    kind = TYPES[example.type]
    rows = [
        Row(say("type.typed", language), "\n".join(filter(str.strip, example.typed.values()))),
        Row(say("type.read", language), _read(example, language)),
        Row(say("type.rules", language), str(kind.feel(_sample(example)))),
    ]
    if kind.limits:
        rows.append(Row(say("type.limits", language), "\n".join(sorted(kind.limits))))
    return (
        Heading(say("type.write", language)),
        Paragraph(block("yaml", example.write)),
        Summary(rows=tuple(rows)),
    )


def _read(example: TypeExample, language: str) -> str:
    played = play_case(
        _case(example, language, example.typed), brick=BRICKS["ask"], package="", bricks=BRICKS
    )
    return _told(example, played, language)


def _value(example: TypeExample, played: Played) -> Json:
    [event] = played.events
    answer: Json = event.personal["applicant"][example.asked["question"]]
    return answer


def _told(example: TypeExample, played: Played, language: str) -> str:
    return told(Asking(played.service, STEP, _sample(example), language), _value(example, played))


def _taken(example: TypeExample, played: Played, language: str) -> tuple[Block, ...]:
    value = _value(example, played)
    fact = None if value is None else TYPES[example.type].fact(value)
    return (
        Notice(say("taken.title", language), say("taken.text", language), success=True),
        Summary(
            rows=(
                Row(say("type.read", language), _told(example, played, language)),
                Row(say("type.rules.value", language), as_rules_see(fact)),
            )
        ),
    )


def _sample(example: TypeExample) -> Question:
    said = example.asked
    return Question(
        id=said["question"],
        type=said["type"],
        label=said["label"],
        where=NOWHERE,
        options=said.get("options", {}),
        none=said.get("none", ""),
    )
