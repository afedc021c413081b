"""Tags of the results page."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def marked(text: str, ranges: Iterable[tuple[int, int]]) -> SafeString:
    """`text`, escaped, with `<mark>` round each range: `{{ hit.title|marked:hit.title_marks }}`."""
    pieces, end_before = [], 0
    for start, end in ranges:
        pieces.append((text[end_before:start], text[start:end]))
        end_before = end
    found = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}", found, text[end_before:])
