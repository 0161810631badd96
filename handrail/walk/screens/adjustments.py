"""How the person is to be contacted and what would help: all of it to read, and a page for each part."""

from collections.abc import Iterator, Mapping, Sequence

from handrail.definition.brick import Refused
from handrail.definition.screen import (
    Action,
    Block,
    Input,
    Link,
    Option,
    Paragraph,
    Row,
    Screen,
    Summary,
    Task,
)
from handrail.terms.language import Language
from handrail.walk.adjusting import PARTS, Part, will
from handrail.walk.adjustments import AVOID, CARE, SPOKEN, TOLD, WRITTEN, Adjustments
from handrail.walk.fold import CaseState
from handrail.walk.telling import LONGEST, typed_of
from handrail.walk.words import PHRASES


def adjustments(state: CaseState, language: str, *, languages: Sequence[str]) -> Screen:
    """Return the page that says what we will do, with a link to change each part.

    languages: those that the service speaks.
    """
    return Screen(
        id="adjustments",
        title=_say("title", language),
        language=language,
        blocks=(
            Paragraph(_say("text", language)),
            what_we_will_do(state, language, languages=languages, change=True),
        ),
        back="do:" if state.sendings or state.withdrawn else "do:tasks",
    )


def what_we_will_do(
    state: CaseState, language: str, *, languages: Sequence[str], change: bool = False, title: bool = False
) -> Summary:
    """Return what we will do, a line for each part. change: with a link to each. title: as a card."""
    rows = tuple(_rows(state, language, languages, change=change))
    return Summary(rows=rows, title=_say("title", language) if title else "")


def adjustments_task(state: CaseState, language: str) -> Task:
    """Return the line in the list of tasks: it is never in the way of sending."""
    told = state.adjustments.any
    return Task(
        title=_say("title", language),
        status=_say("task.done" if told else "task.optional", language),
        to="do:adjustments",
        done=told,
        hint=_say("task.hint", language),
    )


def adjustments_part(
    part: Part,
    state: CaseState,
    language: str,
    *,
    languages: Sequence[str],
    refused: Refused | None = None,
) -> Screen:
    """Return the page of one part, with what stands or was typed in its fields.

    Whoever has not agreed yet that it is kept is asked here, once.
    """
    form = _Form(part, state.adjustments, language, refused)
    return Screen(
        id=f"adjustments:{part}",
        title=_say(f"{part}.title", language),
        language=language,
        blocks=(*_blocks(form, state, languages), *_agreement(form)),
        actions=(Action(_say("save", language), f"do:adjustments/{part}"),),
        back="do:adjustments",
    )


class _Form:
    """The fields of one part, in one language, with what stands or was typed."""

    def __init__(self, part: Part, adjustments: Adjustments, language: str, refused: Refused | None) -> None:
        self.part: Part = part
        self.language = language
        self.agreed = adjustments.agreed
        self.errors: Mapping[str, str] = refused.errors if refused else {}
        self.parts: Mapping[str, frozenset[str]] = refused.parts if refused else {}
        self.values = refused.typed if refused else typed_of(part, adjustments)

    def say(self, key: str) -> str:
        return _say(f"{self.part}.{key}", self.language)

    def hint(self, name: str) -> str:
        key = f"adjustments.{self.part}.{name}.hint"
        return PHRASES.say(key, self.language) if PHRASES.has(key, self.language) else ""

    def boxes(self, name: str, kinds: Sequence[str]) -> Input:
        """Any number of kinds, each a box."""
        return Input(
            name=name,
            kind="checkboxes",
            label=self.say(name),
            hint=self.hint(name),
            options=tuple(Option(kind, self.say(f"{name}.{kind}")) for kind in kinds),
            values=self.of(name),
            error=self.errors.get(name, ""),
            required=False,
        )

    def radios(self, name: str, label: str, options: Mapping[str, str]) -> Input:
        """One of several."""
        return Input(
            name=name,
            kind="radios",
            label=label,
            hint=self.hint(name),
            options=tuple(Option(value, said) for value, said in options.items()),
            values=self.of(name),
            error=self.errors.get(name, ""),
        )

    def of(self, name: str) -> dict[str, str]:
        """What a field and its parts hold."""
        return {key: text for key, text in self.values.items() if key == name or key.startswith(f"{name}.")}


def _blocks(form: _Form, state: CaseState, languages: Sequence[str]) -> Iterator[Block]:
    match form.part:
        case "contact":
            if len(languages) > 1:
                form.values = {"language": state.language, **form.values}
                named = {one: Language(one).own_name for one in languages}
                yield form.radios("language", form.say("language"), named)
            yield form.boxes("avoid", AVOID)
        case "help":
            yield Paragraph(form.say("text"))
            yield form.boxes("written", WRITTEN)
            yield form.boxes("spoken", SPOKEN)
            yield _words(form)
        case "care":
            yield Paragraph(form.say("text"))
            yield form.boxes("care", CARE)
        case "third-party":
            yield from _third_party(form)


def _words(form: _Form) -> Input:
    return Input(
        name="words",
        kind="textarea",
        label=form.say("words"),
        hint=form.hint("words"),
        values=form.of("words"),
        error=form.errors.get("words", ""),
        required=False,
        max_length=LONGEST,
    )


def _third_party(form: _Form) -> Iterator[Block]:
    yield Paragraph(form.say("text"))
    wanted = {one: form.say(f"wanted.{one}") for one in ("yes", "no")}
    yield form.radios("wanted", form.say("title"), wanted)
    yield Paragraph(form.say("details"))
    for name, kind in (("name", "text"), ("address", "address")):
        yield Input(
            name=name,
            kind="text" if kind == "text" else "address",
            label=form.say(name),
            values=form.of(name),
            error=form.errors.get(name, ""),
            error_parts=form.parts.get(name, frozenset()),
            autocomplete="off",
        )
    yield form.radios("told", form.say("told"), {one: form.say(f"told.{one}") for one in TOLD})


def _agreement(form: _Form) -> Iterator[Block]:
    if form.agreed:
        return
    yield Input(
        name="agreed",
        kind="declaration",
        label=_say("agreed", form.language),
        values=form.of("agreed"),
        error=form.errors.get("agreed", ""),
        required=False,
    )


def _rows(state: CaseState, language: str, languages: Sequence[str], *, change: bool) -> Iterator[Row]:
    in_language = state.language if len(languages) > 1 else ""
    for part in PARTS:
        said = will(part, state.adjustments, language, in_language=in_language)
        key = _say(f"{part}.row", language)
        link = Link(_say("change", language), f"do:adjustments/{part}", hidden_text=key)
        yield Row(key, "\n".join(said) or _say("none", language), links=(link,) if change else ())


def _say(key: str, language: str) -> str:
    return PHRASES.say(f"adjustments.{key}", language)
