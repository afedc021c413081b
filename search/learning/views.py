"""The report of words that found nothing, and what is done with each of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from core.text import as_number, searchable
from directory.models import ServicePage
from search.learning.actions import NotNow, add_word, dismiss
from search.learning.forgetting import unanswered
from search.learning.permissions import POLICY, SEE, can_answer
from search.models import MissingWord, SynonymGroup

LONGEST_WORD = 60


class ActionsColumn(Column):
    """What can be done with a word, for those who may."""

    cell_template_name = "search/admin/missing_word_actions.html"

    def get_cell_context_data(
        self, instance: MissingWord, parent_context: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(
            instance, parent_context
        )
        request = parent_context["request"]
        context |= {
            "row": instance,
            "can_answer": can_answer(request.user),
            "synonyms_url": _synonyms_url(request, instance),
            "csrf_token": get_token(request),
        }
        return context


class MissingWordsView(ReportView):
    """Words that were sought on at least three days and that no entry holds."""

    page_title = "Ricerche senza risposta"
    header_icon = "search"
    model = MissingWord
    permission_policy = POLICY
    permission_required = SEE
    index_url_name = "missing_words"
    index_results_url_name = "missing_words_results"
    results_template_name = "search/admin/missing_words_results.html"
    default_ordering = "-days"
    columns: ClassVar[Any] = [
        Column("word", label="Parola (radice)", sort_key="word"),
        Column("days", label="Giorni in cui è stata cercata", sort_key="days"),
        DateColumn("read_on", label="In elenco dal", sort_key="read_on"),
        DateColumn("last_on", label="Ultimo giorno", sort_key="last_on"),
        ActionsColumn("actions", label="Che cosa farne"),
    ]
    list_export: ClassVar[Any] = ["word", "days", "read_on", "last_on"]
    export_headings: ClassVar[Any] = {
        "word": "Parola",
        "days": "Giorni",
        "read_on": "In elenco dal",
        "last_on": "Ultimo giorno",
    }
    export_filename = "ricerche-senza-risposta"

    def get_queryset(self) -> QuerySet[MissingWord]:
        self.queryset = unanswered()
        rows: QuerySet[MissingWord] = super().get_queryset()
        return rows


@require_http_methods(["GET", "HEAD", "POST"])
def add_to_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the sheet that the word belongs to: the second click, and the word is there."""
    row = _row(request, pk)
    if request.method == "POST":
        return _add(request, row)
    query = searchable(request.GET.get("q", ""), 100)
    sheets = _sheets(request)
    if query:
        sheets = sheets.filter(title__icontains=query)
    context = {
        "row": row,
        "sheets": sheets.order_by("title").values_list("pk", "title", "live"),
        "query": query,
        "longest": LONGEST_WORD,
    }
    return render(request, "search/admin/choose_sheet.html", context)


@require_POST
def dismiss_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a word out of the report for good."""
    dismiss(row=_row(request, pk))
    messages.success(request, "La parola non comparirà più.")
    return redirect("missing_words")


def _add(request: HttpRequest, row: MissingWord) -> HttpResponse:
    page = get_object_or_404(ServicePage, pk=as_number(request.POST.get("page", "")))
    word = searchable(request.POST.get("word", ""), LONGEST_WORD) or row.word
    try:
        added = add_word(user=request.user, row=row, word=word, page=page)
    except NotNow as reason:
        messages.error(request, str(reason))
        return redirect("missing_word_sheet", row.pk)
    except ValidationError:
        messages.error(
            request,
            f"«{page.title}» ha un errore da correggere: apri la scheda e salvala.",
        )
        return redirect("missing_word_sheet", row.pk)
    text = f"«{word}» è tra le parole del cittadino di «{page.title}»"
    if not added.is_public:
        text += ", nella bozza: varrà quando la scheda sarà pubblicata"
    elif added.has_draft:
        text += ". La bozza che aspettava non è stata pubblicata"
    messages.success(request, f"{text}.")
    return redirect("missing_words")


def _row(request: HttpRequest, pk: int) -> MissingWord:
    if not can_answer(request.user):
        raise PermissionDenied
    return get_object_or_404(MissingWord.objects.exclude(word=""), pk=pk)


def _sheets(request: HttpRequest) -> QuerySet[ServicePage]:
    """Sheets that the person may edit."""
    mine = page_permission_policy.instances_user_has_permission_for(
        request.user, "change"
    )
    return ServicePage.objects.filter(pk__in=mine.values("pk"))


def _synonyms_url(request: HttpRequest, row: MissingWord) -> str:
    """The form for a new group of synonyms with the word in it; empty for who may not."""
    if not ModelPermissionPolicy(SynonymGroup).user_has_permission(request.user, "add"):
        return ""
    address = reverse("wagtailsnippets_search_synonymgroup:add")
    return f"{address}?parola={row.word}"
