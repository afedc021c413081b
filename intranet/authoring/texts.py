"""What is typed, made ready to be shown and to be found."""

from __future__ import annotations

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from core.markdown import NotRichTextError, to_html
from search.text import query_words
from search.text.tokens import index_forms

LONGEST = 60_000


def searchable(*texts: str) -> str:
    """The folded words of the texts, each after a space: so a word is found by its beginning."""
    return "".join(f" {word}" for word in index_forms("\n".join(texts)))[:LONGEST]


def beginnings(text: str) -> list[str]:
    """The beginnings of the words of a question that count; the last may be half typed."""
    return [word.stem for word in query_words(text)]


def rich(text: str) -> SafeString:
    """Markdown as HTML; what the form would refuse today is shown as plain paragraphs."""
    try:
        return mark_safe(to_html(text))  # noqa: S308 (markdown lets no HTML through)
    except NotRichTextError:
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 (escaped)
