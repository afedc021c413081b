"""The forms by which a body keeps its referents."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from core import controls
from core.dates import from_day
from directory.models import Category, DeskPage, Municipality, Need, ServicePage
from intranet.days import DayField
from intranet.entry.access import Access
from intranet.free_text import CarefulForm, FreeText
from intranet.models import Referent
from intranet.models.referent import NEVER_PRIVATE
from intranet.referents import week_form
from intranet.referents.presence import Span
from network.models import AgreementPage

CHECKS = controls.Checkboxes
LONGEST_AWAY = 366
TOO_LONG = "Un'assenza dura al massimo un anno."
PAST = "Questo giorno è già passato."
SINCE = "È referente {}: l'ultimo giorno non può venire prima."


class ReferentForm(CarefulForm, forms.ModelForm):
    """One referent of one body."""

    role = FreeText(
        label="Ruolo",
        max_length=120,
        required=False,
        widget=controls.line(),
        help_text="Per esempio: assistente sociale, responsabile del patronato.",
    )
    other_subjects = FreeText(
        label="Altri argomenti",
        max_length=200,
        required=False,
        widget=controls.line(),
        help_text="Con le tue parole, separate da virgole: dimissioni, bonus affitto.",
    )

    class Meta:
        model = Referent
        fields = (
            *("name", "role", "desk", "agreements"),
            *("needs", "categories", "other_subjects", "municipalities"),
            *("office_phone", "service_mobile", "email"),
            *("substitute", "valid_from", "valid_until"),
        )
        widgets: ClassVar[dict[str, Any]] = {
            "name": controls.line(autocomplete="off"),
            "desk": forms.Select(controls.SELECT),
            "agreements": CHECKS,
            "needs": CHECKS,
            "categories": CHECKS,
            "municipalities": CHECKS,
            "office_phone": controls.line(type="tel"),
            "service_mobile": controls.line(type="tel"),
            "email": forms.EmailInput(controls.CONTROL | {"autocomplete": "off"}),
            "substitute": forms.Select(controls.SELECT),
            "valid_from": controls.day(),
            "valid_until": controls.day(),
        }
        field_classes: ClassVar[dict[str, Any]] = {
            "valid_from": DayField,
            "valid_until": DayField,
        }
        labels: ClassVar[dict[str, str]] = {
            "agreements": "Per quale accordo",
            "needs": "Di che cosa si occupa",
            "categories": "In quali categorie di servizi",
            "municipalities": "Per quali comuni",
            "valid_from": "Referente dal",
            "valid_until": "Ultimo giorno",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "office_phone": "Un numero dell'ufficio.",
            "service_mobile": NEVER_PRIVATE,
            "email": "Di lavoro. Se è quella con cui la persona entra qui, potrà "
            "segnare da sé le sue assenze.",
            "municipalities": "Nessuno: vale per tutti.",
            "substitute": "Chi chiamare quando non c'è.",
            "valid_until": "Se lasci vuoto, finché qualcuno lo cambia.",
        }

    def __init__(self, *args: Any, access: Access, spans: list[Span], **kw: Any):
        super().__init__(*args, **kw)
        self.spans: list[Span] = []
        self.access = access
        week_form.add_fields(self, spans)
        self._choices()

    def _choices(self) -> None:
        """Only what is of the body."""
        body = self.instance.organisation
        fields: dict[str, Any] = self.fields
        keys = [one.pk for one in self.access.shared_with(body.pk)]
        fields["agreements"].queryset = AgreementPage.objects.filter(pk__in=keys)
        fields["agreements"].error_messages["required"] = "Scegli almeno un accordo."
        fields["desk"].queryset = DeskPage.objects.published().child_of(body).by_title()
        fields["desk"].empty_label = "Nessuno in particolare"
        fields["needs"].queryset = Need.objects.all()
        fields["categories"].queryset = self._categories()
        fields["municipalities"].queryset = Municipality.objects.all()
        colleagues = Referent.objects.filter(organisation=body)
        fields["substitute"].queryset = colleagues.not_over(self.access.on).exclude(
            pk=self.instance.pk
        )
        fields["substitute"].empty_label = "Nessuno"

    def _categories(self) -> QuerySet[Category]:
        """Those of published sheets: the others are no business of a social desk."""
        used = ServicePage.objects.published().values("category")
        own = self.instance.categories.values("pk") if self.instance.pk else []
        return Category.objects.filter(Q(pk__in=used) | Q(pk__in=own))

    def clean(self) -> dict[str, Any]:
        """The hours, and at least one way of calling."""
        cleaned = super().clean()
        self.spans = week_form.spans_of(self)
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "L'ultimo giorno viene prima del primo.")
        ways = ("office_phone", "service_mobile", "email")
        is_typed = any(name in self.errors or cleaned.get(name) for name in ways)
        if not is_typed:
            self.add_error(
                "office_phone", "Serve almeno un recapito: telefono o e-mail."
            )
        return self.cleaned_data

    @property
    def week(self) -> list[dict[str, Any]]:
        """For the template."""
        return list(week_form.rows(self))

    @property
    def lists(self) -> dict[str, Any]:
        """What was ticked."""
        names = ("agreements", "needs", "categories", "municipalities")
        return {name: self.cleaned_data[name] for name in names}


class AwayForm(forms.Form):
    """From a day to another. Why is nobody's business."""

    first = DayField(label="Primo giorno", widget=controls.day())
    last = DayField(label="Ultimo giorno", widget=controls.day())

    def __init__(self, *args: Any, today: dt.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.today = today

    def clean_last(self) -> dt.date:
        last: dt.date = self.cleaned_data["last"]
        if last < self.today:
            raise ValidationError(PAST)
        return last

    def clean(self) -> dict[str, Any]:
        """In order, and not for ever."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "L'ultimo giorno viene prima del primo.")
        elif first and last and (last - first).days > LONGEST_AWAY:
            self.add_error("last", TOO_LONG)
        return cleaned


class EndForm(forms.Form):
    """The last day as a referent."""

    last = DayField(label="Ultimo giorno", widget=controls.day())

    def __init__(self, *args: Any, since: dt.date, today: dt.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.since, self.today = since, today

    def clean_last(self) -> dt.date:
        """Ended before the first day somebody is deleted: that is for who has not begun."""
        last: dt.date = self.cleaned_data["last"]
        if last < self.since < self.today:
            raise ValidationError(SINCE.format(from_day(self.since, with_year=True)))
        return last
