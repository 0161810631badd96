"""Who is signed in, found at little cost: a session and its account are two statements in every desk request.

Both are asked of the database each time, so an account that was closed or a session that was ended is out at
once; only the way of asking is ours, everything else is Django's. See `handrail.history.running`.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connections
from django.utils import timezone

from handrail.history.running import run
from handrail.site.accounts.models import Account

_USING = "default"
_SESSION = (
    "SELECT session_data FROM django_session WHERE session_key = %s::text AND expire_date > %s::timestamptz"
)
_FIELDS = [field.attname for field in Account._meta.concrete_fields]  # noqa: SLF001 - Django's own way in
_ACCOUNT = f"SELECT {', '.join(_FIELDS)} FROM accounts_account WHERE id = %s::bigint"  # noqa: S608 - our own


class SessionStore(DatabaseSessions):
    """Django's sessions in the database."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no session, when it is unknown or over."""
        key = self.session_key or ""
        found = _ask(_SESSION, key, timezone.now().isoformat()) if key.isalnum() else []
        if not found:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(found[0][0])
        return held


class Accounts(ModelBackend):
    """Django's signing in with a username and a password."""

    def get_user(self, user_id: int) -> Account | None:
        """The account that a session is for, None when it is gone or closed."""
        found = _ask(_ACCOUNT, str(user_id))
        if not found:
            return None
        account = Account.from_db(_USING, _FIELDS, found[0])
        return account if self.user_can_authenticate(account) else None


def _ask(statement: str, *params: str) -> list[tuple[Any, ...]]:
    with connections[_USING].wrap_database_errors:
        return run(_USING, statement, params).rows
