"""Pages about private files, and the one view that gives them out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from intranet.files import actions
from intranet.files.choices import can_share_in, can_share_somewhere
from intranet.files.forms import FileForm
from intranet.files.giving import given
from intranet.files.noting import note_given
from intranet.files.permissions import can_keep, can_read
from intranet.files.reading import goes_on, page_of_files
from intranet.files.uses import uses_of
from intranet.models import PrivateFile
from intranet.views import IntranetMixin

HELD = "Non si può cancellare: ci sono cose che non possono farne a meno. Toglilo prima da lì."


class FileMixin(IntranetMixin):
    """A view about one file; of one that the person may not read it says that it is not there."""

    kwargs: dict[str, Any]

    @cached_property
    def file(self) -> PrivateFile:
        """The file of the address. Raises Http404."""
        rows = PrivateFile.objects.select_related("organisation").defer("text", "words")
        found = get_object_or_404(rows, key=self.kwargs["key"])
        if not self.may(found):
            raise Http404
        return found

    def may(self, file: PrivateFile) -> bool:
        """Read it."""
        return can_read(self.access, file)


class KeptFileMixin(FileMixin):
    """A view for those who keep the file."""

    def may(self, file: PrivateFile) -> bool:
        return can_keep(self.access, file)


class FileView(FileMixin, View):
    """The file itself. Who was given which is noted, once for all its parts."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        wanted = request.headers.get("Range", "")
        try:
            answer = given(self.file, wanted)
        except FileNotFoundError:
            context = {"file": self.file}
            return render(request, "intranet/files/missing.html", context, status=404)
        if request.method == "GET":
            note_given(self.file, by=self.person, wanted=wanted, at=timezone.now())
        return answer


class FilesView(IntranetMixin, TemplateView):
    """What one keeps and may read."""

    template_name = "intranet/files/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        files = page_of_files(self.access, self.request.GET.get("pagina"))
        return super().get_context_data(files=files, **kwargs)


class SheetView(FileMixin, TemplateView):
    """All that is known of a file, where it hangs, and what can be done with it."""

    template_name = "intranet/files/sheet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_mine = can_keep(self.access, self.file)
        return super().get_context_data(
            file=self.file,
            is_mine=is_mine,
            uses=uses_of(self.file) if is_mine else [],
            goes_on=goes_on(self.file) if is_mine else None,
            **kwargs,
        )


class AddView(IntranetMixin, FormView):
    """Bring a file."""

    form_class = FileForm
    template_name = "intranet/files/form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "access": self.access}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        can_share = can_share_somewhere(self.access)
        return super().get_context_data(file=None, can_share=can_share, **kwargs)

    def form_valid(self, form: FileForm) -> HttpResponse:
        facts = form.cleaned_data
        file = actions.keep_file(
            upload=facts["upload"],
            title=facts["title"],
            organisation_id=facts["body"],
            is_shared=facts["is_shared"],
            by=self.person,
            at=timezone.now(),
        )
        messages.success(self.request, f"«{file.title}» è al sicuro.")
        return redirect("intranet_file_sheet", file.key)


class ChangeView(KeptFileMixin, FormView):
    """Another title, other readers, or other content at the same address."""

    form_class = FileForm
    template_name = "intranet/files/form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = {"title": self.file.title, "is_shared": self.file.is_shared}
        more = {"access": self.access, "file": self.file, "initial": initial}
        return {**super().get_form_kwargs(), **more}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        can_share = can_share_in(self.access, self.file.organisation_id)
        return super().get_context_data(file=self.file, can_share=can_share, **kwargs)

    def form_valid(self, form: FileForm) -> HttpResponse:
        facts = form.cleaned_data
        actions.change_file(
            file=PrivateFile.objects.get(pk=self.file.pk),
            title=facts["title"],
            is_shared=facts["is_shared"],
            upload=facts["upload"],
            by=self.person,
            on=self.today,
        )
        messages.success(self.request, "Modifica salvata.")
        return redirect("intranet_file_sheet", self.file.key)


class StillNeededView(KeptFileMixin, View):
    """A file that nothing refers to, and that is needed all the same."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        file = PrivateFile.objects.get(pk=self.file.pk)
        actions.confirm_file(file=file, by=self.person, on=self.today)
        messages.success(request, "Bene: il file resta.")
        return redirect("intranet_file_sheet", self.file.key)


class DeleteView(KeptFileMixin, TemplateView):
    """Asks once, says where the file hangs, deletes."""

    template_name = "intranet/files/delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uses = uses_of(self.file)
        return super().get_context_data(file=self.file, uses=uses, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        title = self.file.title
        try:
            actions.delete_file(file=self.file, by=self.person)
        except (ProtectedError, RestrictedError):
            messages.error(request, HELD)
            return redirect("intranet_file_sheet", self.file.key)
        messages.success(request, f"«{title}» è cancellato.")
        return redirect("intranet_files")
