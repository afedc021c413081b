"""Readable text out of rich text: no Django models."""

import re
from html import unescape

from django.utils.html import strip_tags


def plain(html: str) -> str:
    """`html` without tags and entities, with single spaces; block ends count as spaces."""
    spaced = html.replace("</", " </").replace("<br", " <br")
    return " ".join(unescape(strip_tags(spaced)).split())


def lines(html: str) -> tuple[str, ...]:
    """The paragraphs and items of `html`, each in plain words."""
    ended = re.sub(r"</(?:p|li|h\d|ul|ol)>|<br\s*/?>", "\n", html)
    return tuple(filter(None, map(plain, ended.split("\n"))))
