"""Wagtail's bulk actions and moves repeat the name of whatever they are sent the number of.

Those who may do nothing with a page are told so by its title: `?id=all` alone would list every
page of the site, the drafts of every body included.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import ResolverMatch
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Page

from core.page_choices import is_nameable, nameable
from core.text import as_number

BULK = "wagtail_bulk_action"
MOVE = "wagtailadmin_pages:move"
CHOSEN = "wagtailadmin_choose_page_chosen_multiple"
# Whoever may do one of these with a picture or a document sees its title anyway.
RIGHTS = ("add", "change", "delete", "choose")


def refuse_strange_numbers(request: HttpRequest, match: ResolverMatch) -> None:
    """Raise Http404 for numbers of nothing, and for a foreign draft as the place.

    Numbers that no row could have are errors of the server in Wagtail.
    """
    numbers = [one for one in request.GET.getlist("id") if one != "all"]
    sent = [request.GET.get("childOf")]
    sent += [request.POST.get(name) for name in ("chooser", "new_parent_page")]
    places = [place for place in sent if place]
    is_strange = any(as_number(one) is None for one in numbers + places)
    if match.view_name == MOVE or match.kwargs["model_name"] == "page":
        is_strange |= not all(is_nameable(place, request.user) for place in places)
    if is_strange:
        raise Http404


def is_own_image(named: dict[str, Any], user: Any) -> bool:
    """True for an image that the person may choose, or more."""
    mine = images.instances_user_has_any_permission_for(user, RIGHTS)
    return bool(mine.filter(pk=named["image_id"]).exists())


def only_nameable(request: HttpRequest) -> None:
    """Of the numbers of pages that were chosen, leave those that the person may name."""
    numbers = {as_number(one) for one in request.GET.getlist("id")} - {None}
    # The root of the tree has no address, and an answer about it is an error in Wagtail.
    pages = Page.objects.filter(pk__in=numbers, depth__gt=1)
    kept = request.GET.copy()
    kept.setlist("id", [str(page.pk) for page in nameable(pages, request.user)])
    request.GET = kept  # type: ignore[assignment]


def without_foreign_names(context: dict[str, Any], user: Any) -> None:
    """Of what cannot be done, leave the names that the person may know."""
    refused = context.get("items_with_no_access")
    if not refused:
        return
    known = _known(context["view"], [_item(one).pk for one in refused], user)
    kept = [one for one in refused if _item(one).pk in known]
    for one in kept:
        # The admin says a page's next title where there is one.
        if isinstance(_item(one), Page) and not one["can_edit"]:
            one["item"].draft_title = one["item"].title
    context["items_with_no_access"] = kept


def _item(one: Any) -> Any:
    """Of pages and files Wagtail says more than the object, of people and terms no more."""
    return one["item"] if isinstance(one, dict) else one


def _known(view: Any, numbers: list[int], user: Any) -> set[int]:
    if view.model is Page:
        found = nameable(Page.objects.filter(pk__in=numbers), user)
    elif policy := getattr(view, "permission_policy", None):
        found = policy.instances_user_has_any_permission_for(user, RIGHTS)
        found = found.filter(pk__in=numbers)
    else:
        # Terms are no secret.
        return set(numbers)
    return set(found.values_list("pk", flat=True))
