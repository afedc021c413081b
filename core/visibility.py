"""Which parts of the tree are restricted, read once a request."""

from contextvars import ContextVar

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

_restricted: ContextVar[tuple[str, ...] | None] = ContextVar("restricted", default=None)


def restricted_paths() -> tuple[str, ...]:
    """Tree paths of the pages that carry a view restriction, and of their aliases."""
    paths = _restricted.get()
    if paths is None:
        paths = _read()
        _restricted.set(paths)
    return paths


def is_restricted(path: str) -> bool:
    """True where a page at `path` lies at or below a restricted one."""
    return any(path.startswith(root) for root in restricted_paths())


def is_published(page: Page) -> bool:
    """`published()` for one page at hand: live, and below no restricted one."""
    return bool(page.live) and not is_restricted(page.path)


def _read() -> tuple[str, ...]:
    own = PageViewRestriction.objects.values_list("page__path", flat=True)
    paths = found = set(own.order_by())
    while found:  # an alias may have aliases of its own
        below = Q()
        for path in found:
            below |= Q(alias_of__path__startswith=path)
        aliases = Page.objects.filter(below).values_list("path", flat=True)
        found = set(aliases) - paths
        paths = paths | found
    return tuple(sorted(paths))


def forget_restricted_paths(**_: object) -> None:
    """Drop what was read: a new request begins, or a restriction or a page moved."""
    _restricted.set(None)
