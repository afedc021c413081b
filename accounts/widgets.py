"""Widgets of the pages of accounts."""

from django import forms


class Radios(forms.RadioSelect):
    """Radio buttons that the summary of errors can lead to: to the first of them."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return str(super().id_for_label(id_, index or "0"))
