"""The events of a case that belong to no brick: started, sent, withdrawn, reviewed, handed on."""

from handrail.history.event import EventType, Shape


def _office_sealed(old: Shape) -> Shape:
    """Move the office of a legal hold to what is sealed: staff may write a person's name there."""
    data = dict(old.data)
    by = data.pop("by", "")
    return Shape(
        data=data, personal={**old.personal, "applicant": {**old.personal.get("applicant", {}), "by": by}}
    )


_IN_THEIR_WORDS = {"reason": "why, in the person's words"}
_ASKED_BY = {"question": "the question that asks for it: an id, or id/member for one member's"}
_OF_A_DOCUMENT = {**_ASKED_BY, "received": "the sequence of the event that recorded that it came"}

STARTED = EventType(
    name="case.started",
    sentence="The application was started",
    fields={
        "language": "the language chosen",
        "organisation": "the id of the organisation it was started with",
        "invite": "the id of the invite used, if any",
    },
)
LANGUAGE_CHOSEN = EventType(
    name="case.language_chosen",
    sentence="The language was changed",
    fields={"language": "the language chosen"},
)
HELPER_NAMED = EventType(
    name="case.helper_named",
    sentence="Someone helped with the application",
    fields={"scope": "what the helper was allowed to do"},
    personal={
        "name": "the helper's name",
        "consent": "how the person agreed",
        "why": "why help was needed, in their words",
    },
)
BROUGHT_IN = EventType(
    name="case.brought_in",
    sentence="The application came from another service",
    fields={"from": "the other service, as the definition names it"},
    personal={"number": "the number that the application has there"},
)
ADJUSTMENTS_TOLD = EventType(
    name="case.adjustments_told",
    sentence="What the person needs from us was recorded",
    personal={
        "avoid": "ways in which the person does not want to be contacted",
        "written": "forms in which what we write must be made, such as large print",
        "spoken": "what it takes to speak or meet, such as a sign language interpreter",
        "care": "what to know before any contact: a bereavement, a risk to their safety",
        "words": "anything else, in their words",
        "told": "what the third party may be told",
        "agreed": "whether the person agreed that this is kept and gone by",
        "name": "the name of a third party to write to as well, under that party's key",
        "address": "the third party's address, under that party's key",
    },
)
RETURN_CODE_MADE = EventType(
    name="case.return_code_made",
    sentence="A code to come back with was made",
    fields={"hash": "a slow hash of the code", "party": "whom it lets in"},
)
RETURN_CODE_USED = EventType(
    name="case.return_code_used",
    sentence="The code to come back with was used",
    fields={"party": "whom it let in"},
)
SENT = EventType(
    name="case.sent",
    sentence="The application was sent",
    fields={"number": "1 for the application, 2 and on for corrections and answers to what was asked for"},
)
WITHDRAWN = EventType(
    name="case.withdrawn",
    sentence="The application was withdrawn",
    personal=_IN_THEIR_WORDS,
)
REVIEW_ASKED = EventType(
    name="case.review_asked",
    sentence="A review of the decision was asked for",
    personal=_IN_THEIR_WORDS,
)
RELATED = EventType(
    name="case.related",
    sentence="The case was linked to another",
    fields={"stream": "the other case", "relation": "duplicate_of, follows or together_with"},
)
VERSION_MOVED = EventType(
    name="case.version_moved",
    sentence="The case was moved to another version of the service",
    fields={"from": "the old version", "to": "the new version", "reason": "why"},
)
HELD = EventType(
    name="case.held",
    sentence="A legal hold was placed on the case",
    personal={
        "by": "the office that ordered it",
        "reason": "why it must be kept, in a member of staff's words",
    },
    schema=2,
    upcasters={1: _office_sealed},
)
HOLD_LIFTED = EventType(
    name="case.hold_lifted",
    sentence="The legal hold was lifted",
    fields={"placed": "the sequence of the event that placed it; without it, the oldest is lifted"},
    personal={
        "by": "the office whose hold it was, where `placed` is missing",
        "reason": "why, in a member of staff's words",
    },
    schema=2,
    upcasters={1: _office_sealed},
)
DOCUMENT_RECEIVED = EventType(
    name="case.document_received",
    sentence="A document came",
    fields={
        **_ASKED_BY,
        "on": "the legal day it came",
        "way": "how it came: counter, post, email, visit or other",
        "copy": "original or copy, empty where it does not matter",
    },
    personal={"note": "what it shows, in a member of staff's words, for whoever's document it is"},
)
DOCUMENT_UNFIT = EventType(
    name="case.document_unfit",
    sentence="A document was found not to be what is needed",
    fields={
        **_OF_A_DOCUMENT,
        "why": "unreadable, incomplete, wrong, out_of_date or mistake: it was never here",
    },
    personal={"note": "what is the matter with it, in a member of staff's words"},
)
DOCUMENT_LET_GO = EventType(
    name="case.document_let_go",
    sentence="A document was returned or destroyed",
    fields={
        **_OF_A_DOCUMENT,
        "how": "returned or destroyed",
        "on": "the legal day it went",
    },
    personal={"note": "how it went, in a member of staff's words"},
)
ERASED = EventType(
    name="case.erased",
    sentence="Personal data was erased",
    fields={"parties": "whose keys were destroyed", "reason": "retention, request or court order"},
)
HANDED_OVER = EventType(
    name="case.handed_over",
    sentence="The case passed to another organisation",
    fields={"from": "the old holder's id", "to": "the new holder's id", "reason": "why"},
)

LIFECYCLE = (
    STARTED,
    LANGUAGE_CHOSEN,
    HELPER_NAMED,
    BROUGHT_IN,
    ADJUSTMENTS_TOLD,
    RETURN_CODE_MADE,
    RETURN_CODE_USED,
    SENT,
    WITHDRAWN,
    REVIEW_ASKED,
    RELATED,
    VERSION_MOVED,
    HELD,
    HOLD_LIFTED,
    DOCUMENT_RECEIVED,
    DOCUMENT_UNFIT,
    DOCUMENT_LET_GO,
    ERASED,
    HANDED_OVER,
)
