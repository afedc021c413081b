"""Users. The authorisation profile that ties them to a body comes with its own migration."""

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
        """A user with every right."""
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **extra
        )

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


class OrganisationAccess(models.Model):
    """The editors' group and the collection that belong to one organisation."""

    organisation = models.OneToOneField(
        "directory.OrganisationPage", on_delete=models.CASCADE, related_name="access"
    )
    editors = models.OneToOneField(
        "auth.Group", on_delete=models.PROTECT, related_name="organisation_access"
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "accesso di un ente"
        verbose_name_plural = "accessi degli enti"

    def __str__(self) -> str:
        return str(self.organisation)
