"""Procedures and the operators' FAQ: the list, one, its form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from intranet.authoring.texts import rich
from intranet.knowledge.actions import (
    Attached,
    change_procedure,
    confirm_procedure,
    delete_procedure,
    write_procedure,
)
from intranet.knowledge.forms import ProcedureForm
from intranet.knowledge.permissions import (
    can_keep_procedure,
    can_write_procedures,
    procedure_bodies,
)
from intranet.knowledge.reading import (
    Filters,
    filter_choices,
    one_procedure,
    procedures,
    sheets_of,
)
from intranet.models import Procedure
from intranet.views import IntranetMixin

PER_PAGE = 30


class ProceduresView(IntranetMixin, TemplateView):
    """All that the person may read, narrowed by words, kind, subject, body."""

    template_name = "intranet/knowledge/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filters = Filters.from_query(self.request.GET)
        pages = Paginator(procedures(self.access, filters), PER_PAGE)
        query = self.request.GET.copy()
        query.pop("pagina", None)
        return super().get_context_data(
            page=pages.get_page(self.request.GET.get("pagina")),
            filters=filters,
            query=f"{query.urlencode()}&" if query else "",
            can_write=can_write_procedures(self.access),
            today=self.today,
            **filter_choices(self.access),
            **kwargs,
        )


class ProcedureMixin(IntranetMixin):
    """One procedure that the person may read; for all others there is none."""

    kwargs: dict[str, Any]

    @property
    def procedure(self) -> Procedure:
        """Read once."""
        if not hasattr(self, "_procedure"):
            rows = one_procedure(self.access)
            self._procedure = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self._procedure


class ProcedureView(ProcedureMixin, TemplateView):
    """One procedure."""

    template_name = "intranet/knowledge/procedure.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.procedure
        return super().get_context_data(
            procedure=one,
            text=rich(one.text),
            sheets=sheets_of(one),
            can_keep=can_keep_procedure(self.access, one),
            is_own=one.changed_in_id in self.access.bodies,
            is_due=one.is_due(self.today),
            **kwargs,
        )


class ProcedureFormView(IntranetMixin, FormView):
    """The form, empty or of a procedure that is there."""

    template_name = "intranet/knowledge/form.html"
    form_class = ProcedureForm
    procedure: Procedure | None = None

    def owners(self) -> set[int | None]:
        """In whose name the person may write."""
        owners: set[int | None] = set(procedure_bodies(self.access))
        if self.access.keeps_all:
            owners.add(None)
        if self.procedure is not None:
            owners.add(self.procedure.owner_body_id)
        return owners

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"owners": self.owners(), "today": self.today}
        return super().get_form_kwargs() | more | {"procedure": self.procedure}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(procedure=self.procedure, **kwargs)


def attached_by(form: ProcedureForm) -> Attached:
    """What the form hangs from the procedure."""
    sent = form.cleaned_data
    return Attached(
        subjects=sent["subjects"],
        sheets=form.sheets,
        upload=sent.get("file") or None,
        upload_title=sent["file_title"],
        remove_files=sent.get("remove_files", ()),
    )


class WriteView(ProcedureFormView):
    """A new one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> Any:
        if not can_write_procedures(self.access):
            raise Http404
        return super().dispatch(request, *args, **kw)

    def form_valid(self, form: ProcedureForm) -> HttpResponse:
        one = write_procedure(
            access=self.access,
            facts=form.facts,
            attached=attached_by(form),
            at=timezone.now(),
        )
        messages.success(self.request, "Salvata: gli altri enti la leggono già.")
        return redirect("procedure", one.pk)


class KeepMixin(ProcedureMixin):
    """A procedure that the person keeps."""

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> Any:
        if not can_keep_procedure(self.access, self.procedure):
            raise Http404
        return super().dispatch(request, *args, **kw)  # type: ignore[misc]


class ChangeView(KeepMixin, ProcedureFormView):  # type: ignore[misc]
    """One changed."""

    def form_valid(self, form: ProcedureForm) -> HttpResponse:
        try:
            change_procedure(
                access=self.access,
                procedure=self.procedure,
                facts=form.facts,
                attached=attached_by(form),
                at=timezone.now(),
            )
        except PermissionDenied as error:
            raise Http404 from error
        messages.success(self.request, "Salvata.")
        return redirect("procedure", self.procedure.pk)


class ConfirmView(KeepMixin, View):
    """Still right."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        confirm_procedure(access=self.access, procedure=self.procedure)
        messages.success(request, "Confermata: è ancora giusta.")
        return redirect("procedure", pk)


class DeleteView(KeepMixin, TemplateView):
    """Asks, then deletes."""

    template_name = "intranet/knowledge/delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(procedure=self.procedure, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delete_procedure(access=self.access, procedure=self.procedure)
        messages.success(request, "Cancellata.")
        return redirect("procedures")
