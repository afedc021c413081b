"""What the coordinator attests in public of joint training."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from intranet.training import attested
from intranet.training.actions import attesting
from intranet.training.permissions import can_attest
from intranet.training.views.frames import Deed, TrainingMixin
from network.actions import UnknownDuty
from network.models import AgreementPage


class AttestingMixin(TrainingMixin):
    """For the coordinator; for others there is nothing here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not can_attest(self.access):
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class AttestingView(AttestingMixin, TemplateView):
    """Each year of each agreement, with the words that will be public."""

    template_name = "intranet/training/attesting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = attested.attestable(self.access.agreements)
        lacking = attested.lacking_duty(
            {row.agreement.pk: row.agreement for row in rows}
        )
        return super().get_context_data(rows=rows, lacking=lacking, **kwargs)


class AttestView(AttestingMixin, Deed):
    """State one year on its agreement."""

    done = "Attestato: si legge sulla pagina dell’accordo."

    @property
    def back(self) -> str:
        return reverse("training_attesting")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, **kwargs)
        except UnknownDuty:
            says = "L’accordo non ha un impegno «formazione-congiunta»: aggiungilo alla sua pagina."
            messages.error(request, says)
            return redirect(self.back)

    @property
    def row(self) -> attested.Attestable:
        """What the address names."""
        asked = (self.kwargs["pk"], self.kwargs["year"])
        rows = attested.attestable(self.access.agreements)
        for row in rows:
            if (row.agreement.pk, row.year.number) == asked:
                return row
        raise Http404

    def perform(self) -> None:
        row = self.row
        agreement = AgreementPage.objects.published().get(pk=row.agreement.pk)
        attesting.attest(agreement=agreement, year=row.year, access=self.access)


class TakeBackView(AttestView):
    """Take one statement back."""

    done = "Ritirato: sulla pagina dell’accordo non si legge più."

    def perform(self) -> None:
        attesting.take_back(
            agreement_id=self.kwargs["pk"],
            year=self.kwargs["year"],
            access=self.access,
        )
