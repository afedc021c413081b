"""Tags of the public templates."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString, mark_safe

from core import slots

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: RequestContext, name: str, subject: Any) -> SafeString:
    """What apps above have registered for this place."""
    return mark_safe(slots.render(name, context["request"], subject))  # noqa: S308
