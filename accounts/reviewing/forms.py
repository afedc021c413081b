"""One form for all profiles of a body."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Outcome
from accounts.permissions import Standing
from accounts.reviewing.actions import LAST_MANAGER
from accounts.reviewing.due import is_suspended_by_night
from accounts.reviewing.reading import Row
from accounts.roles import RoleCode
from core.controls import Radios

SURE = "Spunta la casella: le persone che revochi perdono subito l'accesso."


class ReviewForm(forms.Form):
    """For each profile "Confermo" or "Revoca"; what is left open stays as it is."""

    sure = forms.BooleanField(
        required=False,
        label="Revoche",
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(
        self, *args: Any, rows: list[Row], who: Standing, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.who = rows, who
        for row in rows:
            if row.may_review:
                self.fields[_name(row)] = _choice(row)

    def lines(self) -> list[tuple[Row, forms.BoundField | None]]:
        """Each profile, with its choice where the person has one."""
        return [
            (row, self[_name(row)] if row.may_review else None) for row in self.rows
        ]

    def decisions(self) -> dict[int, Outcome]:
        """What was decided, by the profile's key."""
        chosen = ((row, self.cleaned_data.get(_name(row))) for row in self.rows)
        return {row.membership.pk: Outcome(value) for row, value in chosen if value}

    def clean(self) -> None:
        """Nobody is put out by mistake, and no body is left without a *responsabile*."""
        decided = self.decisions()
        out = [
            row for row in self.rows if decided.get(row.membership.pk) == "withdrawn"
        ]
        if out and not self.cleaned_data.get("sure"):
            self.add_error("sure", SURE)
        managers = [row for row in out if row.membership.role == RoleCode.MANAGER]
        if (
            managers
            and not self.who.holds(RoleCode.ADMINISTRATOR)
            and not self._others(out)
        ):
            self.add_error(_name(managers[-1]), LAST_MANAGER)

    def _others(self, out: list[Row]) -> list[Row]:
        return [
            row
            for row in self.rows
            if row.is_active
            and row.membership.role == RoleCode.MANAGER
            and row not in out
        ]


def _name(row: Row) -> str:
    return f"profile-{row.membership.pk}"


def _choice(row: Row) -> forms.ChoiceField:
    confirm = "Confermo"
    if is_suspended_by_night(row.membership):
        confirm = "Confermo e riattivo"
    elif row.membership.suspended_at:
        confirm = "Confermo (resta sospeso)"
    return forms.ChoiceField(
        label=f"{row.name}, {row.membership.get_role_display()}",
        choices=[
            (Outcome.CONFIRMED.value, confirm),
            (Outcome.WITHDRAWN.value, "Revoca"),
        ],
        required=False,
        widget=Radios(attrs={"class": "form-check-input"}),
        error_messages={"invalid_choice": "Scegli «Confermo» o «Revoca»."},
    )
