"""People who may enter. What they may do is said by their authorisation profiles."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Makes users known by their e-mail address."""

    use_in_migrations = True

    def create_user(
        self, email: str, password: str | None = None, **extra: Any
    ) -> "User":
        """A user with rights given by groups alone."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **extra: Any
    ) -> "User":
        """An administrator: `createsuperuser` makes the first one of an installation.

        The profile is what counts; `is_superuser` follows from it.
        """
        from accounts.actions.memberships import grant
        from accounts.roles import RoleCode

        user = self.create_user(email, password, **extra)
        grant(user=user, role=RoleCode.ADMINISTRATOR)
        user.refresh_from_db()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who may enter; logs in with the e-mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail", unique=True)

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "utente"
        verbose_name_plural = "utenti"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_email_any_case")
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def name(self) -> str:
        """How the person is called: the address where no name is known."""
        return self.get_full_name() or self.email
