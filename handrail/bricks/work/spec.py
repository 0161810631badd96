"""What an author may write in a `work` step, as frozen values; reading them from text is in `read`."""

from dataclasses import dataclass

from handrail.definition.source import Where


@dataclass(frozen=True, slots=True)
class Result:
    """Something a member of staff may conclude.

    id: what `goto` and rules name.
    label: the words on the desk.
    text: what the person is told, in Markdown; reasons are added by the member of staff.
    """

    id: str
    label: str
    where: Where
    text: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A `work` step: what staff do.

    queue: the queue it joins.
    promise: the id of the promise that its clock keeps, "" for none.
    results: what it may conclude.
    advice: the `decide` step whose determination is put before the decider, "" for none.
    check: what the worker should look at, in Markdown.
    """

    queue: str
    results: tuple[Result, ...]
    promise: str = ""
    advice: str = ""
    check: str = ""
