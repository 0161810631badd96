"""Reads a service's folder, or a stored version's texts; what they add up to is judged in `check`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from handrail.definition.brick import Brick
from handrail.definition.files import (
    EXAMPLES_FILE,
    PARAMETERS_FILE,
    SERVICE_FILE,
    WORDS_FOLDER,
    Files,
    content_hash,
    read_folder,
    read_texts,
)
from handrail.definition.head import REQUIRED, read_head
from handrail.definition.reader import Reader
from handrail.definition.service import Service, Voice, Word
from handrail.definition.source import Problem, Where
from handrail.definition.steps import read_steps
from handrail.definition.text import Fields, Node, parse
from handrail.definition.words_file import WordsFile, read_words


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder says.

    service: None when something could not be read. draft: as much of it as could be read, for `check`.
    texts: every file by path, canonical; `service.text` holds those the hash is made from.
    examples, seeds: the nodes of examples.yaml and parameters.yaml, which are not part of the version.
    """

    service: Service | None
    problems: tuple[Problem, ...]
    draft: Service | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    examples: Node | None = None
    seeds: Node | None = None


def load(folder: Path | str, *, bricks: Mapping[str, Brick]) -> Loaded:
    """Read a service from its folder; everything wrong is in `problems`, in the order of the files."""
    return _load(read_folder(folder), bricks)


def load_text(files: Mapping[str, str], *, bricks: Mapping[str, Brick]) -> Loaded:
    """Read a service from its texts by path, as a stored version keeps them."""
    return _load(read_texts(files), bricks)


def in_order(problems: Mapping[Problem, None] | tuple[Problem, ...] | list[Problem]) -> tuple[Problem, ...]:
    """Return problems once each: service.yaml first, then by file, line, grade and words."""
    grades = {"broken": 0, "to decide": 1, "advice": 2}
    return tuple(
        sorted(
            set(problems),
            key=lambda one: (
                one.where.file != SERVICE_FILE,
                one.where.file,
                one.where.line,
                grades[one.grade],
                one.problem,
                one.remedy,
            ),
        )
    )


def _load(files: Files, bricks: Mapping[str, Brick]) -> Loaded:
    problems = list(files.problems)
    nodes: dict[str, Node | None] = {}
    for path, text in files.texts.items():
        if path.endswith(".yaml"):
            parsed = parse(text, file=path)
            problems.extend(parsed.problems)
            nodes[path] = parsed.node
    if SERVICE_FILE not in nodes and not any(one.where.file == SERVICE_FILE for one in problems):
        problems.append(
            Problem(
                Where(SERVICE_FILE, 1),
                "broken",
                "There is no service.yaml in the folder.",
                "Write one, or start from `handrail service new`.",
            )
        )
    draft = None
    root = nodes.get(SERVICE_FILE)
    if root is not None:
        reader = Reader(files.texts, unreadable={one.where.file for one in files.problems})
        if isinstance(root, Fields):
            draft = _service(root, nodes, reader, bricks)
        else:
            reader.mapping(root, what="a service", known=None, required=REQUIRED)
        problems.extend(reader.problems)
    elif SERVICE_FILE in nodes and not problems:
        problems.append(
            Problem(
                Where(SERVICE_FILE, 1),
                "broken",
                "service.yaml is empty.",
                "Write 'format: 1' and what follows, or start from `handrail service new`.",
            )
        )
    broken = any(one.grade == "broken" for one in problems)
    return Loaded(
        service=None if broken else draft,
        problems=in_order(problems),
        draft=draft,
        texts=files.texts,
        examples=nodes.get(EXAMPLES_FILE),
        seeds=nodes.get(PARAMETERS_FILE),
    )


def _service(
    root: Fields, nodes: Mapping[str, Node | None], reader: Reader, bricks: Mapping[str, Brick]
) -> Service:
    head = read_head(root, reader)
    steps = read_steps(head.fields, reader, bricks)
    words: dict[str, Mapping[str, Word]] = {}
    checked: dict[str, str] = {}
    spoken: list[WordsFile] = []
    for path in sorted(nodes):
        node = nodes[path]
        if path.startswith(WORDS_FOLDER):
            reader.used.add(path)
            if node is not None:
                said = read_words(node, reader, path=path, languages=head.languages, voices=head.voices)
                if said.voice:
                    spoken.append(said)
                else:
                    words[said.language], checked[said.language] = said.words, said.checked
    reader.used.add(SERVICE_FILE)
    text = {path: reader.files[path] for path in sorted(reader.used)}
    service = head.service(steps=steps, words=words, checked=checked, text=text, hash=content_hash(text))
    return replace(service, voices={name: _voice(one, spoken) for name, one in head.voices.items()})


def _voice(voice: Voice, files: Iterable[WordsFile]) -> Voice:
    own = [one for one in files if one.voice == voice.id]
    return replace(
        voice,
        words={one.language: one.words for one in own},
        checked={one.language: one.checked for one in own},
    )
