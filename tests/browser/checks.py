"""Judges of a page: axe-core for accessibility, the Nu HTML checker, and whether it scrolls sideways.

Each gives a list of findings as sentences, empty when there are none, so that a test says `assert not …`.
"""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.browser.tools import java, npm_tools

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ACCEPTED = (
    # The Design System's own markup, with its reasons in its templates: JAWS announces a group's description
    # only with the role, and the menu button is hidden from browsers that ignore `hidden`.
    "The “group” role is unnecessary for element “fieldset”.",
    "Attribute “aria-hidden” is unnecessary for elements that have attribute “hidden”.",
)
RUN_AXE = """
async (rules) => {
  // Timers never fire in a window with script off, so what axe puts off for a moment is done at once.
  const later = window.setTimeout
  window.setTimeout = (work, wait) => { if (!(wait > 100)) Promise.resolve().then(work); return 0 }
  try {
    const found = await axe.run(document, {
      runOnly: { type: 'tag', values: rules }, resultTypes: ['violations']
    })
    return found.violations
  } finally {
    window.setTimeout = later
  }
}
"""


@cache
def _axe() -> str:
    return (npm_tools() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def axe_findings(page: Any) -> list[str]:
    """What axe-core finds on the page open in a Playwright page, script on or off."""
    page.evaluate(_axe())
    violations = page.evaluate(RUN_AXE, AXE_RULES)
    return [
        f"{found['id']}: {found['help']}: {node['html']}" for found in violations for node in found["nodes"]
    ]


def html_findings(pages: Mapping[str, str]) -> list[str]:
    """What the Nu HTML checker finds in some pages by name: errors and warnings, all in one run."""
    with tempfile.TemporaryDirectory(prefix="handrail-html-") as folder:
        for name, html in pages.items():
            Path(folder, f"{name}.html").write_text(html, encoding="utf-8")
        jar = npm_tools() / "vnu-jar" / "build" / "dist" / "vnu.jar"
        command = [java(), "-jar", str(jar), "--format", "json", "--exit-zero-always", folder]
        done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    return [
        f"{Path(message['url']).stem}:{message.get('lastLine', 0)}: {message['message']}: "
        f"{message.get('extract', '').strip()}"
        for message in json.loads(done.stderr)["messages"]
        if message["message"] not in ACCEPTED
    ]


def overflow(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider
