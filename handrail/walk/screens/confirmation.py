"""What was received, what happens next, and the receipt."""

from handrail.definition.screen import Block, Heading, Link, Panel, Paragraph, Row, Screen, Summary
from handrail.definition.service import Service
from handrail.walk.endpoints import endpoint_words
from handrail.walk.fold import CaseState
from handrail.walk.grounds import values_told
from handrail.walk.position import Position
from handrail.walk.screens.documents import documents_to_give
from handrail.walk.words import PHRASES


def confirmation(
    service: Service,
    state: CaseState,
    position: Position,
    language: str,
    *,
    reference: str,
    receipt: str,
    received: str,
) -> Screen:
    """Return the screen after sending. It never says that something is done which was only passed on.

    position: as sent. receipt: the receipt's code. received: the instant, written in the language.
    """
    again = ".again" if len(state.sendings) > 1 else ""
    title = PHRASES.say(f"sent.title{again}", language)
    name = PHRASES.say("sent.receipt.reference", language)
    blocks: list[Block] = [
        Panel(title=title, body=f"{name}\n{reference}"),
        *_next(service, state, position, language),
        *documents_to_give(service, state, position, language, reference=reference),
        Heading(PHRASES.say("sent.receipt.title", language)),
        Paragraph(PHRASES.say("sent.receipt.text", language)),
        Summary(
            rows=(
                Row(name, reference),
                Row(PHRASES.say("sent.receipt.received", language), received),
                Row(PHRASES.say("sent.receipt.code", language), receipt),
            )
        ),
    ]
    return Screen(
        id="sent",
        title=title,
        language=language,
        blocks=tuple(blocks),
        links=(Link(PHRASES.say("sent.follow", language), "do:"),),
    )


def _next(service: Service, state: CaseState, position: Position, language: str) -> list[Block]:
    if position.here == "ended" and position.endpoint is not None and not state.decisions:
        title, text = endpoint_words(service, position.endpoint, language)
        return [Heading(title), Paragraph(text)]
    again = len(state.sendings) > 1
    told: list[Block] = []
    if service.after_you_send and not again:
        told = [Paragraph(service.say("after_you_send", service.after_you_send, language))]
    blocks: list[Block] = [
        *told,
        Heading(PHRASES.say("sent.next.title", language)),
        Paragraph(PHRASES.say("sent.next.again" if again else "sent.next.staff", language)),
    ]
    promise = _promise(service, position)
    if promise and not again:
        text = service.say(f"promise.{promise}.text", service.promises[promise].text, language)
        blocks.append(Paragraph(text))
    if found := values_told(service, state, position, language):
        blocks.append(Summary(rows=found))
    return blocks


def _promise(service: Service, position: Position) -> str:
    """Return the promise of the step that the case is at, "" for none."""
    if not position.step:
        return ""
    promise: str = getattr(service.step(position.step).spec, "promise", "")
    return promise if promise in service.promises else ""
