"""The page of all components, full and empty. Demonstration and development only."""

from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import controls

SAMPLES = Path(__file__).with_name("styleguide.yaml")


class SampleForm(forms.Form):
    """A field that is right, one that is not, one that may stay empty."""

    name = forms.CharField(label="Nome", widget=controls.line())
    email = forms.EmailField(
        label="E-mail",
        help_text="Ti rispondiamo qui.",
        widget=forms.EmailInput(controls.CONTROL),
    )
    question = forms.CharField(
        label="Di cosa hai bisogno",
        required=False,
        widget=forms.Textarea(controls.CONTROL),
    )


def samples() -> dict[str, Any]:
    """What the components are shown with: long, usual and empty values."""
    found: dict[str, Any] = yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))
    form = SampleForm({"name": "Maria", "email": "maria at esempio"})
    return {**found, "form": form, "page_of_list": Paginator(range(70), 10).page(3)}


def styleguide(request: HttpRequest) -> HttpResponse:
    """Tokens and every component."""
    return render(request, "styleguide/index.html", samples())
