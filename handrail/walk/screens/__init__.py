"""The screens that belong to no one brick: a case as a whole, with no channel in it."""

from handrail.walk.screens.adjustments import adjustments, adjustments_part
from handrail.walk.screens.case_page import case_page
from handrail.walk.screens.check_answers import READ_UNTIL, changed_since, check_answers, told_until
from handrail.walk.screens.confirmation import confirmation
from handrail.walk.screens.task_list import task_list
from handrail.walk.screens.told import told
from handrail.walk.screens.way_back import way_back

__all__ = [
    "READ_UNTIL",
    "adjustments",
    "adjustments_part",
    "case_page",
    "changed_since",
    "check_answers",
    "confirmation",
    "task_list",
    "told",
    "told_until",
    "way_back",
]
