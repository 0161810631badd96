"""A case as one of its people sees it: where it has got to, what was decided, what they can do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handrail.bricks.work.form_shown import findings_read
from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import Decision, WorkState
from handrail.definition.screen import (
    Block,
    Heading,
    Inset,
    Link,
    Notice,
    Paragraph,
    Row,
    Screen,
    Summary,
    Task,
    Tasks,
)
from handrail.definition.service import Service
from handrail.history.event import Event
from handrail.terms.language import format_day, format_told
from handrail.terms.legal_day import legal_day
from handrail.walk.decisions import decisions_made, standing_decision
from handrail.walk.endpoints import endpoint_words
from handrail.walk.fold import CaseState, fold, steps_by_id
from handrail.walk.grounds import grounds, values_told
from handrail.walk.position import Position
from handrail.walk.screens.adjustments import what_we_will_do
from handrail.walk.screens.documents import documents_told
from handrail.walk.screens.rules_used import rules_used
from handrail.walk.screens.told import told
from handrail.walk.status import status
from handrail.walk.timeline import timeline
from handrail.walk.words import PHRASES

APPLICANT = "applicant"


def case_page(
    service: Service,
    state: CaseState,
    position: Position,
    language: str,
    *,
    reference: str,
    visible: Sequence[Event],
    party: str = APPLICANT,
    due: date | None = None,
    may_ask_for_review: bool = False,
    ask_by: date | None = None,
    unsent: bool = False,
    whole: bool = True,
) -> Screen:
    """Return the page of a case.

    position: as sent. visible: the events as this party may see them; every word of a person or of staff
    on the page comes from these. party: who looks; anyone but the applicant sees what they told, their
    documents and when things happened, and neither what was decided nor what is asked of the applicant.
    due: the legal day by which a decision was promised. ask_by: the last legal day to ask for a review on.
    unsent: there are changes that have not been sent. whole: with what was told and what happened, at its
    end.
    """
    seen = state if visible == state.history else fold(service, visible, kind=state.kind)
    page = _Page(service, seen, position, language)
    own = party == APPLICANT
    blocks: list[Block] = []
    if own:
        blocks += page.notices(unsent=unsent)
    blocks.append(page.facts(reference=reference, due=due, own=own))
    if own:
        blocks += page.outcome()
        blocks += page.review(may_ask=may_ask_for_review, ask_by=ask_by)
    blocks += documents_told(service, seen, position, language, visible)
    if own:
        blocks += page.to_do(may_ask=may_ask_for_review)
        blocks += page.adjustments()
    if whole:
        blocks += _record(service, seen, position, language, visible, own=own)
    return Screen(
        id="case",
        title=PHRASES.say("case.title", language),
        language=language,
        blocks=tuple(blocks),
    )


def _record(
    service: Service,
    seen: CaseState,
    position: Position,
    language: str,
    visible: Sequence[Event],
    *,
    own: bool,
) -> list[Block]:
    """Return what was told and sent, and what happened."""
    as_sent = replace(seen, steps={**seen.steps, **seen.sent_steps})
    answers = told(service, as_sent, position, language, hidden=own)
    blocks: list[Block] = []
    if answers:
        blocks += [Heading(PHRASES.say("case.told.title", language)), *answers]
    blocks.append(Heading(PHRASES.say("case.history.title", language)))
    blocks.append(timeline(visible, service=service, language=language, audience="person"))
    return blocks


class _Page:
    """The parts of the page, in one language, of what one party may see."""

    def __init__(self, service: Service, state: CaseState, position: Position, language: str) -> None:
        self.service = service
        self.state = state
        self.position = position
        self.language = language
        self.status = status(state, position)

    def say(self, key: str, **places: str | int) -> str:
        """Return one of the walk's own sentences."""
        return PHRASES.say(key, self.language, **places)

    def notices(self, *, unsent: bool) -> list[Block]:
        """Return what must be done or known first."""
        found: list[Block] = []
        if self.state.withdrawn is not None:
            return found
        if self.state.asked:
            go = Link(self.say("case.asked.go"), "do:next")
            found.append(Notice(self.say("case.asked.title"), self.position.message, links=(go,)))
        elif self.position.here == "answering" and self.state.sendings:
            go = Link(self.say("case.more.go"), "do:next")
            found.append(Notice(self.say("case.more.title"), self.say("case.more.text"), links=(go,)))
        elif unsent:
            go = Link(self.say("case.unsent.go"), "do:next")
            found.append(Notice(self.say("case.unsent.title"), self.say("case.unsent.text"), links=(go,)))
        if self.status == "paused":
            found.append(self._paused())
        return found

    def _paused(self) -> Notice:
        work = self.state.steps.get(self.position.step)
        pause = work.pause if isinstance(work, WorkState) else None
        lines = [pause.reason] if pause and pause.reason else []
        if pause and pause.until:
            lines.append(self.say("case.paused.until", day=format_day(pause.until, self.language)))
        return Notice(self.say("case.paused.title"), "\n".join(lines))

    def facts(self, *, reference: str, due: date | None, own: bool) -> Summary:
        """Return the case in a few lines. own: for the applicant, with what the rules have them know."""
        rows = [
            Row(self.say("case.reference"), reference),
            Row(self.say("case.status"), self.say(f"status.{self.status}")),
        ]
        if self.state.sendings:
            rows.append(Row(self.say("case.sent"), format_told(self.state.sendings[0].at, self.language)))
        if due is not None and self.status in ("received", "being_looked_at", "paused"):
            rows.append(Row(self.say("case.due"), format_day(due, self.language)))
        if own:
            rows += values_told(self.service, self.state, self.position, self.language)
        return Summary(rows=tuple(rows))

    def outcome(self) -> list[Block]:
        """Return where the case ended and what was decided, with reasons; nothing before that."""
        blocks: list[Block] = []
        position = self.position
        if position.here == "ended" and position.endpoint is not None:
            title, text = endpoint_words(self.service, position.endpoint, self.language)
            blocks += [Heading(title), *self._ahead(), Paragraph(text)]
        decision = standing_decision(self.service, self.state.decisions)
        if decision is not None:
            # What a result and the end it leads to say in the same words is said once.
            blocks += [one for one in self._decision(decision) if one not in blocks]
        elif decisions_made(self.service, self.state.decisions) and self.state.withdrawn is None:
            blocks.append(Inset(self.say("case.reopened.text")))
        return blocks

    def _ahead(self) -> list[Block]:
        """Return the last day of what was given, and from when what comes before it can be done."""
        position, language = self.position, self.language
        if position.ends_on is None:
            return []
        rows = [Row(self.say("case.ends"), format_day(position.ends_on, language))]
        for one in position.ahead:
            title = self.service.title_of(self.service.step(one.step), language)
            rows.append(Row(title, self.say("case.from", day=format_day(one.from_on, language))))
        return [Summary(rows=tuple(rows))]

    def _decision(self, decision: Decision) -> list[Block]:
        blocks: list[Block] = [Heading(self.say("case.decision.title"))]
        spec = steps_by_id(self.service)[decision.step].spec
        results = spec.results if isinstance(spec, Work) else ()
        for result in results:
            if result.id == decision.result and result.text:
                key = f"{decision.step}.results.{result.id}.text"
                blocks.append(Paragraph(self.service.say(key, result.text, self.language)))
        day = format_day(legal_day(decision.at), self.language)
        rows = [Row(self.say("case.decided_on"), day)]
        if decision.reasons:
            rows.append(Row(self.say("case.reasons.title"), decision.reasons))
        blocks.append(Summary(rows=tuple(rows)))
        step = steps_by_id(self.service)[decision.step]
        found = findings_read(self.service, step, decision.form, self.language)
        if found:
            blocks.append(Summary(rows=found, title=self.say("case.criteria.title")))
        found_by_rules = grounds(self.service, self.state, self.position, decision, self.language)
        blocks += rules_used(found_by_rules, self.language)
        if self.position.another_look and self.state.withdrawn is None:
            asked = self.position.review_waits
            blocks.append(Inset(self.say("case.review_asked.text" if asked else "case.another.text")))
        return blocks

    def review(self, *, may_ask: bool, ask_by: date | None) -> list[Block]:
        """Return how to have the decision looked at again, where there is a way and a decision."""
        endpoint = self.position.endpoint
        if not may_ask or endpoint is None or endpoint.review is None:
            return []
        words = self.service.say(f"endpoint.{endpoint.id}.review", endpoint.review.text, self.language)
        blocks: list[Block] = [Heading(self.say("case.review.title")), Paragraph(words)]
        if ask_by is not None:
            day = format_day(ask_by, self.language)
            blocks.append(Paragraph(self.say("case.review.by", day=day)))
        return blocks

    def adjustments(self) -> list[Block]:
        """Return how we contact the person and what else we do because they asked, if they did."""
        if not self.state.adjustments.any:
            return []
        said = what_we_will_do(self.state, self.language, languages=self.service.languages, change=True)
        return [Heading(self.say("case.adjustments.title")), said]

    def to_do(self, *, may_ask: bool) -> list[Block]:
        """Return what the person can do now; it comes before the answers, which are long on a phone."""
        if self.state.withdrawn is not None:
            return []
        found = [("review", "do:review")] if may_ask else []
        found.append(("change", "do:tasks"))
        found.append(("adjust", "do:adjustments"))
        found.append(("save", "do:save"))
        if self.position.here != "ended":
            found.append(("withdraw", "do:withdraw"))
        tasks = tuple(Task(self.say(f"case.do.{name}"), "", to, done=True) for name, to in found)
        return [Heading(self.say("case.do.title")), Tasks(tasks)]
