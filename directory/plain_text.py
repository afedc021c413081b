"""Readable text out of rich text: no Django models."""

from html import unescape

from django.utils.html import strip_tags


def plain(html: str) -> str:
    """`html` without tags and entities, with single spaces; block ends count as spaces."""
    spaced = html.replace("</", " </").replace("<br", " <br")
    return " ".join(unescape(strip_tags(spaced)).split())
