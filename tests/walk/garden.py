"""A small service with everything in it that a walk can meet, and a case of it in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from uuid import UUID

from handrail.bricks import BRICKS
from handrail.bricks.work import rules
from handrail.bricks.work.state import START as WORK
from handrail.definition.brick import PageRef, ParameterValue, Refused
from handrail.definition.load import load_text
from handrail.definition.service import Service
from handrail.history.event import Actor, Event, NewEvent
from handrail.walk import lifecycle
from handrail.walk.fold import CaseState, fold
from handrail.walk.position import Position
from handrail.walk.recording import determinations_to_record
from handrail.walk.walk import walk

DAY = datetime(2026, 5, 1, 9, tzinfo=UTC)
APPLICANT = Actor(id="applicant", role="applicant")
STAFF = Actor(id="staff-1", role="caseworker", capacity="staff")

SERVICE = """
format: 1
service: allotment
name: Apply for an allotment
need: I want to grow vegetables.
owner: {organisation: north-fenmarch, role: Head of Parks}
phase: live
languages: [en, cy]
outcomes:
  - {id: grown, level: overall, text: People grow food, measure: plots_used}
promises:
  - {id: decision, text: We decide within 10 working days, within: 10 working days}
data: {lawful_basis: public task, keep: 6 years after the case ends}
channels: [web]
parties:
  helper: {label: Someone who will work the plot too, each: helpers}
parameters:
  resident_rate: {type: number, unit: pounds, text: The rent for residents, set_by: nation}
steps:
  - ask: about-you
    title: About you
    pages:
      - {question: full_name, type: name, label: "What is your full name?", find_by: true}
      - {question: born_on, type: date, label: "When were you born?", limits: {not_after: today()}}
      - page: home
        title: Where you live
        questions:
          - {question: resident, type: yes-no, label: "Do you live in North Fenmarch?"}
          - question: nearest
            type: text
            label: Which village is nearest?
            when: resident = false
            limits: {max_length: 80}
  - ask: plot
    title: The plot
    pages:
      - question: size
        type: choice
        label: What size of plot?
        options: {half: Half, full: Full, odd: Another size}
      - group: helpers
        title: Who will work the plot with you
        item: helper
        add: Add another helper
        name_by: helper_name
        whose: helper
        max: 3
        pages:
          - {question: helper_name, type: name, label: "What is their name?"}
          - {question: helper_child, type: yes-no, label: "Are they under 16?"}
          - question: helper_school
            type: text
            label: Which school?
            optional: true
            when: helper_child = true
            limits: {max_length: 80}
      - {question: why_full, type: text, label: "Why do you need a full plot?", when: size = "full"}
  - decide: guardian
    title: Who is old enough
    each: helpers
    table: guardian.csv
    hit: first
  - decide: rent
    title: The rent
    table: rent.csv
    hit: unique
    goto: {none: not-here, otherwise: declare}
  - ask: declare
    title: Declaration
    pages:
      - {question: agreed, type: declaration, label: I agree to the rules}
  - work: check
    title: Look at the application
    queue: parks
    promise: decision
    advice: rent
    results:
      offer: {label: Offer a plot, text: We offer you a plot.}
      refuse: {label: Refuse, text: We cannot offer you a plot.}
      again: {label: Ask again, text: Look at the plot again.}
    goto: {offer: choose, refuse: no-plot, again: plot}
  - ask: choose
    title: Choose
    pages:
      - {question: accepts, type: yes-no, label: "Do you accept the plot?"}
  - decide: taken
    title: Taken up
    table: taken.csv
    hit: first
    goto: {given: plot-given, otherwise: no-plot-wanted}
endpoints:
  plot-given: {kind: granted, title: You have a plot, text: It is yours.}
  no-plot:
    kind: refused
    title: No plot
    text: We refused it.
    review: {within: 1 month, text: Write to us.}
  no-plot-wanted: {kind: abandoned, title: No plot wanted, text: You did not want it.}
  not-here: {kind: not_eligible, title: Not here, text: Allotments are for residents.}
"""

GUARDIAN = '''\
id,in: helper_child,out: counts,out: why,source,en,cy
child,true,false,"""child""",rule 1,They are a child.,Maent yn blentyn.
adult,-,true,"""adult""",rule 2,They are an adult.,Maent yn oedolyn.
'''
RENT = '''\
id,in: resident,in: size,in: count(helpers[guardian.counts = true]),out: band,source,en,cy
away,false,"""half"", ""full""",-,"""none""",rule 3,You live elsewhere.,Rydych yn byw mewn lle arall.
half,true,"""half""",-,"""resident""",rule 4,You live here.,Rydych yn byw yma.
full,true,"""full""",> 0,"""shared""",rule 5,You share the plot.,Rydych yn rhannu’r plot.
alone,true,"""full""",0,if resident_rate > 0 then "single" else "free",rule 6,You work alone.,Chi yn unig.
'''
TAKEN = '''\
id,in: accepts,out: outcome,source,en,cy
yes,true,"""given""",rule 7,You accepted it.,Fe’i derbynioch.
no,false,"""left""",rule 8,You did not accept it.,Ni wnaethoch ei dderbyn.
'''


@cache
def allotment() -> Service:
    """The service, read."""
    texts = {"service.yaml": SERVICE, "guardian.csv": GUARDIAN, "rent.csv": RENT, "taken.csv": TAKEN}
    loaded = load_text(texts, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded.service


@dataclass(frozen=True)
class Values:
    """A register in which the rate changes on a day."""

    changes: tuple[tuple[date, int], ...] = ((date(2020, 1, 1), 40),)

    def in_force(self, name: str, day: date) -> ParameterValue | None:
        found = [(since, value) for since, value in self.changes if since <= day]
        if name != "resident_rate" or not found:
            return None
        since, value = max(found)
        return ParameterValue(name, Decimal(value), since, "the council's fees")


@dataclass
class Case:
    """A case in memory, driven as journey and casework drive one."""

    service: Service = field(default_factory=allotment)
    values: Values = field(default_factory=Values)
    now: datetime = DAY
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.events:
            self.add(NewEvent(lifecycle.STARTED, {"language": "en", "organisation": "north-fenmarch"}))

    @property
    def state(self) -> CaseState:
        return fold(self.service, self.events)

    def walk(self, *, sent: bool = False, at: datetime | None = None) -> Position:
        return walk(self.service, self.state, parameters=self.values, at=at or self.now, sent=sent)

    def add(self, *new: NewEvent, actor: Actor = APPLICANT) -> None:
        for event in new:
            self.events.append(stored(event, len(self.events) + 1, at=event.at or self.now, actor=actor))

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)

    def answer(self, path: str, **form: str) -> Refused | None:
        """Send a page in; double underscores stand for the dot of a part's field."""
        ref = PageRef.parse(path)
        step = self.service.step(ref.step)
        brick = BRICKS[step.brick]
        fields = {name.replace("__", "."): text for name, text in form.items()}
        held = self.state.steps.get(step.id, brick.start)
        found = brick.receive(step, held, ref, fields, self.walk().scopes[step.id], "en")
        if isinstance(found, Refused):
            return found
        self.add(*found)
        return None

    def send(self) -> None:
        position = self.walk()
        assert position.here == "ready_to_send", position.here
        found = determinations_to_record(self.service, self.state, position)
        self.add(*found, NewEvent(lifecycle.SENT, {"number": len(self.state.sendings) + 1}))

    def staff(self, act: str, *, step: str = "check", **given: object) -> None:
        state = self.state.steps.get(step, WORK)
        rule = getattr(rules, act)
        if act in ("claim", "release", "decide", "ask_for_more", "pause", "resume"):
            given.setdefault("by", STAFF.id)
        if act in ("claim", "decide", "ask_for_more", "pause"):
            given.setdefault("visit", self.walk(sent=True).visits.get(step, 1))
        if act == "decide":
            given.setdefault("scope", self.walk(sent=True).scopes[step])
        self.add(*rule(state, step=self.service.step(step), **given), actor=STAFF)
        found = determinations_to_record(self.service, self.state, self.walk(sent=True))
        self.add(*found, actor=STAFF)

    def fill(self, **answers: str) -> "Case":
        """Answer everything up to the first sending, as a resident who wants half a plot unless said."""
        given = {"resident": "yes", "size": "half", "helpers": "no", **answers}
        self.answer("about-you/full_name", full_name="Mair Made-Up")
        self.answer("about-you/born_on", born_on__day="29", born_on__month="2", born_on__year="1988")
        self.answer("about-you/home", resident=given["resident"], nearest="Saltby")
        self.answer("plot/size", size=given["size"])
        self.answer("plot/helpers", helpers=given["helpers"])
        if given["size"] == "full":
            self.answer("plot/why_full", why_full="We are many")
        if self.walk().next == PageRef("declare", "agreed"):
            self.answer("declare/agreed", agreed="agreed")
        return self

    def sent(self, **answers: str) -> "Case":
        self.fill(**answers).send()
        return self


def stored(event: NewEvent, sequence: int, *, at: datetime = DAY, actor: Actor = APPLICANT) -> Event:
    """A new event as it would be read back."""
    return Event(
        stream=UUID(int=1),
        sequence=sequence,
        type=event.type.name,
        schema=event.type.schema,
        at=at,
        recorded_at=at,
        actor=actor,
        channel="web",
        mode="self",
        version="",
        request=UUID(int=2),
        cause=None,
        data=event.data,
        personal=event.personal,
    )


def erased(event: Event, parties: Mapping[str, object] | frozenset[str]) -> Event:
    """An event as it is read once some parties' keys are destroyed."""
    gone = frozenset(event.personal) & frozenset(parties)
    kept = {party: fields for party, fields in event.personal.items() if party not in gone}
    return replace(event, personal=kept, sealed_from_us=gone)
