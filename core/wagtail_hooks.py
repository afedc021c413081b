"""Habits of the admin that hold for every app."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from core.querysets import published_q


@hooks.register("construct_page_chooser_queryset")
def no_drafts_of_others(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """The chooser offers what is published and what the person may edit.

    The stock one shows every body's drafts by title (wagtail issue 9714).
    """
    mine = page_permission_policy.instances_user_has_any_permission_for(
        request.user, {"add", "change", "publish"}
    )
    return pages.filter(published_q()) | pages.filter(pk__in=mine.values("pk"))
