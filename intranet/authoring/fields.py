"""Fields that all who write here meet: bodies, a public page by its name, Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from wagtail.models import Page

from core.controls import Checkboxes
from core.markdown import NotRichTextError, to_html
from intranet.authoring.pages import PageChoice, known_pages
from intranet.free_text import FreeText

NO_PAGE = "Non c'è nessuna scheda pubblica con questo nome o questo indirizzo."
SEVERAL = "Ce n'è più d'una: scegline una dall'elenco ({})."
MOST_OFFERED = 600
MARKDOWN_HELP = (
    "Una riga vuota comincia un capoverso. Un elenco: ogni riga comincia con «- », o con "
    "«1. ». Grassetto: **così**. Collegamento: [parole](https://indirizzo)."
)


class NumbersField(forms.TypedMultipleChoiceField):
    """Some of a list of (key, title)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, widget=Checkboxes, **kwargs)


class MarkdownText(FreeText):
    """A long text with lists, bold and links, and nothing else."""

    def __init__(self, **kwargs: Any) -> None:
        more = {"help_text": MARKDOWN_HELP, "max_length": 20_000, **kwargs}
        super().__init__(widget=forms.Textarea(attrs={"rows": 14}), **more)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            to_html(text)
        except NotRichTextError as error:
            raise ValidationError(str(error).capitalize()) from error
        return text


class PageField(forms.CharField):
    """A public page by its name, as the list under the field writes it, or by its address.

    `pages` are asked once for each form. Cleaned: the page's key, None where nothing was typed.
    """

    pages: Sequence[PageChoice] = ()

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = self._by_address(typed) or self._by_name(typed)
        if len(found) > 1:
            names = "; ".join(choice.label for choice in found[:5])
            raise ValidationError(SEVERAL.format(names))
        if not found:
            raise ValidationError(NO_PAGE)
        return found[0].pk

    def _by_address(self, typed: str) -> list[PageChoice]:
        try:
            path = urlsplit(typed).path.strip("/")
        except ValueError:  # "[https://…": no address
            return []
        return [choice for choice in self.pages if choice.path.strip("/") == path]

    def _by_name(self, typed: str) -> list[PageChoice]:
        wanted = typed.casefold()
        exact = [c for c in self.pages if c.label.casefold() == wanted]
        return exact or [c for c in self.pages if c.title.casefold() == wanted]

    def label_of(self, pk: int | None) -> str:
        """What the field shows for a page."""
        return next((c.label for c in self.pages if c.pk == pk), "")


def pages_of(*models: type[Page]) -> list[PageChoice]:
    """The public pages of these types, by name."""
    return known_pages(models)


def offered(pages: list[PageChoice]) -> list[PageChoice]:
    """What the browser offers while a name is typed: of a site with very many pages nothing,
    for a slow line; names and addresses are understood all the same."""
    return pages if len(pages) <= MOST_OFFERED else []
