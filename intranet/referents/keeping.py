"""Pages on which a body keeps its referents; what is not one's own is not there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from directory.models import OrganisationPage
from intranet.models import Referent
from intranet.referents import reading
from intranet.referents.actions import end_referent, keep_referent, set_away
from intranet.referents.forms import AwayForm, EndForm, ReferentForm
from intranet.referents.permissions import bodies_to_keep, can_keep, can_set_away
from intranet.views import IntranetMixin

WEEK = 7
# Days that a button of the list is for, the first counted.
QUICK = {"oggi": 1, "settimana": WEEK}


class KeepView(IntranetMixin, TemplateView):
    """One's own: each with what can be done."""

    template_name = "intranet/referents/keep.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = sorted(bodies_to_keep(self.access))
        if not keys:
            raise Http404
        rows = Referent.objects.kept_by(self.access).not_over(self.today)
        full = reading.full(rows).order_by("organisation__title", "name_key", "pk")
        return super().get_context_data(
            bodies=OrganisationPage.objects.filter(pk__in=keys).by_title(),
            lines=reading.lines(full, self.access, timezone.localtime()),
            today=self.today,
            **kwargs,
        )


class ReferentFormView(IntranetMixin, FormView):
    """Abstract: the form of one referent."""

    template_name = "intranet/referents/form.html"
    form_class = ReferentForm
    kwargs: dict[str, Any]

    def referent(self) -> Referent:
        """Whom the form is about."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        one = self.referent()
        spans = list(one.presence.spans) if one.pk else []
        more = {"instance": one, "access": self.access, "spans": spans}
        return super().get_form_kwargs() | more

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        one = context["form"].instance
        return context | {"body": one.organisation, "is_new": one.pk is None}

    def form_valid(self, form: ReferentForm) -> HttpResponse:
        one = keep_referent(
            referent=form.instance,
            lists=form.lists,
            spans=form.spans,
            access=self.access,
            at=timezone.now(),
        )
        messages.success(self.request, f"{one.name}: salvato.")
        return redirect("referents_keep")


class AddView(ReferentFormView):
    """A new one, within all agreements in force of the body unless said otherwise."""

    def get_initial(self) -> dict[str, Any]:
        shared = self.access.shared_with(self.kwargs["body"])
        keys = [agreement.pk for agreement in shared]
        return {"agreements": keys, "valid_from": self.today}

    def referent(self) -> Referent:
        if self.kwargs["body"] not in bodies_to_keep(self.access):
            raise Http404
        body = get_object_or_404(OrganisationPage, pk=self.kwargs["body"])
        return Referent(organisation=body)


class ChangeView(ReferentFormView):
    """One that is there."""

    def referent(self) -> Referent:
        rows = Referent.objects.kept_by(self.access).select_related("organisation")
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class AwayView(IntranetMixin, FormView):
    """Absent, by one tap of the list or with its days; and back."""

    template_name = "intranet/referents/away.html"
    form_class = AwayForm
    kwargs: dict[str, Any]
    referent: Referent

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> HttpResponseBase:
        rows = Referent.objects.select_related("organisation")
        self.referent = get_object_or_404(rows.not_over(self.today), pk=kw["pk"])
        if not can_set_away(self.access, self.referent):
            raise Http404
        return super().dispatch(request, *args, **kw)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}

    def get_initial(self) -> dict[str, Any]:
        one = self.referent
        if one.away_until is None or one.away_until < self.today:
            return {"first": self.today}
        return {"first": one.away_from, "last": one.away_until}

    @property
    def is_away(self) -> bool:
        """Absent, or going to be."""
        return "last" in self.get_initial()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"referent": self.referent, "is_away": self.is_away}
        return super().get_context_data(**more, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A button says how long; without one, the days of the form."""
        quick = request.POST.get("quick", "")
        if quick == "torno":
            return self._set(None, None)
        if quick in QUICK:
            days = dt.timedelta(days=QUICK[quick] - 1)
            return self._set(self.today, self.today + days)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        return self._set(form.cleaned_data["first"], form.cleaned_data["last"])

    def _set(self, first: dt.date | None, last: dt.date | None) -> HttpResponse:
        one = set_away(
            referent=self.referent,
            first=first,
            last=last,
            access=self.access,
            at=timezone.now(),
        )
        says = "assenza segnata" if first else "di nuovo disponibile"
        messages.success(self.request, f"{one.name}: {says}.")
        return self._back()

    def _back(self) -> HttpResponse:
        if can_keep(self.access, self.referent):
            return redirect("referents_keep")
        return redirect("referent", pk=self.referent.pk)


class EndView(IntranetMixin, FormView):
    """No referent any more."""

    template_name = "intranet/referents/end.html"
    form_class = EndForm
    kwargs: dict[str, Any]
    referent: Referent

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> HttpResponseBase:
        rows = Referent.objects.kept_by(self.access).not_over(self.today)
        self.referent = get_object_or_404(rows, pk=kw["pk"])
        return super().dispatch(request, *args, **kw)

    def get_initial(self) -> dict[str, Any]:
        return {"last": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"since": self.referent.valid_from, "today": self.today}
        return super().get_form_kwargs() | more

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(referent=self.referent, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        name = self.referent.name
        end_referent(
            referent=self.referent,
            last=form.cleaned_data["last"],
            access=self.access,
            at=timezone.now(),
        )
        messages.success(self.request, f"{name}: salvato l'ultimo giorno.")
        return redirect("referents_keep")
