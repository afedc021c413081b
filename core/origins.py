"""Whether what was sent comes from a page of ours."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_own(request: HttpRequest) -> bool:
    """Sent by a page of ours, not by another site's: browsers say so themselves."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return _host(origin) == request.get_host()


def _host(address: str) -> str:
    """Empty for what is no address: a header holds whatever somebody sends."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
