"""What provisioning gave: a body's collection and workflow, a role's group."""

from django.db import models

from accounts.roles import CHOICES, ROLES, RoleCode


class OrganisationAccess(models.Model):
    """What belongs to one body: its files' collection and its way to publication."""

    organisation = models.OneToOneField(
        "directory.OrganisationPage", on_delete=models.CASCADE, related_name="access"
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.PROTECT, related_name="+"
    )
    workflow = models.OneToOneField(
        "wagtailcore.Workflow", on_delete=models.PROTECT, related_name="+"
    )
    is_trusted = models.BooleanField(
        "pubblica senza il coordinamento",
        default=False,
        help_text="I responsabili dell'ente pubblicano da soli; il coordinamento non approva.",
    )

    class Meta:
        verbose_name = "accesso di un ente"
        verbose_name_plural = "accessi degli enti"

    def __str__(self) -> str:
        return str(self.organisation)


class RoleGroup(models.Model):
    """The group that carries the rights of a role, in one body or everywhere.

    Nobody is put into it by hand: members follow from the profiles in force.
    """

    role = models.CharField("ruolo", max_length=20, choices=CHOICES)
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="role_groups",
        verbose_name="ente",
    )
    group = models.OneToOneField(
        "auth.Group", on_delete=models.PROTECT, related_name="role_group"
    )

    class Meta:
        verbose_name = "gruppo di un ruolo"
        verbose_name_plural = "gruppi dei ruoli"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "organisation"],
                condition=models.Q(organisation__isnull=False),
                name="accounts_one_group_per_role_and_body",
            ),
            models.UniqueConstraint(
                fields=["role"],
                condition=models.Q(organisation__isnull=True),
                name="accounts_one_group_per_common_role",
            ),
        ]

    def __str__(self) -> str:
        label = ROLES[RoleCode(self.role)].label
        return f"{label}, {self.organisation}" if self.organisation_id else label
