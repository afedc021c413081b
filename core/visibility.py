"""Which parts of the tree are restricted, read once a request."""

from contextvars import ContextVar

from wagtail.models import PageViewRestriction

_restricted: ContextVar[tuple[str, ...] | None] = ContextVar("restricted", default=None)


def restricted_paths() -> tuple[str, ...]:
    """Tree paths of the pages that carry a view restriction."""
    paths = _restricted.get()
    if paths is None:
        paths = tuple(
            PageViewRestriction.objects.order_by("page__path").values_list(
                "page__path", flat=True
            )
        )
        _restricted.set(paths)
    return paths


def forget_restricted_paths(**_: object) -> None:
    """Drop what was read: a new request begins, or a restriction or a page moved."""
    _restricted.set(None)
