"""Questions between bodies: the lists, one with its answers, the form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from intranet.authoring.sharing import table_of
from intranet.knowledge.forms import ProcedureForm, next_review
from intranet.knowledge.views import ProcedureFormView, attached_by
from intranet.models import Answer, Question
from intranet.questions.actions import (
    answer,
    ask,
    reopen,
    solve,
    turn_into_faq,
    withdraw,
    withdraw_answer,
)
from intranet.questions.forms import AnswerForm, QuestionForm
from intranet.questions.letters import tell_answered, tell_asked
from intranet.questions.permissions import (
    answering_bodies,
    asked_bodies,
    can_close,
    can_withdraw_answer,
    faq_owners,
)
from intranet.questions.reading import one_question, questions, with_age
from intranet.questions.similar import similar
from intranet.views import IntranetMixin

PER_PAGE = 30
SHOWN = {"": "Aperte", "da-rispondere": "Da rispondere", "risolte": "Risolte"}
TO_NOBODY = "Uno di questi enti non ha un accordo in vigore con l'ente che chiede."


class QuestionsView(IntranetMixin, TemplateView):
    """Open ones first."""

    template_name = "intranet/questions/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        show = self.request.GET.get("mostra", "")
        show = show if show in SHOWN else ""
        pages = Paginator(questions(self.access, show), PER_PAGE)
        page = pages.get_page(self.request.GET.get("pagina"))
        ways = [
            {"label": label, "url": f"?mostra={code}", "is_current": code == show}
            for code, label in SHOWN.items()
        ]
        rows = with_age(page, self.today)
        return super().get_context_data(
            page=page, rows=rows, show=show, ways=ways, **kwargs
        )


class QuestionMixin(IntranetMixin):
    """One question that the person may read; for all others there is none."""

    kwargs: dict[str, Any]

    @property
    def question(self) -> Question:
        """Read once."""
        if not hasattr(self, "_question"):
            rows = one_question(self.access)
            self._question = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self._question


class QuestionView(QuestionMixin, FormView):
    """One question with its answers, and the form for one more."""

    template_name = "intranet/questions/question.html"
    form_class = AnswerForm

    def owners(self) -> set[int | None]:
        """In whose name the person may answer now."""
        if not self.question.is_open:
            return set()
        owners: set[int | None] = set(answering_bodies(self.access, self.question))
        return owners | {None} if self.access.keeps_all else owners

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"owners": self.owners()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question, access = self.question, self.access
        answers = [
            (one, one.body_id in access.bodies, can_withdraw_answer(access, one))
            for one in question.answers.all()
        ]
        return super().get_context_data(
            question=question,
            answers=answers,
            is_own=question.asking_body_id in access.bodies,
            can_close=can_close(access, question),
            can_answer=bool(self.owners()),
            can_turn=bool(faq_owners(access, question)),
            **kwargs,
        )

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        body = form.owner_body
        given = answer(
            access=self.access,
            question=self.question,
            body=body,
            text=form.cleaned_data["text"],
            at=timezone.now(),
        )
        tell_answered(given, self.today)
        messages.success(self.request, "Risposta mandata. Grazie.")
        return redirect("question", self.question.pk)

    def post(self, request: HttpRequest, *args: Any, **kw: Any) -> HttpResponse:
        if not self.owners():
            raise Http404
        return super().post(request, *args, **kw)


class AskView(IntranetMixin, FormView):
    """A new question; first, what is known already."""

    template_name = "intranet/questions/ask.html"
    form_class = QuestionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        owners: set[int | None] = set(self.access.bodies)
        if self.access.keeps_all:
            owners.add(None)
        tables = (table_of(self.access, owner) for owner in owners)
        others = frozenset[int]().union(*tables)
        if len(owners) == 1:
            others -= frozenset(self.access.bodies)
        more = {"owners": owners, "addressees": others}
        return super().get_form_kwargs() | more

    def form_valid(self, form: QuestionForm) -> HttpResponse:
        known = similar(self.access, form.cleaned_data["title"])
        if known and form.cleaned_data["seen"] != "1":
            form.show_again("seen", "1")
            return self.render_to_response(
                self.get_context_data(form=form, known=known)
            )
        return self._ask(form)

    def _ask(self, form: QuestionForm) -> HttpResponse:
        bodies = form.cleaned_data["bodies"]
        try:
            question = ask(
                access=self.access, facts=form.facts, bodies=bodies, at=timezone.now()
            )
        except PermissionDenied:
            form.add_error("bodies", TO_NOBODY)
            return self.form_invalid(form)
        tell_asked(question, asked_bodies(self.access, question), self.today)
        messages.success(self.request, "Domanda mandata ai referenti.")
        return redirect("question", question.pk)


class SimilarView(IntranetMixin, View):
    """What is known already, while the title is typed: a fragment. Words are not logged."""

    def get(self, request: HttpRequest) -> HttpResponse:
        known = similar(self.access, request.GET.get("testo", "")[:200])
        return render(request, "intranet/questions/similar.html", {"known": known})


class ClosingMixin(QuestionMixin):
    """A question of the person's body."""

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> Any:
        if not can_close(self.access, self.question):
            raise Http404
        return super().dispatch(request, *args, **kw)  # type: ignore[misc]


class SolveView(ClosingMixin, View):
    """Solved."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        solve(access=self.access, question=self.question, at=timezone.now())
        messages.success(request, "Segnata come risolta.")
        return redirect("question", pk)


class ReopenView(ClosingMixin, View):
    """Not solved after all."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        reopen(access=self.access, question=self.question)
        messages.success(request, "Domanda riaperta.")
        return redirect("question", pk)


class WithdrawView(ClosingMixin, TemplateView):
    """Asks, then takes it away."""

    template_name = "intranet/questions/withdraw.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=self.question, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        withdraw(access=self.access, question=self.question)
        messages.success(request, "Domanda ritirata.")
        return redirect("questions")


class WithdrawAnswerView(IntranetMixin, TemplateView):
    """Asks, then takes away an answer of the own body."""

    template_name = "intranet/questions/withdraw_answer.html"
    kwargs: dict[str, Any]

    @property
    def answer(self) -> Answer:
        """The one of the address, if it is theirs to take away. Raises Http404."""
        readable = Question.objects.readable(self.access)
        rows = Answer.objects.select_related("question").filter(question__in=readable)
        given = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not can_withdraw_answer(self.access, given):
            raise Http404
        return given

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(answer=self.answer, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        given = self.answer
        withdraw_answer(access=self.access, answer=given)
        messages.success(request, "Risposta tolta.")
        return redirect("question", given.question_id)


class ToFaqView(QuestionMixin, ProcedureFormView):
    """What was answered, kept as an FAQ: the form of a procedure, filled in."""

    def owners(self) -> set[int | None]:
        return set(faq_owners(self.access, self.question))

    def dispatch(self, request: HttpRequest, *args: Any, **kw: Any) -> Any:
        if not self.owners():
            raise Http404
        return super().dispatch(request, *args, **kw)

    def get_initial(self) -> dict[str, Any]:
        answers = self.question.answers.all()
        return {
            "kind": "faq",
            "title": self.question.title,
            "text": "\n\n".join(one.text for one in answers),
            "review_on": next_review(self.today),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=self.question, **kwargs)

    def form_valid(self, form: ProcedureForm) -> HttpResponse:
        one = turn_into_faq(
            access=self.access,
            question=self.question,
            facts=form.facts,
            attached=attached_by(form),
            at=timezone.now(),
        )
        messages.success(self.request, "Ora è una domanda frequente: la trovano tutti.")
        return redirect("procedure", one.pk)
