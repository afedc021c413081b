"""The field by which a private file is brought."""

from __future__ import annotations

from django import forms


class PrivateUploadField(forms.FileField):
    """A file for those who enter."""
