"""A question as a form field of the Design System: which component, with which parameters."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal

from markupsafe import Markup

from handrail.channels.govuk.splice import Component
from handrail.channels.govuk.words import words
from handrail.definition.screen import Input, InputKind, Option

WIDTHS = (2, 3, 4, 5, 10, 20, 30)
SHORT_OPTION = 12
DATE_PARTS = ("day", "month", "year")
ADDRESS_AUTOCOMPLETE = {
    "line_1": "address-line1",
    "line_2": "address-line2",
    "town": "address-level2",
    "region": "address-level1",
    "postcode": "postal-code",
    "postal_code": "postal-code",
    "country": "country-name",
}
ADDRESS_CLASSES = {
    "town": "govuk-!-width-two-thirds",
    "county": "govuk-!-width-two-thirds",
    "region": "govuk-!-width-two-thirds",
    "postcode": "govuk-input--width-10",
    "postal_code": "govuk-input--width-10",
    "country": "govuk-!-width-two-thirds",
}
Asked = Literal["as_title", "under_its_title", "among_others"]
"""How a question's label stands to the page's h1: it is the h1, it repeats it (and is then only for those who
cannot see it), or it is one of several."""


def field_id(name: str) -> str:
    """The id of the field with this name: `born_on.day` gives `born_on-day`."""
    return name.replace(".", "-")


def error_target(question: Input) -> str:
    """The id that the error summary links to: the first part that is wrong, or the field itself."""
    if question.kind == "evidence":
        return field_id(f"{question.name}.{'why' if 'why' in question.error_parts else 'way'}")
    if question.kind not in {"date", "address"}:
        return field_id(question.name)
    parts = _date_parts(question) if question.kind == "date" else tuple(_address_parts(question, "en"))
    wrong = [part for part in parts if part in question.error_parts]
    return field_id(f"{question.name}.{wrong[0] if wrong else parts[0]}")


def field(*, question: Input, asked: Asked, language: str) -> Component:
    """Turn a question into its component."""
    return _BY_KIND[question.kind](question, asked, language)


def _text(question: Input, asked: Asked, language: str) -> Component:
    return Component(
        "input",
        {
            "id": field_id(question.name),
            "name": question.name,
            "type": question.input_type,
            "classes": _width(question.width),
            "value": question.values.get(question.name, ""),
            "prefix": {"text": question.prefix} if question.prefix else None,
            "suffix": {"text": question.suffix} if question.suffix else None,
            "autocomplete": question.autocomplete or None,
            "inputmode": question.inputmode or None,
            "spellcheck": False if question.code or question.autocomplete or question.inputmode else None,
            "label": _label(question, asked, language),
            **_hint_and_error(question, language),
        },
    )


def _password(question: Input, asked: Asked, language: str) -> Component:
    """A secret: never sent back to the browser, and never offered to a spelling checker."""
    return Component(
        "input",
        {
            "id": field_id(question.name),
            "name": question.name,
            "type": "password",
            "classes": _width(question.width),
            "autocomplete": question.autocomplete or None,
            "spellcheck": False,
            "label": _label(question, asked, language),
            **_hint_and_error(question, language),
        },
    )


def _search(question: Input, asked: Asked, language: str) -> Component:
    """A text with suggestions where the browser has them; what a refused one may have meant, as radios."""
    field = dict(_text(question, asked, language).params)
    listed = field_id(f"{question.name}.list")
    meant = {
        "idPrefix": field_id(f"{question.name}.meant"),
        "name": f"{question.name}.meant",
        "fieldset": {"legend": {"text": words(language)["meant"], "classes": "govuk-fieldset__legend--s"}},
        "items": [{"value": option.value, "text": option.label} for option in question.meant],
    }
    return Component(
        "search",
        {
            "field": {**field, "attributes": {"list": listed}},
            "meant": meant if question.meant else None,
            "list": listed,
            "options": _suggested(question.options),
        },
    )


@lru_cache(maxsize=16)
def _suggested(options: tuple[Option, ...]) -> Markup:
    return Markup().join(Markup("<option>{}</option>").format(option.label) for option in options)


def _textarea(question: Input, asked: Asked, language: str) -> Component:
    typed = question.values.get(question.name, "")
    params: dict[str, Any] = {
        "id": field_id(question.name),
        "name": question.name,
        "rows": 5,
        "value": f"\n{typed}" if typed.startswith(("\n", "\r")) else typed,
        "autocomplete": question.autocomplete or None,
        "label": _label(question, asked, language),
        **_hint_and_error(question, language),
    }
    counted = _counting(question, language)
    return Component("character-count", params | counted) if counted else Component("textarea", params)


def _counting(question: Input, language: str) -> dict[str, Any]:
    """What counts a long answer down, in words or in characters; nothing where neither is limited."""
    say = words(language)
    limit, what = (question.max_words, "words") if question.max_words else (question.max_length, "characters")
    if not limit:
        return {}
    count = "word_count" if what == "words" else "count"
    return {
        "maxwords" if what == "words" else "maxlength": str(limit),
        "textareaDescriptionText": say[f"{count}_limit"].replace("%{count}", str(limit)),
        f"{what}UnderLimitText": {"one": say[f"{count}_under_one"], "other": say[f"{count}_under_other"]},
        f"{what}AtLimitText": say[f"{count}_at"],
        f"{what}OverLimitText": {"one": say[f"{count}_over_one"], "other": say[f"{count}_over_other"]},
    }


def _radios(question: Input, asked: Asked, language: str) -> Component:
    chosen = question.values.get(question.name)
    short = all(len(option.label) <= SHORT_OPTION and not option.hint for option in question.options)
    return Component(
        "radios",
        {
            "idPrefix": field_id(question.name),
            "name": question.name,
            "classes": "govuk-radios--inline" if short and len(question.options) == len("yn") else "",
            "fieldset": {"legend": _legend(question, asked, language)},
            "items": [
                {
                    "value": option.value,
                    "text": option.label,
                    "checked": option.value == chosen,
                    "hint": {"text": option.hint} if option.hint else None,
                }
                for option in question.options
            ],
            **_hint_and_error(question, language),
        },
    )


def _evidence(question: Input, asked: Asked, language: str) -> Component:
    """The ways to give a document, and last that there is none, with why."""
    name, chosen = f"{question.name}.way", question.values.get(f"{question.name}.way")
    items = [
        {
            "value": option.value,
            "text": option.label,
            "checked": option.value == chosen,
            "hint": {"text": option.hint} if option.hint else None,
        }
        for option in question.options
    ]
    why = field_id(f"{question.name}.why")
    said = _hint_and_error(question, language)
    about_why = "why" in question.error_parts
    return Component(
        "evidence",
        {
            "ways": {
                "idPrefix": field_id(name),
                "name": name,
                "fieldset": {"legend": _legend(question, asked, language)},
                "hint": said["hint"],
                "errorMessage": None if about_why else said["errorMessage"],
            },
            "listed": items[:-1],
            "divider": words(language)["or"],
            "without": items[-1],
            "why": {
                "id": why,
                "name": f"{question.name}.why",
                "rows": 3,
                "value": question.values.get(f"{question.name}.why", ""),
                "label": {"text": question.parts["why"]},
                "errorMessage": said["errorMessage"] if about_why else None,
            },
        },
    )


def _checkboxes(question: Input, asked: Asked, language: str) -> Component:
    """Any number of boxes, each a field of its own; one that rules the others out stands apart."""
    items: list[dict[str, Any]] = []
    for option in question.options:
        alone = bool(question.exclusive) and option.value == question.exclusive
        if alone:
            items.append({"divider": words(language)["or"]})
        items.append(_box(question, option) | ({"behaviour": "exclusive"} if alone else {}))
    return Component(
        "checkboxes",
        {
            "idPrefix": field_id(question.name),
            "name": question.name,
            "fieldset": {"legend": _legend(question, asked, language)},
            "items": items,
            **_hint_and_error(question, language),
        },
    )


def _box(question: Input, option: Option) -> dict[str, Any]:
    name = f"{question.name}.{option.value}"
    return {
        "name": name,
        "value": "yes",
        "text": option.label,
        "checked": bool(question.values.get(name)),
        "hint": {"text": option.hint} if option.hint else None,
    }


def _declaration(question: Input, asked: Asked, language: str) -> Component:
    """One box to tick; when its sentence is the page's title, the box itself says only "I agree"."""
    repeats = asked != "among_others"
    return Component(
        "checkboxes",
        {
            "idPrefix": field_id(question.name),
            "name": question.name,
            "fieldset": {"legend": _legend(question, asked, language)} if repeats else None,
            "items": [
                {
                    "value": "agreed",
                    "text": words(language)["agree"] if repeats else question.label,
                    "checked": question.values.get(question.name) == "agreed",
                }
            ],
            **_hint_and_error(question, language),
        },
    )


def _date(question: Input, asked: Asked, language: str) -> Component:
    say = words(language)
    birthday = question.autocomplete == "bday"
    return Component(
        "date-input",
        {
            "id": field_id(question.name),
            "fieldset": {"legend": _legend(question, asked, language)},
            "items": [
                {
                    "id": field_id(f"{question.name}.{part}"),
                    "name": f"{question.name}.{part}",
                    "label": question.parts.get(part, say[part]),
                    "classes": f"govuk-input--width-{4 if part == 'year' else 2}{_wrong(question, part)}",
                    "autocomplete": f"bday-{part}" if birthday else None,
                    "value": question.values.get(f"{question.name}.{part}", ""),
                }
                for part in _date_parts(question)
            ],
            **_hint_and_error(question, language),
        },
    )


def _date_parts(question: Input) -> tuple[str, ...]:
    return tuple(question.parts) or DATE_PARTS


def _address(question: Input, asked: Asked, language: str) -> Component:
    identifier = field_id(question.name)
    described = [f"{identifier}-hint"] if question.hint else []
    described += [f"{identifier}-error"] if question.error else []
    own = question.autocomplete not in {"", "off"}
    return Component(
        "address",
        {
            "id": identifier,
            "describedBy": " ".join(described),
            "legend": _legend(question, asked, language),
            "parts": [
                {
                    "id": field_id(f"{question.name}.{part}"),
                    "name": f"{question.name}.{part}",
                    "type": "text",
                    "label": {"text": label},
                    "classes": ADDRESS_CLASSES.get(part, "") + _wrong(question, part),
                    "autocomplete": ADDRESS_AUTOCOMPLETE.get(part) if own else None,
                    "value": question.values.get(f"{question.name}.{part}", ""),
                }
                for part, label in _address_parts(question, language).items()
            ],
            **_hint_and_error(question, language),
        },
    )


def _address_parts(question: Input, language: str) -> dict[str, str]:
    say = words(language)
    return dict(question.parts) or {
        part: say[part] for part in ("line_1", "line_2", "town", "county", "postcode")
    }


def _hint_and_error(question: Input, language: str) -> dict[str, Any]:
    return {
        "hint": {"text": question.hint} if question.hint else None,
        "errorMessage": {"text": question.error, "visuallyHiddenText": words(language)["error"]}
        if question.error
        else None,
    }


def _label(question: Input, asked: Asked, language: str) -> dict[str, Any]:
    return {
        "text": _said(question, language),
        "classes": _look("govuk-label", asked),
        "isPageHeading": asked == "as_title",
    }


def _legend(question: Input, asked: Asked, language: str) -> dict[str, Any]:
    return {
        "text": _said(question, language),
        "classes": _look("govuk-fieldset__legend", asked),
        "isPageHeading": asked == "as_title",
    }


def _look(block: str, asked: Asked) -> str:
    return {"as_title": f"{block}--l", "among_others": f"{block}--s"}.get(asked, "govuk-visually-hidden")


def _said(question: Input, language: str) -> str:
    optional = words(language)["optional"]
    if question.required or question.label.casefold().endswith(optional.casefold()):
        return question.label
    return f"{question.label} {optional}"


def _wrong(question: Input, part: str) -> str:
    wrong = question.error and (part in question.error_parts or not question.error_parts)
    return " govuk-input--error" if wrong else ""


def _width(characters: int | None) -> str:
    if not characters:
        return ""
    fitting = [width for width in WIDTHS if width >= characters]
    return f"govuk-input--width-{fitting[0]}" if fitting else ""


_BY_KIND: dict[InputKind, Callable[[Input, Asked, str], Component]] = {
    "text": _text,
    "textarea": _textarea,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "date": _date,
    "address": _address,
    "search": _search,
    "declaration": _declaration,
    "evidence": _evidence,
    "password": _password,
}
