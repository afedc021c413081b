"""The page of all components, full and empty. Demonstration and development only."""

from pathlib import Path
from typing import Any

import yaml
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SAMPLES = Path(__file__).with_name("styleguide.yaml")


def samples() -> dict[str, Any]:
    """What the components are shown with: long, usual and empty values."""
    found: dict[str, Any] = yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))
    return {**found, "page_of_list": Paginator(range(70), 10).page(3)}


def styleguide(request: HttpRequest) -> HttpResponse:
    """Tokens and every component."""
    return render(request, "styleguide/index.html", samples())
