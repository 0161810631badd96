"""Legal holds: what placing and lifting one asks of whoever looks after people's data, and does."""

from collections.abc import Mapping

from handrail.casefile import CaseFile
from handrail.casework import holding
from handrail.channels.desk.acting import CaseAction, Form, Mend, view_of
from handrail.channels.desk.deciding import missing, textarea
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import say
from handrail.definition.screen import Block, Input, Option, Paragraph
from handrail.history.event import Circumstances


def _hold_blocks(_file: CaseFile, _staff: Staff, form: Form) -> tuple[Block, ...]:
    return (
        Paragraph(say("hold.text")),
        Input(
            name="by",
            kind="text",
            label=say("hold.by"),
            hint=say("hold.by.hint"),
            values=form.values("by"),
            error=form.error("by"),
        ),
        textarea("reason", form, label=say("hold.reason"), hint=say("hold.reason.hint")),
    )


def _hold(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    errors = missing(typed, by="hold.by.missing", reason="hold.reason.missing")
    if errors:
        raise Mend(errors)
    return holding.hold(file, by=typed["by"], reason=typed["reason"], circumstances=circumstances)


def _lift_blocks(file: CaseFile, _staff: Staff, form: Form) -> tuple[Block, ...]:
    standing = tuple(dict.fromkeys(one.by for one in file.state.holds))
    return (
        Input(
            name="by",
            kind="radios",
            label=say("lift.by"),
            options=tuple(Option(one, one) for one in standing),
            values=form.values("by") or ({"by": standing[0]} if len(standing) == 1 else {}),
            error=form.error("by"),
        ),
        textarea("reason", form, label=say("lift.reason"), hint=say("hold.reason.hint")),
    )


def _lift(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    errors = missing(typed, by="lift.by.missing", reason="lift.reason.missing")
    if errors:
        raise Mend(errors)
    try:
        return holding.lift(file, by=typed["by"], reason=typed["reason"], circumstances=circumstances)
    except holding.NotHeld as refusal:
        raise Mend({"by": say("lift.by.missing")}) from refusal


hold = view_of(CaseAction("hold", _hold_blocks, _hold, strict=False))
lift = view_of(CaseAction("lift", _lift_blocks, _lift, strict=False, warning=True))
