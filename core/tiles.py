"""The map's images: none by default, or those of a server that the coordinator names."""

from __future__ import annotations

import re
from typing import TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpResponse

Response = TypeVar("Response", bound=HttpResponse)

PLACES = ("{z}", "{x}", "{y}")
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?/[^\s\"'<>;,\\]+")


def valid_tiles(address: str) -> None:
    """Raise ValidationError where `address` is no secure address of map images."""
    if not _ADDRESS.fullmatch(address) or any(p not in address for p in PLACES):
        raise ValidationError(
            "Scrivi un indirizzo che comincia con https:// e contiene {z}, {x} e {y}, "
            "per esempio https://mappe.example.org/{z}/{x}/{y}.png"
        )


def tile_origin(address: str) -> str:
    """Scheme and host of the tiles: `https://mappe.example.org`."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def allow_tiles(response: Response, address: str) -> Response:
    """Let this one page show images of the tiles' host; nothing changes without one."""
    if address:
        response._csp_update = {"img-src": [tile_origin(address)]}  # type: ignore[attr-defined]
    return response
