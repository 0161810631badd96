"""Judges what somebody still has to decide before people are served: law, time, values, ways in, review."""

from collections.abc import Iterator

from handrail.definition.checks.subject import Subject
from handrail.definition.keep import CASE_ENDS, NotAKeep, parse_keep
from handrail.definition.rules import every_name
from handrail.definition.source import Problem, Where

OFFLINE = ("phone", "counter", "post", "helper")


def judge_data(subject: Subject) -> Iterator[Problem]:
    """Yield what is not said about why data is held and for how long."""
    service = subject.service
    where = service.place("data")
    if not service.data.get("lawful_basis"):
        yield Problem(
            where,
            "to decide",
            "The service does not say on what lawful basis it holds data.",
            "Under 'data', write 'lawful_basis: public task' or what applies, and its law as 'basis_source'.",
        )
    elif not service.data.get("basis_source"):
        yield Problem(
            where,
            "to decide",
            "The lawful basis does not say which law it comes from.",
            "Under 'data', write 'basis_source' with the Act and section.",
        )
    if not service.data.get("keep"):
        yield Problem(
            where,
            "to decide",
            "The service does not say how long it keeps data.",
            "Under 'data', write 'keep: 6 years after the case ends', or how long is right.",
        )
        return
    try:
        keep = parse_keep(service.data["keep"])
    except NotAKeep:
        return  # told when it was read
    if keep.after != CASE_ENDS and not any(one.ends for one in service.endpoints.values()):
        yield Problem(
            where,
            "to decide",
            f"Data is kept from when '{keep.after}', and no endpoint says when anything ends.",
            f"Write '{keep.period} after {CASE_ENDS}', or 'ends: ' with the rule for the last day on the "
            "endpoint where something is granted.",
        )


def judge_owner(subject: Subject) -> Iterator[Problem]:
    """Yield a service that nobody answers for, or that does not say what it is for."""
    service = subject.service
    if not service.owner_role:
        yield Problem(
            service.place("owner"),
            "to decide",
            "The service does not say who answers for it.",
            "Under 'owner', write 'role' with the title of the one person who does.",
        )
    if not service.need:
        yield Problem(
            service.place("name"),
            "to decide",
            "The service does not say what people need it for.",
            "Add 'need' in the words of somebody who needs it: I …, so I ….",
        )
    if not service.outcomes:
        yield Problem(
            service.place("name"),
            "advice",
            "The service does not say what good it should do.",
            "Add an outcome with a measure, so that you can tell whether it does.",
        )


def judge_channels(subject: Subject) -> Iterator[Problem]:
    """Yield a service with no way but online, and one that takes applications in with no way for them."""
    service = subject.service
    if not set(service.channels) & set(OFFLINE) and not service.online_only:
        yield Problem(
            service.place("channels"),
            "to decide",
            "There is no way to use the service without going online.",
            "Add phone, counter, post or helper to 'channels', or say why not under 'online_only'.",
        )
    if service.brought_in_from and "api" not in service.channels:
        yield Problem(
            service.place("brought_in_from"),
            "broken",
            "Applications from other services come in through the JSON door, where this is not offered.",
            "Add api to 'channels', or leave 'brought_in_from' out.",
        )


def judge_questions(subject: Subject) -> Iterator[Problem]:
    """Yield questions whose answer nothing uses."""
    used = {name for one in subject.steps for name in one.vocabulary.uses}
    district = subject.service.district
    used |= set(district.questions) if district else set()
    used |= {name for one in subject.service.endpoints.values() if one.ends for name in every_name(one.ends)}
    used |= {name for voice in subject.service.voices.values() for name in every_name(voice.when)}
    used |= {
        part
        for one in subject.steps
        if one.step.when
        for name in one.step.when.names
        for part in name.split(".")
    }
    for one in subject.steps:
        for declared in one.vocabulary.declares:
            if declared.what == "question" and not declared.used and declared.name not in used:
                yield Problem(
                    declared.where,
                    "to decide",
                    f"Nothing uses the answer to '{declared.name}'.",
                    "Use it in a rule, say under 'used_for' what it is for, or do not ask it.",
                )


def judge_reviews(subject: Subject) -> Iterator[Problem]:
    """Yield refusals that nobody can ask to have looked at again."""
    for endpoint in subject.service.endpoints.values():
        if endpoint.kind == "refused" and endpoint.review is None:
            yield Problem(
                endpoint.where,
                "to decide",
                f"People refused at '{endpoint.id}' are not told how to have it looked at again.",
                "Add 'review: {within: 1 month, text: …}' with the time and the way the law gives.",
            )
        if endpoint.kind == "not_eligible" and endpoint.review is None:
            yield Problem(
                endpoint.where,
                "advice",
                f"People who end at '{endpoint.id}' are turned away, perhaps by a rule alone.",
                "Let them apply anyway, or add 'review' so that a person can look.",
            )


def judge_parameters(subject: Subject) -> Iterator[Problem]:
    """Yield parameters without a value or a source."""
    values = subject.values
    for parameter in subject.service.parameters.values():
        if not any(one.name == parameter.id and one.value is not None for one in values):
            yield Problem(
                parameter.where,
                "to decide",
                f"The parameter '{parameter.id}' has no value.",
                f"Set one from a day on, with its source: in parameters.yaml, '{parameter.id}: "
                "[{value: …, from: 2026-04-01, source: …}]'.",
            )
    for one in values:
        if not one.source:
            yield Problem(
                one.where,
                "to decide",
                f"A value of '{one.name}' does not say where it comes from.",
                "Write 'source' with the law, order or decision that sets it.",
            )


def judge_unused_parameters(subject: Subject) -> Iterator[Problem]:
    """Yield parameters that no rule uses."""
    uses = {name for one in subject.steps for name in (*one.vocabulary.uses, one.step.before_end)}
    for parameter in subject.service.parameters.values():
        if parameter.id not in uses:
            yield Problem(
                parameter.where,
                "advice",
                f"No table uses the parameter '{parameter.id}'.",
                "Use it, or delete it.",
            )


def judge_what_runs(subject: Subject) -> Iterator[Problem]:
    """Yield what the format has room for and this release does not run yet."""
    service = subject.service
    if service.kind != "application":
        yield _not_yet(service.place("kind"), f"Services of kind '{service.kind}' are")
    for one in subject.steps:
        timing = one.step.timing
        if timing is None:
            continue
        if timing.each:
            yield _not_yet(one.step.where, f"Steps that come round each {timing.each} are")
        if timing.when_told:
            yield _not_yet(one.step.where, f"Steps that start when told of '{timing.when_told}' are")


def _not_yet(where: Where, what: str) -> Problem:
    return Problem(
        where,
        "to decide",
        f"{what} read and kept, and not run yet by this release.",
        "Leave it out until a release runs it, so that nobody is promised what does not happen.",
    )


def judge_helps(subject: Subject) -> Iterator[Problem]:
    """Yield advice on what makes a service easier to run."""
    service = subject.service
    declared = [name for one in subject.steps for name in one.vocabulary.declares if name.what == "question"]
    if declared and not any(one.finds for one in declared):
        yield Problem(
            service.place("steps"),
            "advice",
            "Staff can find a case by its reference only.",
            "Write 'find_by: true' on the question for the name, the date of birth or the postcode.",
        )
    if service.endpoints and not service.promises:
        yield Problem(
            service.place("name"),
            "advice",
            "The service does not tell people how long it takes.",
            "Add a promise, and name it under 'promise' in the work step whose clock keeps it.",
        )
