"""Addresses below /intranet/procedure/."""

from django.urls import path

from intranet.knowledge.note_views import (
    ChangeNoteView,
    ConfirmNoteView,
    DeleteNoteView,
    NotesView,
    WriteNoteView,
)
from intranet.knowledge.views import (
    ChangeView,
    ConfirmView,
    DeleteView,
    ProceduresView,
    ProcedureView,
    WriteView,
)

urlpatterns = [
    path("", ProceduresView.as_view(), name="procedures"),
    path("scrivi/", WriteView.as_view(), name="procedure_write"),
    path("note/", NotesView.as_view(), name="staff_notes"),
    path("note/scrivi/", WriteNoteView.as_view(), name="staff_note_write"),
    path("note/<key:pk>/", ChangeNoteView.as_view(), name="staff_note_change"),
    path(
        "note/<key:pk>/conferma/", ConfirmNoteView.as_view(), name="staff_note_confirm"
    ),
    path("note/<key:pk>/cancella/", DeleteNoteView.as_view(), name="staff_note_delete"),
    path("<key:pk>/", ProcedureView.as_view(), name="procedure"),
    path("<key:pk>/cambia/", ChangeView.as_view(), name="procedure_change"),
    path("<key:pk>/conferma/", ConfirmView.as_view(), name="procedure_confirm"),
    path("<key:pk>/cancella/", DeleteView.as_view(), name="procedure_delete"),
]
