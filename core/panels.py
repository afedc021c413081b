"""Pieces that the forms of all page types are put together from."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel


def fields_beside(*names: str) -> FieldRowPanel:
    """Fields beside one another."""
    return FieldRowPanel([FieldPanel(name) for name in names])
