"""What a person settles once for a form that is brought over: `decisions.yaml`, asked and read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from handrail.definition.reader import Reader
from handrail.definition.source import Problem
from handrail.definition.text import Fields, Node, Value, parse
from handrail.exchange.carry.one_list import Alike
from handrail.exchange.form import Output, Words

DECISIONS_FILE = "decisions.yaml"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to settle: what is asked, an example, and whether people read it as a text."""

    key: str
    what: str
    such_as: str = ""
    text: bool = False


ASKS = (
    Ask("organisation", "Which organisation answers for it, by its name in addresses?", "north-fenmarch"),
    Ask(
        "name",
        "What do people read as its title? A verb and what it is about.",
        "Apply for a thing",
        text=True,
    ),
    Ask("role", "Which one person there answers for it? Write the title of the post.", "Head of Licensing"),
    Ask("need", "What do people need it for, in their own words?", "I want to …, so I …", text=True),
    Ask(
        "lawful_basis",
        "On what lawful basis is the data held (UK GDPR, Article 6)?",
        "public task",
        text=True,
    ),
    Ask("basis_source", "Which law does that rest on? Write the Act and section.", text=True),
    Ask("keep", "How long is the data kept?", "6 years after the case ends", text=True),
    Ask(
        "condition",
        "Does it ask about health, beliefs, origin or the like? Then on what condition (Article 9)?",
        text=True,
    ),
    Ask("shared_with", "Who else is given the data? Leave it empty for nobody.", text=True),
    Ask(
        "used_for", "What are the answers used for? It is said of each question.", "To decide the application"
    ),
    Ask("channels", "How can people use it other than online? A list.", "[phone, post, counter]"),
    Ask("ending", "What do staff do with what is sent: 'decision', accept or refuse it; or 'dealt with'?"),
    Ask("within", "In what time are people told? It is promised to them.", "10 working days"),
    Ask("review_within", "After a refusal, how long may people ask to have it looked at again?", "1 month"),
    Ask("review", "How do they ask for that, and who looks?", text=True),
)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was settled: texts by key, in each language they are given in; outputs by the output's name.

    one_list: the names of lists that are one, of those that ask the same of each entry.
    """

    texts: Mapping[str, Words] = field(default_factory=dict)
    channels: tuple[str, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    one_list: tuple[str, ...] = ()

    def words(self, key: str) -> Words:
        """Return a text in each language; none where nothing was settled."""
        return self.texts.get(key, {})

    def word(self, key: str) -> str:
        """Return a text that has no language; "" where nothing was settled."""
        return next(iter(self.texts.get(key, {}).values()), "")


class NotDecided(ValueError):
    """A file of decisions cannot be read as such."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep every problem, each with its line and remedy."""
        first = problems[0]
        super().__init__(f"{first.where.file}:{first.where.line}: {first.problem} {first.remedy}")
        self.problems = problems


def read_decisions(text: str, *, language: str) -> Decisions:
    """Read a file of decisions. language: of texts that do not name theirs. Raises NotDecided."""
    parsed = parse(text, file=DECISIONS_FILE)
    reader = Reader()
    broken = tuple(one for one in parsed.problems if one.grade == "broken")
    if broken:
        raise NotDecided(broken)
    if parsed.node is None:
        return Decisions()
    known = (*(one.key for one in ASKS), "outputs", "one_list")
    fields = reader.mapping(parsed.node, what="a file of decisions", known=known)
    given = {key: node for key, node in fields.entries.items() if not _is_empty(node)}
    texts = {
        one.key: _words(given[one.key], one.key, reader, language)
        for one in ASKS
        if one.key in given and one.key != "channels"
    }
    channels = reader.texts(fields, "channels") if "channels" in given else ()
    outputs = reader.mapping(given["outputs"], what="'outputs'", known=None) if "outputs" in given else None
    goes = {
        name: reader.text_of(node, name)
        for name, node in (outputs.entries.items() if outputs else ())
        if not _is_empty(node)
    }
    one_list = reader.texts(fields, "one_list") if "one_list" in given else ()
    if reader.problems:
        raise NotDecided(tuple(reader.problems))
    return Decisions(texts, channels, goes, one_list)


def _words(node: Node, key: str, reader: Reader, language: str) -> Words:
    if isinstance(node, Fields):
        return {name: reader.text_of(one, name) for name, one in node.entries.items() if not _is_empty(one)}
    return {language: reader.text_of(node, key)}


def _is_empty(node: Node) -> bool:
    return isinstance(node, Value) and not node.text.strip()


def decisions_text(
    decisions: Decisions,
    *,
    outputs: tuple[Output, ...],
    languages: tuple[str, ...],
    alike: tuple[tuple[Alike, ...], ...] = (),
) -> str:
    """Return the file: what is asked, what it means, and what has been settled so far.

    alike: lists of the form that ask the same of each entry.
    """
    lines = [
        "# What a person has to settle before this service can be published, once for the whole of it.",
        "# Fill in what is empty, and import the form again into the same folder.",
    ]
    if len(languages) > 1:
        both = ", ".join(f"{language}: …" for language in languages)
        lines.append(f"# What people read can be said in each language: {{{both}}}.")
    for one in ASKS:
        example = f" Such as: {one.such_as}" if one.such_as else ""
        lines += ["", f"# {one.what}{example}"]
        if one.key == "channels":
            lines.append(f"channels: [{', '.join(decisions.channels)}]")
        else:
            lines.append(f"{one.key}: {_value(decisions.words(one.key), languages)}")
    lines += _one_list(decisions, alike)
    if outputs:
        lines += ["", "# Where the form sent what it was told. What do staff do with it now?", "outputs:"]
        for output in outputs:
            lines.append(f"  # {_told(output)}")
            lines.append(f"  {_quoted(output.name)}: {_quoted(decisions.outputs.get(output.name, ''))}")
    return "\n".join(lines) + "\n"


def _one_list(decisions: Decisions, alike: tuple[tuple[Alike, ...], ...]) -> list[str]:
    """Return the lines that ask whether lists that ask the same are one."""
    if not alike:
        return []
    names = [one.name for some in alike for one in some]
    settled = ", ".join(one for one in names if one in decisions.one_list)
    offered = (f"#   {', '.join(f'{one.name} ({_first(one.title)})' for one in some)}" for some in alike)
    return [
        "",
        "# These lists ask the same of each entry. Are they one list, which asks of each entry what it is?",
        *offered,
        f"# Leave it empty to keep them apart. Such as: [{', '.join(one.name for one in alike[0])}]",
        f"one_list: [{settled}]",
    ]


def _first(words: Words) -> str:
    return next(iter(words.values()), "")


def _value(words: Words, languages: tuple[str, ...]) -> str:
    if len(words) > 1 or (words and languages[0] not in words):
        return "{" + ", ".join(f"{language}: {_quoted(text)}" for language, text in words.items()) + "}"
    return _quoted(next(iter(words.values()), ""))


def _told(output: Output) -> str:
    title = output.title if output.title != output.name else ""
    return " ".join(" ".join((title, f"({output.kind})")).split())


_OUTPUT = re.compile(
    r'^  # (?:(?P<title>.*) )?\((?P<kind>[^()]*)\)\n  (?P<name>"(?:[^"\\\n]|\\.)*"):', re.MULTILINE
)


def outputs_in(text: str) -> tuple[Output, ...]:
    """Return the outputs that a file of decisions asks about, as `decisions_text` writes them."""
    found = []
    for one in _OUTPUT.finditer(text.partition("\noutputs:\n")[2]):
        name = one["name"][1:-1].replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
        found.append(Output(name, one["title"] or name, one["kind"]))
    return tuple(found)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
