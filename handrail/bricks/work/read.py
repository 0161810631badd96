"""Reads a `work` step from nodes; what it means for the rest of the service is judged in `check`."""

from handrail.bricks.work.spec import Result, Work
from handrail.definition.reader import STEP_KEYS, Reader
from handrail.definition.text import Fields, Value

WORK_KEYS = STEP_KEYS | {"work", "queue", "promise", "advice", "results", "check"}
RESULT_KEYS = ("label", "text", "hint")


def read(node: Fields, reader: Reader) -> Work:
    """Return what staff do in the step; problems go to the reader."""
    fields = reader.mapping(node, what="a work step", known=WORK_KEYS, required=("queue", "results"))
    return Work(
        queue=reader.identifier(fields, "queue", style="kebab"),
        results=_results(fields, reader),
        promise=reader.text(fields, "promise"),
        advice=reader.text(fields, "advice"),
        check=reader.text(fields, "check"),
    )


def _results(fields: Fields, reader: Reader) -> tuple[Result, ...]:
    if "results" not in fields.entries:
        return ()
    named = reader.mapping(fields.entries["results"], what="'results'", known=None)
    if not named.entries and isinstance(fields.entries["results"], Fields):
        reader.broken(fields.at("results"), "There are no results to choose from.", "Add at least one.")
    results = []
    for name, item in named.entries.items():
        where = named.at(name)
        reader.check_identifier(name, where, style="kebab")
        if isinstance(item, Value):
            results.append(Result(name, reader.text_of(item, name), where))
            continue
        inner = reader.mapping(item, what="a result", known=RESULT_KEYS, required=("label",))
        label, text, hint = (reader.text(inner, key) for key in RESULT_KEYS)
        results.append(Result(name, label, where, text=text, hint=hint))
    return tuple(results)
