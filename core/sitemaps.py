"""The list of pages that search engines read."""

from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.query import PageQuerySet

from core.querysets import published_pages


class PublishedSitemap(Sitemap):
    """What `published()` shows: Wagtail's own also lists aliases of restricted pages."""

    def items(self) -> PageQuerySet:
        root = self.get_wagtail_site().root_page
        pages = published_pages().descendant_of(root, inclusive=True)
        return pages.order_by("path").defer_streamfields().specific()
