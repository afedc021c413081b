"""Links inside texts to pages of the site: they name an address only where it may be known.

Wagtail writes the address of whatever page a link holds the number of; that of a draft, or of a
page taken back, is its title in other letters.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.choosers import (
    ExternalLinkChooserForm,
    URLOrAbsolutePathField,
)
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    PageLinkElementHandler,
)
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.page_titles import is_known
from core.visibility import is_published


class PublishedLinkHandler(PageLinkHandler):
    """On the site: of a page that is not published the words stay, and lead nowhere."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Any]:
        """The pages, or None; as many queries as Wagtail's."""
        found = super().get_many(attrs_list)
        return [page if page and is_published(page) else None for page in found]


class KnownLinkHandler(PageLinkElementHandler):
    """In the editor: the link stays what it is, without the address of a foreign draft."""

    def get_attribute_data(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What the editor keeps of a link."""
        kept: dict[str, Any] = super().get_attribute_data(attrs)
        page = Page.objects.filter(pk=kept["id"]).first()
        if page and not is_known(page):
            kept["url"] = None
        return kept


class LinkField(URLOrAbsolutePathField):
    """Wagtail's address of another site, which fails where it was not sent at all."""

    def to_python(self, value: Any) -> Any:
        """Not sent is empty: told at the field."""
        return super().to_python(value or "")


def ask_for_links(form: Any = ExternalLinkChooserForm) -> None:
    """Let the editor's form for a link to another site use that field."""
    form.base_fields["url"] = LinkField(label=form.base_fields["url"].label)
