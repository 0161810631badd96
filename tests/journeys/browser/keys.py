"""A keyboard and nothing else: Tab and Shift+Tab to get somewhere, Space, arrows and Enter to act."""

from typing import Any

MOST_STOPS = 80
FOCUS = """
() => {
  const here = document.activeElement
  if (!here || here === document.body) return null
  const rings = [getComputedStyle(here)]
  for (const label of here.labels || []) rings.push(getComputedStyle(label, '::before'))
  const seen = rings.some((ring) =>
    (ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) > 0) || ring.boxShadow !== 'none')
  const role = { A: 'link', BUTTON: 'button', SUMMARY: 'button', TEXTAREA: 'text box' }[here.tagName]
    || { radio: 'radio', checkbox: 'tick box' }[here.type]
    || (here.tagName === 'INPUT' ? 'text box' : 'region')
  const name = here.labels && here.labels.length ? here.labels[0].innerText
    : here.getAttribute('aria-label') || here.innerText || ''
  return { role, name: name.trim().replace(/\\s+/g, ' '), seen, html: here.outerHTML.slice(0, 120) }
}
"""


class Keys:
    """A keyboard at a page. `unseen` keeps what had focus without showing it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.unseen: list[str] = []

    def to(self, selector: str, *, back: bool = False) -> None:
        """Press Tab, or Shift+Tab, until something that matches has focus."""
        for _ in range(MOST_STOPS):
            if self.at(selector):
                return
            self.press("Shift+Tab" if back else "Tab")
            focus = self.page.evaluate(FOCUS)
            if focus and not focus["seen"]:
                self.unseen.append(f"{self.page.url}: {focus['html']}")
        raise AssertionError(f"Tab does not reach {selector} on {self.page.url}")

    def at(self, selector: str) -> bool:
        """Whether what has focus matches."""
        return bool(self.page.evaluate(f"document.activeElement.matches({selector!r})"))

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)

    def go(self, key: str = "Enter") -> None:
        """Press a key that leads to another page."""
        with self.page.expect_navigation():
            self.press(key)

    def fill(self, typed: dict[str, str]) -> None:
        """Type in fields, and choose with Space and the arrows, by the fields' names."""
        for name, value in typed.items():
            self.to(f'[name="{name}"]')
            kind = self.page.evaluate("document.activeElement.type")
            if kind == "radio":
                self._choose(name, value)
            elif kind == "checkbox":
                self.press("Space")
            else:
                self.press("Control+A")
                self.page.keyboard.type(value)

    def _choose(self, name: str, value: str) -> None:
        self.press("Space")
        for _ in range(MOST_STOPS):
            if self.at(f'[name="{name}"][value="{value}"]:checked'):
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {value} of {name}")


def stops(page: Any) -> list[tuple[str, str]]:
    """Everything that Tab stops at on a page, in order: what it is, and its name."""
    found: list[tuple[str, str]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None or (found and (focus["role"], focus["name"]) == found[0]):
            break
        found.append((focus["role"], focus["name"]))
    return found
