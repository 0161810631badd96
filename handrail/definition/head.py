"""Reads what a service says of itself: owner, promises, parties, parameters, endpoints; not its steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast, get_args

from handrail.definition.keep import NotAKeep, parse_keep
from handrail.definition.reader import Reader
from handrail.definition.service import (
    District,
    Endpoint,
    EndpointKind,
    ParameterDeclaration,
    Party,
    Promise,
    Review,
    Service,
    ServiceKind,
    Step,
    Voice,
    Word,
)
from handrail.definition.text import Fields, Items, Node, Value
from handrail.terms.language import Language

FORMAT = 1
PHASES = ("discovery", "alpha", "private_beta", "public_beta", "live", "retiring", "retired")
CHANNELS = ("web", "phone", "counter", "helper", "post", "api")
KINDS: tuple[str, ...] = get_args(ServiceKind)
ENDPOINT_KINDS: tuple[str, ...] = get_args(EndpointKind)
PARAMETER_TYPES = ("number", "text", "date", "yes-no", "choice")
REQUIRED = ("format", "service", "name", "owner", "steps", "endpoints")
SERVICE_KEYS = (
    *(
        "format",
        "service",
        "kind",
        "name",
        "need",
        "owner",
        "phase",
        "languages",
        "opens",
        "closes",
        "invite",
    ),
    *("outcomes", "promises", "data", "channels", "online_only", "brought_in_from"),
    *("before_you_start", "after_you_send", "freedom", "parties", "parameters", "district", "voices"),
    *("steps", "endpoints"),
)
RESERVED_PARTIES = ("equality",)
"""Parties that every case may have without being declared."""
DISTRICT_KEYS = ("from", "why")
OUTCOME_KEYS = ("id", "level", "text", "measure")
OUTCOME_LEVELS = ("step", "wider", "overall")
DATA_KEYS = ("lawful_basis", "basis_source", "keep", "shared_with", "condition")
PARAMETER_KEYS = ("type", "unit", "options", "text", "set_by")
ENDPOINT_KEYS = ("kind", "title", "text", "review", "ends")


@dataclass(frozen=True, slots=True)
class Head:
    """Everything a service says of itself, waiting for its steps and words."""

    fields: Fields
    languages: tuple[str, ...]
    voices: Mapping[str, Voice]
    said: Mapping[str, object]

    def service(
        self,
        *,
        steps: tuple[Step, ...],
        words: Mapping[str, Mapping[str, Word]],
        checked: Mapping[str, str],
        text: Mapping[str, str],
        hash: str,  # noqa: A002 - the Service's own word
    ) -> Service:
        """Return the service, whole."""
        return Service(**self.said, steps=steps, words=words, checked=checked, text=text, hash=hash)  # type: ignore[arg-type]


def read_head(root: Node, reader: Reader) -> Head:
    """Return what the file says besides its steps; problems go to the reader."""
    fields = reader.mapping(root, what="a service", known=SERVICE_KEYS, required=REQUIRED)
    _format(fields, reader)
    owner = _inner(
        fields, "owner", reader, what="the owner", known=("organisation", "role"), required=("organisation",)
    )
    languages = _languages(fields, reader)
    opens, closes = _opening(fields, reader)
    said = {
        "slug": reader.identifier(fields, "service", style="kebab"),
        "name": reader.text(fields, "name"),
        "need": reader.text(fields, "need"),
        "owner_organisation": reader.identifier(owner, "organisation", style="kebab"),
        "owner_role": reader.text(owner, "role"),
        "phase": reader.choice(fields, "phase", options=PHASES, default="live"),
        "languages": languages,
        "endpoints": _endpoints(fields, reader),
        "promises": _promises(fields, reader),
        "parties": _parties(fields, reader),
        "parameters": _parameters(fields, reader),
        "data": _data(fields, reader),
        "channels": _channels(fields, reader),
        "outcomes": _outcomes(fields, reader),
        "before_you_start": reader.text(fields, "before_you_start"),
        "after_you_send": reader.text(fields, "after_you_send"),
        "opens": opens,
        "closes": closes,
        "invite": reader.boolean(fields, "invite"),
        "freedom": reader.words(fields, "freedom"),
        "kind": reader.choice(fields, "kind", options=KINDS, default="application"),
        "online_only": reader.text(fields, "online_only"),
        "brought_in_from": _brought_in_from(fields, reader),
        "district": _district(fields, reader),
        "places": {**fields.keys, **{f"owner.{key}": where for key, where in owner.keys.items()}},
    }
    return Head(fields, languages, _voices(fields, reader), said)


def _inner(
    fields: Fields,
    key: str,
    reader: Reader,
    *,
    what: str,
    known: tuple[str, ...],
    required: tuple[str, ...] = (),
) -> Fields:
    node = fields.entries.get(key)
    if node is None:
        return Fields({}, fields.at(key))
    return reader.mapping(node, what=what, known=known, required=required)


def _format(fields: Fields, reader: Reader) -> None:
    if "format" in fields.entries and getattr(fields.entries["format"], "value", None) != FORMAT:
        reader.broken(
            fields.at("format"),
            "This release reads format 1 only.",
            "Write 'format: 1', or use a release that reads the format you have.",
        )


def _languages(fields: Fields, reader: Reader) -> tuple[str, ...]:
    known = tuple(language.value for language in Language)
    named = reader.texts(fields, "languages")
    for language in named:
        if language not in known:
            reader.broken(
                fields.at("languages"),
                f"'{language}' is not a language this release speaks.",
                f"Use {' and '.join(known)}, the one this file is written in first.",
            )
    if len(set(named)) != len(named):
        reader.broken(fields.at("languages"), "A language is named twice.", "Name each once.")
    return tuple(dict.fromkeys(language for language in named if language in known)) or ("en",)


def _opening(fields: Fields, reader: Reader) -> tuple[datetime | None, datetime | None]:
    opens = reader.instant(fields, "opens")
    closes = reader.instant(fields, "closes", end_of_day=True)
    if opens and closes and closes <= opens:
        reader.broken(
            fields.at("closes"), "The service closes before it opens.", "Make 'closes' later than 'opens'."
        )
    return opens, closes


def _channels(fields: Fields, reader: Reader) -> tuple[str, ...]:
    named = reader.texts(fields, "channels")
    for channel in named:
        if channel not in CHANNELS:
            reader.broken(
                fields.at("channels"),
                f"'{channel}' is not a channel.",
                f"Use some of {', '.join(CHANNELS)}.",
            )
    return tuple(dict.fromkeys(channel for channel in named if channel in CHANNELS)) or ("web",)


def _data(fields: Fields, reader: Reader) -> Mapping[str, str]:
    data = reader.words(fields, "data", known=DATA_KEYS)
    if data.get("keep"):
        try:
            parse_keep(data["keep"])
        except NotAKeep as error:
            found, _, remedy = str(error).partition(". ")
            inner = fields.entries["data"]
            reader.broken(inner.at("keep") if isinstance(inner, Fields) else inner.where, f"{found}.", remedy)
    return data


def _district(fields: Fields, reader: Reader) -> District | None:
    if "district" not in fields.entries:
        return None
    inner = _inner(fields, "district", reader, what="'district'", known=DISTRICT_KEYS, required=DISTRICT_KEYS)
    one = isinstance(inner.entries.get("from"), Value)
    questions = (reader.text(inner, "from"),) if one else reader.texts(inner, "from")
    return District(tuple(filter(None, questions)), reader.text(inner, "why"))


def _outcomes(fields: Fields, reader: Reader) -> tuple[Mapping[str, str], ...]:
    outcomes = []
    for item in reader.sequence(fields, "outcomes", what="outcomes"):
        inner = reader.mapping(item, what="an outcome", known=OUTCOME_KEYS, required=("id", "text"))
        reader.identifier(inner, "id", style="kebab")
        reader.choice(inner, "level", options=OUTCOME_LEVELS)
        outcomes.append({key: reader.text(inner, key) for key in OUTCOME_KEYS if key in inner.entries})
    return tuple(outcomes)


def _brought_in_from(fields: Fields, reader: Reader) -> Mapping[str, str]:
    named = _named(fields, "brought_in_from", reader, what="service")
    for name in named.entries:
        reader.check_identifier(name, named.at(name), style="kebab")
    return {name: reader.text(named, name) for name in named.entries}


def _promises(fields: Fields, reader: Reader) -> Mapping[str, Promise]:
    promises: dict[str, Promise] = {}
    needed = ("id", "text", "within")
    for item in reader.sequence(fields, "promises", what="promises"):
        inner = reader.mapping(item, what="a promise", known=needed, required=needed)
        name = reader.identifier(inner, "id", style="kebab")
        if name in promises:
            reader.broken(inner.at("id"), f"There are two promises '{name}'.", "Give one another id.")
        elif name:
            text, within = reader.text(inner, "text"), reader.period(inner, "within")
            promises[name] = Promise(name, text, within, inner.at("id"))
    return promises


def _named(fields: Fields, key: str, reader: Reader, *, what: str) -> Fields:
    """Return a mapping of names to more, where a list would be a mistake."""
    node = fields.entries.get(key)
    if node is None:
        return Fields({}, fields.at(key))
    if isinstance(node, Items):
        reader.broken(
            node.where, f"'{key}': found a list, expected names.", f"Write one {what} a line, as 'name: …'."
        )
        return Fields({}, node.where)
    return reader.mapping(node, what=f"'{key}'", known=None)


def _parties(fields: Fields, reader: Reader) -> Mapping[str, Party]:
    parties = {}
    named = _named(fields, "parties", reader, what="party")
    for name, item in named.entries.items():
        reader.check_identifier(name, named.at(name), style="snake")
        if name in RESERVED_PARTIES:
            reader.broken(
                named.at(name),
                f"The party '{name}' is the product's own.",
                "Give the party another name.",
            )
        inner = reader.mapping(item, what="a party", known=("label", "each"), required=("label",))
        parties[name] = Party(name, reader.text(inner, "label"), reader.text(inner, "each"), named.at(name))
    return parties


def _voices(fields: Fields, reader: Reader) -> Mapping[str, Voice]:
    voices = {}
    named = _named(fields, "voices", reader, what="voice")
    for name in named.entries:
        reader.check_identifier(name, named.at(name), style="snake")
        when = reader.expression(named, name)
        if when is not None:
            voices[name] = Voice(name, when, named.at(name))
    return voices


def _parameters(fields: Fields, reader: Reader) -> Mapping[str, ParameterDeclaration]:
    parameters = {}
    named = _named(fields, "parameters", reader, what="parameter")
    for name, item in named.entries.items():
        where = named.at(name)
        reader.check_identifier(name, where, style="snake")
        inner = reader.mapping(
            item, what="a parameter", known=PARAMETER_KEYS, required=("type", "text", "set_by")
        )
        kind = reader.choice(inner, "type", options=PARAMETER_TYPES, default="text")
        options = reader.texts(inner, "options")
        if (kind == "choice") != bool(options):
            reader.broken(
                where,
                f"A parameter of type {kind} has {'no options' if kind == 'choice' else 'options'}.",
                "Give a choice its options as a list, and only a choice.",
            )
        setter = reader.choice(inner, "set_by", options=("nation", "organisation"), default="nation")
        parameters[name] = ParameterDeclaration(
            id=name,
            type=kind,
            text=reader.text(inner, "text"),
            set_by="organisation" if setter == "organisation" else "nation",
            where=where,
            unit=reader.text(inner, "unit"),
            options=options,
        )
    return parameters


def _endpoints(fields: Fields, reader: Reader) -> Mapping[str, Endpoint]:
    endpoints = {}
    named = _named(fields, "endpoints", reader, what="endpoint")
    for name, item in named.entries.items():
        where = named.at(name)
        reader.check_identifier(name, where, style="kebab")
        inner = reader.mapping(
            item, what="an endpoint", known=ENDPOINT_KEYS, required=("kind", "title", "text")
        )
        review = None
        if "review" in inner.entries:
            needed = ("within", "text")
            said = reader.mapping(inner.entries["review"], what="a review", known=needed, required=needed)
            review = Review(reader.period(said, "within"), reader.text(said, "text"))
        kind = reader.choice(inner, "kind", options=ENDPOINT_KINDS, default="error")
        endpoints[name] = Endpoint(
            id=name,
            kind=cast("EndpointKind", kind),
            title=reader.text(inner, "title"),
            text=reader.text(inner, "text"),
            where=where,
            review=review,
            ends=reader.expression(inner, "ends"),
        )
    return endpoints
