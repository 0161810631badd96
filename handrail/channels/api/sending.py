"""Reading everything back before it is sent, sending it, and the receipt."""

from handrail import history
from handrail.channels.api.call import InCase
from handrail.channels.api.doors import changes, reads
from handrail.channels.api.once import Done, Noted
from handrail.channels.api.refusals import Refusal
from handrail.channels.api.shapes import Check, Receipt, Sent
from handrail.channels.api.standing import standing
from handrail.journey.send import NotComplete, NothingToSend, send
from handrail.terms.language import format_instant
from handrail.walk.screens import check_answers, confirmation


@reads(gives=Check, refuses=("not_complete", "nothing_to_send"))
def check(here: InCase) -> Check:
    """Read every answer back, with a link to change each: show it to the person before you send."""
    file = here.file
    if file.position.here != "ready_to_send":
        complete = file.position.here in ("with_staff", "ended")
        raise Refusal("nothing_to_send" if complete else "not_complete")
    screen = check_answers(file.spoken, file.state, file.position, here.language)
    return Check(case=standing(here), screen=screen)


def sent(here: InCase, _noted: Noted) -> Sent:
    """What was sent last, its receipt, and what happens next."""
    file = here.file
    last = file.state.sendings[-1]
    receipt = _receipt(here)
    screen = confirmation(
        file.spoken,
        file.state,
        file.as_sent,
        here.language,
        reference=file.reference,
        receipt=receipt.code,
        received=format_instant(last.at, here.language),
    )
    return Sent(case=standing(here), receipt=receipt, screen=screen)


@changes(gives=Sent, then=sent, refuses=("not_complete", "nothing_to_send"))
def send_case(here: InCase) -> Done:
    """Send the application, a correction, or what staff asked for."""
    try:
        return Done(send(here.file, circumstances=here.circumstances))
    except NotComplete as refusal:
        raise Refusal("not_complete") from refusal
    except NothingToSend as refusal:
        raise Refusal("nothing_to_send") from refusal


@reads(gives=Receipt, refuses=("nothing_sent",))
def receipt(here: InCase) -> Receipt:
    """Show the receipt for what was sent last."""
    if not here.file.state.sendings:
        raise Refusal("nothing_sent")
    return _receipt(here)


def _receipt(here: InCase) -> Receipt:
    last = here.file.state.sendings[-1]
    found = history.receipt(here.file.stream, last.sequence)
    return Receipt(reference=here.file.reference, code=found.code, received_at=last.at, number=last.number)
