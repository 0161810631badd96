"""The words of a component: its question, hint and sentences for mistakes, as a question of ours has them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from handrail.exchange.carry.asked import Answer, Asked, Help, Place, Question
from handrail.exchange.form import Component, Words
from handrail.exchange.markup import Marked, is_plain, lined, marked, plain
from handrail.exchange.report import Report
from handrail.questions.types import TYPES
from handrail.terms.phrases import Phrases

SHOWN = frozenset(
    {"Para", "Html", "InsetText", "Details", "FlashCard", "List", "ContentWithState", "Markdown"}
    | {"NotificationBanner", "WarningText", "DisplayAddress", "Sidebar", "SummaryList", "SummaryLists"}
)
"""The types of component that ask nothing."""

# What the sentence that an author wrote for a mistake is said of here, the nearest first.
_MISTAKES: Mapping[str, tuple[str, ...]] = {
    "any.required": ("missing",),
    "string.empty": ("missing",),
    "string.base": ("missing",),
    "array.base": ("missing",),
    "array.min": ("missing",),
    "object.required": ("missing",),
    "dayMonthYear": ("missing",),
    "dateParts": ("missing",),
    "number.base": ("invalid",),
    "any.only": ("invalid", "missing"),
    "any.invalid": ("invalid",),
    "nonNumeric": ("not_a_date", "invalid"),
    "date.base": ("not_a_date", "invalid"),
    "date.format": ("not_a_date", "invalid"),
    "date.isoDate": ("not_a_date", "invalid"),
    "date.max": ("too_late",),
    "date.min": ("too_early",),
    "string.max": ("too_long", "invalid"),
    "string.min": ("too_short", "invalid"),
    "string.length": ("too_short", "too_long", "invalid"),
    "string.maxWords": ("too_many_words",),
    "string.maxwords": ("too_many_words",),
    "custom.maxWords": ("too_many_words",),
    "string.email": ("invalid",),
    "string.uri": ("invalid",),
    "string.uriCustomScheme": ("invalid",),
    "string.pattern.base": ("wrong_form", "invalid"),
    "string.pattern.name": ("wrong_form", "invalid"),
    "string.regex.base": ("wrong_form", "invalid"),
    "string.guid": ("invalid",),
    "string.postcode": ("invalid_postcode", "invalid"),
    "number.min": ("too_small",),
    "number.max": ("too_big",),
    "number.integer": ("not_whole",),
    "number.precision": ("too_many_decimals",),
    "number.unsafe": ("too_many_digits",),
    "number.positive": ("too_small",),
}


# Which the old engine told somebody who left a question empty: of choices nothing came, of a field no text.
_LEFT_EMPTY = ("string.empty", "any.required")
_PICKED = frozenset({"RadiosField", "CheckboxesField", "SelectField", "AutocompleteField", "YesNoField"})

MOST_FIGURES = 9
_PHRASES = Phrases(Path(__file__).parent / "types" / "words")


@dataclass(frozen=True, slots=True)
class Said:
    """What a question says, by the end of its stable keys, and what opens on request."""

    words: Mapping[str, Words]
    heading: bool
    help: tuple[Help, ...] = ()


@dataclass(slots=True)
class Wanted:
    """A question to be made of a component: its type and whatever else its keys say.

    links: in Markdown, those of words that can hold none; they stand before the question.
    """

    type: str
    keys: dict[str, Any] = field(default_factory=dict)
    limits: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Words] = field(default_factory=dict)
    links: list[Words] = field(default_factory=list)


def own_words(key: str, languages: Iterable[str], **places: str | int) -> Words:
    """Return a sentence of ours in each of some languages."""
    return {language: _PHRASES.say(key, language, **places) for language in languages}


def whole(found: Any) -> int | None:
    """Return a whole number of one or more, as figures or in a text; None for anything else."""
    if isinstance(found, bool) or found is None:
        return None
    text = str(found).strip()
    return (
        int(text)
        if text.isascii() and text.isdecimal() and 0 < len(text.lstrip("0")) <= MOST_FIGURES
        else None
    )


def asks(component: Component) -> bool:
    """Say whether a component asks something of people."""
    return component.type not in SHOWN | {"HiddenField", "ContextComponent"}


def one_question(component: Component, place: Place, wanted: Wanted, *, name: str = "") -> tuple[Asked, str]:
    """Return one question made of a component, and its id. name: where it is not the component's own."""
    said = said_of(component, place, wanted)
    title = next(iter(said.words.get("label", {}).values()), "")
    own = place.ids.question(name or component.name, title=title, page=place.page)
    keys: dict[str, Any] = {"type": wanted.type, **wanted.keys}
    if not component.required and wanted.type != "declaration":
        keys["optional"] = True
    if wanted.limits:
        keys["limits"] = wanted.limits
    question = Question(own, keys, {**said.words, **wanted.words})
    asked = Asked(heading=said.heading, questions=(question,), help=said.help, when=component.when)
    return asked, own


def with_answers(asked: Asked, answers: Mapping[str, Answer]) -> Asked:
    """Return what is asked with how comparisons with it are written."""
    return replace(asked, answers=answers)


def said_of(component: Component, place: Place, wanted: Wanted) -> Said:
    """Return the words of a component's question, for the question of ours that is wanted."""
    label, heading, links = title_of(component, place)
    hint, before = hint_of(component, place)
    words: dict[str, Words] = {"label": label}
    if hint:
        words["hint"] = hint
    text = below([before.text, *links, *wanted.links])
    if text:
        words["text"] = text
    words.update(_mistakes(component, place, wanted.type))
    return Said(words, heading, helps(before))


def helps(found: Marked) -> tuple[Help, ...]:
    """Return what opens on request, found in words."""
    return tuple(Help(summary, body) for summary, body in found.help)


def below(texts: Iterable[Words]) -> Words:
    """Return Markdown below one another, in each language that any of it is in; what is alike, once."""
    found: dict[str, dict[str, None]] = {}
    for words in texts:
        for language, text in words.items():
            if text:
                found.setdefault(language, {})[text] = None
    return {language: "\n\n".join(each) for language, each in found.items()}


def title_of(component: Component, place: Place) -> tuple[Words, bool, tuple[Words, ...]]:
    """Return what a component asks, whether it is what its page's title says already, and its links.

    A title that is not to be seen, or that is missing, is the page's where the page asks nothing else.
    """
    where = f"{component.where}, title"
    said = lined(component.title, where=where, report=place.report)
    own, links = said.text, said.links
    page = plain(place.page.title, where=where, report=Report())
    alone = sum(map(asks, place.page.components)) == 1
    hidden = component.options.get("hideTitle") is True
    if alone and page and (hidden or not own or own == page):
        return page, True, links
    if own:
        return own, False, links
    short = plain(component.short, where=where, report=place.report)
    return short or page or {"en": component.name or component.type}, False, links


def hint_of(component: Component, place: Place) -> tuple[Words, Marked]:
    """Return a hint of one line, or what stands before the question where the hint is more than a line."""
    if not any(text.strip() for text in component.hint.values()):
        return {}, Marked({})
    where = f"{component.where}, hint"
    if is_plain(component.hint):
        return plain(component.hint, where=where, report=place.report), Marked({})
    return {}, marked(component.hint, where=where, report=place.report)


def _mistakes(component: Component, place: Place, kind: str) -> Iterator[tuple[str, Words]]:
    """Yield the author's sentences for mistakes, by the mistakes' names here."""
    written = component.options.get("customValidationMessages")
    known = TYPES[kind].errors
    found: dict[str, str] = {}
    for code, sentence in _by_code(written, component):
        name = next((one for one in _MISTAKES.get(str(code), ()) if one in known), "")
        said = _sentence(sentence, component, place)
        if not said or found.get(name) == said:
            continue
        if not name:
            _no_such_mistake(component, place, code, said)
        elif name in found:
            place.report.note(f"{component.where}: of two sentences for one mistake, not: '{said[:80]}'")
        else:
            found[name] = said
    if (
        "invalid" in found
        and "missing" not in found
        and isinstance(written, Mapping)
        and "number.base" in written
    ):
        found["missing"] = found["invalid"]
    one = component.options.get("customValidationMessage")
    if isinstance(one, str) and one.strip():
        found.setdefault("missing", one.strip())
        found.setdefault("invalid", one.strip())
        if component.schema.get("regex"):
            found.setdefault("wrong_form", one.strip())
    language = next(iter(component.title), "en")
    for name, said in found.items():
        if name in known:
            yield f"errors.{name}", {language: said}


def _by_code(written: object, component: Component) -> list[tuple[str, object]]:
    """Return an author's sentences with their codes, before others what was said of nothing at all."""
    if not isinstance(written, Mapping):
        return []
    first = _LEFT_EMPTY[::-1] if component.type in _PICKED else _LEFT_EMPTY
    codes = [str(code) for code in written]
    order = [*(code for code in first if code in codes), *(code for code in codes if code not in first)]
    return [(code, written[code]) for code in order if code in written]


def _sentence(sentence: object, component: Component, place: Place) -> str:
    """Return an author's sentence; the title stands in it where the old engine would have put it."""
    if not isinstance(sentence, str):
        return ""
    title = next(iter(component.title.values()), "")
    for label in ("{{#label}}", "{#label}", "{{#title}}", "{#title}"):
        sentence = sentence.replace(label, title)
    where = f"{component.where}, sentences for mistakes"
    return plain({"": sentence}, where=where, report=place.report).get("", "")


def _no_such_mistake(component: Component, place: Place, code: str, said: str) -> None:
    place.report.lose(
        component.where,
        what=f"the sentence for the mistake '{code}': {said[:80]}",
        why="The question here has no such mistake.",
        kind="text",
    )
