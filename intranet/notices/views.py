"""Notices: the list, one, its form, the confirmation of a desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from core.text import as_number
from intranet.authoring.sharing import desks_of, table_of
from intranet.models import StaffNotice
from intranet.notices.actions import (
    change_notice,
    confirm_reading,
    publish_notice,
    withdraw_notice,
)
from intranet.notices.forms import NoticeForm
from intranet.notices.permissions import (
    can_keep,
    can_see_receipts,
    can_write,
    writing_bodies,
)
from intranet.notices.reading import notice_rows, receipts_by_body
from intranet.views import IntranetMixin

PER_PAGE = 20


class NoticesView(IntranetMixin, TemplateView):
    """Those in force for the person; for whoever writes, also their own past and future ones."""

    template_name = "intranet/notices/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_kept = self.request.GET.get("mostra") == "miei" and can_write(self.access)
        page = Paginator(self._rows(is_kept), PER_PAGE).get_page(
            self.request.GET.get("pagina")
        )
        rows = notice_rows(self.access, page.object_list)
        more = {"page": page, "rows": rows, "is_kept": is_kept}
        more["can_write"] = can_write(self.access)
        return super().get_context_data(**more, **kwargs)

    def _rows(self, is_kept: bool) -> QuerySet:
        rows = StaffNotice.objects.with_bodies()
        if is_kept:
            return rows.kept_by(self.access).order_by("-expires_on", "-pk")
        return rows.in_force(self.today).addressed_to(self.access)


class NoticeMixin(IntranetMixin):
    """One notice that the person may read; for all others there is none."""

    kwargs: dict[str, Any]

    @property
    def notice(self) -> StaffNotice:
        """Read once."""
        if not hasattr(self, "_notice"):
            rows = StaffNotice.objects.readable(self.access).with_bodies()
            self._notice = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self._notice


class NoticeView(NoticeMixin, TemplateView):
    """One notice, with the confirmations of the own desks, or, for its author's body, of all."""

    template_name = "intranet/notices/notice.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notice = self.notice
        sees = can_see_receipts(self.access, notice)
        (row,) = notice_rows(self.access, [notice])
        return super().get_context_data(
            notice=notice,
            row=row,
            receipts=receipts_by_body(self.access, notice) if sees else [],
            can_keep=can_keep(self.access, notice),
            is_own=notice.author_body_id in self.access.bodies,
            **kwargs,
        )


class ConfirmView(NoticeMixin, View):
    """ "Abbiamo letto", for one desk of the own body."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        wanted = as_number(request.POST.get("sportello"))
        desks = desks_of(self.access.bodies)
        desk = next((desk for desk in desks if desk.pk == wanted), None)
        if desk is None:
            raise Http404
        try:
            confirm_reading(access=self.access, notice=self.notice, desk=desk)
        except PermissionDenied as error:
            raise Http404 from error
        messages.success(request, f"Confermato per {desk.title}. Grazie.")
        return redirect("staff_notice", pk)


class NoticeFormView(IntranetMixin, FormView):
    """The form, empty or of a notice that is there."""

    template_name = "intranet/notices/form.html"
    form_class = NoticeForm
    notice: StaffNotice | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        owners: set[int | None] = set(writing_bodies(self.access))
        if self.access.keeps_all:
            owners.add(None)
        notice = self.notice
        if notice is not None:
            owners.add(notice.author_body_id)
        tables = [table_of(self.access, owner) for owner in owners]
        more = {"owners": owners, "today": self.today, "notice": notice}
        more["addressees"] = frozenset[int]().union(*tables)
        return super().get_form_kwargs() | more

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(notice=self.notice, **kwargs)

    def refused(self, form: NoticeForm) -> HttpResponse:
        """A body that its author shares no agreement with."""
        says = "Uno di questi enti non ha un accordo in vigore con l'ente che scrive."
        form.add_error("bodies", says)
        return self.form_invalid(form)


class WriteView(NoticeFormView):
    """A new notice."""

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> Any:
        if not can_write(self.access):
            raise Http404
        return super().dispatch(request, *args, **kw)

    def form_valid(self, form: NoticeForm) -> HttpResponse:
        bodies, at = form.cleaned_data["bodies"], timezone.now()
        try:
            notice = publish_notice(
                access=self.access, facts=form.facts, bodies=bodies, at=at
            )
        except PermissionDenied:
            return self.refused(form)
        messages.success(self.request, "Avviso pubblicato.")
        return redirect("staff_notice", notice.pk)


class KeepMixin(NoticeMixin):
    """A notice that the person may correct or withdraw."""

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> Any:
        if not can_keep(self.access, self.notice):
            raise Http404
        return super().dispatch(request, *args, **kw)  # type: ignore[misc]


class ChangeView(KeepMixin, NoticeFormView):  # type: ignore[misc]
    """A notice corrected."""

    def form_valid(self, form: NoticeForm) -> HttpResponse:
        try:
            change_notice(
                access=self.access,
                notice=self.notice,
                facts=form.facts,
                bodies=form.cleaned_data["bodies"],
                ask_again=form.cleaned_data["ask_again"],
                at=timezone.now(),
            )
        except PermissionDenied:
            return self.refused(form)
        messages.success(self.request, "Avviso corretto.")
        return redirect("staff_notice", self.notice.pk)


class WithdrawView(KeepMixin, TemplateView):
    """Asks, then takes it away."""

    template_name = "intranet/notices/withdraw.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(notice=self.notice, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        withdraw_notice(access=self.access, notice=self.notice)
        messages.success(request, "Avviso ritirato.")
        return redirect("staff_notices")
