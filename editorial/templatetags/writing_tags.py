"""The advice on a page, in a template of Wagtail's."""

from __future__ import annotations

from typing import Any

from django import template

from editorial.writing.reading import Advice, advice_for

register = template.Library()


@register.simple_tag
def writing_advice(page: Any) -> Advice | None:
    """Advice on a page of the tree; None for what is none, or is not saved yet."""
    return advice_for(page) if getattr(page, "pk", None) else None
