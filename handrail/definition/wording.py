"""Every sentence of a service by its stable key, and how far each language has come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handrail.definition.brick import Brick
from handrail.definition.service import Service, Step, Word
from handrail.definition.source import Where

Wording = tuple[str, str, Where]
"""A stable key, the text in the service's first language, and where that is written."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many texts people read there are, and how many a language lacks, has stale or has unchecked."""

    texts: int
    missing: int
    stale: int
    unchecked: int


def people_words(service: Service, *, bricks: Mapping[str, Brick]) -> Iterator[Wording]:
    """Yield every text that people who use the service read: each must be there in each language."""
    for name in ("name", "need", "before_you_start", "after_you_send"):
        if getattr(service, name):
            yield name, getattr(service, name), service.place(name)
    yield from ((f"data.{name}", text, service.place("data")) for name, text in service.data.items())
    for promise in service.promises.values():
        yield f"promise.{promise.id}.text", promise.text, promise.where
    for step in service.steps:
        brick = bricks.get(step.brick)
        if step.title and brick is not None and is_read_by_people(step, brick):
            yield f"{step.id}.title", step.title, step.where
        if step.section:
            yield f"{step.id}.section", step.section, step.where
        if brick is not None and step.spec is not None:
            yield from brick.words(step)
    for endpoint in service.endpoints.values():
        key = f"endpoint.{endpoint.id}"
        yield f"{key}.title", endpoint.title, endpoint.where
        yield f"{key}.text", endpoint.text, endpoint.where
        if endpoint.review is not None:
            yield f"{key}.review", endpoint.review.text, endpoint.where


def is_read_by_people(step: Step, brick: Brick) -> bool:
    """Say whether people read a step's title.

    They do on the task list, with the day from which it comes round, and above its sentences with a decision.
    """
    return brick.screen is not None or bool(step.before_end) or _has_sentences(step, brick)


def _has_sentences(step: Step, brick: Brick) -> bool:
    return step.spec is not None and any(True for _ in brick.sentences(step))


def staff_words(service: Service, *, bricks: Mapping[str, Brick]) -> Iterator[Wording]:
    """Yield every text that only staff read: it may be translated and need not be."""
    for name, text in service.brought_in_from.items():
        yield f"brought_in_from.{name}", text, service.place("brought_in_from")
    for party in service.parties.values():
        yield f"party.{party.id}.label", party.label, party.where
    for parameter in service.parameters.values():
        yield f"parameter.{parameter.id}.text", parameter.text, parameter.where
    for step in service.steps:
        brick = bricks.get(step.brick)
        if step.title and brick is not None and not is_read_by_people(step, brick):
            yield f"{step.id}.title", step.title, step.where
        if brick is not None and step.spec is not None:
            yield from brick.desk_words(step)


def sentences_of(
    service: Service, *, bricks: Mapping[str, Brick]
) -> Iterator[tuple[str, Mapping[str, str], Where]]:
    """Yield what steps hold themselves in every language: a stable key, the text by language, and where."""
    for step in service.steps:
        if step.brick in bricks and step.spec is not None:
            yield from bricks[step.brick].sentences(step)


def is_stale(of: str, text: str) -> bool:
    """Whether a translation renders another text than today's; how lines are broken does not count."""
    return " ".join(of.split()) != " ".join(text.split())


def coverage(service: Service, *, bricks: Mapping[str, Brick]) -> Mapping[str, Coverage]:
    """Return, by language other than the first, how far it has come.

    Sentences that a step holds in every language itself count too: they are checked when the whole of the
    language's words is said to be. So does what a voice says otherwise.
    """
    texts = [(key, text) for key, text, _ in people_words(service, bricks=bricks) if text]
    sentences = [by_language for _, by_language, _ in sentences_of(service, bricks=bricks)]
    own = _in_voices(service, service.languages[0])
    texts += [(key, word.text) for key, word in own.items()]
    found = {}
    for language in service.languages[1:]:
        words = {**service.words.get(language, {}), **_in_voices(service, language)}
        given = [(words[key], text) for key, text in texts if key in words]
        said = [one for one in sentences if one.get(language)]
        unchecked = sum(not word.checked for word, _ in given)
        found[language] = Coverage(
            texts=len(texts) + len(sentences),
            missing=len(texts) - len(given) + len(sentences) - len(said),
            stale=sum(is_stale(word.of, text) for word, text in given),
            unchecked=unchecked + (0 if service.checked.get(language) else len(said)),
        )
    return found


def _in_voices(service: Service, language: str) -> Mapping[str, Word]:
    """Return what voices say otherwise in a language, by voice and stable key."""
    return {
        f"{voice.id}:{key}": word
        for voice in service.voices.values()
        for key, word in voice.words.get(language, {}).items()
    }
