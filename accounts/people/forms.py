"""Forms of the pages about people. What is wrong is told at its field."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import Bond, Invitation, Membership, SystemAdministrator, User
from accounts.roles import Role
from core import controls

LONGEST_YEARS = 5
WAITING = (
    "C'è già un invito che aspetta per questo indirizzo: mandalo di nuovo dall'elenco."
)


def valid_end(day: dt.date | None, today: dt.date) -> dt.date | None:
    """The last day of an access. Raises ValidationError for the past and for never."""
    if day and day < today:
        raise ValidationError(
            "Questo giorno è già passato. Per togliere subito l'accesso usa «Revoca»."
        )
    if day and day.year > today.year + LONGEST_YEARS:
        raise ValidationError(
            f"Scegli un giorno entro {LONGEST_YEARS} anni, oppure lascia vuoto."
        )
    return day


class AppointmentForm(forms.ModelForm):
    """How somebody belongs to the body (Art. 5), since when, until when."""

    today: dt.date

    def clean_valid_until(self) -> dt.date | None:
        return valid_end(self.cleaned_data["valid_until"], self.today)

    def clean_appointed_on(self) -> dt.date | None:
        day = self.cleaned_data["appointed_on"]
        if day and day > self.today:
            raise ValidationError("L'incarico non può essere nel futuro.")
        if not day and self.cleaned_data.get("bond") == Bond.VOLUNTEER:
            raise ValidationError(
                "Per una persona volontaria serve il giorno dell'incarico (Art. 5)."
            )
        return day


class InvitationForm(AppointmentForm):
    """Whom to invite, with which of the roles that the person may give."""

    class Meta:
        model = Invitation
        fields = ("email", "role", "bond", "appointed_on", "valid_until")
        widgets: ClassVar[dict[str, Any]] = {
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "appointed_on": controls.day(),
            "valid_until": controls.day(),
        }
        labels: ClassVar[dict[str, str]] = {
            "email": "Indirizzo e-mail di lavoro",
            "appointed_on": "Giorno dell'incarico",
            "valid_until": "Ultimo giorno di accesso",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "email": "L'invito arriva qui. Ognuno ha il suo: niente indirizzi in comune.",
            "appointed_on": "Solo se c'è un incarico, come per chi è volontario.",
            "valid_until": "Se lasci vuoto, l'accesso vale finché qualcuno lo revoca.",
        }

    def __init__(self, *args: Any, today: dt.date, roles: list[Role], **kw: Any):
        super().__init__(*args, **kw)
        self.today = today
        self.roles = roles
        role = forms.ChoiceField(
            label="Ruolo",
            widget=controls.Radios,
            choices=[(r.code.value, r.label) for r in roles],
            error_messages={
                "required": "Scegli un ruolo.",
                "invalid_choice": "Questo ruolo non puoi darlo tu.",
            },
        )
        self.fields["role"] = role
        self.fields["bond"].help_text = Membership._meta.get_field("bond").help_text

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """Nobody is invited twice to the same."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        email, role = cleaned.get("email"), cleaned.get("role")
        if not email or not role:
            return cleaned
        same = {"role": role, "organisation": self.instance.organisation}
        active = Membership.objects.active_on(self.today)
        if active.filter(user__email=email, **same).exists():
            self.add_error("email", "Questa persona ha già questo ruolo.")
        elif Invitation.objects.waiting().filter(email=email, **same).exists():
            self.add_error("email", WAITING)
        return cleaned


class DatesForm(AppointmentForm):
    """What may change of a profile that is there."""

    class Meta:
        model = Membership
        fields = ("bond", "appointed_on", "valid_until")
        widgets = InvitationForm.Meta.widgets
        labels = InvitationForm.Meta.labels
        help_texts: ClassVar[dict[str, str]] = {
            "appointed_on": InvitationForm.Meta.help_texts["appointed_on"],
            "valid_until": InvitationForm.Meta.help_texts["valid_until"],
        }

    def __init__(self, *args: Any, today: dt.date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.today = today


class SuspensionForm(forms.Form):
    """Why a profile stops for a while."""

    because = forms.CharField(
        label="Motivo",
        max_length=200,
        help_text="Poche parole, senza dati sulla salute: per esempio «assenza lunga».",
    )


class OwnWithdrawalForm(forms.Form):
    """Nobody takes their own access away by mistake."""

    sure = forms.BooleanField(
        label="Sì, tolgo l'accesso a me stesso",
        error_messages={"required": "Se sei sicuro, metti la spunta."},
    )


class AcceptanceForm(forms.Form):
    """The name and the password of somebody new."""

    first_name = forms.CharField(
        label="Nome",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label="Cognome",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password1 = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Almeno 12 caratteri: va bene una frase. Se il telefono o il computer "
        "te ne propone una, puoi accettarla.",
    )
    password2 = forms.CharField(
        label="Di nuovo la password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Twice the same, and not one that can be guessed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Le due password non sono uguali.")
        if first:
            self._check(first, cleaned)
        return cleaned

    def _check(self, password: str, cleaned: dict[str, Any]) -> None:
        names = {name: cleaned.get(name, "") for name in ("first_name", "last_name")}
        try:
            validate_password(password, User(email=self.email, **names))
        except ValidationError as error:
            self.add_error("password1", error)


class SystemAdministratorForm(forms.ModelForm):
    """One row of the list."""

    class Meta:
        model = SystemAdministrator
        fields = ("name", "company", "functions", "appointed_on", "act", "until")
        widgets: ClassVar[dict[str, Any]] = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "functions": forms.Textarea(attrs={"rows": 3}),
            "appointed_on": controls.day(),
            "until": controls.day(),
        }
