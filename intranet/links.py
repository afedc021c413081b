"""Addresses of things that lie elsewhere: a room, a film, a page. Only over a safe connection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from core import controls

HTTPS = "Scrivi un indirizzo che comincia con https://"
https_only = URLValidator(schemes=["https"], message=HTTPS)


class HttpsField(forms.URLField):
    """One that is typed; without a scheme it is taken for a safe one."""

    default_validators = [https_only]

    def __init__(self, **more: Any) -> None:
        super().__init__(
            max_length=500,
            assume_scheme="https",
            widget=controls.address(),
            error_messages={"invalid": HTTPS},
            **more,
        )


def insist_on_https(url: str) -> None:
    """What `clean()` of a row with a video link asks. Raises ValidationError."""
    if url:
        try:
            https_only(url)
        except ValidationError as error:
            raise ValidationError({"video_url": error.messages}) from error
