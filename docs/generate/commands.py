"""The page of commands, from the parsers that read them."""

import argparse
from collections.abc import Iterator

from docs.generate.markdown import code, table, whole
from handrail.site.commands import parser

_INTRO = (
    "For the people who run Handrail or write services. Commands are a noun, then a verb. "
    "`handrail NOUN VERB --help` says the same."
)

_SAME_EVERYWHERE = {
    "DIR": "the service's folder",
    "FILE": "the backup of the database",
    "SERVICE": "the service's name in addresses",
    "NAME": "the parameter's id",
    "VALUE": "the value",
    "USERNAME": "what they sign in with",
    "REFERENCE": "the case's reference",
    "test|training": "which kind of case",
    "--json": "answer in JSON, for a program",
    "--name": "what people read as the title",
    "--organisation": "the organisation's name in addresses, such as north-fenmarch",
    "--by": "who does this, for the record",
    "--why": "the reason, for the record",
    "--from": "the first day, such as 2026-04-01",
    "--port": "the port to listen on",
    "--keys": "the folder of the backup of keys",
    "--role": "a role; may be given more than once",
    "--count": "how many",
}
"""What an option means where its command does not say: the same wherever it is used."""


def page() -> str:
    """Return the page."""
    return whole("Commands", _INTRO, _nouns(parser()))


def _nouns(top: argparse.ArgumentParser) -> Iterator[str]:
    for name, help_text, noun in _inner(top):
        verbs = list(_inner(noun))
        yield f"## {name}\n\n{_sentence(help_text)}"
        if not verbs:
            yield _one(f"handrail {name}", noun)
        for verb, verb_help, inner in verbs:
            yield f"### {name} {verb}\n\n{_sentence(verb_help)}"
            yield _one(f"handrail {name} {verb}", inner)


def _inner(outer: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Yield each command below a parser: its name, its help and its own parser."""
    for action in outer._actions:  # noqa: SLF001 - argparse shows its parsers nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            helps = {one.dest: one.help or "" for one in action._choices_actions}  # noqa: SLF001
            for name, inner in action.choices.items():
                yield name, helps.get(name, ""), inner


def _one(typed: str, command: argparse.ArgumentParser) -> str:
    own = [one for one in command._actions if one.dest != "help"]  # noqa: SLF001
    words = [typed, *(_usage(one) for one in own)]
    shown = "```\n" + " ".join(words) + "\n```"
    if not own:
        return shown
    rows = [(code(_name(one)), _meaning(one)) for one in own]
    return f"{shown}\n\n{table(('What you write', 'What it means'), rows)}"


def _usage(action: argparse.Action) -> str:
    if not action.option_strings:
        many = " …" if action.nargs in ("+", "*") else ""
        return _metavar(action) + many
    text = action.option_strings[-1] + ("" if action.nargs == 0 else f" {_metavar(action)}")
    return text if action.required else f"[{text}]"


def _name(action: argparse.Action) -> str:
    return action.option_strings[-1] if action.option_strings else _metavar(action)


def _metavar(action: argparse.Action) -> str:
    if action.choices:
        return "|".join(str(one) for one in action.choices)
    if isinstance(action.metavar, str):
        return action.metavar
    return action.dest.rstrip("_").upper()


def _meaning(action: argparse.Action) -> str:
    said = action.help or _SAME_EVERYWHERE.get(_name(action), "")
    if not said:
        raise LookupError(f"{_name(action)} has no help. Write it where the command is declared.")
    defaults = action.option_strings and action.nargs != 0 and "unless said" not in said
    if defaults and action.default not in (None, "", argparse.SUPPRESS):
        said = f"{said}; {action.default} unless said"
    return said


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
