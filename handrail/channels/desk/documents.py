"""Documents at the desk as they are read: what is wanted, what has come, what each proves."""

from collections.abc import Iterator, Mapping

from handrail.bricks.work.spec import Work
from handrail.casefile import CaseFile
from handrail.casework.documents import wanted
from handrail.channels.desk.access import ACCESS
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Block, Heading, Link, Row, Summary
from handrail.definition.service import Step
from handrail.terms.language import format_day
from handrail.walk.documents import Document, Wanted


def documents(file: CaseFile, staff: Staff) -> Iterator[Block]:
    """The documents of a case, with what can be marked of each; nothing where none is wanted."""
    found = wanted(file, language=LANGUAGE)
    if found:
        may_mark = not staff.roles.isdisjoint(ACCESS["desk-received"])
        rows = tuple(row for one in found for row in _rows(file, one, may_mark=may_mark))
        yield Heading(say("documents.title"))
        yield Summary(rows=rows)


def proving(file: CaseFile, step: Step) -> Mapping[str, str]:
    """By criterion of a step, what has become of the documents that prove it, a line each."""
    spec: Work = step.spec
    if not any(one.proved_by for one in spec.criteria):
        return {}
    found = wanted(file, language=LANGUAGE)
    lines = {
        criterion.id: [
            say("documents.proof", document=one.called, state=" ".join(_lines(one)))
            for one in found
            if one.key.partition("/")[0] in criterion.proved_by
        ]
        for criterion in spec.criteria
    }
    return {name: "\n".join(said) for name, said in lines.items() if said}


def to_decide_on(file: CaseFile, step: Step) -> Iterator[Block]:
    """The documents of a case for whoever decides, each with the criteria of the step that it proves."""
    spec: Work = step.spec
    rows = []
    for one in wanted(file, language=LANGUAGE):
        name = one.key.partition("/")[0]
        proves = [criterion.label for criterion in spec.criteria if name in criterion.proved_by]
        note = say("documents.proves", criteria="; ".join(proves)) if proves else ""
        rows.append(Row(one.called, "\n".join(_lines(one)), note=note))
    if rows:
        yield Heading(say("documents.title"))
        yield Summary(rows=tuple(rows))


def still_here(file: CaseFile) -> str:
    """What documents of a case we still have, in words; "" for none."""
    have = (one.called for one in wanted(file, language=LANGUAGE) if any(not came.gone for came in one.came))
    return "; ".join(have)


def state_of(one: Document) -> Iterator[str]:
    """What became of a document that came, a sentence each."""
    day = format_day(one.on, LANGUAGE)
    yield say(f"documents.came.{one.way}", day=day)
    if one.copy:
        yield say(f"documents.copy.{one.copy}")
    if one.note:
        yield say("documents.note", note=one.note)
    if one.unfit:
        yield say(f"documents.unfit.{one.unfit}")
        if one.unfit_note:
            yield one.unfit_note
    if one.gone and one.gone_on:
        yield say(f"documents.gone.{one.gone}", day=format_day(one.gone_on, LANGUAGE))


def _lines(one: Wanted) -> Iterator[str]:
    if not one.came:
        yield _still_to_come(one)
    for came in one.came:
        yield " ".join(state_of(came))


def _still_to_come(one: Wanted) -> str:
    will = "; ".join(one.will.splitlines())
    return say("documents.none" if one.none else "documents.to_come", will=will)


def _rows(file: CaseFile, one: Wanted, *, may_mark: bool) -> Iterator[Row]:
    """A row for each that came, or one that says that none has; the last leads to marking another."""
    receive: tuple[Link, ...] = ()
    if may_mark and one.party not in file.state.erased:
        words = say("documents.mark.another" if one.came else "documents.mark.received")
        receive = (Link(words, f"do:received?about={one.key}", one.called),)
    if not one.came:
        yield Row(one.called, _still_to_come(one), receive)
    for came in one.came:
        marks = []
        if may_mark and not came.unfit:
            marks.append(Link(say("documents.mark.unfit"), f"do:unfit?about={came.sequence}", one.called))
        if may_mark and not came.gone:
            marks.append(Link(say("documents.mark.let-go"), f"do:let-go?about={came.sequence}", one.called))
        last = receive if came is one.came[-1] else ()
        yield Row(one.called, "\n".join(state_of(came)), (*marks, *last))
