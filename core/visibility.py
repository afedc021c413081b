"""Which parts of the tree are restricted, read once a request."""

from collections.abc import Collection, Iterable
from contextvars import ContextVar
from functools import lru_cache

from django.db import connection
from django.db.models import Exists, QuerySet, Value
from wagtail.models import Page, PageViewRestriction

from core.composition import Composition

_restricted: ContextVar[tuple[str, ...] | None] = ContextVar("restricted", default=None)


def restricted_paths() -> tuple[str, ...]:
    """Tree paths at and below which nothing is public: restricted pages and their aliases."""
    paths = _restricted.get()
    if paths is None:
        paths = _read()
        _restricted.set(paths)
    return paths


def is_restricted(path: str) -> bool:
    """True where a page at `path` lies at or below a restricted one."""
    return _lies_below(path, restricted_paths())


def is_published(page: Page) -> bool:
    """`published()` for one page at hand: live, and below no restricted one."""
    return bool(page.live) and not is_restricted(page.path)


def _read() -> tuple[str, ...]:
    """One query: the restricted pages and, only where there is one, all aliases."""
    return spread(_composition(connection.vendor).rows())


@lru_cache
def _composition(vendor: str) -> Composition:
    return Composition(_restrictions, ())


def _restrictions() -> QuerySet:
    restricted = PageViewRestriction.objects.order_by()
    aliases = Page.objects.filter(Exists(restricted), alias_of__isnull=False)
    return restricted.values_list(Value(""), "page__path").union(
        aliases.order_by().values_list("alias_of__path", "path"), all=True
    )


def spread(rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The outermost restricted paths. Pure.

    Each row is ("", path of a restricted page) or (path of a page, path of its alias). An
    alias mirrors its page, so that it is restricted too; it may have aliases of its own.
    """
    rows = list(rows)
    roots = {path for source, path in rows if not source}
    mirrors = [(source, path) for source, path in rows if source]
    while found := {
        path
        for source, path in mirrors
        if _lies_below(source, roots) and not _lies_below(path, roots)
    }:
        roots |= found
    return tuple(sorted(r for r in roots if not _lies_below(r, roots - {r})))


def _lies_below(path: str, roots: Collection[str]) -> bool:
    """True where `path` is one of the roots or below one."""
    return any(path.startswith(root) for root in roots)


def forget_restricted_paths(**_: object) -> None:
    """Drop what was read: a new request begins, or a restriction or a page moved."""
    _restricted.set(None)
