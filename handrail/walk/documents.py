"""The documents of a case: which are wanted, which have come, what became of them; all from its events."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from handrail.bricks.ask.layout import Asked, layout_of
from handrail.bricks.ask.names import full_name
from handrail.bricks.ask.spec import Ask
from handrail.bricks.ask.state import AskState
from handrail.bricks.work.state import said
from handrail.definition.brick import PageRef
from handrail.definition.prepared import prepared
from handrail.definition.service import Service
from handrail.history.event import Event, Json
from handrail.questions.answer import HIDDEN
from handrail.questions.asking import Asking, asking_of
from handrail.questions.types.shape import NONE
from handrail.walk.fold import CaseState
from handrail.walk.position import Position

Way = Literal["post", "counter", "email", "visit", "other"]
Copy = Literal["original", "copy", ""]
Why = Literal["unreadable", "incomplete", "wrong", "out_of_date", "mistake"]
How = Literal["returned", "destroyed"]
WAYS: tuple[Way, ...] = get_args(Way)
COPIES: tuple[Copy, ...] = get_args(Copy)
WHYS: tuple[Why, ...] = get_args(Why)
HOWS: tuple[How, ...] = get_args(How)

MISTAKE: Why = "mistake"
"""It was marked by mistake and never came: the person is told nothing of it."""

EVENTS = frozenset({"case.document_received", "case.document_unfit", "case.document_let_go"})
"""The types of the events of documents."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document that came.

    question: of the question that asks for it, the id, or `id/member`. sequence: of the event that recorded
    it. on: the legal day it came. note: what it shows, in words of staff, "" when there are none to see.
    unfit: why it is not what is needed, "" while nobody has said so. gone: how it left us, and on what day.
    """

    question: str
    sequence: int
    on: date
    way: Way
    copy: Copy
    note: str = ""
    unfit: Why | Literal[""] = ""
    unfit_note: str = ""
    gone: How | Literal[""] = ""
    gone_on: date | None = None

    @property
    def counts(self) -> bool:
        """Whether it came and is what is needed, wherever it is by now."""
        return not self.unfit


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that is wanted of a case.

    key: of its question, the id, or `id/member`. called: what it is called, with the member's name where it
    is one member's. will: how the person said that it will come, in words. none: they said that they do not
    have it. party: whose it is. came: those that did, oldest first, the mistakes left out.
    """

    key: str
    called: str
    will: str
    none: bool
    party: str
    came: tuple[Document, ...] = ()

    @property
    def here(self) -> bool:
        """Whether it is known to have come, and to be what is needed."""
        return any(one.counts for one in self.came)


def documents(events: Iterable[Event]) -> tuple[Document, ...]:
    """Return every document that was marked as received, oldest first."""
    found: dict[int, Document] = {}
    for event in events:
        if event.type not in EVENTS:
            continue
        data = event.data
        if event.type == "case.document_received":
            found[event.sequence] = Document(
                question=data["question"],
                sequence=event.sequence,
                on=date.fromisoformat(data["on"]),
                way=data["way"],
                copy=data["copy"],
                note=said(event, "note"),
            )
        elif data["received"] in found:
            found[data["received"]] = _marked(found[data["received"]], event)
    return tuple(found.values())


def _marked(one: Document, event: Event) -> Document:
    if event.type == "case.document_unfit":
        return replace(one, unfit=event.data["why"], unfit_note=said(event, "note"))
    return replace(one, gone=event.data["how"], gone_on=date.fromisoformat(event.data["on"]))


def wanted_documents(
    service: Service, state: CaseState, position: Position, language: str, events: Iterable[Event]
) -> tuple[Wanted, ...]:
    """Return the documents that are wanted on what was sent, in the order in which they are asked for.

    position: as sent. events: as the reader may see them; an answer that is not theirs to see is left out,
    unless what it asks for came. At the end is what came and is wanted no more.
    """
    asked = _asking_for_documents(service)
    if not asked:
        return ()
    came: dict[str, list[Document]] = {}
    for one in documents(events):
        if one.unfit != MISTAKE:
            came.setdefault(one.question, []).append(one)
    found = tuple(_wanted(service, state, position, language, came))
    other = came.keys() - {one.key for one in found}
    return (*found, *(_no_longer_wanted(service, key, language, came[key]) for key in came if key in other))


def _wanted(
    service: Service,
    state: CaseState,
    position: Position,
    language: str,
    came: Mapping[str, list[Document]],
) -> Iterator[Wanted]:
    asked = _asking_for_documents(service)
    for page in position.pages:
        told = state.sent_steps.get(page.ref.step)
        if not isinstance(told, AskState):
            continue
        for one in asked.get((page.ref.step, page.ref.page), ()):
            value = told.answers.get((one.question.id, page.ref.item), HIDDEN)
            key = "/".join(filter(None, (one.question.id, page.ref.item)))
            known = value is not HIDDEN and value is not None
            if not known and key not in came:
                continue
            asking = asking_of(service, page.ref.step, one.question, language)
            yield Wanted(
                key=key,
                called=_called(service, page.ref, told, asking),
                will="\n".join(one.type.lines(value, asking.options, language)) if known else "",
                none=known and _has_none(value),
                party=one.party(page.ref.item),
                came=tuple(came.get(key, ())),
            )


def _no_longer_wanted(service: Service, key: str, language: str, came: list[Document]) -> Wanted:
    """Return what came and is asked for no more, as when answers changed or were erased: it is still here."""
    called, party = document_called(service, key, language), party_of(service, key)
    return Wanted(key=key, called=called or key, will="", none=True, party=party, came=tuple(came))


def _has_none(value: Json) -> bool:
    return value == NONE or (isinstance(value, Mapping) and value.get("way") == NONE)


def _called(service: Service, ref: PageRef, told: AskState, asking: Asking) -> str:
    """Return what a document is called, with whose it is where it is one member's of a list."""
    layout = layout_of(service.step(ref.step))
    _, group = layout.pages[ref.page]
    if group is None:
        return asking.document
    return f"{asking.document} ({full_name(layout, group, told, ref.item, asking.language)})"


@prepared
def _asking_for_documents(service: Service) -> Mapping[tuple[str, str], tuple[Asked, ...]]:
    """By step and key of a page, its questions that ask for documents; pages without any are left out."""
    return {
        (step.id, key): asked
        for step in service.steps
        if isinstance(step.spec, Ask)
        for key, (laid, _) in layout_of(step).pages.items()
        if (asked := tuple(one for one in laid.asked if one.question.is_document))
    }


def document_called(service: Service, question: str, language: str) -> str:
    """Return what the document of a question is called, without whose it is; "" when it is asked no more."""
    name = question.partition("/")[0]
    for (step, _), asked in _asking_for_documents(service).items():
        for one in asked:
            if one.question.id == name:
                return asking_of(service, step, one.question, language).document
    return ""


def party_of(service: Service, question: str) -> str:
    """Return whose the document of a question is, by `id` or `id/member`; "" when it is asked no more."""
    name, _, item = question.partition("/")
    for asked in _asking_for_documents(service).values():
        for one in asked:
            if one.question.id == name:
                return one.party(item)
    return ""
