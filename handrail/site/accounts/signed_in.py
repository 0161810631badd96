"""Who is signed in, found at little cost: a session and its account are two statements in every desk request.

Both are asked of the database each time, so an account that was closed or a session that was ended is out at
once. A session ends when nobody has asked for a page for a while, and in any case after some hours. The way
of asking and those ends are ours, everything else is Django's. See `handrail.history.running`.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connections
from django.utils import timezone

from handrail.history.running import run
from handrail.site.accounts.models import Account

_USING = "default"
_BEGAN = "began"
_NOTED = timedelta(minutes=1)
"""How often it is noted that a session is in use; it ends so much later than is said, never sooner."""

_SESSION = (
    "SELECT session_data, expire_date FROM django_session "
    "WHERE session_key = %s::text AND expire_date > %s::timestamptz"
)
_GO_ON = "UPDATE django_session SET expire_date = %s::timestamptz WHERE session_key = %s::text"
_FIELDS = [field.attname for field in Account._meta.concrete_fields]  # noqa: SLF001 - Django's own way in
_ACCOUNT = f"SELECT {', '.join(_FIELDS)} FROM accounts_account WHERE id = %s::bigint"  # noqa: S608 - our own


class SessionStore(DatabaseSessions):
    """Django's sessions in the database."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no session, when it is unknown or over."""
        key, now = self.session_key or "", timezone.now()
        found = _ask(_SESSION, key, now.isoformat()) if key.isalnum() else []
        if not found:
            self._session_key = None
            return {}
        [(data, ends)] = found
        held: dict[str, Any] = self.decode(data)
        until = _until(held, now)
        if until - ends >= _NOTED:
            _change(_GO_ON, until.isoformat(), key)
        return held

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The session as it is stored, with when it began and when it ends."""
        now = timezone.now()
        data.setdefault(_BEGAN, now.isoformat())
        made = super().create_model_instance(data)
        made.expire_date = _until(data, now)
        return made

    def cycle_key(self) -> None:
        """Go on under another key: whoever has just shown who they are begins anew."""
        self.pop(_BEGAN, None)
        super().cycle_key()


class Accounts(ModelBackend):
    """Django's signing in with a username and a password."""

    def get_user(self, user_id: int) -> Account | None:
        """The account that a session is for, None when it is gone or closed."""
        found = _ask(_ACCOUNT, str(user_id))
        if not found:
            return None
        account = Account.from_db(_USING, _FIELDS, found[0])
        return account if self.user_can_authenticate(account) else None


def _until(held: Mapping[str, Any], now: datetime) -> datetime:
    """When a session that is in use now ends: after a while without a request, or hours after it began."""
    idle = now + timedelta(minutes=settings.DESK_IDLE_MINUTES) + _NOTED
    began = held.get(_BEGAN)
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return min(idle, datetime.fromisoformat(began) + longest) if began else idle


def _change(statement: str, *params: str) -> None:
    with connections[_USING].wrap_database_errors:
        run(_USING, statement, params)


def _ask(statement: str, *params: str) -> list[tuple[Any, ...]]:
    with connections[_USING].wrap_database_errors:
        return run(_USING, statement, params).rows
