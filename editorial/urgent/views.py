"""Desks and their hours, for whoever keeps them: pages that work on a phone, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from core.frame import frame_for
from directory.desk_hours import DeskView, patron_of
from directory.models import DeskPage
from editorial.actions import Overtaken, change_desk, close_desk, undo_change
from editorial.models import UrgentChange
from editorial.urgent.forms import CloseForm, DeskForms, with_more_rows
from editorial.urgent.permissions import desks_of
from editorial.urgent.snapshots import MODELS, is_same, mark_of, rows, snapshot
from editorial.urgent.words import told

DONE = "Fatto: è già pubblico. Abbiamo scritto a chi risponde per il tuo ente e al coordinamento."
SAME = "Non c'era niente da cambiare: è già così."
LATE = (
    "Nel frattempo qualcun altro ha cambiato questi dati. Quello che hai scritto è ancora qui "
    "sotto: confrontalo con la pagina pubblica, poi salva di nuovo."
)
NOT_ANY_MORE = (
    "Non si può più annullare: i dati sono cambiati di nuovo. Correggili da qui."
)
View = Callable[..., HttpResponse]


def for_keepers(view: View) -> View:
    """Only for whoever enters the admin; nothing of it is kept by a shared machine."""
    allowed = permission_required("wagtailadmin.access_admin", raise_exception=True)
    return wraps(view)(never_cache(login_required(allowed(view))))


def _person(request: HttpRequest) -> User:
    """Whoever is logged in, which `for_keepers` made sure of."""
    return cast(User, request.user)


def _desk(request: HttpRequest, number: int) -> DeskPage:
    """A public desk that the person may change; for all others there is none."""
    # By the number itself: SQLite cannot take a huge one through the link that `pk` is.
    desk: DeskPage | None = desks_of(request.user).filter(id=number).first()
    if desk is None:
        raise Http404
    return desk


@for_keepers
@require_GET
def desk_list(request: HttpRequest) -> HttpResponse:
    """The desks of the person's body, those closed today first."""
    today = timezone.localdate()
    closed = MODELS["closures"].objects.filter(
        page=OuterRef("pk"), starts_on__lte=today, ends_on__gte=today
    )
    desks = desks_of(request.user).annotate(is_closed=Exists(closed))
    context = {"desks": desks.order_by("-is_closed", "title")}
    return render(request, "editorial/urgent/desks.html", context)


@for_keepers
def desk(request: HttpRequest, number: int) -> HttpResponse:
    """One desk: close it from today, take the last change back, go on to its hours."""
    page, now = _desk(request, number), timezone.now()
    form = CloseForm(request.POST or None, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            change = close_desk(
                desk=page, closure=form.closure, by=_person(request), at=now
            )
        except ValidationError as meeting:
            form.add_error("ends_on", meeting)
        else:
            return _told(request, page, change)
    context = {"form": form, **_overview(request, page)}
    return render(request, "editorial/urgent/desk.html", context)


def _overview(request: HttpRequest, page: DeskPage) -> dict[str, Any]:
    settings = frame_for(request).settings
    view = DeskView(page, timezone.localtime(), patron_of(settings))
    last = UrgentChange.objects.standing().filter(desk=page).first()
    if last and not is_same(snapshot(page), last.after):
        last = None
    lines = told(last.before, last.after) if last else []
    return {"desk": page, "view": view, "last": last, "lines": lines}


@for_keepers
def hours(request: HttpRequest, number: int) -> HttpResponse:
    """Hours, closures to come and phones of one desk."""
    page, today = _desk(request, number), timezone.localdate()
    shown = {name: rows(page, name) for name in MODELS}
    past = [row for row in shown["closures"] if row.ends_on < today]
    shown["closures"] = [row for row in shown["closures"] if row.ends_on >= today]
    mark, seen = mark_of(snapshot(page)), request.POST.get("seen", "")
    if request.method != "POST":
        return _form(request, page, DeskForms(shown), mark)
    if (more := request.POST.get("more", "")) in MODELS:
        return _form(
            request, page, DeskForms(shown, with_more_rows(request.POST, more)), seen
        )
    forms = DeskForms(shown, request.POST)
    if not forms.is_valid():
        return _form(request, page, forms, seen)
    wanted = {**forms.kept, "closures": past + forms.kept["closures"]}
    try:
        change = change_desk(
            desk=page, rows=wanted, by=_person(request), at=timezone.now(), seen=seen
        )
    except Overtaken:
        messages.warning(request, LATE)
        return _form(request, page, forms, mark)
    return _told(request, page, change)


def _form(
    request: HttpRequest, page: DeskPage, forms: DeskForms, seen: str
) -> HttpResponse:
    context = {"desk": page, "forms": forms, "seen": seen}
    return render(request, "editorial/urgent/hours.html", context)


def _told(
    request: HttpRequest, page: DeskPage, change: UrgentChange | None
) -> HttpResponse:
    messages.success(request, DONE) if change else messages.info(request, SAME)
    return redirect("urgent_desk", page.pk)


@for_keepers
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take the last change back."""
    page = _desk(request, number)
    sent = str(request.POST.get("change", ""))
    change = UrgentChange.objects.standing().filter(desk=page).first()
    try:
        if change is None or str(change.pk) != sent:
            raise Overtaken
        undo_change(change=change, by=_person(request), at=timezone.now())
    except Overtaken:
        messages.warning(request, NOT_ANY_MORE)
    else:
        messages.success(request, DONE)
    return redirect("urgent_desk", page.pk)
