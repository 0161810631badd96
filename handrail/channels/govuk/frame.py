"""What surrounds a Screen on a page: whose service it is, where links lead, who looks, what a form has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from handrail.channels.govuk.drawn import Drawn
from handrail.definition.screen import Link

Kind = Literal["live", "test", "training"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChoice:
    """A language the page can be read in: its code, its own name for itself, the page's address in it."""

    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem:
    """One entry of the navigation under the header; `current` marks the page or section being read."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """How a page with a form gives more time, where there are scripts.

    url: answers 204 and counts as a request of theirs. minutes: how long there is from each request.
    warning, button: shown two minutes before the end, or at half the time when there are fewer than four.
    stayed: said when there is more time. gone: said when there is none left. failed: said when it is not
    known, because we could not be reached.
    """

    url: str
    minutes: int
    warning: str
    button: str
    stayed: str
    gone: str
    failed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFrame:
    """What a page's form has besides its questions.

    key: the one-time key of this rendering. hidden: further hidden fields, by name.
    typed: what was typed before, by field name, which the channel puts back in the screen's questions.
    timeout: one sentence that says for how long what was typed is kept. stay: how to have longer.
    """

    key: str = ""
    hidden: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    timeout: str = ""
    stay: Stay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is signed in: the name of their account, where to sign out by a POST, the sections open to them."""

    account: str
    sign_out_url: str
    navigation: tuple[NavigationItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Everything a page needs beside its Screen. Made by the channel for each request; nothing in it is kept.

    service, organisation: names in the screen's language; no organisation where none is known yet, as when
        an address is wrong, and then the service's name heads the page.
    service_url, organisation_url: where their names lead.
    href: turns a channel-free target (`Link.to`, `Action.to`, `Screen.back`) into an address.
    languages: every language the service has, the one being read included; a switch is shown from two on.
    csrf_token: what every form of the page sends back, the one to sign out among them.
    phase: `alpha` or `beta` shows the phase banner; feedback_url is where it asks for opinions.
    kind: `test` and `training` are marked at the top of the page.
    footer: links of the footer; their `to` goes through href.
    contact: Markdown, how to reach the organisation; nothing about a person.
    wide: use the whole width (the desk's tables); otherwise two thirds.
    found_by_search: search engines may list the page: for a start page, never for a page of a case.
    drawn: of a page whose blocks are kept, where what they look like is kept too.
    signed_in: None where nobody is, as on all of a person's pages.
    """

    service: str
    organisation: str
    href: Callable[[str], str]
    service_url: str = "/"
    organisation_url: str = "/"
    languages: tuple[LanguageChoice, ...] = ()
    csrf_token: str = ""
    phase: str = "live"
    feedback_url: str = ""
    kind: Kind = "live"
    footer: tuple[Link, ...] = ()
    contact: str = ""
    wide: bool = False
    found_by_search: bool = False
    drawn: Drawn | None = None
    form: FormFrame = field(default_factory=FormFrame)
    signed_in: SignedIn | None = None
