"""Pages of the instructions: to read and accept them, to write them, to record what was told."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.instructions.actions import accept, publish, record_oral
from accounts.instructions.forms import InstructionsForm, OralForm
from accounts.instructions.middleware import before_instructions
from accounts.instructions.permissions import can_record, can_write
from accounts.instructions.reading import acceptances, sample
from accounts.models import Acceptance, Instructions, Membership, User
from accounts.permissions import Standing, can_see_people, standing
from core.markdown import to_html
from core.text import as_number
from directory.models import OrganisationPage


@before_instructions
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """The gate: the version to accept; where there is none, those accepted before."""
    today, person = timezone.localdate(), cast(User, request.user)
    pending = Instructions.objects.pending_for(person, today).order_by("pk")
    target = _next(request)
    if request.method == "POST":
        number = as_number(request.POST.get("instructions")) or 0
        shown = pending.filter(pk=number).first()
        if shown:
            accept(by=person, instructions=shown, on=today)
        if pending.exists():
            query = urlencode({"next": target})
            return redirect(f"{reverse('instructions')}?{query}")
        return HttpResponseRedirect(target)
    waiting = pending.first()
    if waiting is None:
        return render(request, "accounts/instructions/mine.html", _mine(person))
    context = {"instructions": waiting, "html": to_html(waiting.text), "next": target}
    return render(request, "accounts/instructions/accept.html", context)


@never_cache
@login_required
@require_safe
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """The instructions of a body, and who has not accepted them."""
    organisation, who = _body(request, pk)
    context = _kept(organisation, who)
    return render(request, "accounts/instructions/keep.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version; the first begins from a sample."""
    organisation, who = _body(request, pk)
    if not can_write(who, organisation.pk):
        raise Http404
    current = _current(organisation)
    initial = {"text": current.text if current else sample()}
    is_sent = request.method == "POST"
    form = InstructionsForm(request.POST if is_sent else None, initial=initial)
    if is_sent and form.is_valid():
        text, today = form.cleaned_data["text"], timezone.localdate()
        person = cast(User, request.user)
        publish(by=person, organisation=organisation, text=text, on=today)
        messages.success(request, "Istruzioni pubblicate: ognuno le leggerà entrando.")
        return redirect("instructions_keep", pk=pk)
    context = {"organisation": organisation, "current": current, "form": form}
    return render(request, "accounts/instructions/write.html", context)


@never_cache
@login_required
@require_POST
def oral(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that somebody was told the instructions in force."""
    organisation, who = _body(request, pk)
    context = _kept(organisation, who, request.POST)
    form = context["form"]
    if form is None:
        raise Http404
    if form.is_valid():
        record_oral(
            by=cast(User, request.user),
            membership=form.people[form.cleaned_data["person"]],
            instructions=context["current"],
            on=form.cleaned_data["day"],
        )
        messages.success(request, "Registrato: gliele hai spiegate tu.")
        return redirect("instructions_keep", pk=pk)
    return render(request, "accounts/instructions/keep.html", context)


def _body(request: HttpRequest, pk: int) -> tuple[OrganisationPage, Standing]:
    """The body of an address, for whom may open it; nothing at all for others."""
    who = standing(request.user, timezone.localdate())
    if not can_see_people(who, pk):
        raise Http404
    return get_object_or_404(OrganisationPage, pk=pk), who


def _current(organisation: OrganisationPage) -> Instructions | None:
    return Instructions.objects.current().filter(organisation=organisation).first()


def _kept(
    organisation: OrganisationPage, who: Standing, data: Any = None
) -> dict[str, Any]:
    current = _current(organisation)
    missing = _without(organisation, current) if current else []
    told = [row for row in missing if can_record(who, row)]
    form = None
    if current and told:
        today = timezone.localdate()
        form = OralForm(
            data,
            people=told,
            published_on=current.published_on,
            on=today,
            initial={"day": today},
        )
    return {
        "organisation": organisation,
        "current": current,
        "html": to_html(current.text) if current else "",
        "missing": missing,
        "may_write": can_write(who, organisation.pk),
        "form": form,
    }


def _without(organisation: OrganisationPage, current: Instructions) -> list[Membership]:
    """One profile of each person of the body who has not accepted."""
    rows = Membership.objects.of(organisation).active_on(timezone.localdate())
    known = acceptances([current])
    people = {row.user_id: row for row in rows.select_related("user")}
    return [row for user, row in people.items() if (current.pk, user) not in known]


def _mine(person: User) -> dict[str, Any]:
    rows = Acceptance.objects.filter(user=person).select_related("instructions")
    in_force = set(Instructions.objects.current().values_list("pk", flat=True))
    return {
        "rows": [
            (row, to_html(row.instructions.text))
            for row in rows
            if row.instructions_id in in_force
        ]
    }


def _next(request: HttpRequest) -> str:
    """Where they were going: on this site alone, and an address."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    is_here = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    if is_here and target.startswith("/"):
        return target
    enters_admin = request.user.has_perm("wagtailadmin.access_admin")
    return reverse("wagtailadmin_home") if enters_admin else "/"
