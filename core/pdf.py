"""PDF from a template, tagged for assistive technology (PDF/UA, EN 301 549 clause 10)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from PIL import ImageFile

from core.pdf_languages import tell_languages

STATIC = Path(settings.STATICFILES_DIRS[0])
MISSING = (
    "Per fare i PDF manca Pango su questo computer. "
    "Su Debian e Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
)


class PdfUnavailable(RuntimeError):
    """The machine lacks the libraries that write PDF; the message says which."""


def render_pdf(template: str, context: dict[str, Any]) -> bytes:
    """The template as a PDF document. It must be whole in itself: nothing is fetched.

    Raises PdfUnavailable where the system's libraries are missing.
    """
    try:
        from weasyprint import HTML
    except OSError as error:  # WeasyPrint loads Pango when it is imported.
        raise PdfUnavailable(MISSING) from error
    # WeasyPrint lets Pillow take pictures that are cut short, in the whole process: uploads too.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    html = render_to_string(template, context)
    tell_languages()
    fetcher = _own_files()
    document = HTML(string=html, base_url=f"{STATIC.as_uri()}/", url_fetcher=fetcher)
    return document.write_pdf(pdf_variant="pdf/ua-1")


def _own_files() -> Any:
    """Fetches fonts and pictures of `static/`, no other file and nothing from elsewhere."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class OwnFiles(URLFetcher):
        """Gives out the site's own files, and refuses every other address."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(f"{STATIC.as_uri()}/") or ".." in url:
                raise FatalURLFetchingError(f"not fetched for a PDF: {url}")
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols=["file"])
