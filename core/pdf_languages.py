"""Words in another language say so in a PDF's tags, or a voice reads Arabic as if it were Italian.

WCAG 3.1.2 and PDF/UA-1 (7.2) ask for it; WeasyPrint writes the document's language alone, and its
tags have no public hook. What builds them is wrapped once; `tests/directory/handout/test_pdf.py`
tells when a new version builds them otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Build = Callable[..., Iterator[Any]]


def tell_languages() -> None:
    """From now on a `lang` attribute becomes the `/Lang` of what is tagged."""
    from weasyprint.pdf import tags

    if not hasattr(tags._build_box_tree, "tells_languages"):
        tags._build_box_tree = _telling(tags._build_box_tree)


def _telling(build: Build) -> Build:
    from pydyf import String

    def telling(box: Any, *rest: Any) -> Iterator[Any]:
        language = _language_of(box)
        for element in build(box, *rest):
            # What stands within was tagged before, and knows better.
            if language and "Lang" not in element:
                element["Lang"] = String(language)
            yield element

    telling.tells_languages = True  # type: ignore[attr-defined]
    return telling


def _language_of(box: Any) -> str:
    """What the box's own element says; a box placed by itself stands for another."""
    element = getattr(getattr(box, "_box", box), "element", None)
    return "" if element is None else str(element.attrib.get("lang", ""))
