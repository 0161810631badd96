"""`handrail service walk`: a person's answers walked through a service."""

import argparse
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from handrail.bricks import BRICKS
from handrail.bricks.decide.explain import explain
from handrail.definition.check import seeds_of
from handrail.definition.dated import NATION, register_of
from handrail.definition.example import read_examples
from handrail.definition.load import Loaded, load
from handrail.definition.reader import Reader, listing, nearest
from handrail.definition.service import Service
from handrail.feel import from_feel
from handrail.site.commands import arguments
from handrail.site.commands.folders import service_in
from handrail.site.console import CommandProblem, tell_json
from handrail.terms.legal_day import LONDON
from handrail.walk.examples import endpoint_of
from handrail.walk.journeys import JourneyStopped, askable, drive, unasked


def add_walk(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `walk`."""
    verb = verbs.add_parser("walk", help="walk a person's answers through a service")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument(
        "--answers", type=Path, required=True, help="a JSON or YAML file: question id to answer"
    )
    verb.add_argument("--at", type=arguments.day, help="the day it happens on; today unless said")
    verb.add_argument("--lang", default="", help="the language of the reasons")
    verb.add_argument("--organisation", default="", help="whose dated values apply")
    verb.set_defaults(do=_walk)


def _walk(given: argparse.Namespace) -> int:
    loaded = load(given.folder, bricks=BRICKS)
    service = service_in(loaded)
    answers = _answers(given.answers)
    for name in unasked(service, answers):
        raise CommandProblem(
            f"{given.answers} answers {name!r}, which {service.slug} does not ask; "
            f"{nearest(name, askable(service))}Answers are by the id of the question or group"
        )
    organisation = _organisation(loaded, service, given.organisation)
    register = register_of(seeds_of(loaded), declarations=service.parameters, organisation=organisation)
    at = datetime.combine(given.at or datetime.now(tz=LONDON).date(), time(12), tzinfo=LONDON).astimezone(UTC)
    language = given.lang or service.languages[0]
    if language not in service.languages:
        raise CommandProblem(f"found the language {language!r}; expected {' or '.join(service.languages)}")
    try:
        journey = drive(
            service, answers, parameters=register, at=at, language=language, organisation=organisation
        )
    except JourneyStopped as stopped:
        raise CommandProblem(str(stopped)) from stopped
    tell_json(
        {
            "route": list(journey.route),
            "determinations": [
                {
                    "step": one.step,
                    **({"item": one.item} if one.item else {}),
                    "result": _plain(from_feel(one.result)),
                    "reasons": [
                        {"row": reason.row, "text": reason.sentence, "source": reason.source}
                        for reason in explain(service, one, language)
                    ],
                }
                for one in journey.position.determinations
            ],
            "endpoint": endpoint_of(journey),
        }
    )
    return 0


def _organisation(loaded: Loaded, service: Service, named: str) -> str:
    """Return the organisation to walk for; no other than the folder knows of, which may be mistyped."""
    reader = Reader()
    people = read_examples(loaded.examples, reader) if loaded.examples else ()
    known = {service.owner_organisation, *(one.organisation for one in people)}
    known |= {one.organisation for one in seeds_of(loaded)} - {NATION}
    if named and named not in known:
        raise CommandProblem(
            f"found no organisation {named!r} in {service.slug}; expected {listing(known)}: who owns it, has "
            "a value in parameters.yaml or is in an example"
        )
    return named or service.owner_organisation


def _plain(value: Any) -> Any:
    """Return a value in the form of JSON as a person reads it: a day as 2026-05-01, a number in figures."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and (key := next(iter(value))).startswith("$"):
        return value[key]
    return {name: _plain(one) for name, one in value.items()}


def _answers(file: Path) -> dict[str, Any]:
    import yaml

    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as problem:
        raise CommandProblem(f"{file} cannot be read as JSON or YAML: {problem}") from problem
    if not isinstance(read, dict):
        raise CommandProblem(f"{file} holds no answers; expected each as 'question: answer'")
    return read
