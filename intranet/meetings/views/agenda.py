"""Points of the agenda, documents, the agenda on paper."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from intranet.meetings import actions
from intranet.meetings.actions.agenda import (
    in_whose_name,
    may_bring,
    may_take_away,
)
from intranet.meetings.forms import DocumentForm, ItemForm
from intranet.meetings.permissions import can_change_item, can_propose
from intranet.meetings.showing import agenda_context
from intranet.meetings.views.base import (
    ActView,
    MeetingFormView,
    MeetingMixin,
    SureView,
)
from intranet.models import AgendaItem, MeetingDocument

LONGEST_SUGGESTION = 200


class ProposeView(MeetingFormView):
    """A new point; what was gathered may have filled in its title."""

    form_class = ItemForm
    heading = "Proponi un punto"
    lead = "Lo leggono tutti gli enti invitati."
    button = "Aggiungi all'ordine del giorno"

    def check(self) -> None:
        self.insist(can_propose(self.access, self.meeting, self.at))

    def get_initial(self) -> dict[str, Any]:
        about = " ".join(self.request.GET.get("su", "").split())
        return {"title": about[:LONGEST_SUGGESTION]}

    def get_form_kwargs(self) -> dict[str, Any]:
        bodies = in_whose_name(self.access, self.meeting)
        return super().get_form_kwargs() | {"bodies": bodies.items()}

    def form_valid(self, form: ItemForm) -> HttpResponse:
        told = form.cleaned_data
        actions.propose(
            meeting=self.meeting,
            title=told["title"],
            text=told["text"],
            organisation_id=told["organisation"],
            by=self.access,
            at=self.at,
        )
        return self.done("Punto aggiunto all'ordine del giorno.")


class ItemMixin(MeetingMixin):
    """A point of the meeting."""

    @property
    def item(self) -> AgendaItem:
        """Raises Http404."""
        rows = self.meeting.items.all()
        item: AgendaItem = get_object_or_404(rows, pk=self.kwargs["item"])
        item.meeting = self.meeting
        return item


class RewordView(ItemMixin, MeetingFormView):
    """Other words for a point."""

    form_class = ItemForm
    heading = "Cambia il punto"

    def check(self) -> None:
        self.insist(can_change_item(self.access, self.item, self.at))

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.item.title, "text": self.item.text}

    def get_form_kwargs(self) -> dict[str, Any]:
        item = self.item
        bodies = [(item.organisation_id, item.body_name)]
        return super().get_form_kwargs() | {"bodies": bodies}

    def form_valid(self, form: ItemForm) -> HttpResponse:
        title, text = form.cleaned_data["title"], form.cleaned_data["text"]
        actions.reword(
            item=self.item, title=title, text=text, by=self.access, at=self.at
        )
        return self.done("Punto cambiato.")


class WithdrawView(ItemMixin, SureView):
    """A point that is not talked about."""

    heading = "Togli il punto?"
    lead = "Sparisce dall'ordine del giorno, con la sua spiegazione."
    button = "Togli il punto"

    @property
    def what(self) -> str:
        return self.item.title

    def check(self) -> None:
        self.insist(can_change_item(self.access, self.item, self.at))

    def form_valid(self, form: Form) -> HttpResponse:
        actions.withdraw_item(item=self.item, by=self.access, at=self.at)
        return self.done("Punto tolto dall'ordine del giorno.")


class MoveView(ItemMixin, ActView):
    """A point one place up or down."""

    def act(self) -> HttpResponse:
        up = self.request.POST.get("verso") == "su"
        actions.move_item(item=self.item, up=up, by=self.access, at=self.at)
        return self.done("Ordine cambiato.", f"{self.own_url}#ordine-del-giorno")


class BringView(MeetingFormView):
    """A document."""

    form_class = DocumentForm
    template_name = "intranet/meetings/bring.html"
    heading = "Aggiungi un documento"
    lead = "Lo leggono tutti gli enti invitati, e nessun altro."
    button = "Aggiungi"

    def check(self) -> None:
        self.insist(may_bring(self.access, self.meeting))

    def form_valid(self, form: DocumentForm) -> HttpResponse:
        told = form.cleaned_data
        actions.bring_document(
            meeting=self.meeting,
            upload=told["file"],
            title=told["title"],
            by=self.access,
            at=self.at,
        )
        return self.done("Documento aggiunto.")


class TakeAwayView(SureView):
    """A document goes, and its file with it."""

    heading = "Togli il documento?"
    lead = "Sparisce il file, per tutti gli enti invitati. Non si può annullare."
    button = "Togli il documento"

    @property
    def what(self) -> str:
        return self.document.file.title

    @property
    def document(self) -> MeetingDocument:
        """The one of the address. Raises Http404."""
        rows = MeetingDocument.objects.filter(meeting=self.meeting)
        rows = rows.select_related("file")
        document: MeetingDocument = get_object_or_404(rows, pk=self.kwargs["document"])
        document.meeting = self.meeting
        return document

    def check(self) -> None:
        self.insist(may_take_away(self.access, self.document))

    def form_valid(self, form: Form) -> HttpResponse:
        actions.take_document_away(document=self.document, by=self.access)
        return self.done("Documento tolto.")


class AgendaView(MeetingMixin, TemplateView):
    """The agenda on one sheet of paper."""

    template_name = "intranet/meetings/agenda.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = agenda_context(self.meeting)
        return super().get_context_data(**told, **kwargs)
