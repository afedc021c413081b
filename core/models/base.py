"""The page every page type derives from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Page, PageViewRestriction, Site

from core import memo
from core.addresses import local_address
from core.locales import is_active
from core.page_content import without_dangling
from core.page_forms import BasePageForm
from core.page_permissions import BranchPermissions, permissions_for
from core.querysets import BasePageManager, composed
from core.search_entry import SearchEntry
from core.short_codes import code_of
from core.visibility import is_restricted

SITE_ROOT_DEPTH = 2
LINK = ("title", "url_path", "path", "depth", "locale")


def titled_trail(pages: Iterable[Page], request: HttpRequest) -> list[tuple[str, str]]:
    """(title, address) of each page; the site's first one reads "Home"."""
    return [
        (
            "Home" if page.depth == SITE_ROOT_DEPTH else page.title,
            page.get_url(request) or "",
        )
        for page in pages
    ]


def trail_to(
    key: str, find: Callable[[], BasePage | None], request: HttpRequest
) -> list[tuple[str, str]]:
    """From Home to the page found, which many pages lie behind; kept a minute under `key`.

    Empty where none is found.
    """

    def make() -> list[tuple[str, str]]:
        page = find()
        return titled_trail([*page.trail, page], request) if page else []

    return list(memo.remembered(key, make))


@composed
def _linked(*paths: str) -> QuerySet:
    """The pages with these paths, with what a link needs, from the top down."""
    return Page.objects.filter(path__in=paths).only(*LINK).order_by("depth")


class BasePage(Page):
    """Abstract page: published rows, breadcrumb, search entry."""

    # A page type that is never found by the public search says so by False.
    is_searched: ClassVar[bool] = True
    # The root of a body's branch: its keepers are those of the whole tree.
    is_branch_root: ClassVar[bool] = False
    # Fields that count people: a number so small that somebody is recognised is not published.
    counts_people: ClassVar[frozenset[str]] = frozenset()

    base_form_class = BasePageForm
    objects = BasePageManager()

    class Meta:
        abstract = True

    def search_entry(self) -> SearchEntry | None:
        """What the public search knows of this page; None keeps it out."""
        raise NotImplementedError(f"{type(self).__name__} must say how it is searched")

    def search_dependants(self) -> Iterable[int | Page]:
        """Pages (or their ids) whose search entry names this one.

        They are indexed again when this page is saved, unpublished, moved or deleted. Asked
        before and after a change, so that a page no longer named is found too.
        """
        return ()

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Any:
        """A draft, with one query for each kind of thing that its rows refer to."""
        sound = without_dangling(cls, data)
        return super().from_serializable_data(sound, check_fks=False)

    def permissions_for_user(self, user: Any) -> BranchPermissions:
        """Asked by every address of the admin."""
        return permissions_for(user, self)

    def get_view_restrictions(self) -> QuerySet:
        """Wagtail asks on each visit; what lies outside the restricted roots costs nothing."""
        if not is_restricted(self.path):
            return PageViewRestriction.objects.none()
        restrictions = super().get_view_restrictions()
        if self.alias_of_id:
            # Wagtail looks above the alias, not above the page that it mirrors.
            restrictions |= self.alias_of.specific.get_view_restrictions()
        return restrictions

    def get_url(
        self, request: HttpRequest | None = None, current_site: Site | None = None
    ) -> str | None:
        """Wagtail's answer, the quick way where there is one."""
        address = local_address(self.url_path)
        if address is not None:
            return address
        found: str | None = super().get_url(request, current_site)
        return found

    url = property(get_url)

    @property
    def localized_draft(self) -> Page:
        """Wagtail asks the database which language is the visitor's; this page's is known."""
        if is_active(self.locale_id):
            return self
        other: Page = super().localized_draft
        return other

    @property
    def short_code(self) -> str:
        """Eight characters that stand for this page, on paper and in lists."""
        return code_of(self.translation_key)

    @cached_property
    def trail(self) -> list[Page]:
        """Ancestors from the home page down, without the tree's root: at most one query."""
        ends = range(SITE_ROOT_DEPTH * self.steplen, len(self.path), self.steplen)
        return _linked(*(self.path[:end] for end in ends)) if ends else []

    def breadcrumb(self, request: HttpRequest) -> list[tuple[str, str]]:
        """(title, address) of each step above this page; the first is always "Home"."""
        return titled_trail(self.trail, request)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumb"] = self.breadcrumb(request)
        return context
