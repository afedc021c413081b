"""Tags of the public templates."""

from functools import lru_cache, partial
from typing import Any

from django import template
from django.template.context import RequestContext
from django.template.defaultfilters import stringfilter
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from core import dates, slots
from core.text import with_whole_years

register = template.Library()
# Moments are told as they are in Italy, dates as they are.
register.filter("in_full", dates.in_full, expects_localtime=True)
register.filter("on_day", dates.on_day, expects_localtime=True)
register.filter(
    "until_day", partial(dates.until_day, with_year=True), expects_localtime=True
)
register.filter("whole_years", stringfilter(with_whole_years), is_safe=True)


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: str = "", turn: bool = False) -> SafeString:
    """An icon beside words, never alone: `{% icon "clock" size="sm" %}`.

    `name` is a symbol of `icons.svg` without `it-`, `size` is `sm` or `lg`; with `turn` it
    points along the text, so it turns where text runs from the right. A tag and not an
    included template, because a page has dozens.
    """
    classes = "".join([f" icon-{size}" if size else "", " icon-turn" if turn else ""])
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#it-{}"></use></svg>',
        classes,
        static("icons.svg"),
        name,
    )


@register.filter
def rich(value: str) -> SafeString:
    """An editor's text as HTML: as Wagtail's `richtext`, without a template for each."""
    return mark_safe(expand_db_html(value))  # noqa: S308


@register.simple_tag(takes_context=True)
def slot(context: RequestContext, name: str, subject: Any) -> SafeString:
    """What apps above have registered for this place."""
    return mark_safe(slots.render(name, context["request"], subject))  # noqa: S308
