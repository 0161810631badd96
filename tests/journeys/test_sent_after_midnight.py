"""What is sent after midnight in summer was sent on that day, which is yesterday in universal time."""

from datetime import UTC, date, datetime

from handrail import history
from handrail.casework.found import found_by
from handrail.estate.fenmarch import fenmarch_id


def test_it_is_found_with_the_day_that_it_was_here(site):
    site.clock.moment = datetime(2026, 5, 14, 23, 30, tzinfo=UTC)
    applicant = site.applies()

    with history.holding(fenmarch_id("north-fenmarch")):
        [found] = found_by(name="Ffion Dummy-Jones")

    assert (found.reference, found.sent_on) == (applicant.reference, date(2026, 5, 15))
