"""A brick's named examples: what an author writes, what is done and what comes of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from handrail.bricks import BRICKS, OWN
from handrail.bricks.conformance import folder_of
from handrail.bricks.decide.explain import explain
from handrail.bricks.examples import Case, Played, play_case, read_cases
from handrail.channels.gallery.words import say
from handrail.channels.gallery.written import as_rules_see, as_yaml, block
from handrail.definition.brick import Fact
from handrail.definition.screen import Block, Heading, Link, Paragraph, Row, Screen, Summary
from handrail.feel import to_feel

LANGUAGE = "en"
"""Examples are named and explained in the language that developers write."""


@cache
def cases(brick: str) -> tuple[Case, ...]:
    """Return a brick's examples, in order. KeyError for a brick that is not ours."""
    return read_cases(folder_of(f"handrail.bricks.{OWN[brick].name}"))


def play(brick: str, number: int) -> Played:
    """Do what an example says. number: from 1. IndexError for one that there is not."""
    case = cases(brick)[number - 1]
    return play_case(case, brick=OWN[brick], package=f"handrail.bricks.{brick}", bricks=BRICKS)


def tried(brick: str) -> Screen:
    """Return the page of a brick. KeyError for a brick that is not ours."""
    blocks: list[Block] = []
    for number, case in enumerate(cases(brick), start=1):
        played = play(brick, number)
        blocks += [
            Heading(case["name"]),
            Paragraph(case["why"]),
            Paragraph(_written(case)),
        ]
        to = f"gallery:bricks/{brick}/{number}"
        see = (_seen(case, to),) if played.screen else ()
        blocks.append(Summary(rows=(*see, *_rows(brick, case, played))))
    return Screen(
        id=f"gallery:bricks/{brick}",
        title=say("brick.title", LANGUAGE, brick=brick),
        language=LANGUAGE,
        blocks=tuple(blocks),
        back="gallery:",
    )


def page_of(brick: str, number: int) -> Screen:
    """Return the page of an example, as the person sees it. LookupError for one that there is not."""
    screen = play(brick, number).screen if number > 0 else None
    if screen is None:
        raise LookupError(f"{brick} has no example {number} with a page.")
    return replace(screen, id=f"gallery:bricks/{brick}/{number}", back=f"gallery:bricks/{brick}")


def _written(case: Case) -> str:
    text = block("yaml", as_yaml([case["step"]]))
    return f"{text}\n\n{block('csv', case['table'])}" if "table" in case else text


def _rows(brick: str, case: Case, played: Played) -> Iterator[Row]:
    stands = played.after or played.status
    given: Mapping[str, Any] = {
        "before": _before(brick, case),
        "known": _each({name: to_feel(value) for name, value in case.get("facts", {}).items()}),
        "sent": "\n".join(filter(str.strip, case.get("form", {}).values())),
        "done": _done(case) if "do" in case else "",
        "refused": _refused(played),
        "recorded": _recorded(brick, case, played),
        "stands": say(f"case.stands.{stands.kind}", LANGUAGE),
        "result": _plain(stands.result),
        "facts": _each(stands.facts),
        "reasons": "\n".join(
            reason.sentence
            for one in stands.determinations
            for reason in explain(played.service, one, LANGUAGE)
        ),
    }
    for what, text in given.items():
        if text:
            yield Row(say(f"case.{what}", LANGUAGE), text)


def _seen(case: Case, to: str) -> Row:
    return Row(say("case.seen", LANGUAGE), "", (Link(say("case.see", LANGUAGE), to, case["name"]),))


def _before(brick: str, case: Case) -> str:
    return "\n".join(_sentence(brick, one["type"]) for one in case.get("events", ()))


def _each(facts: Mapping[str, Fact]) -> str:
    return "\n".join(f"{name} = {as_rules_see(fact)}" for name, fact in facts.items())


def _done(case: Case) -> str:
    given = (f"{name}: {value}" for name, value in case.get("with", {}).items())
    return "\n".join((case["do"], *given))


def _refused(played: Played) -> str:
    if played.refused is None or isinstance(played.refused, str):
        return played.refused or ""
    return "\n".join(played.refused.values())


def _recorded(brick: str, case: Case, played: Played) -> str:
    if played.refused is not None or not ({"form", "do"} & set(case)):
        return ""
    sentences = (_sentence(brick, event.type.name) for event in played.events)
    return "\n".join(sentences) or say("case.nothing", LANGUAGE)


def _sentence(brick: str, kind: str) -> str:
    return next(one.sentence for one in OWN[brick].events if one.name == kind)


def _plain(result: Any) -> str:
    return "" if result is None else str(result)
