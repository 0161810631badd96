"""The blank form of a service, as plain values to typeset: numbered questions, notes and room to write."""

from collections.abc import Iterator, Sequence
from typing import Any

from handrail.bricks.ask.on_paper import asked_if, rests_on_rules
from handrail.channels.paper import parts
from handrail.channels.paper.markdown import Tree, tree
from handrail.channels.paper.outline import (
    Numbered,
    Part,
    PrintedGroup,
    PrintedPage,
    Section,
    numbers,
    outline,
)
from handrail.channels.paper.parts import Block
from handrail.channels.paper.routing import Note, Routing
from handrail.channels.paper.words import say
from handrail.definition.plain_rules import Plain
from handrail.definition.service import Service
from handrail.estate import Organisation
from handrail.questions.asking import PHRASES as ASK
from handrail.questions.asking import Asking
from handrail.questions.types import TYPES

MOST_OPTIONS = 30
"""A longer list of options is not printed: people write their answer."""
LONG_TEXT = 300
"""An answer that may be longer than this many characters gets a large box and a word about another sheet."""
DEEPEST = 6


def blank_form(
    service: Service, *, organisation: Organisation | None, language: str, large: bool
) -> dict[str, Any]:
    """Return the form that anyone may fill in by hand.

    organisation: where it is sent to; None when that is not known here. large: in large print.
    """
    form = outline(service)
    made = _Blank(service, Routing(service, form, language), language)
    blocks: list[Block] = [*made.before(organisation)]
    for section in form.sections:
        blocks += made.section(section)
    blocks += made.signature(agrees=any(one.question.type == "declaration" for one in form.questions))
    blocks += made.sending(organisation)
    return parts.document(
        service,
        language,
        title=service.say("name", service.name, language),
        author=organisation.called(language) if organisation else "",
        large=large,
        blocks=blocks,
        office=say("office.page", language),
    )


class _Blank:
    """One form in one language."""

    def __init__(self, service: Service, routing: Routing, language: str) -> None:
        self.service = service
        self.routing = routing
        self.language = language
        self.unsure = False

    def say(self, key: str, **places: str | int) -> str:
        return say(key, self.language, **places)

    def before(self, organisation: Organisation | None) -> Iterator[Block]:
        """Yield what comes before the first question."""
        service, language = self.service, self.language
        yield {
            "is": "office",
            "title": self.say("office.title"),
            "boxes": [self.say(f"office.{name}") for name in ("reference", "received", "keyed", "unclear")],
        }
        if service.before_you_start:
            words = service.say("before_you_start", service.before_you_start, language)
            yield {"is": "prose", "of": tree(words), "level": 1}
        yield parts.heading(2, self.say("how.title"))
        notes = ["ink", "skip", "unknown", "space", "mistake"]
        notes += ["other"] if "web" in service.channels else []
        notes.append("help" if len(service.languages) > 1 else "large")
        yield parts.listed([self.say(f"how.{name}") for name in notes])
        yield from parts.contact(organisation, language)

    def section(self, section: Section) -> Iterator[Block]:
        """Yield a step of the person's."""
        step = section.step
        title = self.service.say(f"{step.id}.title", step.title, self.language) if step.title else ""
        if title:
            yield parts.heading(2, title, section=True)
        asked = tuple(numbers(section.parts))
        who = self.routing.only_if(section.own, asked)
        self.unsure = who is not None and who.unsure and not step.spec.paper
        yield from self.who(f"{step.id}.paper", step.spec.paper, who)
        yield from self.parts(section.parts, level=3 if title else 2)

    def who(self, key: str, written: str, worked_out: Note | None) -> Iterator[Block]:
        """Yield who answers what follows: its author's sentence, else what follows from the rules."""
        if written:
            yield {"is": "note", "text": self.service.say(key, written, self.language), "items": ()}
        elif worked_out is not None:
            yield {"is": "note", "text": worked_out.text, "items": worked_out.items}

    def parts(self, printed: Sequence[Part], *, level: int) -> Iterator[Block]:
        """Yield pages and repeated parts, with one note for questions in a row that have one condition."""
        noted = 0
        for place, part in enumerate(printed):
            if isinstance(part, PrintedGroup):
                yield from self.group(part, level=level)
                continue
            run = _run(printed[place:]) if place >= noted else ()
            noted = max(noted, place + max(len(run), 1))
            yield from self.page(part, [one for page in run for one in page.questions], level=level)

    def page(self, part: PrintedPage, run: list[Numbered], *, level: int) -> Iterator[Block]:
        """Yield one page. run: the questions that its note is about, none when an earlier note holds."""
        page, step = part.page, part.step.id
        title = self.service.say(f"{step}.{page.id}.title", page.title, self.language) if page.title else ""
        if title:
            yield parts.heading(min(level, DEEPEST), title)
        if not part.questions:
            yield from self.who(f"{step}.{page.id}.paper", page.paper, self.for_whom(part.own, part))
        shared = len({one.own for one in part.questions}) == 1
        if part.questions:
            note = self.note(run[0].own, run) if run and shared else None
            yield from self.who(f"{step}.{page.id}.paper", page.paper, note)
        words = self.service.say(f"{step}.{page.id}.text", page.text, self.language) if page.text else ""
        lone = len(part.questions) == 1
        if words and not lone:
            yield {"is": "prose", "of": tree(words), "level": level}
        yield from self.guidance(part, level=level if title else level - 1)
        for one in part.questions:
            yield from self.who("", "", None if shared or page.paper else self.note(one.own, [one]))
            text = tree(words) if lone else []
            text += tree(Asking(self.service, one.step.id, one.question, self.language).text)
            yield self.question(one, text, level=min(level + bool(title), DEEPEST))
        for number, (summary, body) in enumerate(page.help, start=1):
            key = f"{step}.{page.id}.help.{number}"
            yield {
                "is": "help",
                "title": self.service.say(f"{key}.summary", summary, self.language),
                "of": tree(self.service.say(f"{key}.body", body, self.language)),
                "level": level,
            }

    def guidance(self, part: PrintedPage, *, level: int) -> Iterator[Block]:
        """Yield what a page says to some, with who they are; nothing that follows from rules not run yet."""
        for number, one in enumerate(part.page.guidance, start=1):
            if rests_on_rules(self.service, one.when):
                continue
            yield from self.who("", "", self.for_whom(asked_if(one.when), part))
            key = f"{part.step.id}.{part.page.id}.guidance.{number}"
            yield {"is": "prose", "of": tree(self.service.say(key, one.text, self.language)), "level": level}

    def for_whom(self, condition: Plain | None, part: PrintedPage) -> Note | None:
        """Return whom some words are for; that it may not be the reader, where that cannot be said."""
        if condition is None:
            return None
        return self.routing.only_for(condition, after=part.before) or Note(self.say("for.some"))

    def note(self, condition: Plain | None, asked: Sequence[Numbered]) -> Note | None:
        """Return who answers some questions; None where it would only repeat that one may not need to."""
        found = self.routing.only_if(condition, asked)
        return None if found is not None and found.unsure and self.unsure else found

    def group(self, part: PrintedGroup, *, level: int) -> Iterator[Block]:
        """Yield a repeated part, as many times as there are copies."""
        group, asked = part.group, tuple(numbers(part.parts))
        key = f"{asked[0].step.id}.{group.id}"
        title = self.service.say(f"{key}.title", group.title, self.language)
        yield parts.heading(min(level, DEEPEST), title)
        yield from self.who(f"{key}.paper", group.paper, self.routing.only_if(part.own, asked))
        if group.text:
            words = self.service.say(f"{key}.text", group.text, self.language)
            yield {"is": "prose", "of": tree(words), "level": level}
        if part.copies > 1:
            yield parts.paragraph(self.say("group.copies", copies=part.copies))
        for number in range(1, part.copies + 1):
            if part.copies > 1:
                copy = self.say("group.copy", title=title, number=number)
                yield parts.heading(min(level + 1, DEEPEST), copy, copy=True)
            yield from self.parts(part.parts, level=level + 1 + (part.copies > 1))
        if part.more:
            yield parts.paragraph(self.say("group.more", most=group.max))

    def question(self, one: Numbered, text: list[Tree], *, level: int) -> Block:
        """Return one question with room for its answer. text: what its page says, as a tree."""
        asking = Asking(self.service, one.step.id, one.question, self.language)
        look = TYPES[one.question.type].look(one.question)
        notes = []
        kind = "text" if look.kind == "search" else look.kind
        field: Block = {
            "is": kind,
            "width": look.width or 0,
            "prefix": asking.prefix,
            "suffix": asking.suffix,
        }
        if look.kind in ("radios", "checkboxes") and len(asking.options) <= MOST_OPTIONS:
            notes.append(self.say("tick.any" if look.kind == "checkboxes" else "tick.one"))
            hints = asking.option_hints
            options = asking.options.items()
            field["options"] = [
                self.option(one, *option) | {"hint": hints.get(option[0], "")} for option in options
            ]
        elif look.kind in ("radios", "checkboxes"):
            notes.append(self.say("write.one"))
            field = {"is": "text", "width": 0, "prefix": "", "suffix": ""}
        elif look.kind == "evidence":
            notes.append(self.say("tick.one"))
            ways, hints = asking.options, asking.option_hints
            field["options"] = [
                {"label": label, "goto": "", "hint": hints.get(way, "")} for way, label in ways.items()
            ]
            field["why"] = ASK.say("part.why", self.language)
        elif look.kind == "declaration":
            notes.append(self.say("tick.agree"))
        if look.kind == "textarea":
            most = one.question.limits.get("max_length")
            field["rows"] = 4 if isinstance(most, int) and most <= LONG_TEXT else 9
        if look.parts and look.kind != "evidence":
            field["parts"] = [(part, ASK.say(f"part.{part}", self.language)) for part in look.parts]
        if one.question.optional and not one.question.hint:
            notes.append(self.say("optional"))
        return {
            "is": "question",
            "level": level,
            "number": one.number,
            "label": asking.label,
            "text": text,
            "hint": asking.hint if one.question.hint or not one.question.optional else "",
            "notes": notes,
            "field": field,
        }

    def option(self, one: Numbered, value: str, label: str) -> Block:
        """Return an option with where it leads."""
        answer = {"yes": True, "no": False}[value] if one.question.type == "yes-no" else value
        several = TYPES[one.question.type].look(one.question).kind == "checkboxes"
        return {"label": label, "goto": "" if several else self.routing.goes_to(one, answer=answer)}

    def signature(self, *, agrees: bool) -> Iterator[Block]:
        """Yield where the person signs, and whoever filled the form in for them. agrees: they ticked so."""
        days = [(part, ASK.say(f"part.{part}", self.language)) for part in ("day", "month", "year")]
        signing = [
            parts.heading(2, self.say("sign.title"), section=True),
            parts.paragraph(self.say("sign.text" if agrees else "sign.plain")),
            self.to_sign("sign.name", "text"),
            self.to_sign("sign.signature", "signature"),
            {"is": "sign", "label": self.say("sign.date"), "field": {"is": "date", "parts": days}},
        ]
        helping = [
            parts.heading(3, self.say("sign.helper.title")),
            self.to_sign("sign.helper.name", "text"),
            self.to_sign("sign.helper.why", "text"),
        ]
        yield {"is": "together", "blocks": signing}
        yield {"is": "together", "blocks": helping}

    def to_sign(self, key: str, kind: str) -> Block:
        """Return a line of the signature."""
        return {
            "is": "sign",
            "label": self.say(key),
            "field": {"is": kind, "width": 0, "prefix": "", "suffix": ""},
        }

    def sending(self, organisation: Organisation | None) -> Iterator[Block]:
        """Yield where the form goes and what happens next."""
        yield parts.heading(2, self.say("send.title"))
        if organisation is None:
            yield parts.paragraph(self.say("send.unknown"))
        else:
            yield parts.paragraph(self.say("send.text"))
            yield {
                "is": "address",
                "lines": [organisation.called(self.language), *parts.lines_of(organisation.address)],
            }
        yield parts.paragraph(self.say("send.keep"))
        yield parts.heading(2, self.say("next.title"))
        yield parts.paragraph(self.say("next.text"))
        for promise in self.service.promises.values():
            yield parts.paragraph(self.service.say(f"promise.{promise.id}.text", promise.text, self.language))


def _run(printed: Sequence[Part]) -> tuple[PrintedPage, ...]:
    """Return the pages in a row, from the first on, whose questions all have the condition of the first."""
    found: list[PrintedPage] = []
    for part in printed:
        if not isinstance(part, PrintedPage) or not part.questions or (found and part.page.paper):
            break
        if found and {one.own for one in part.questions} != {found[0].questions[0].own}:
            break
        found.append(part)
        if part.page.paper or len({one.own for one in part.questions}) > 1:
            break
    return tuple(found)
