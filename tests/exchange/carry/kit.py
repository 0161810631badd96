"""What tests of carrying share: names given as they come."""

import re

from handrail.exchange.form import Page


class PlainIds:
    """Gives each name in lower case, with a number from the second time on."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def question(self, name: str, *, title: str, page: Page) -> str:
        """Return the form's own name as one of ours."""
        plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "unnamed"
        found, number = plain, 1
        while found in self._given:
            number += 1
            found = f"{plain}_{number}"
        self._given.add(found)
        return found
