"""The one definition of "public": `published()`."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from typing import Any, Self

from django.db import connection
from django.db.models import Func, IntegerField, Q, QuerySet
from django.db.models.functions import Lower
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from core.composition import Argument, Composition, Shape, flat, shape_of
from core.short_codes import keys_of
from core.visibility import restricted_paths


def published_q(prefix: str = "") -> Q:
    """Rows that a visitor may see: live, and below no restricted page.

    `prefix` leads from another model to the page (`"desk__"`).
    """
    visible = Q(**{f"{prefix}live": True})
    for path in restricted_paths():
        visible &= ~Q(**{f"{prefix}path__startswith": path})
    return visible


def coded_q(codes: Iterable[str]) -> Q:
    """Pages with one of these short codes; none for no code."""
    wanted = Q(pk__in=())
    for code in codes:
        wanted |= Q(translation_key__range=keys_of(code))
    return wanted


class PublishedQuerySet(PageQuerySet):
    """Page queryset that public pages, search, feeds and sitemap read from."""

    def published(self) -> Self:
        """Only what a visitor may see, with the locale that each page's address asks for."""
        return self.filter(published_q()).select_related("locale")

    def by_title(self) -> Self:
        """In the order of the alphabet: a database may put every capital first."""
        return self.order_by(Lower("title"), "pk")


BasePageManager: Any = PageManager.from_queryset(PublishedQuerySet, "BasePageManager")


def published_pages() -> PageQuerySet:
    """All published pages of every type."""
    return Page.objects.filter(published_q()).select_related("locale")


def composed(build: Callable[..., QuerySet]) -> Callable[..., list[Any]]:
    """Decorator: the rows of the queryset that `build` returns, its SQL composed once.

    `build` is called with marks for its positional arguments (numbers, texts, lists of
    numbers); its named arguments are part of what is composed, so they must be few. It
    must read nothing else that changes, time least of all; only `published()` may, for a
    change of the restricted parts makes a composition of its own.
    """

    @lru_cache(maxsize=128)
    def composition(
        vendor: str, hidden: tuple[str, ...], shapes: Sequence[Shape], /, **fixed: Any
    ) -> Composition:
        return Composition(build, shapes, **fixed)

    @wraps(build)
    def rows(*arguments: Argument, **fixed: Any) -> list[Any]:
        shapes = tuple(map(shape_of, arguments))
        kept = composition(connection.vendor, restricted_paths(), shapes, **fixed)
        return kept.rows(flat(arguments))

    return rows


class Listed:
    """The rows of `build`, a list that a `Paginator` reads: one query to count, one a slice.

    `build` is as in `composed`; it takes named arguments alone and repeats no row.
    """

    ordered = True

    def __init__(self, build: Callable[..., QuerySet], **fixed: Any) -> None:
        self.build, self.fixed = build, fixed

    def count(self) -> int:
        """How many rows."""
        return int(_count(build=self.build, **self.fixed)[0][0])

    def __getitem__(self, wanted: slice) -> list[Any]:
        bounds = {"start": wanted.start, "stop": wanted.stop}
        return _slice(build=self.build, **bounds, **self.fixed)


@composed
def _count(*, build: Callable[..., QuerySet], **fixed: Any) -> QuerySet:
    # As an aggregate it would be counted by group, one for each row.
    number = Func(template="COUNT(*)", output_field=IntegerField())
    return build(**fixed).select_related(None).order_by().values_list(number)


@composed
def _slice(
    *, build: Callable[..., QuerySet], start: int, stop: int, **fixed: Any
) -> QuerySet:
    return build(**fixed)[start:stop]
