"""The one written form of what the chain covers."""

from datetime import UTC, timedelta, timezone

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail.history.rows import instant

HOURS = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.datetimes(timezones=HOURS).filter(lambda at: 1 < at.year < 9999))
def test_an_instant_is_written_in_utc_to_the_microsecond(at):
    assert instant(at) == at.astimezone(UTC).isoformat(timespec="microseconds")
