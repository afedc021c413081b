"""Add to the material of a course, change it, put it in order, take it away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property

from intranet.files.uses import uses_of
from intranet.models import MaterialKind, TrainingMaterial
from intranet.training import reading
from intranet.training.actions import materials
from intranet.training.forms.materials import FORMS
from intranet.training.forms.places import SureForm
from intranet.training.permissions import can_keep_course
from intranet.training.views.frames import Deed, FormPage, TrainingMixin, course_url

NO_WAY_BACK = "Non si può annullare."
FILE_GOES = "Sparisce anche il file, per tutti gli enti."
FILE_STAYS = "Il file resta: serve anche altrove."


class MaterialMixin(TrainingMixin):
    """One thing of a course that the person keeps."""

    @cached_property
    def material(self) -> TrainingMaterial:
        """404 for who may not know of it, 403 for a mere reader."""
        rows = TrainingMaterial.objects.readable(self.access)
        found: TrainingMaterial | None = (
            rows.select_related("course", "file", "captions")
            .filter(pk=self.kwargs["pk"])
            .first()
        )
        if found is None:
            raise Http404
        if not can_keep_course(self.access, found.course):
            raise PermissionDenied
        return found

    @property
    def back(self) -> str:
        """The course, at its material."""
        return f"{course_url(self.material.course_id)}#materiali"


class EditMaterialView(MaterialMixin, FormPage):
    """Change one thing."""

    title = "Modifica il materiale"
    template_name = "intranet/training/material_form.html"
    done = "Materiale salvato."

    @property
    def lead(self) -> str:  # type: ignore[override]
        """Of which course."""
        return f"{self.material.get_kind_display()}, {self.material.course.title}"

    def get_form_class(self) -> Any:
        return FORMS[MaterialKind(self.material.kind)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "material": self.material}

    def perform(self, form: Any) -> None:
        materials.save_material(
            material=self.material,
            access=self.access,
            facts=form.facts,
            uploads=form.uploads,
            at=self.now,
        )


class NewMaterialView(EditMaterialView):
    """Add one thing, of the kind that the address names."""

    title = "Aggiungi materiale"
    done = "Materiale aggiunto."

    @cached_property
    def material(self) -> TrainingMaterial:
        kind = self.kwargs["kind"]
        try:
            course = reading.kept_course(self.access, self.kwargs["pk"])
        except reading.NotThere as error:
            raise Http404 from error
        if kind not in MaterialKind.values:
            raise Http404
        return TrainingMaterial(course=course, kind=kind)


class MoveMaterialView(MaterialMixin, Deed):
    """One place up or down."""

    done = "Ordine cambiato."

    def perform(self) -> None:
        materials.move_material(
            material=self.material,
            access=self.access,
            upwards=self.request.POST.get("verso") == "su",
        )


class RemoveMaterialView(MaterialMixin, FormPage):
    """Ask before one thing is taken away: its file may go with it."""

    title = "Togliere il materiale?"
    button = "Togli"
    is_danger = True
    form_class = SureForm

    @property
    def lead(self) -> str:  # type: ignore[override]
        """What goes with it."""
        return f"«{self.material.title}», dal corso «{self.material.course.title}». {self.fate}"

    @property
    def fate(self) -> str:
        """What becomes of its file, if it has one."""
        files = [one for one in (self.material.file, self.material.captions) if one]
        if not files:
            return NO_WAY_BACK
        is_shown = any(sum(use.count for use in uses_of(one)) > 1 for one in files)
        return FILE_STAYS if is_shown else f"{FILE_GOES} {NO_WAY_BACK}"

    def perform(self, form: Any) -> str:
        materials.remove_material(material=self.material, access=self.access)
        return f"«{self.material.title}» è stato tolto."
