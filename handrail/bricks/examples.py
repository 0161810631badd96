"""Runs the named cases of a brick's examples.yaml: what is given, what is done, what comes of it.

A case is a mapping:

- `name`, `why`: what it shows, in a sentence; why it matters.
- `step`: the step as a service file says it. `service`: more of the service file (parties, parameters).
- `words`: what the service says in other languages, by language and stable key.
- `table`: for a step with a table, its CSV. `facts`: what earlier steps found, by name, as JSON.
- `values`: parameters in force, by name. `at`: the instant, noon on 1 May 2026 unless said.
- `events`: what has happened in the step before, each `{type, data, personal, actor}`.
- `page`, `form`, `language`: a page of the step, and what is sent in from it.
- `do`, `with`: a rule of the brick by name, and its arguments.
- `expect`: any of `screen` (title, caption, labels, values, errors), `events`, `refused` (errors by field, or
  the name of a refusal), `status` (kind, result, waiting_for, pages, facts), `determinations`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from handrail.definition.brick import Brick, PageRef, ParameterValue, Refused, Scope, StepStatus
from handrail.definition.load import load_text
from handrail.definition.screen import Screen
from handrail.definition.service import Service, Step, feel_name
from handrail.feel import from_feel, to_feel
from handrail.history.event import Actor, Event, NewEvent
from handrail.terms.legal_day import legal_day

Case = Mapping[str, Any]

_NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
_NOBODY = UUID(int=0)
_SERVICE = {
    "format": 1,
    "service": "example",
    "name": "Example",
    "need": "I need an example.",
    "owner": {"organisation": "north-fenmarch", "role": "Head of Examples"},
    "phase": "alpha",
    "languages": ["en", "cy"],
    "outcomes": [{"id": "shown", "level": "overall", "text": "It is shown", "measure": "shown"}],
    "promises": [{"id": "decision", "text": "We decide in 10 days", "within": "10 days"}],
    "data": {"lawful_basis": "public task", "keep": "1 year after the case ends"},
    "channels": ["web"],
    "endpoints": {
        "done": {"kind": "granted", "title": "Done", "text": "It is done."},
        "refused": {"kind": "refused", "title": "Refused", "text": "It is refused."},
    },
}


class BadCase(ValueError):
    """A case cannot be run as it is written."""


@dataclass(frozen=True, slots=True)
class _InForce:
    """The parameters of a case: each in force since 1 April 2026."""

    values: Mapping[str, Any]

    def in_force(self, name: str, day: date) -> ParameterValue | None:
        since = date(2026, 4, 1)
        if name not in self.values or day < since:
            return None
        return ParameterValue(name, to_feel(self.values[name]), since, "an example")


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Return the cases of a brick's folder, in order."""
    return tuple(yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a case.

    status: how the step stands before anything is done. after: the same once it is done, when anything was.
    screen: the page that it names, with what was sent in and why it was refused, if it was.
    events: what was recorded. refused: errors by field, or the name of a refusal; None when nothing was.
    """

    service: Service
    step: Step
    status: StepStatus
    after: StepStatus | None = None
    screen: Screen | None = None
    events: tuple[NewEvent, ...] = ()
    refused: Mapping[str, str] | str | None = None


def play_case(case: Case, *, brick: Brick, package: str, bricks: Mapping[str, Brick]) -> Played:
    """Do what a case says. package: the brick's package, whose `rules` the case may call. Raises BadCase."""
    service, step = _service(case, bricks)
    state = _state(case, brick, step)
    scope = _scope(case, service)
    played = Played(service, step, brick.status(step, state, scope))
    if "page" in case:
        played = _page(played, case, brick, state, scope)
    if "do" in case:
        played = _do(played, case, package, state, scope)
    for event in _recorded(case, step, played.events):
        state = brick.fold(step, state, event)
    return replace(played, after=brick.status(step, state, scope)) if played.events else played


def run_case(case: Case, *, brick: Brick, package: str, bricks: Mapping[str, Brick]) -> tuple[str, ...]:
    """Return what came out otherwise than expected, each in a sentence; nothing when all is as it should be.

    package: the brick's package, whose `rules` the case may call. Raises BadCase.
    """
    played = play_case(case, brick=brick, package=package, bricks=bricks)
    found: dict[str, Any] = {
        "status": _status(played.status),
        "determinations": _determinations(played.status),
    }
    if played.screen is not None:
        found["screen"] = _shown(played.screen)
    if played.refused is not None:
        found["refused"] = played.refused if isinstance(played.refused, str) else dict(played.refused)
    elif "form" in case or "do" in case:
        found["events"] = _told(played.events)
    expect = dict(case["expect"])
    return tuple(
        f"{case['name']}: {what} is {_at(found.get(what), wanted)!r}; expected {wanted!r}."
        for what, wanted in expect.items()
        if _at(found.get(what), wanted) != wanted
    )


def _at(found: Any, wanted: Any) -> Any:
    """Return what was found, without what the case does not speak of."""
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        return {key: _at(found[key], wanted[key]) for key in wanted if key in found}
    if isinstance(wanted, list) and isinstance(found, (list, tuple)) and len(wanted) == len(found):
        return [_at(one, other) for one, other in zip(found, wanted, strict=True)]
    return list(found) if isinstance(found, tuple) else found


def _service(case: Case, bricks: Mapping[str, Brick]) -> tuple[Service, Step]:
    content = {**_SERVICE, **case.get("service", {}), "steps": [case["step"], *case.get("after", [])]}
    texts = {"service.yaml": yaml.safe_dump(content, allow_unicode=True, sort_keys=False)}
    if "table" in case:
        texts[case["step"]["table"]] = case["table"]
    for language, words in case.get("words", {}).items():
        texts[f"words/{language}.yaml"] = yaml.safe_dump({"language": language, "words": words})
    loaded = load_text(texts, bricks=bricks)
    if loaded.service is None:
        raise BadCase(f"{case['name']}: " + " ".join(one.problem for one in loaded.problems))
    return loaded.service, loaded.service.steps[0]


def _at_instant(case: Case) -> datetime:
    at = case.get("at", _NOON)
    return datetime.fromisoformat(at) if isinstance(at, str) else at


def _state(case: Case, brick: Brick, step: Step) -> Any:
    state = brick.start
    for event in _events(case, brick, step):
        state = brick.fold(step, state, event)
    return state


def _events(case: Case, brick: Brick, step: Step) -> Iterator[Event]:
    """What has happened in the step before, as the case writes it."""
    schemas = {kind.name: kind.schema for kind in brick.events}
    for sequence, one in enumerate(case.get("events", ()), start=1):
        yield replace(
            _event(case, step, sequence, type=one["type"], schema=schemas[one["type"]]),
            actor=Actor(id=one.get("actor", "applicant"), role="applicant"),
            data={"step": step.id, "item": "", **one.get("data", {})},
            personal=one.get("personal", {}),
            sealed_from_us=frozenset(one.get("sealed_from_us", ())),
        )


def _recorded(case: Case, step: Step, events: Sequence[NewEvent]) -> Iterator[Event]:
    """What was recorded, as it is read again; staff are the one who did it, if the case says so."""
    actor = Actor(id=case.get("with", {}).get("by", "applicant"), role="applicant")
    for sequence, new in enumerate(events, start=len(case.get("events", ())) + 1):
        yield replace(
            _event(case, step, sequence, type=new.type.name, schema=new.type.schema),
            actor=actor,
            data={"step": step.id, "item": "", **new.data},
            personal=new.personal,
        )


def _event(case: Case, step: Step, sequence: int, *, type: str, schema: int) -> Event:  # noqa: A002 - its name
    return Event(
        stream=_NOBODY,
        sequence=sequence,
        type=type,
        schema=schema,
        at=_at_instant(case),
        recorded_at=_at_instant(case),
        actor=Actor(id="applicant", role="applicant"),
        channel="web",
        mode="self",
        version="",
        request=_NOBODY,
        cause=None,
        data={"step": step.id, "item": ""},
        personal={},
        sealed_from_us=frozenset(),
    )


def _scope(case: Case, service: Service) -> Scope:
    facts = {name: to_feel(value) for name, value in case.get("facts", {}).items()}
    groups = {name: value for name, value in facts.items() if isinstance(value, tuple)}
    at = _at_instant(case)
    return Scope(
        service=service,
        facts=facts,
        at=at,
        day=legal_day(at),
        parameters=_InForce(case.get("values", {})),
        visit=case.get("visit", 1),
        unsettled=frozenset(map(feel_name, case.get("unsettled", ()))),
        items={name: tuple(str(n) for n in range(1, len(group) + 1)) for name, group in groups.items()},
    )


def _status(status: StepStatus) -> dict[str, Any]:
    return {
        "kind": status.kind,
        "result": status.result,
        "waiting_for": status.waiting_for,
        "pages": [str(page.ref) for page in status.pages],
        "complete": [str(page.ref) for page in status.pages if page.complete],
        "used": list(status.used),
        "unsettled": sorted(status.unsettled),
        "facts": from_feel(status.facts),
    }


def _determinations(status: StepStatus) -> list[dict[str, Any]]:
    return [
        {
            "item": one.item,
            "result": from_feel(one.result),
            "outputs": from_feel(one.outputs),
            "rows": [row.id for row in one.rows],
            "answers": from_feel(one.answers),
            "parameters": [parameter.name for parameter in one.parameters],
            "on": one.on.isoformat(),
        }
        for one in status.determinations
    ]


def _page(played: Played, case: Case, brick: Brick, state: Any, scope: Scope) -> Played:
    assert brick.screen is not None
    assert brick.receive is not None
    ref, language = PageRef.parse(case["page"]), case.get("language", "en")
    given = brick.receive(played.step, state, ref, case["form"], scope, language) if "form" in case else ()
    refused = given if isinstance(given, Refused) else None
    return replace(
        played,
        screen=brick.screen(played.step, state, ref, scope, language, refused),
        events=() if isinstance(given, Refused) else given,
        refused=refused.errors if refused else None,
    )


def _shown(screen: Screen) -> dict[str, Any]:
    return {
        "id": screen.id,
        "title": screen.title,
        "tab_title": screen.tab_title,
        "caption": screen.caption,
        "same_for_all": screen.same_for_all,
        "labels": [one.label for one in screen.inputs],
        "hints": [one.hint for one in screen.inputs],
        "values": {key: text for one in screen.inputs for key, text in one.values.items()},
        "errors": {one.name: one.error for one in screen.errors},
        "wrong_parts": {one.name: sorted(one.error_parts) for one in screen.errors},
        "actions": [action.to for action in screen.actions],
        "blocks": [type(block).__name__ for block in screen.blocks],
    }


def _do(played: Played, case: Case, package: str, state: Any, scope: Scope) -> Played:
    rules = import_module(f"{package}.rules")
    rule, given = getattr(rules, case["do"]), dict(case.get("with", {}))
    if "scope" in signature(rule).parameters:
        given["scope"] = scope
    if "at" in given:
        given["at"] = datetime.fromisoformat(given["at"])
    if given.get("until"):
        given["until"] = date.fromisoformat(given["until"])
    first = (state,) if case.get("on_state", True) else ()
    try:
        return replace(played, events=tuple(rule(*first, step=played.step, **given)))
    except Exception as refusal:  # noqa: BLE001  a refusal is what many cases expect, and is named in them
        return replace(played, refused=type(refusal).__name__)


def _told(events: Sequence[NewEvent]) -> list[dict[str, Any]]:
    names = [one.name for one in fields(NewEvent) if one.name not in ("type", "at", "tokens")]
    return [
        {
            "type": event.type.name,
            **{name: getattr(event, name) for name in names},
            "tokens": [f"{token.party} {token.kind} {token.text}" for token in event.tokens],
        }
        for event in events
    ]
