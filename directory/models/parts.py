"""What rows and pages of the directory share: translatable child rows, addresses, phones."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin

from core.ordering import RowManager
from directory.phones import display, problem, tel_uri

POSTAL_CODE = RegexValidator(r"^\d{5}$", "Il CAP ha cinque cifre, per esempio 26100.")
PROVINCE = RegexValidator(r"^[A-Z]{2}$", "Scrivi la sigla, per esempio CR.")


class Row(TranslatableMixin, Orderable):
    """A child row that travels with its page's draft."""

    objects = RowManager()

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **_: Any) -> Any:
        """From a draft; what it refers to was looked for with the others' (`BasePage`)."""
        return model_from_serializable_data(cls, data, check_fks=False)


def valid_phone(number: str) -> None:
    """Raise ValidationError with the reason in Italian."""
    if message := problem(number):
        raise ValidationError(message)


class Phone(Row):
    """A phone number with what it is for."""

    number = models.CharField("numero", max_length=40, validators=[valid_phone])
    label = models.CharField(
        "a che cosa serve",
        max_length=120,
        blank=True,
        help_text="Per esempio «Centralino» o «Appuntamenti».",
    )
    hours = models.CharField(
        "quando rispondono",
        max_length=160,
        blank=True,
        help_text="Per esempio «lun–ven 9–12».",
    )
    language = models.CharField(
        "in quale lingua, se non l'italiano", max_length=80, blank=True
    )

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("label")]),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("language")]),
    ]

    class Meta(Row.Meta):
        abstract = True
        verbose_name = "telefono"
        verbose_name_plural = "telefoni"

    def __str__(self) -> str:
        return self.display

    @property
    def display(self) -> str:
        """The number as people write it."""
        return display(self.number)

    @property
    def uri(self) -> str:
        """The number as a `tel:` address."""
        return tel_uri(self.number)


class Address(models.Model):
    """A postal address in Italy."""

    street = models.CharField("via e numero", max_length=160, blank=True)
    postal_code = models.CharField(
        "CAP", max_length=5, blank=True, validators=[POSTAL_CODE]
    )
    municipality = models.ForeignKey(
        "directory.Municipality",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="comune",
    )
    province = models.CharField(
        "provincia", max_length=2, blank=True, validators=[PROVINCE]
    )

    class Meta:
        abstract = True

    @property
    def address_line(self) -> str:
        """`Via Mantova 25, 26100 Cremona (CR)`, as much of it as is known."""
        town = self.municipality.name if self.municipality else ""
        place = " ".join(filter(None, [self.postal_code, town]))
        if place and self.province:
            place += f" ({self.province})"
        return ", ".join(filter(None, [self.street, place]))


def address_panel() -> MultiFieldPanel:
    """Panel of the address fields."""
    fields: list[Any] = [
        FieldPanel("street"),
        FieldRowPanel(
            [
                FieldPanel("postal_code"),
                FieldPanel("municipality"),
                FieldPanel("province"),
            ]
        ),
    ]
    return MultiFieldPanel(fields, heading="Indirizzo")
