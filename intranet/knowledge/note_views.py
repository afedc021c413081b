"""Notes to public pages: the list, the form, the second look."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from core.text import as_number
from intranet.knowledge.actions import (
    change_note,
    confirm_note,
    delete_note,
    write_note,
)
from intranet.knowledge.forms import NoteForm
from intranet.knowledge.permissions import can_keep_note
from intranet.knowledge.reading import notes
from intranet.models import StaffNote
from intranet.views import IntranetMixin

PER_PAGE = 50


class NotesView(IntranetMixin, TemplateView):
    """All notes, page by page."""

    template_name = "intranet/knowledge/notes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Paginator(notes(self.access), PER_PAGE)
        page = pages.get_page(self.request.GET.get("pagina"))
        rows = [
            (note, can_keep_note(self.access, note), note.is_due(self.today))
            for note in page.object_list
        ]
        return super().get_context_data(page=page, rows=rows, **kwargs)


class NoteMixin(IntranetMixin):
    """A note that the person keeps; for all others there is none."""

    kwargs: dict[str, Any]

    @property
    def note(self) -> StaffNote:
        """Read once."""
        if not hasattr(self, "_note"):
            self._note = get_object_or_404(notes(self.access), pk=self.kwargs["pk"])
        return self._note

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> Any:
        if not can_keep_note(self.access, self.note):
            raise Http404
        return super().dispatch(request, *args, **kw)  # type: ignore[misc]


class NoteFormView(IntranetMixin, FormView):
    """The form, empty or of a note that is there."""

    template_name = "intranet/knowledge/note_form.html"
    form_class = NoteForm
    note: StaffNote | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        owners: set[int | None] = set(self.access.bodies)
        if self.access.keeps_all:
            owners.add(None)
        if self.note is not None:
            owners.add(self.note.owner_body_id)
        more = {"owners": owners, "today": self.today, "note": self.note}
        return super().get_form_kwargs() | more

    def get_initial(self) -> dict[str, Any]:
        """The page from which somebody came."""
        number = as_number(self.request.GET.get("pagina"))
        return {"page": number} if number and not self.note else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(note=self.note, **kwargs)


class WriteNoteView(NoteFormView):
    """A new one."""

    def form_valid(self, form: NoteForm) -> HttpResponse:
        write_note(access=self.access, facts=form.facts, at=timezone.now())
        messages.success(self.request, "Nota salvata.")
        return redirect("staff_notes")


class ChangeNoteView(NoteMixin, NoteFormView):  # type: ignore[misc]
    """One changed."""

    def form_valid(self, form: NoteForm) -> HttpResponse:
        try:
            change_note(
                access=self.access, note=self.note, facts=form.facts, at=timezone.now()
            )
        except PermissionDenied as error:
            raise Http404 from error
        messages.success(self.request, "Nota salvata.")
        return redirect("staff_notes")


class ConfirmNoteView(NoteMixin, View):
    """Still right."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        confirm_note(access=self.access, note=self.note)
        messages.success(request, "Confermata: è ancora giusta.")
        return redirect("staff_notes")


class DeleteNoteView(NoteMixin, TemplateView):
    """Asks, then deletes."""

    template_name = "intranet/knowledge/note_delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(note=self.note, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delete_note(access=self.access, note=self.note)
        messages.success(request, "Nota cancellata.")
        return redirect("staff_notes")
