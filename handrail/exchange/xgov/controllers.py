"""The controllers of the XGov family: the programs behind its pages, and what of them is known."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from handrail.exchange.form import PageKind

CHECKS = frozenset(
    {"SummaryPageController", "CustomSummaryPageController", "SummaryUploadPageController"}
    | {"HeadlessSummaryPageController", "ConfirmPageController"}
)
"""Those of pages that show all answers, or on which they are confirmed."""

KINDS: Mapping[str, PageKind] = {
    "HomePageController": "home",
    "ApplicationCompleteController": "confirmation",
    "ConfirmationPageController": "confirmation",
    "StatusPageController": "status",
}
"""What other pages are by their controllers."""

LED: Mapping[str, str] = {
    "MagicLinkStartPageController": "/email",
    "MagicLinkFirstSubmitPageController": "/check-your-email",
    "MagicLinkSecondSubmitPageController": "/resubmit-email",
}
"""Where a page leads by its program, not by its links: the runner of UKHSA has these in its code."""

SEVERAL = ("RepeatedMultiFieldPageController", "RepeatingSectionPageController")
"""Those whose pages are asked again and again, all that they ask together."""


def controller_name(controller: str) -> str:
    """Return a controller's name, also of an old file path.

    >>> controller_name("./pages/mini-summary.js")
    'MiniSummaryPageController'
    """
    path = PurePosixPath(controller)
    if not path.suffix:
        return controller.strip()
    parts = path.name.split(".")[0].replace("_", "-").split("-")
    return "".join(part[:1].upper() + part[1:] for part in parts) + "PageController"
