"""The menu of the restricted part."""

from typing import Any

from django import template

from intranet.sections import SECTIONS

register = template.Library()
ROOT = "/intranet/"


@register.inclusion_tag("intranet/menu.html", takes_context=True)
def intranet_menu(context: Any) -> dict[str, Any]:
    """Its parts, the current one marked."""
    return {"sections": SECTIONS, "path": context["request"].path, "root": ROOT}
