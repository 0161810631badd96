"""Staff accounts: who may sign in at the desk, for which organisation, in which roles. Never applicants."""

from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import connections, models

from handrail.history.running import run

ROLES = (
    "helper",
    "caseworker",
    "team_leader",
    "service_owner",
    "analyst",
    "data_protection",
    "administrator",
)

_USING = "default"
_NAMES = (
    "SELECT id::text, name FROM accounts_account WHERE organisation = %s::uuid AND id = ANY (%s::bigint[])"
)


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def create(  # type: ignore[override]
        self, *, username: str, password: str, name: str, organisation: str, roles: list[str]
    ) -> "Account":
        """Make an account. Raises ValueError for a role that is not one of ROLES."""
        unknown = set(roles) - set(ROLES)
        if unknown:
            message = f"found the role {min(unknown)!r}; the roles are {', '.join(ROLES)}"
            raise ValueError(message)
        account = self.model(username=username, name=name, organisation=organisation, roles=roles)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def names(self, ids: Collection[int], *, organisation: UUID) -> dict[str, str]:
        """By id as text, what colleagues in one organisation are called; accounts of others are not named."""
        wanted = f"{{{','.join(map(str, ids))}}}"
        with connections[_USING].wrap_database_errors:
            return dict(run(_USING, _NAMES, (str(organisation), wanted)).rows)


class Account(AbstractBaseUser):
    """One member of staff in one organisation. `name` is shown to colleagues and on decisions."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    organisation = models.UUIDField()
    roles = ArrayField(models.CharField(max_length=30))
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[Accounts] = Accounts()

    def may(self, *roles: str) -> bool:
        """Whether the account holds any of these roles."""
        return bool(set(roles) & set(self.roles))
