"""The authorisation profile (Art. 5 of the protocol): who may do what, for whom, until when."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.roles import CHOICES, ROLES, Role, RoleCode

OF_NO_BODY = [role.code.value for role in ROLES.values() if not role.of_organisation]


class Bond(models.TextChoices):
    """Who may process data: staff, those treated like staff, those appointed (Art. 5)."""

    EMPLOYED = "employed", "Dipendente"
    ASSIMILATED = "assimilated", "Assimilato a dipendente"
    VOLUNTEER = "volunteer", "Volontario incaricato"


class Outcome(models.TextChoices):
    """What the last review of the profile said."""

    CONFIRMED = "confirmed", "Confermato"
    WITHDRAWN = "withdrawn", "Revocato"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Profiles, and which of them are in force."""

    def active_on(self, on: dt.date) -> MembershipQuerySet:
        """In force on that day: begun, not ended, neither suspended nor withdrawn."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            valid_from__lte=on,
            withdrawn_at__isnull=True,
            suspended_at__isnull=True,
            user__is_active=True,
        )

    def not_withdrawn(self) -> MembershipQuerySet:
        """All but those that were taken away for good."""
        return self.filter(withdrawn_at__isnull=True)

    def in_force_or_suspended(
        self, on: dt.date, reasons: list[str]
    ) -> MembershipQuerySet:
        """In force on that day, or stopped for one of these reasons."""
        stopped = self.not_withdrawn().filter(
            suspended_at__isnull=False,
            suspended_because__in=reasons,
            user__is_active=True,
        )
        return self.active_on(on) | stopped

    def not_over(self, on: dt.date) -> MembershipQuerySet:
        """Neither withdrawn nor ended; suspended ones, and those that begin later, included."""
        return self.not_withdrawn().filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on), user__is_active=True
        )

    def of(self, organisation: models.Model) -> MembershipQuerySet:
        """Profiles in one body."""
        return self.filter(organisation_id=organisation.pk)

    def with_role(self, *roles: RoleCode) -> MembershipQuerySet:
        """Profiles with one of these roles."""
        return self.filter(role__in=[role.value for role in roles])

    def only_administrator(self, on: dt.date) -> int | None:
        """Key of the one person who administers on that day; None where there are more or none."""
        rows = self.active_on(on).with_role(RoleCode.ADMINISTRATOR)
        holders = set(rows.values_list("user", flat=True))
        return holders.pop() if len(holders) == 1 else None


class Membership(models.Model):
    """One role of one person in one body. Days are inclusive; moments are in UTC."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="persona",
    )
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="ente",
    )
    role = models.CharField("ruolo", max_length=20, choices=CHOICES)
    bond = models.CharField(
        "rapporto con l'ente",
        max_length=12,
        choices=Bond.choices,
        blank=True,
        help_text="Può trattare dati chi è dipendente, assimilato o incaricato (Art. 5).",
    )
    appointed_on = models.DateField("incaricato il", null=True, blank=True)
    valid_from = models.DateField("valido dal")
    valid_until = models.DateField("valido fino al", null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dato da",
    )
    reviewed_on = models.DateField("ultima verifica", null=True, blank=True)
    review_outcome = models.CharField(
        "esito della verifica", max_length=12, choices=Outcome.choices, blank=True
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="verificato da",
    )
    suspended_at = models.DateTimeField("sospeso il", null=True, blank=True)
    suspended_because = models.CharField("motivo", max_length=200, blank=True)
    resumed_at = models.DateTimeField("ripreso il", null=True, blank=True)
    withdrawn_at = models.DateTimeField("revocato il", null=True, blank=True)
    created_at = models.DateTimeField("creato il", auto_now_add=True)

    objects: ClassVar = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "profilo di autorizzazione"
        verbose_name_plural = "profili di autorizzazione"
        ordering = ("organisation__title", "role", "user__email")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="accounts_membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(role__in=OF_NO_BODY),
                name="accounts_membership_names_its_body",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(withdrawn_at__isnull=True),
                name="accounts_one_profile_per_role",
            ),
        ]

    def __str__(self) -> str:
        where = f", {self.organisation}" if self.organisation_id else ""
        return f"{self.user}: {self.get_role_display()}{where}"

    def clean(self) -> None:
        """What the constraints hold, said at the field."""
        if self.valid_until and self.valid_from and self.valid_until < self.valid_from:
            raise ValidationError(
                {
                    "valid_until": "La fine viene prima dell'inizio: correggi una delle due date."
                }
            )
        if self.role and self.rights.of_organisation and not self.organisation_id:
            raise ValidationError({"organisation": "Per questo ruolo scegli l'ente."})

    @property
    def rights(self) -> Role:
        """What the role may do."""
        return ROLES[RoleCode(self.role)]

    def is_active_on(self, on: dt.date) -> bool:
        """In force on that day, as `active_on` says it (the person's account aside)."""
        is_over = self.valid_until is not None and self.valid_until < on
        is_stopped = self.withdrawn_at or self.suspended_at
        return self.valid_from <= on and not is_over and not is_stopped
