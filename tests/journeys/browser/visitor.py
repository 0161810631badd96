"""Someone at a page of Chromium: reads, types, ticks and presses what the page offers, and nothing else."""

import re
from collections.abc import Mapping
from typing import Any

from handrail.bricks.ask.layout import layout_of
from handrail.definition.brick import PageRef
from handrail.definition.service import Service
from tests.journeys.filling import fields

MOST_PAGES = 60
PASSWORD = "market hill lode causeway"
RETURN_CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


class Visitor:
    """One person at one page of a site; `page` is Playwright's."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base

    @property
    def path(self) -> str:
        """The address within the site, without what follows a question mark."""
        return self.page.url.removeprefix(self.base).partition("?")[0]

    @property
    def h1(self) -> str:
        """The page's heading."""
        return self.page.locator("h1").inner_text().strip()

    @property
    def text(self) -> str:
        """What can be read on the page, with single spaces."""
        return " ".join(self.page.locator("body").inner_text().split())

    @property
    def errors(self) -> list[str]:
        """The links of the error summary."""
        return self.page.locator(".govuk-error-summary a").all_inner_texts()

    def open(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(f"{self.base}{path}")

    def follow(self, ending: str) -> None:
        """Follow the first link in the page's main part whose address ends so."""
        self.page.locator(f'main a[href$="{ending}"]').first.click()

    def type(self, typed: dict[str, str]) -> None:
        """Type in fields, tick boxes and choose options, by the fields' names."""
        for name, value in typed.items():
            found = self.page.locator(f'main [name="{name}"]')
            kind = found.first.get_attribute("type")
            if kind == "radio":
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif kind == "checkbox":
                found.check()
            else:
                found.fill(value)

    def fill(self, told: Mapping[str, str | bool]) -> None:
        """Fill in as a person does: find what is read, in the group before `>`, then type or choose."""
        for words, value in told.items():
            group, inside, name = words.rpartition(" > ")
            place = self.page.get_by_role("group", name=group, exact=True).first if inside else self.page
            called = re.compile(rf"^\s*{re.escape(name)}( \(optional\))?\s*$")
            found = place.get_by_label(called).and_(self.page.locator("input, textarea, select"))
            assert found.count(), (
                f"Nothing is called {words!r}: {self.page.locator('label').all_inner_texts()}"
            )
            if value is True:
                found.first.check()
            else:
                found.first.fill(str(value))

    def press(self, button: str = "") -> None:
        """Press a button by its words, or the page's first."""
        buttons = self.page.locator("main form button")
        (buttons.filter(has_text=button) if button else buttons).first.click()

    def send(self, typed: dict[str, str] | None = None, *, button: str = "") -> None:
        """Type, then press."""
        self.type(typed or {})
        self.press(button)


class Applicant(Visitor):
    """A person who applies; `route` is what they were asked, as the examples write it."""

    def __init__(self, page: Any, base: str, *, service: Service) -> None:
        super().__init__(page, base)
        self.service = service
        self.route: list[str] = []

    @property
    def reference(self) -> str:
        """The reference in the address."""
        return self.path.split("/")[2]

    def start(self, organisation: str, *, language: str = "en") -> None:
        """Read the service's first page, and start."""
        self.open(f"/{organisation}/{self.service.slug}?lang={language}")
        self.press()

    def answer(self, answers: dict, *, until: str = "") -> None:
        """Answer page after page until a page whose path ends so, or until there are no more."""
        for _ in range(MOST_PAGES):
            if "/page/" not in self.path or (until and self.path.endswith(until)):
                return
            self.answer_one(answers)
        raise AssertionError(f"still being asked after {MOST_PAGES} pages: {self.route[-5:]}")

    def answer_one(self, answers: dict) -> None:
        """Answer the page that is open."""
        place = self.path.split("/page/")[1]
        ref = PageRef.parse(place)
        typed = fields(self.service, ref, answers, members=self._members(ref))
        if not self._is_list(ref) or "no" in typed.values():
            self.route.append(place)
        self.send(typed)
        assert not self.errors, f"{place}: {self.errors}"

    def saves(self) -> str:
        """Save and come back later: the return code, which is shown once."""
        self.open(f"/case/{self.reference}/save")
        self.press()
        return self.code_shown()

    def code_shown(self) -> str:
        """The return code on the page."""
        found = RETURN_CODE.search(self.text)
        assert found, self.text[:400]
        return found.group()

    def _is_list(self, ref: PageRef) -> bool:
        return ref.page in layout_of(self.service.step(ref.step)).groups

    def _members(self, ref: PageRef) -> int:
        prefix = f"{ref}/"
        inside = (place.removeprefix(prefix) for place in self.route if place.startswith(prefix))
        return len({rest.partition("/")[0] for rest in inside})


class Staff(Visitor):
    """A member of staff at the desk."""

    def sign_in(self, username: str) -> None:
        """Sign in with the samples' password."""
        self.open("/desk/sign-in")
        self.send({"username": username, "password": PASSWORD})
        assert self.path == "/desk/", self.text[:400]

    def sign_out(self) -> None:
        """Sign out."""
        self.page.locator(".handrail-account button").click()

    def open_from_queue(self, reference: str) -> None:
        """Open a case that waits, from the first page."""
        self.open("/desk/")
        self.follow(f"/queue/{reference}")

    def act(self, reference: str, name: str, typed: dict[str, str] | None = None) -> None:
        """Do something to a case, through the preview where there is one."""
        self.open(f"/desk/case/{reference}/{name}")
        self.send(typed)
        if f"done={name}" not in self.page.url:
            self.press()
        assert f"done={name}" in self.page.url, self.text[:600]


def staff_form(act: dict[str, Any]) -> dict[str, str]:
    """The fields of an assessor's form: answers, and for each criterion a finding with its reasons."""
    typed: dict[str, str] = {}
    for name, value in act["form"].items():
        typed |= {f"{name}.{one}": "yes" for one in value} if isinstance(value, list) else {name: str(value)}
    for name, found in act["criteria"].items():
        finding = found if isinstance(found, str) else found["found"]
        typed[f"found-{name}"] = finding
        if not isinstance(found, str):
            typed[f"reasons-{name}"] = found["reasons"]
    return typed
