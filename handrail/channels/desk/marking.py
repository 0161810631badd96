"""Mark a document: it has come, it is not what is needed, it was returned or destroyed; the forms of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import cast

from handrail.casefile import CaseFile
from handrail.casework import documents as marks
from handrail.channels.desk.acting import CaseAction, Form, Mend, view_of
from handrail.channels.desk.days import NotADay, day_typed
from handrail.channels.desk.deciding import missing, textarea
from handrail.channels.desk.documents import state_of
from handrail.channels.desk.offers import may_ask
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Block, Input, Option, Paragraph
from handrail.history.event import Circumstances
from handrail.terms.legal_day import legal_day
from handrail.walk.documents import COPIES, HOWS, WAYS, WHYS, Document, How, Way, Why, documents

_UNSAID = "unsaid"
"""What stands on a form for a copy as good as the original."""


def _receive_blocks(file: CaseFile, _: Staff, form: Form) -> tuple[Block, ...]:
    erased = file.state.erased
    open_to = [one for one in marks.wanted(file, language=LANGUAGE) if one.party not in erased]
    if not open_to:
        raise marks.NotWanted("No document is wanted of this case.")
    return (
        Paragraph(say("received.text")),
        _radios(
            "document",
            form,
            "received.document",
            ((one.key, one.called, "; ".join(one.will.splitlines())) for one in open_to),
        ),
        _day("on", form, "received.on", file),
        _choice("way", form, "received", WAYS),
        _choice("copy", form, "received", (copy or _UNSAID for copy in COPIES), chosen=_UNSAID),
        _note(form, "received.note"),
    )


def _receive(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    on = _on(typed, "received.on.wrong", _chosen(typed, document=None, way=WAYS, action="received"))
    copy = typed.get("copy", "")
    with _mended("received", too_late="received.on.future"):
        return marks.receive(
            file,
            question=typed["document"],
            on=on,
            way=cast("Way", typed["way"]),
            copy=copy if copy in COPIES else "",
            note=typed.get("note", ""),
            circumstances=circumstances,
        )


def _unfit_blocks(file: CaseFile, staff: Staff, form: Form) -> tuple[Block, ...]:
    came = _came(file, lambda one: not one.unfit)
    if not came:
        raise marks.NoSuchDocument("No document has come.")
    again = [
        _radios("again", form, "unfit.again", ((one, say(one), "") for one in ("yes", "no")), chosen="no")
    ]
    return (
        _radios("document", form, "unfit.document", came),
        _choice("why", form, "unfit", WHYS),
        _note(form, "unfit.note"),
        *(again if may_ask(file, staff) else ()),
    )


def _unfit(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    _mend(_chosen(typed, document=None, why=WHYS, action="unfit"))
    with _mended("unfit"):
        return marks.mark_unfit(
            file,
            received=_sequence(typed["document"]),
            why=cast("Why", typed["why"]),
            note=typed.get("note", ""),
            circumstances=circumstances,
        )


def _ask_again(file: CaseFile, typed: Mapping[str, str]) -> str:
    """The page to ask for a document again on, when that was wanted."""
    if typed.get("again") != "yes":
        return ""
    received = _sequence(typed["document"])
    found = next(one for one in documents(file.state.history) if one.sequence == received)
    return f"ask?about={found.question}"


def _let_go_blocks(file: CaseFile, _: Staff, form: Form) -> tuple[Block, ...]:
    came = _came(file, lambda one: not one.gone)
    if not came:
        raise marks.NoSuchDocument("No document is here.")
    return (
        _radios("document", form, "let-go.document", came),
        _choice("how", form, "let-go", HOWS),
        _day("on", form, "let-go.on", file),
        _note(form, "let-go.note"),
    )


def _let_go(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    on = _on(typed, "let-go.on.wrong", _chosen(typed, document=None, how=HOWS, action="let-go"))
    with _mended("let-go", too_late="let-go.on.wrong"):
        return marks.let_go(
            file,
            received=_sequence(typed["document"]),
            how=cast("How", typed["how"]),
            on=on,
            note=typed.get("note", ""),
            circumstances=circumstances,
        )


@contextmanager
def _mended(action: str, *, too_late: str = "") -> Iterator[None]:
    """Turn a refusal of the operation into what is to be mended.

    too_late: the key of what is said of a day that cannot be.
    """
    try:
        yield
    except (marks.NotWanted, marks.NoSuchDocument) as refusal:
        raise Mend({"document": say(f"{action}.document.missing")}) from refusal
    except marks.NotYet as refusal:
        raise Mend({"on": say(too_late)}) from refusal


def _came(file: CaseFile, which: Callable[[Document], bool]) -> list[tuple[str, str, str]]:
    """What has come and can be marked: its number, what it is called, what became of it."""
    return [
        (str(came.sequence), one.called, " ".join(state_of(came)))
        for one in marks.wanted(file, language=LANGUAGE)
        for came in one.came
        if which(came)
    ]


_MOST_DIGITS = 9
"""Of a number that the database can hold; no case has so many events."""


def _sequence(typed: str) -> int:
    """The event that a box stands for; 0, which no event is, for anything that no page offers."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS else 0


def _radios(
    name: str, form: Form, key: str, options: Iterable[tuple[str, str, str]], *, chosen: str = ""
) -> Input:
    """A choice of one, each with a line below it; what can only be one thing is chosen already."""
    offered = tuple(Option(value, label, hint=hint) for value, label, hint in options)
    only = offered[0].value if len(offered) == 1 else chosen
    return Input(
        name=name,
        kind="radios",
        label=say(key),
        options=offered,
        values=form.values(name) or ({name: only} if only else {}),
        error=form.error(name),
    )


def _choice(name: str, form: Form, action: str, values: Iterable[str], *, chosen: str = "") -> Input:
    """A choice of one of our own values, each with its words."""
    key = f"{action}.{name}"
    return _radios(name, form, key, ((one, say(f"{key}.{one}"), "") for one in values), chosen=chosen)


def _day(name: str, form: Form, key: str, file: CaseFile) -> Input:
    today = legal_day(file.at)
    parts = {"day": today.day, "month": today.month, "year": today.year}
    return Input(
        name=name,
        kind="date",
        label=say(key),
        hint=say(f"{key}.hint"),
        values=form.values(name) or {f"{name}.{part}": str(number) for part, number in parts.items()},
        error=form.error(name),
    )


def _note(form: Form, key: str) -> Input:
    box = textarea("note", form, label=say(key), hint=say(f"{key}.hint"))
    return replace(box, required=False)


def _chosen(typed: Mapping[str, str], *, action: str, **known: tuple[str, ...] | None) -> dict[str, str]:
    """By field, the sentence for each choice that was not made. known: the choices, where always the same."""
    errors = missing(typed, **{name: f"{action}.{name}.missing" for name in known})
    for name, choices in known.items():
        if choices is not None and typed.get(name) not in choices:
            errors[name] = say(f"{action}.{name}.missing")
    return errors


def _on(typed: Mapping[str, str], wrong: str, errors: dict[str, str]) -> date:
    """The day that was typed; Mend with everything that is wrong where there is none."""
    try:
        day = day_typed(typed, "on")
    except NotADay:
        day = None
    if day is None:
        errors["on"] = say(wrong)
    _mend(errors)
    assert day is not None
    return day


def _mend(errors: Mapping[str, str]) -> None:
    if errors:
        raise Mend(errors)


def _about(_: CaseFile, about: str) -> Mapping[str, str]:
    return {"document": about}


received = view_of(CaseAction("received", _receive_blocks, _receive, "note", strict=False, about=_about))
unfit = view_of(
    CaseAction("unfit", _unfit_blocks, _unfit, "note", strict=False, about=_about, onward=_ask_again)
)
let_go = view_of(CaseAction("let-go", _let_go_blocks, _let_go, "note", strict=False, about=_about))
