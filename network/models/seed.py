"""Pages that the content files made once."""

from core.models import PageSeed


class NetworkSeed(PageSeed):
    """A page made from `network/content/`."""
