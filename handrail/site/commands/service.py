"""`handrail service`: check, walk, write, publish, withdraw and preview services."""

import argparse
import json
import os
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from handrail.bricks import BRICKS
from handrail.bricks.decide.explain import explain
from handrail.definition.check import as_json, check, seeds_of, worst
from handrail.definition.dated import NATION, register_of
from handrail.definition.draft import write_draft
from handrail.definition.example import read_examples
from handrail.definition.load import Loaded, load
from handrail.definition.reader import Reader, listing, nearest
from handrail.definition.service import Service
from handrail.definition.source import Problem
from handrail.feel import from_feel
from handrail.site.commands import arguments, exporting, importing, printing, ready
from handrail.site.commands.serving import free_to_serve, serve, where_to_serve
from handrail.site.console import CommandProblem, tell, tell_json
from handrail.terms.language import format_instant
from handrail.terms.legal_day import LONDON
from handrail.walk.examples import endpoint_of
from handrail.walk.journeys import JourneyStopped, askable, drive, unasked


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of `service`."""
    verbs = nouns.add_parser("service", help="services as text").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    _add_reading(verbs)
    _add_publishing(verbs)


def _add_reading(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser("check", help="say everything that is wrong, in one pass")
    verb.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=_check)
    verb = verbs.add_parser("walk", help="walk a person's answers through a service")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument(
        "--answers", type=Path, required=True, help="a JSON or YAML file: question id to answer"
    )
    verb.add_argument("--at", type=arguments.day, help="the day it happens on; today unless said")
    verb.add_argument("--lang", default="", help="the language of the reasons")
    verb.add_argument("--organisation", default="", help="whose dated values apply")
    verb.set_defaults(do=_walk)
    verb = verbs.add_parser("new", help="write a small service to start from")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("--name", required=True)
    verb.add_argument("--organisation", required=True)
    verb.set_defaults(do=_new)
    verb = verbs.add_parser("words", help="add the texts that wait for words to a language's file")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("language", metavar="LANGUAGE", help="such as cy")
    verb.set_defaults(do=_words)
    printing.add_print(verbs)
    importing.add_import(verbs)
    exporting.add_export(verbs)
    verb = verbs.add_parser("schema", help="print the JSON Schema of a service file, for editors")
    verb.set_defaults(do=_schema)


def _add_publishing(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser("publish", help="check, store and make current for an organisation")
    verb.add_argument("folder", type=Path, metavar="DIR")
    _who(verb)
    verb.set_defaults(do=_publish)
    verb = verbs.add_parser("withdraw", help="stop new starts; open cases go on")
    verb.add_argument("service")
    _who(verb)
    verb.set_defaults(do=_withdraw)
    verb = verbs.add_parser("rollback", help="make an earlier version current again")
    verb.add_argument("service")
    verb.add_argument("--version", default="", help="the hash, or its beginning; the one before unless said")
    _who(verb)
    verb.set_defaults(do=_rollback)
    verb = verbs.add_parser("list", help="what is published, where, since when and why")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=_list)
    verb = verbs.add_parser("invite", help="make codes that let people start a service by invitation")
    verb.add_argument("service")
    verb.add_argument("--organisation", required=True)
    verb.add_argument("--by", type=arguments.words, required=True)
    verb.add_argument("--count", type=int, default=1)
    verb.set_defaults(do=_invite)
    verb = verbs.add_parser("preview", help="serve a folder as it is, with test data only")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("--organisation", default="north-fenmarch")
    where_to_serve(verb, port=8001)
    verb.set_defaults(do=_preview)


def _who(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--organisation", required=True, help="its name in addresses, such as north-fenmarch")
    verb.add_argument("--by", type=arguments.words, required=True, help="who decides this")
    verb.add_argument("--why", type=arguments.words, required=True, help="the reason, for the record")
    verb.add_argument("--from", dest="from_", type=arguments.moment, help="from when; now unless said")


def _check(given: argparse.Namespace) -> int:
    from handrail.walk.examples import check_examples

    found: list[tuple[Path, tuple[Problem, ...]]] = []
    for folder in given.folders:
        loaded = load(folder, bricks=BRICKS)
        found.append((folder, check(loaded, bricks=BRICKS, run_examples=check_examples)))
    if given.json:
        several = len(found) > 1
        tell_json(
            [
                {**line, "file": f"{folder.as_posix()}/{line['file']}"} if several else line
                for folder, problems in found
                for line in as_json(problems)
            ]
        )
    else:
        for folder, problems in found:
            _say_problems(folder, problems)
    return int(any(worst(problems) == "broken" for _, problems in found))


def _say_problems(folder: Path, problems: Iterable[Problem]) -> None:
    problems = tuple(problems)
    for one in problems:
        tell(f"{folder / one.where.file}:{one.where.line}: {one.grade}: {one.problem}")
        tell(f"    {one.remedy}")
    counts = {
        grade: sum(one.grade == grade for one in problems) for grade in ("broken", "to decide", "advice")
    }
    tell(f"{folder}: " + ", ".join(f"{number} {grade}" for grade, number in counts.items()))


def _walk(given: argparse.Namespace) -> int:
    loaded = load(given.folder, bricks=BRICKS)
    service = _service(loaded)
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


def _service(loaded: Loaded) -> Service:
    if loaded.service is None:
        first = loaded.problems[0]
        raise CommandProblem(f"{first.where.file}:{first.where.line}: {first.problem} {first.remedy}")
    return loaded.service


def _new(given: argparse.Namespace) -> int:
    if given.folder.exists():
        raise CommandProblem(f"found {given.folder} already; name a folder that does not exist")
    write_draft(given.folder, slug=given.folder.name, name=given.name, organisation=given.organisation)
    tell(f"Wrote {given.folder}. Next: handrail service check {given.folder}")
    return 0


def _words(given: argparse.Namespace) -> int:
    from handrail.definition import words_waiting

    service = _service(load(given.folder, bricks=BRICKS))
    language, path = given.language, given.folder / words_waiting.path_of(given.language)
    if language not in service.languages[1:]:
        others = " or ".join(service.languages[1:]) or "a language after the first under 'languages'"
        raise CommandProblem(f"found the language {language!r}; expected {others}")
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    texts = words_waiting.waiting(service, language, bricks=BRICKS, written=written)
    try:
        after = words_waiting.with_places(written, language, texts)
    except words_waiting.WordsElsewhere as refusal:
        raise CommandProblem(str(refusal)) from refusal
    if texts:
        path.parent.mkdir(exist_ok=True)
        path.write_text(after, encoding="utf-8")
    tell(f"{path}: {len(texts)} texts added, each with an empty place for its words")
    return 0


def _schema(given: argparse.Namespace) -> int:  # noqa: ARG001
    from handrail.definition.schema import service_schema

    tell(json.dumps(service_schema(bricks=BRICKS), indent=2, ensure_ascii=False))
    return 0


def _publish(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail.definition import publish
    from handrail.site.commands.find import organisation_called

    try:
        made = publish.publish(
            given.folder,
            organisation=organisation_called(given.organisation).id,
            by=given.by,
            why=given.why,
            at=timezone.now(),
            from_=given.from_,
        )
    except publish.NotPublishable as refusal:
        _say_problems(given.folder, refusal.problems)
        raise CommandProblem(str(refusal)) from refusal
    except publish.TooLate as refusal:
        raise CommandProblem(str(refusal)) from refusal
    published = made.publication
    tell(f"{published.service} {str(published.version)[:12]} is current for {given.organisation}")
    tell(f"from {format_instant(published.from_at, 'en')}.")
    tell(f"On your site it is at /{given.organisation}/{published.service}")
    return 0


def _withdraw(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail import history
    from handrail.definition import publish
    from handrail.site.commands.find import latest_service

    organisation, _ = latest_service(given.service, given.organisation)
    now = timezone.now()
    try:
        made = publish.withdraw(
            given.service, organisation.id, by=given.by, why=given.why, at=now, from_=given.from_
        )
    except publish.TooLate as refusal:
        raise CommandProblem(str(refusal)) from refusal
    when = "any more" if made.from_at == now else f"from {format_instant(made.from_at, 'en')} on"
    tell(f"Nobody can start {given.service} at {given.organisation} {when}. Cases still open:")
    with history.holding(organisation.id):
        lines = [
            f"  {head.reference}  {head.listing.get('status', 'draft')}"
            for head in history.heads(kind="live", service=given.service)
            if head.listing.get("status") not in {"decided", "withdrawn"}
        ]
    for line in lines or ["  none"]:
        tell(line)
    return 0


def _rollback(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail.definition import publish
    from handrail.site.commands.find import organisation_called

    organisation = organisation_called(given.organisation)
    versions = [
        one.version for one in publish.publications(given.service, organisation.id) if one.version is not None
    ]
    current = publish.current(given.service, organisation.id, at=timezone.now())
    wanted = [v for v in versions if v != current and v.startswith(given.version)]
    if not wanted:
        named = f" {given.version!r}" if given.version else ""
        raise CommandProblem(
            f"found no earlier version{named} of {given.service} at {given.organisation}; "
            "`handrail service list` shows what there is"
        )
    if given.version and len(set(wanted)) > 1:
        raise CommandProblem(
            f"found {len(set(wanted))} versions that begin {given.version!r}; write more of it"
        )
    publish.go_back(
        given.service, organisation.id, version=wanted[-1], by=given.by, why=given.why, at=timezone.now()
    )
    tell(f"{given.service} {wanted[-1][:12]} is current for {given.organisation} again.")
    return 0


def _list(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail import estate
    from handrail.definition import publish
    from handrail.terms.legal_day import legal_day

    now = timezone.now()
    lines = [
        {
            "organisation": organisation.slug,
            "service": one.service,
            "version": one.version,
            "from": one.from_at.isoformat(),
            "by": one.by,
            "why": one.why,
        }
        for organisation in estate.organisations(on=legal_day(now))
        for service in publish.published(organisation.id, at=now)
        for one in publish.publications(service.slug, organisation.id)
    ]
    if given.json:
        tell_json(lines)
    else:
        for line in lines:
            version = (line["version"] or "withdrawn")[:12]
            tell(f"{line['organisation']:18} {line['service']:26} {version} from {line['from']}")
            tell(f"    {line['by']}: {line['why']}")
    return 0


def _invite(given: argparse.Namespace) -> int:
    ready.database(say=False)
    from django.utils import timezone

    from handrail.definition import publish
    from handrail.site.commands.find import latest_service

    organisation, service = latest_service(given.service, given.organisation)
    if not service.invite:
        raise CommandProblem(
            f"{given.service} is open to everyone; write 'invite: true' in it, and publish it, to need a code"
        )
    try:
        codes = publish.make_invites(
            given.service, organisation.id, count=given.count, by=given.by, at=timezone.now()
        )
    except ValueError as refusal:
        raise CommandProblem(str(refusal)) from refusal
    tell("Each code starts one application. They cannot be shown again.")
    for code in codes:
        tell(f"  {code}")
    return 0


def _preview(given: argparse.Namespace) -> int:
    free_to_serve(given)
    with tempfile.TemporaryDirectory(prefix="handrail-preview-") as folder:
        os.environ["HANDRAIL_DATA"], os.environ["HANDRAIL_PREVIEW"] = folder, "1"
        os.environ.setdefault("HANDRAIL_GALLERY", "1")
        server = ready.database(say=False, new=True)
        ready.migrate()
        ready.keys()
        from handrail.site.preview import keep_offering, offer, saved

        since, body = saved(given.folder), given.organisation
        try:
            slug = offer(given.folder, organisation=body, say_problems=_say_problems)
        except CommandProblem:
            if server is not None and server.stops_with_us:
                server.stop()
            raise

        def then(base: str) -> None:
            tell(f"  The service  {base}/{body}/{slug}")
            tell(f"  The gallery  {base}/gallery")
            tell(
                f"Test data only, thrown away when this stops. {given.folder} is read again when you save it."
            )
            keep_offering(given.folder, since, organisation=body, say=tell, say_problems=_say_problems)

        return serve(given, server, then=then)
