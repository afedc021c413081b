"""An invitation: the only way to an account. What is stored of its link is a hash."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models.membership import OF_NO_BODY, Bond
from accounts.roles import CHOICES, OF_A_BODY, ROLES, Role, RoleCode

LASTS = dt.timedelta(days=7)


def hashed(token: str) -> str:
    """What is kept of a token: who reads the database cannot make the link."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, and which of them still wait."""

    def waiting(self) -> InvitationQuerySet:
        """Neither used nor withdrawn; those that expired can be sent again."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def valid_at(self, at: dt.datetime) -> InvitationQuerySet:
        """Waiting, and not expired."""
        return self.waiting().filter(expires_at__gt=at)


class Invitation(models.Model):
    """One role in one body offered to an e-mail address, once, for seven days."""

    email = models.EmailField("e-mail")
    role = models.CharField("ruolo", max_length=20, choices=CHOICES)
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name="ente",
    )
    bond = models.CharField("rapporto con l'ente", max_length=12, choices=Bond.choices)
    appointed_on = models.DateField("incaricato il", null=True, blank=True)
    valid_until = models.DateField("accesso fino al", null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="invitato da",
    )
    token_hash = models.CharField("impronta del link", max_length=64, unique=True)
    expires_at = models.DateTimeField("scade il")
    sent_at = models.DateTimeField("spedito il", null=True, blank=True)
    used_at = models.DateTimeField("accettato il", null=True, blank=True)
    revoked_at = models.DateTimeField("annullato il", null=True, blank=True)
    created_at = models.DateTimeField("creato il", auto_now_add=True)

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invito"
        verbose_name_plural = "inviti"
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    organisation__isnull=False,
                    role__in=[code.value for code in OF_A_BODY],
                )
                | Q(organisation__isnull=True, role__in=OF_NO_BODY),
                name="accounts_invitation_names_its_body",
            ),
            models.UniqueConstraint(
                fields=["email", "organisation", "role"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="accounts_one_waiting_invitation",
            ),
            models.UniqueConstraint(
                fields=["email", "role"],
                condition=Q(
                    organisation__isnull=True,
                    used_at__isnull=True,
                    revoked_at__isnull=True,
                ),
                name="accounts_one_waiting_common_invitation",
            ),
        ]

    def __str__(self) -> str:
        where = f", {self.organisation}" if self.organisation_id else ""
        return f"{self.email}: {self.get_role_display()}{where}"

    @property
    def rights(self) -> Role:
        """What the offered role may do."""
        return ROLES[RoleCode(self.role)]

    def is_expired_at(self, at: dt.datetime) -> bool:
        """Nobody answered in time."""
        return self.expires_at <= at
