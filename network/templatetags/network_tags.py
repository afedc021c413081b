"""How the words of an act are shown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
DASH = "- "


@register.filter
def act_text(text: str) -> SafeString:
    """Paragraphs, and a list where the act lists with dashes: read aloud, it has its length."""
    lines = [line.strip() for line in text.splitlines()]
    groups = groupby(lines, key=lambda line: line[:2] == DASH if line else None)
    parts = [_part(is_listed, rows) for is_listed, rows in groups]
    return mark_safe("".join(parts))  # noqa: S308


def _part(is_listed: bool | None, lines: Iterable[str]) -> str:
    if is_listed is None:  # an empty line between two paragraphs
        return ""
    if is_listed:
        items = ((line.removeprefix(DASH),) for line in lines)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))
    rows = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
    return format_html("<p>{}</p>", rows)
