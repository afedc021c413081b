"""How the words of an act are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
DASH = "- "
NUMBERED = re.compile(r"(\d{1,3})\. +(.+)")


@register.filter
def act_text(text: str) -> SafeString:
    """Paragraphs, and a list where the act lists with dashes or numbers: read aloud, it has its
    length. Numbers stay the act's own."""
    lines = [line.strip() for line in text.splitlines()]
    parts = [_part(kind, rows) for kind, rows in groupby(lines, key=_kind)]
    return mark_safe("".join(parts))  # noqa: S308


def _kind(line: str) -> str:
    if line.startswith(DASH):
        return "ul"
    if NUMBERED.fullmatch(line):
        return "ol"
    return "p" if line else ""


def _part(kind: str, lines: Iterable[str]) -> str:
    if not kind:  # an empty line between two paragraphs
        return ""
    if kind == "ul":
        items = ((line.removeprefix(DASH),) for line in lines)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))
    if kind == "ol":
        told = (NUMBERED.findall(line)[0] for line in lines)
        rows = format_html_join("", '<li value="{}">{}</li>', told)
        return format_html("<ol>{}</ol>", rows)
    rows = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
    return format_html("<p>{}</p>", rows)
