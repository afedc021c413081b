"""A phone number as one field."""

from typing import Any

from django.db import models

from directory.models.parts import valid_phone


class PhoneField(models.CharField):
    """An optional phone number, validated as in Italy it is dialled."""

    default_validators = [valid_phone]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
