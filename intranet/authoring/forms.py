"""What forms of the restricted part share: in whose name one writes, whom for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.http import QueryDict

from intranet.authoring.fields import NumbersField
from intranet.authoring.sharing import COORDINATION, names_of
from intranet.free_text import CarefulForm

BOTH = "Hai scelto tutti gli enti e anche alcuni: togli una delle due scelte."
NOBODY = "Scegli almeno un ente, oppure metti la spunta su tutti."


class StyledForm(CarefulForm):
    """A form whose fields carry the site's class."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_box = isinstance(
                field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple
            )
            if not is_box:
                field.widget.attrs.setdefault("class", "form-control")
        # Last, and shown only when there is something to confirm.
        self.fields["confirmed"] = self.fields.pop("confirmed")

    def show_again(self, name: str, value: str) -> None:
        """Let the form come back with another value in a hidden field."""
        data = cast(QueryDict, self.data).copy()
        data[name] = value
        self.data = data

    @property
    def shown(self) -> list[forms.BoundField]:
        """Its fields, without the confirmation that only some texts ask for."""
        fields = (field for field in self if not field.is_hidden)
        return [f for f in fields if f.name != "confirmed" or self.must_confirm]


class OwnedForm(StyledForm):
    """Written in the name of a body: asked only of who may write for several.

    `owners` are keys of bodies, None for the coordinator.
    """

    owner = forms.ChoiceField(label="A nome di")

    def __init__(
        self, *args: Any, owners: Collection[int | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owners = set(owners)
        if len(self.owners) < 2:
            del self.fields["owner"]
            return
        bodies = names_of([body for body in self.owners if body])
        choices = [(str(pk), title) for pk, title in bodies]
        if None in self.owners:
            choices.append(("0", COORDINATION))
        cast(forms.ChoiceField, self.fields["owner"]).choices = choices
        self.order_fields(["owner", *self.fields])

    @property
    def owner_body(self) -> int | None:
        """The body in whose name it is written; None for the coordinator."""
        if "owner" not in self.fields:
            return next(iter(self.owners))
        return int(self.cleaned_data["owner"]) or None


class AddressedForm(OwnedForm):
    """Written to some bodies, or to all that sit at the table."""

    for_all = forms.BooleanField(
        required=False, label="Tutti gli enti degli accordi in vigore"
    )
    bodies = NumbersField(required=False, label="Oppure solo questi enti")

    def __init__(self, *args: Any, addressees: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(pk), title) for pk, title in names_of(addressees)]
        cast(NumbersField, self.fields["bodies"]).choices = choices

    def clean(self) -> dict[str, Any]:
        """To somebody; "all" and some by name together is a slip, and "all" would say more."""
        cleaned = super().clean()
        if cleaned.get("for_all") and cleaned.get("bodies"):
            self.add_error("bodies", BOTH)
        elif self._is_to_nobody(cleaned):
            self.add_error("bodies", NOBODY)
        return cleaned

    def _is_to_nobody(self, cleaned: dict[str, Any]) -> bool:
        chosen = cleaned.get("for_all") or cleaned.get("bodies")
        return not chosen and "bodies" not in self.errors
