"""A whole page: a Screen inside its Frame. The channels' views call `page` and nothing else of this room."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from handrail.channels.govuk import blocks, fields
from handrail.channels.govuk.drawn import At
from handrail.channels.govuk.frame import Frame, SignedIn, Stay
from handrail.channels.govuk.markdown import to_html
from handrail.channels.govuk.reading import SHOWN_LEVEL, is_read, read_only
from handrail.channels.govuk.splice import Component, Listing, plain, spliced
from handrail.channels.govuk.words import words
from handrail.definition.screen import (
    Action,
    Block,
    Heading,
    Input,
    Link,
    Notice,
    Panel,
    Screen,
    Shown,
    Tasks,
)

Renderer = Callable[[Component | Listing], Markup]


def page(screen: Screen, frame: Frame) -> str:
    """Render a page. Everything a person typed or that is about a person is escaped."""
    return _page(screen, frame, spliced)


def page_unspliced(screen: Screen, frame: Frame) -> str:
    """Render the same page with nothing remembered: much slower, for tests to compare with."""
    return _page(screen, frame, plain)


def heading(screen: Screen) -> str:
    """The page's one h1: the label of its only question when the screen has no title of its own."""
    if screen.title:
        return screen.title
    return screen.inputs[0].label if screen.inputs else ""


def title(screen: Screen, frame: Frame) -> str:
    """The page's title: "Error: " when a question was refused, the h1, the service and the organisation.

    Browsers keep it, so that it holds no answer.
    """
    named = dict.fromkeys((screen.tab_title or heading(screen), frame.service, frame.organisation))
    text = " – ".join(name for name in named if name)
    return f"{words(screen.language)['error']}: {text}" if screen.errors else text


def _page(screen: Screen, frame: Frame, render: Renderer) -> str:
    notices = [block for block in screen.blocks if isinstance(block, Notice)]
    rest = [block for block in screen.blocks if not isinstance(block, Notice)]
    h1 = heading(screen)
    return str(
        render(
            Component(
                "page",
                {
                    "language": screen.language,
                    "page_title": title(screen, frame),
                    "notices": _all(notices, screen, frame, render),
                    "heading": "" if _heads_itself(rest, h1) else h1,
                    "caption": screen.caption,
                    "content": _content(rest, screen, frame, render),
                    "errors": [
                        {"text": question.error, "href": f"#{fields.error_target(question)}"}
                        for question in screen.errors
                    ],
                    "links": _links(screen.links, frame),
                    "back_url": frame.href(screen.back) if screen.back else "",
                    **_form(screen, frame),
                    **_around(screen, frame),
                },
            )
        )
    )


def _content(rest: Sequence[Block], screen: Screen, frame: Frame, render: Renderer) -> Markup:
    """The blocks, each as it was drawn last where the frame keeps that and it is still the same."""
    if frame.drawn is None or render is not spliced:
        return _all(rest, screen, frame, render)
    where = (screen.language, screen.same_for_all, frame.href("do:"))
    drawn = frame.drawn.all(
        _placed(rest, screen), where=where, draw=lambda block, at: _drawn(block, at, screen, frame, render)
    )
    return Markup("\n").join(drawn)


def _all(
    shown: Sequence[Block], screen: Screen, frame: Frame, render: Renderer, *, screen_level: int = 1
) -> Markup:
    """The blocks, one below the other. screen_level: of the heading above them all."""
    placed = _placed(shown, screen, screen_level=screen_level)
    return Markup("\n").join(_drawn(block, at, screen, frame, render) for block, at in placed)


def _placed(shown: Sequence[Block], screen: Screen, *, screen_level: int = 1) -> Iterator[tuple[Block, At]]:
    """Each block with where it stands; a card's title is one level lower than the heading it stands under."""
    under, h1 = screen_level, heading(screen)
    for number, block in enumerate(shown, 1):
        if isinstance(block, Heading):
            under = block.level
        asked = _asked(block, shown, h1) if isinstance(block, Input) else "among_others"
        yield block, At(under + 1, number if isinstance(block, Notice | Tasks) else 0, asked)


def _drawn(block: Block, at: At, screen: Screen, frame: Frame, render: Renderer) -> Markup:
    made: Component | Listing | Markup
    if isinstance(block, Shown):
        made = _within(block, screen, frame, render)
    elif isinstance(block, Action):
        made = Component("button", _button(block, frame.href(block.to)))
    elif isinstance(block, Input):
        made = fields.field(question=block, asked=at.asked, language=screen.language)
    else:
        made = blocks.component(block=block, screen=screen, href=frame.href, number=at.number, level=at.level)
    return made if isinstance(made, Markup) else render(made)


def _within(shown: Shown, screen: Screen, frame: Frame, render: Renderer) -> Markup:
    """Somebody else's screen inside this one, marked as being in its own language."""
    inside = replace(screen, id=f"{screen.id}/shown", language=shown.language, same_for_all=False)
    read = [read_only(block) for block in shown.blocks if is_read(block)]
    content = _all(read, inside, frame, render, screen_level=SHOWN_LEVEL)
    return Markup(
        '<div class="handrail-shown" lang="{}">\n<h3 class="govuk-heading-m">{}</h3>\n{}\n</div>'
    ).format(shown.language, shown.title, content)


def _heads_itself(shown: Sequence[Block], h1: str) -> bool:
    """Whether the first block is the page's h1: a panel, or the only question, its label the title."""
    if not shown:
        return False
    first = shown[0]
    if isinstance(first, Input):
        return _asked(first, shown, h1) == "as_title"
    return isinstance(first, Panel)


def _asked(question: Input, shown: Sequence[Block], h1: str) -> fields.Asked:
    if question.label != h1:
        return "among_others"
    alone = shown[0] is question and sum(isinstance(block, Input) for block in shown) == 1
    return "as_title" if alone else "under_its_title"


def _form(screen: Screen, frame: Frame) -> dict[str, Any]:
    """The form around the blocks: none without an action; it posts to the first action's address."""
    placed = [block for block in screen.blocks if isinstance(block, Action)]
    if not screen.actions and not placed:
        return {"form_url": ""}
    first = (*screen.actions, *placed)[0]
    form_url = frame.href(first.to)
    return {
        "form_url": form_url,
        "form_key": frame.form.key,
        "hidden": [{"name": name, "value": value} for name, value in frame.form.hidden.items()],
        "timeout": frame.form.timeout,
        "stay": _stay(frame.form.stay),
        "buttons": [
            _button(action, "" if action is first else frame.href(action.to)) for action in screen.actions
        ],
    }


def _stay(stay: Stay | None) -> dict[str, str] | None:
    if stay is None:
        return None
    said = {"warning": stay.warning, "button": stay.button, "stayed": stay.stayed, "gone": stay.gone}
    seconds = str(stay.minutes * 60)
    return {"stay": stay.url, "seconds": seconds, **said, "failed": stay.failed}


def _button(action: Action, form_url: str) -> dict[str, Any]:
    look = (
        "govuk-button--warning" if action.warning else "govuk-button--secondary" if action.secondary else ""
    )
    return {
        "text": action.text,
        "classes": look,
        "preventDoubleClick": True,
        "isStartButton": action.to.startswith("do:start"),
        "attributes": {"formaction": form_url} if form_url else {},
    }


def _around(screen: Screen, frame: Frame) -> dict[str, Any]:
    say = words(screen.language)
    several = len(frame.languages) > 1
    return {
        "service": frame.service,
        "service_url": frame.service_url,
        "organisation": frame.organisation,
        "organisation_url": frame.organisation_url,
        "wide": frame.wide,
        "found_by_search": frame.found_by_search,
        "csrf_token": frame.csrf_token,
        **_signed_in(frame.signed_in),
        "kind_tag": say.get(f"{frame.kind}_tag", ""),
        "kind_text": say.get(f"{frame.kind}_text", ""),
        "phase_tag": say.get(f"phase_{frame.phase}", ""),
        "feedback_url": frame.feedback_url,
        "languages": [
            {
                "code": choice.code,
                "name": choice.name,
                "url": choice.url,
                "current": choice.code == screen.language,
            }
            for choice in frame.languages
            if several
        ],
        "footer": _links(frame.footer, frame),
        "contact": to_html(frame.contact, remember=True),
    }


def _signed_in(who: SignedIn | None) -> dict[str, Any]:
    if who is None:
        return {"navigation": [], "signed_in_as": "", "sign_out_url": ""}
    return {
        "navigation": [
            {"text": item.text, "href": item.url, "current": item.current} for item in who.navigation
        ],
        "signed_in_as": who.account,
        "sign_out_url": who.sign_out_url,
    }


def _links(links: tuple[Link, ...], frame: Frame) -> list[dict[str, str]]:
    return [
        {"text": link.text, "url": frame.href(link.to), "hidden_text": link.hidden_text} for link in links
    ]
