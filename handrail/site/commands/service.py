"""`handrail service`: check, write and preview services; walking and publishing them have their own files."""

import argparse
import json
import os
import tempfile
from pathlib import Path

from handrail.bricks import BRICKS
from handrail.definition.check import as_json, check, worst
from handrail.definition.draft import write_draft
from handrail.definition.load import load
from handrail.definition.source import Problem
from handrail.site.commands import exporting, importing, printing, publishing, ready, walking
from handrail.site.commands.folders import say_problems, service_in
from handrail.site.commands.serving import free_to_serve, serve, where_to_serve
from handrail.site.console import CommandProblem, tell, tell_json


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of `service`."""
    verbs = nouns.add_parser("service", help="services as text").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    _add_reading(verbs)
    publishing.add_publishing(verbs)
    _add_preview(verbs)


def _add_reading(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser("check", help="say everything that is wrong, in one pass")
    verb.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(do=_check)
    walking.add_walk(verbs)
    verb = verbs.add_parser("new", help="write a small service to start from")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("--name", required=True)
    verb.add_argument("--organisation", required=True)
    verb.set_defaults(do=_new)
    verb = verbs.add_parser("words", help="add the texts that wait for words to a language's files")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("language", metavar="LANGUAGE", help="such as cy")
    verb.set_defaults(do=_words)
    printing.add_print(verbs)
    importing.add_import(verbs)
    exporting.add_export(verbs)
    verb = verbs.add_parser("schema", help="print the JSON Schema of a service file, for editors")
    verb.set_defaults(do=_schema)


def _add_preview(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = verbs.add_parser("preview", help="serve a folder as it is, with test data only")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("--organisation", default="north-fenmarch")
    where_to_serve(verb, port=8001)
    verb.set_defaults(do=_preview)


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
            say_problems(folder, problems)
    return int(any(worst(problems) == "broken" for _, problems in found))


def _new(given: argparse.Namespace) -> int:
    if given.folder.exists():
        raise CommandProblem(f"found {given.folder} already; name a folder that does not exist")
    write_draft(given.folder, slug=given.folder.name, name=given.name, organisation=given.organisation)
    tell(f"Wrote {given.folder}. Next: handrail service check {given.folder}")
    return 0


def _words(given: argparse.Namespace) -> int:
    from handrail.definition import words_waiting

    service, language = service_in(load(given.folder, bricks=BRICKS)), given.language
    wanted = service.languages if service.voices else service.languages[1:]
    if language not in wanted:
        others = " or ".join(wanted) or "a language after the first under 'languages'"
        raise CommandProblem(f"found the language {language!r}; expected {others}")
    after = {}
    for voice in words_waiting.voices_of(service, language):
        path = given.folder / words_waiting.path_of(language, voice)
        written = path.read_text(encoding="utf-8") if path.exists() else ""
        texts = words_waiting.waiting(service, language, bricks=BRICKS, written=written, voice=voice)
        try:
            text = words_waiting.with_places(written, language, texts, voice=voice)
        except words_waiting.WordsElsewhere as refusal:
            raise CommandProblem(str(refusal)) from refusal
        after[path] = (text, len(texts))
    for path, (text, added) in after.items():
        if added:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        tell(f"{path}: {added} texts added, each with an empty place for its words")
    return 0


def _schema(_given: argparse.Namespace) -> int:
    from handrail.definition.schema import service_schema

    tell(json.dumps(service_schema(bricks=BRICKS), indent=2, ensure_ascii=False))
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
            slug = offer(given.folder, organisation=body, say_problems=say_problems)
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
            keep_offering(given.folder, since, organisation=body, say=tell, say_problems=say_problems)

        return serve(given, server, then=then)
