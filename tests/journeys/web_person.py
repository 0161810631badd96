"""An invented person at a browser without scripts: reads each page, types, follows where it leads."""

import re

from handrail.bricks.ask.layout import LaidPage, layout_of
from handrail.definition.brick import PageRef
from handrail.definition.service import Service
from tests.journeys.filling import fields
from tests.journeys.page import Page

MOST_PAGES = 200
RETURN_CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


class WebPerson:
    """One person at one tab. `http` needs get(url) and post(url, data) of Django's test client."""

    def __init__(self, http, *, service: Service) -> None:
        self.http, self.service = http, service
        self.page: Page | None = None
        self.route: list[str] = []
        self.status = 0
        self.headers: dict[str, str] = {}
        self.reference = ""

    def open(self, url: str) -> Page:
        """Open an address, following where it leads."""
        return self._arrive(self.http.get(url), url)

    def send(self, data: dict[str, str] | None = None, *, to: str | None = None) -> Page:
        """Send the page's form with these fields over what it holds."""
        form = self.page.form
        everything = {**form.fields, **(data or {})}
        unknown = set(data or {}) - form.names
        assert not unknown, f"{self.page.url} has no fields {unknown}; it has {form.names}"
        url = to or form.action
        return self._arrive(self.http.post(url, everything), url)

    def start(self, organisation: str, *, language: str = "en") -> Page:
        """Start the service at an organisation."""
        self.open(f"/{organisation}/{self.service.slug}?lang={language}")
        return self.send()

    def answer_everything(self, answers: dict) -> Page:
        """Answer page after page until there are no more questions, or at an exit page."""
        for _ in range(MOST_PAGES):
            if "/page/" not in self.page.url:
                return self.page
            if self.at_exit:
                self.route.append(str(self._ref()))
                return self.page
            self.answer(answers)
        raise AssertionError(f"still being asked after {MOST_PAGES} pages: {self.route[-5:]}")

    def answer(self, answers: dict) -> Page:
        """Answer the page that is open."""
        ref = self._ref()
        path = str(ref)
        typed = fields(self.service, ref, answers, members=self._members(ref))
        if not self._is_list(ref) or "no" in typed.values():
            self.route.append(path)  # a group's list counts once, when there is no more to add
        page = self.send(typed)
        assert self.status == 200, f"{path}: {page.title}: {page.text[:600]}"
        return page

    def go(self, where: str = "") -> Page:
        """Open a page of the case, such as `check` or `page/about-you/full_name`."""
        return self.open(f"/case/{self.reference}/{where}".rstrip("/"))

    def change(self, page: str, **typed: str) -> Page:
        """Open a page by its change link, and send it with something else; dots are written as two lines."""
        self.go(f"page/{page}?changing=1")
        return self.send({name.replace("__", "."): text for name, text in typed.items()})

    def tab(self) -> "WebPerson":
        """Another tab of the same browser, at the same page."""
        other = WebPerson(self.http, service=self.service)
        other.page, other.reference, other.route = self.page, self.reference, list(self.route)
        return other

    def saves(self) -> str:
        """Save and come back later: the return code that is shown once."""
        self.go("save")
        self.send()
        return RETURN_CODE.search(self.page.text).group()

    def checks(self, reference: str, code: str) -> Page:
        """Check a receipt."""
        self.open("/verify")
        return self.send({"reference": reference, "code": code})

    def returns(self, reference: str, code: str) -> Page:
        """Come back with what was written down."""
        self.open("/return")
        self.reference = reference
        return self.send({"reference": reference, "code": code})

    @property
    def at_exit(self) -> bool:
        """Whether the page that is open says where to go instead."""
        if "/page/" not in self.page.url:
            return False
        ref = self._ref()
        found = layout_of(self.service.step(ref.step)).find(ref)
        return isinstance(found, LaidPage) and found.page.exit

    def _ref(self) -> PageRef:
        return PageRef.parse(self.page.url.split("/page/")[1].split("?")[0])

    def _is_list(self, ref: PageRef) -> bool:
        return ref.page in layout_of(self.service.step(ref.step)).groups

    def _members(self, ref: PageRef) -> int:
        prefix = f"{ref}/"
        inside = (path.removeprefix(prefix) for path in self.route if path.startswith(prefix))
        return len({rest.partition("/")[0] for rest in inside})

    def _arrive(self, response, url: str) -> Page:
        for _ in range(6):
            if response.status_code not in {301, 302, 303}:
                break
            url = response.headers["Location"]
            response = self.http.get(url)
        self.status, self.headers = response.status_code, dict(response.headers)
        if "/case/" in url:
            self.reference = url.split("/case/")[1].split("/")[0].split("?")[0]
        self.page = Page(response.content.decode(), url)
        return self.page
