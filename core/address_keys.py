"""Numbers in addresses: `<key:pk>`."""

from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """A number that every database can hold: a longer one is the key of nothing."""

    regex = "[0-9]{1,9}"
