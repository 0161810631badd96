"""The casework of a grant: the file of its desk (cw) and that of its application's states (gas)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from handrail.exchange.casework import Casework, End, Status, Way
from handrail.exchange.defra.shapes import Node, text
from handrail.exchange.defra.shown import line, markdown, plain
from handrail.exchange.defra.tasks import comment_of, tasks_of
from handrail.exchange.loading import NotReadable
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, mappings

_MEANS: tuple[tuple[str, End], ...] = (
    (r"WITHDRAW|TERMINAT|CANCEL|CLEARED", "withdrawn"),
    (r"RETURNED|AMEND", "signposted"),
    (r"REJECT|REFUS|DECLIN|UNSUCCESS|INELIGIB|NOT_ELIGIB", "refused"),
)


def read_casework(cw: Node, gas: Node, report: Report) -> Casework:
    """Return the casework of a grant. cw, gas: what the files hold, gas empty where there is none.

    Raises NotReadable for what is no casework: without phases, stages and statuses.
    """
    placed = list(_placed(cw))
    if not placed:
        raise NotReadable(
            "The file of the desk has no statuses.",
            expected="phases with stages with statuses, such as a grant's cw.json",
            mend="Give the file of the casework with --casework, and that of the states with --gas.",
        )
    amendable = {text(one) for one in _listed(gas.get("amendablePositions"))}
    names = {name for name, _, _ in placed}
    doing = _task_places(placed)
    statuses = tuple(
        Status(
            name=name,
            title=plain(text(status.get("name"))) or _spoken(name.rpartition(":")[2]),
            told=plain(text(status.get("description"))),
            text=_told_staff(stage, status),
            section=plain(text(stage.get("name"))),
            tasks=tasks_of(stage, report, where=name) if name in doing else (),
            ways=tuple(_ways(name, status, names, report)),
            end="signposted" if name in amendable else _end(name, status),
        )
        for name, stage, status in placed
    )
    casework = Casework(
        code=text(cw.get("code")), queue=_queue(cw), start=statuses[0].name, statuses=_named(statuses)
    )
    _tell(casework, cw, gas, report)
    return casework


def _placed(cw: Node) -> Iterator[tuple[str, Node, Node]]:
    """Yield each status with its position and its stage; of two of one position, the first."""
    seen: set[str] = set()
    for phase in mappings(cw.get("phases")):
        for stage in mappings(phase.get("stages")):
            for status in mappings(stage.get("statuses")):
                name = ":".join(text(one.get("code")) for one in (phase, stage, status))
                if name not in seen:
                    seen.add(name)
                    yield name, stage, status


def _task_places(placed: list[tuple[str, Node, Node]]) -> set[str]:
    """Return the statuses at which their stage's tasks are done: those with a way that waits for them.

    Of a stage without such a way, the first status in which staff act, or from which a way leads on.
    """
    found: set[str] = set()
    stages: dict[str, list[tuple[str, Node]]] = {}
    for name, _, status in placed:
        stages.setdefault(name.rpartition(":")[0], []).append((name, status))
    for statuses in stages.values():
        waiting = [name for name, status in statuses if any(map(_waits, _transitions(status)))]
        acting = [name for name, status in statuses if status.get("interactive") is True]
        leading = [name for name, status in statuses if list(_transitions(status))]
        found |= set(waiting or [one for one in acting if one in leading][:1] or leading[:1])
    return found


def _transitions(status: Node) -> Iterator[Node]:
    yield from mappings(status.get("transitions"))


def _waits(transition: Node) -> bool:
    return transition.get("checkTasks") is True or fields(transition.get("action")).get("checkTasks") is True


def _ways(name: str, status: Node, names: set[str], report: Report) -> Iterator[Way]:
    for transition in _transitions(status):
        action = fields(transition.get("action"))
        to = _full(text(transition.get("targetPosition")), name)
        if to not in names:
            report.lose(
                f"{name} to {to}",
                what=f"the way to '{to}'",
                why="the casework has no such status",
                kind="target",
            )
            continue
        yield Way(
            name=text(action.get("code")) or to.rpartition(":")[2],
            label=plain(text(action.get("name"))),
            to=to,
            tasks_done=_waits(transition),
            comment=comment_of(action.get("comment") or transition.get("comment")),
            confirm=markdown(fields(action.get("confirm")).get("details")),
            of_itself=not action,
        )


def _full(position: str, here: str) -> str:
    """Return a position with what it leaves out taken from where the case stands."""
    parts, own = position.split(":"), here.split(":")
    if len(parts) > len(own):
        return position
    parts = ["", "", "", *parts][-len(own) :]
    return ":".join(said or mine for said, mine in zip(parts, own, strict=True))


def _end(name: str, status: Node) -> End:
    code = name.rpartition(":")[2].upper()
    for pattern, end in _MEANS:
        if re.search(pattern, code):
            return end
    return "refused" if text(status.get("theme")) == "ERROR" else "granted"


def _told_staff(stage: Node, status: Node) -> str:
    """Return what staff read while a case stands at a status: what the stage shows for it, or for all."""
    code = text(status.get("code"))
    shown = [
        markdown(one.get("content"))
        for one in mappings(stage.get("beforeContent"))
        if _is_for(text(one.get("renderIf")), code)
    ]
    return "\n\n".join(one for one in shown if one)


def _is_for(rule: str, code: str) -> bool:
    named = re.findall(r"statusCode\s*=\s*'([^']*)'", rule)
    return code in named if named else True


def _named(statuses: tuple[Status, ...]) -> tuple[Status, ...]:
    """Return statuses whose ways are called as the status they lead to where they have no words."""
    titles = {one.name: one.title for one in statuses}
    return tuple(
        replace(one, ways=tuple(replace(way, label=way.label or titles[way.to]) for way in one.ways))
        for one in statuses
    )


def _queue(cw: Node) -> str:
    roles = fields(cw.get("requiredRoles"))
    named = [text(one) for key in ("allOf", "anyOf") for one in _listed(roles.get(key)) if text(one)]
    return named[0].removeprefix("ROLE_") if named else text(cw.get("code"))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _spoken(code: str) -> str:
    return code.removeprefix("STATUS_").replace("_", " ").capitalize()


def _tell(casework: Casework, cw: Node, gas: Node, report: Report) -> None:
    """Tell what of the casework is not carried, and what is carried otherwise than one might expect."""
    reached = {one.name for one in casework.reached}
    for one in casework.statuses:
        if one.name not in reached:
            report.lose(one.name, what="a status", why="no way of the casework leads to it", kind="setting")
        for way in one.ways:
            if way.of_itself and one.name in reached:
                report.note(
                    f"Another program says when a case goes from {one.name} to {way.to}; here staff say so."
                )
    for position, process in _processes(gas):
        report.lose(
            f"{position}, {process}",
            what=f"the program '{process}'",
            why="it runs beside the casework of the grant; staff do what it did and say so",
            kind="target",
        )
    if cw.get("pages"):
        report.lose(
            "pages",
            what="how cases are laid out",
            why="the desk shows all of a case its own way",
            kind="setting",
        )


def _processes(gas: Node) -> Iterator[tuple[str, str]]:
    for phase in mappings(gas.get("phases")):
        for stage in mappings(phase.get("stages")):
            for status in mappings(stage.get("statuses")):
                for came in mappings(status.get("validFrom")):
                    for process in _listed(came.get("processes")):
                        yield line(text(status.get("code"))), text(process)
