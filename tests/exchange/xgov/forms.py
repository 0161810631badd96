"""Invented definitions in the shapes of the XGov family: Fenmarch's allotments."""

import json
from pathlib import Path
from typing import Any

from handrail.definition.draft import draft
from handrail.definition.files import read_folder

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "forms"
SAMPLE_FILES = sorted(
    path
    for name in ("communitiesuk", "fcdo-lists", "ukhsa", "xgov")
    for path in (SAMPLES / name).glob("*.json")
)

SERVICES = Path(__file__).parents[3] / "services"
OURS: dict[str, dict[str, str]] = {
    **{folder.name: dict(read_folder(folder).texts) for folder in sorted(SERVICES.iterdir())},
    "the starter": dict(draft(slug="a-thing", name="Ask for a thing", organisation="north-fenmarch")),
}
"""Services that people wrote, by name: their texts by path."""


def question(kind: str, name: str, **more: Any) -> dict[str, Any]:
    """Return a component that asks."""
    return {"type": kind, "name": name, "title": f"What is {name}?", "options": {}, "schema": {}, **more}


def page(path: str, *components: dict[str, Any], to: Any = (), **more: Any) -> dict[str, Any]:
    """Return a page; `to` holds paths, or paths with conditions."""
    nexts = [{"path": one} if isinstance(one, str) else {"path": one[0], "condition": one[1]} for one in to]
    return {
        "path": path,
        "title": path.strip("/").replace("-", " ").capitalize(),
        "components": list(components),
        "next": nexts,
        **more,
    }


def when(name: str, field: str, kind: str, operator: str, value: Any, **more: Any) -> dict[str, Any]:
    """Return a condition object of one comparison."""
    return {
        "name": name,
        "displayName": name,
        "value": {"name": name, "conditions": [says(field, kind, operator, value, **more)]},
    }


def says(field: str, kind: str, operator: str, value: Any, **more: Any) -> dict[str, Any]:
    """Return one comparison of a condition object."""
    found = value if isinstance(value, dict) else {"type": "Value", "value": value, "display": value}
    return {
        "field": {"name": field, "type": kind, "display": field},
        "operator": operator,
        "value": found,
        **more,
    }


def choice_list(name: str, *values: Any, **more: Any) -> dict[str, Any]:
    """Return a list of items whose text is their value, longer."""
    items = [{"text": f"The {value}", "value": value} for value in values]
    return {"name": name, "title": name, "type": "string", "items": items, **more}


def form(*pages: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a definition of version 2."""
    return {
        "name": "Rent an allotment",
        "version": 2,
        "startPage": pages[0]["path"],
        "pages": list(pages),
        "lists": [],
        "sections": [],
        "conditions": [],
        "outputs": [],
        **more,
    }


def allotments() -> dict[str, Any]:
    """Return a definition with something of most of what the family has."""
    return json.loads(
        json.dumps(
            form(
                page(
                    "/start",
                    {"type": "Para", "content": "<p>Rent one of our plots.</p>", "options": {}},
                    to=["/have-plot"],
                    controller="./pages/start.js",
                ),
                page(
                    "/have-plot",
                    question("YesNoField", "hasPlot"),
                    to=[("/not-now", "hasOne"), "/you"],
                    section="plots",
                ),
                page(
                    "/not-now",
                    {
                        "type": "Html",
                        "name": "x",
                        "content": "<p>See <a href='/plots'>plots</a></p>",
                        "options": {},
                    },
                ),
                page(
                    "/you",
                    question("TextField", "fullName", hint="As on your <b>lease</b>"),
                    question("EmailAddressField", "email", options={"required": False}),
                    to=["/tools"],
                    section="you",
                ),
                page(
                    "/tools",
                    question("CheckboxesField", "tools", list="tools"),
                    to=[("/spade", "needsSpade"), "/kind"],
                    section="plots",
                ),
                page(
                    "/spade",
                    question("NumberField", "spades", schema={"min": 1, "max": 9}),
                    to=["/kind"],
                    section="plots",
                ),
                page(
                    "/kind",
                    question("RadiosField", "kind", list="kinds"),
                    {
                        "type": "Html",
                        "name": "dig",
                        "content": "Bring a spade",
                        "options": {"condition": "needsSpade"},
                    },
                    to=["/helpers"],
                    section="plots",
                ),
                page(
                    "/helpers",
                    question("TextField", "helper"),
                    to=["/summary"],
                    controller="RepeatingFieldPageController",
                    options={"summaryDisplayMode": {"samePage": True}},
                ),
                page("/summary", controller="./pages/summary.js", title="Check your answers"),
                lists=[
                    choice_list("tools", "spade", "fork", "hoe"),
                    {
                        "name": "kinds",
                        "title": "Kinds",
                        "type": "string",
                        "items": [
                            {
                                "text": "Half a plot",
                                "value": "half",
                                "description": "About 125 square metres",
                            },
                            {"text": "A whole plot", "value": "whole", "condition": "needsSpade"},
                            {
                                "text": "Something else",
                                "value": "other",
                                "conditional": {"components": [question("TextField", "otherKind")]},
                            },
                        ],
                    },
                ],
                sections=[{"name": "plots", "title": "The plot"}, {"name": "you", "title": "About you"}],
                conditions=[
                    when("hasOne", "plots.hasPlot", "YesNoField", "is", "true"),
                    when("needsSpade", "plots.tools", "CheckboxesField", "contains", "spade"),
                    {
                        "name": "either",
                        "displayName": "Either",
                        "value": "plots.hasPlot == true or plots.spades > 2",
                    },
                    {
                        "name": "both",
                        "displayName": "Both",
                        "value": {
                            "name": "Both",
                            "conditions": [
                                {"conditionName": "hasOne", "conditionDisplayName": "hasOne"},
                                {
                                    "coordinator": "and",
                                    "conditionName": "needsSpade",
                                    "conditionDisplayName": "needsSpade",
                                },
                            ],
                        },
                    },
                ],
                fees=[
                    {
                        "description": "A spade",
                        "amount": 250,
                        "multiplier": "plots.spades",
                        "condition": "needsSpade",
                    }
                ],
                outputs=[
                    {
                        "name": "hook",
                        "title": "To the team",
                        "type": "webhook",
                        "outputConfiguration": {"url": "https://user:pass@example.org/in?token=x"},
                    },
                    {
                        "name": "mail",
                        "title": "To you",
                        "type": "notify",
                        "outputConfiguration": {
                            "apiKey": "not-a-key",
                            "templateId": "t1",
                            "emailField": "you.email",
                        },
                    },
                ],
                declaration="<p>All of this is true.</p>",
                specialPages={
                    "confirmationPage": {
                        "customText": {"title": "Sent", "nextSteps": "We will write to you."},
                        "components": [],
                    }
                },
                phaseBanner={"phase": "beta"},
                payApiKey="not-a-key",
            )
        )
    )
