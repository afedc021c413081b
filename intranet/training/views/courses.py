"""A course, and what those who keep it do with it."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from intranet.models import MaterialKind, TrainingCourse, TrainingSession
from intranet.moments import when
from intranet.training import reading
from intranet.training.actions import courses
from intranet.training.forms.courses import CancelForm, CourseForm, SessionForm
from intranet.training.forms.places import SureForm
from intranet.training.permissions import can_create_course, can_keep_course
from intranet.training.post import send_letters
from intranet.training.views.frames import Deed, FormPage, TrainingMixin, course_url


# Its films lie on this site; the public pages' policy knows of none.
@method_decorator(csp_update({"media-src": [SELF]}), name="dispatch")
class CourseView(TrainingMixin, TemplateView):
    """Meetings, material, and for those who keep it what to do."""

    template_name = "intranet/training/course.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keeps = can_keep_course(self.access, self.course)
        meetings = reading.meetings_of(self.course, self.access, self.now)
        return super().get_context_data(
            course=self.course,
            subjects=[subject.name for subject in self.course.subjects.all()],
            coming=[one for one in meetings if not one.is_over],
            past=[one for one in meetings if one.is_over],
            has_attended=any(one.attended for one in meetings),
            materials=reading.materials_of(self.course),
            opinions=reading.opinions_of(self.course) if keeps else [],
            keeps=keeps,
            kinds=MaterialKind.choices,
            **kwargs,
        )


class NewCourseView(FormPage):
    """Write a course."""

    title = "Nuovo corso"
    lead = "Resta una bozza finché non lo pubblichi: prima aggiungi almeno un incontro."
    form_class = CourseForm
    done = "Bozza salvata. Adesso aggiungi un incontro."

    @property
    def back(self) -> str:
        return reverse("training")

    def get_form_kwargs(self) -> dict[str, Any]:
        if not can_create_course(self.access):
            raise PermissionDenied
        self.object = TrainingCourse()
        more = {"access": self.access, "course": self.object}
        return {**super().get_form_kwargs(), **more}

    def perform(self, form: CourseForm) -> None:
        courses.save_course(
            course=self.object,
            access=self.access,
            facts=form.facts,
            subjects=form.chosen_subjects,
        )

    def get_success_url(self) -> str:
        return course_url(self.object.pk)


class EditCourseView(NewCourseView):
    """Change a course."""

    title = "Modifica il corso"
    lead = ""
    done = "Corso salvato."

    @property
    def back(self) -> str:
        return course_url(self.kept_course.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        self.object = self.kept_course
        more = {"access": self.access, "course": self.object}
        return {**FormPage.get_form_kwargs(self), **more}


class PublishCourseView(Deed):
    """Show a course to all parties."""

    done = "Corso pubblicato: lo vedono tutti gli enti dell’accordo."

    @property
    def back(self) -> str:
        return course_url(self.kept_course.pk)

    def perform(self) -> None:
        courses.publish_course(course=self.kept_course, access=self.access, at=self.now)


class DeleteCourseView(FormPage):
    """Ask before a course goes."""

    title = "Eliminare il corso?"
    button = "Elimina"
    is_danger = True
    done = "Corso eliminato."
    form_class = SureForm

    @property
    def lead(self) -> str:  # type: ignore[override]
        """What goes with it."""
        return f"«{self.kept_course.title}», con i suoi incontri e i materiali."

    @property
    def back(self) -> str:
        return course_url(self.kept_course.pk)

    def perform(self, form: Any) -> None:
        courses.delete_course(course=self.kept_course, access=self.access)

    def get_success_url(self) -> str:
        return reverse("training")


class NewSessionView(FormPage):
    """Add a meeting."""

    title = "Nuovo incontro"
    form_class = SessionForm
    done = "Incontro aggiunto."

    @property
    def lead(self) -> str:  # type: ignore[override]
        """Of which course."""
        return str(self.subject.course.title)

    @property
    def subject(self) -> TrainingSession:
        """The meeting that the form is about."""
        return TrainingSession(course=self.kept_course)

    @property
    def back(self) -> str:
        return course_url(self.subject.course_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"session": self.subject, "at": self.now}
        return {**super().get_form_kwargs(), **more}

    def perform(self, form: SessionForm) -> None:
        session = courses.save_session(
            session=self.subject, access=self.access, facts=form.facts, at=self.now
        )
        send_letters(at=self.now, session=session)


class EditSessionView(NewSessionView):
    """Change a meeting."""

    title = "Modifica l’incontro"
    done = "Incontro salvato. Se è cambiato quando o dove, gli iscritti ricevono un’e-mail."

    @property
    def subject(self) -> TrainingSession:
        return self.kept_session


class CancelSessionView(FormPage):
    """Call a meeting off."""

    title = "Annullare l’incontro?"
    button = "Annulla l’incontro"
    is_danger = True
    done = "Incontro annullato: gli iscritti ricevono un’e-mail."
    form_class = CancelForm

    @property
    def lead(self) -> str:  # type: ignore[override]
        """Which one."""
        session = self.kept_session
        return f"{session.course.title}, {when(session.starts_at, session.ends_at)}."

    @property
    def back(self) -> str:
        return course_url(self.kept_session.course_id)

    def perform(self, form: CancelForm) -> None:
        courses.cancel_session(
            session=self.kept_session,
            access=self.access,
            because=form.cleaned_data["because"],
            at=self.now,
        )
        send_letters(at=self.now, session=self.kept_session)
