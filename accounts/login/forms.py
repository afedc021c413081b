"""allauth's forms in our words and dress."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from django import forms

NEW_PASSWORD = {
    "password1": (
        "La nuova password",
        "Almeno 12 caratteri. Tre o quattro parole messe in fila vanno benissimo.",
    ),
    "password2": ("Di nuovo, per sicurezza", ""),
}
CODE_HELP = "Sei cifre dall'app, oppure un codice di riserva dal foglio."


def dress(form: forms.Form, labels: dict[str, tuple[str, str]]) -> None:
    """Give fields the site's class, no placeholder, and `labels`: name to (label, help)."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if not isinstance(field.widget, forms.CheckboxInput):
            field.widget.attrs["class"] = "form-control"
        if name in labels:
            field.label, field.help_text = labels[name]


class LoginForm(account.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, {"login": ("E-mail", ""), "password": ("Password", "")})
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ResetPasswordForm(account.ResetPasswordForm):
    """The address that the link goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, {"email": ("E-mail", "L'indirizzo con cui accedi.")})


class NewPasswordForm(account.ResetPasswordKeyForm):
    """A new password, from the link in the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, NEW_PASSWORD)


class ChangePasswordForm(account.ChangePasswordForm):
    """A new password, by who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, {"oldpassword": ("La password di adesso", ""), **NEW_PASSWORD})


class ConfirmPasswordForm(account.ReauthenticateForm):
    """The password asked again, before something of weight."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, {"password": ("La tua password", "")})


def _dress_code(form: forms.Form, label: str, help_text: str) -> None:
    dress(form, {"code": (label, help_text)})
    form.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeForm(codes.AuthenticateForm):
    """The second factor at login."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, "Codice", CODE_HELP)


class ConfirmCodeForm(codes.ReauthenticateForm):
    """The second factor asked again, before something of weight."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, "Codice", CODE_HELP)


class ActivateForm(totp.ActivateTOTPForm):
    """The first code of an app just set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, "Codice di sei cifre", "Quello che l'app mostra adesso.")


class PasswordForm(forms.Form):
    """The password of the person who locked the screen."""

    password = forms.CharField(
        label="La tua password",
        strip=False,
        widget=forms.PasswordInput(
            attrs={"class": "form-control", "autocomplete": "current-password"}
        ),
    )
