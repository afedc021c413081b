"""Every address of the site as the resolver knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Pattern:
    """One pattern: how it is written from the root, its full name, what answers."""

    route: str
    name: str
    callback: Any

    @property
    def label(self) -> str:
        """The name, or the route where there is none."""
        return self.name or self.route

    @property
    def is_ours(self) -> bool:
        """Answered by code of this repository, at an address that is not Wagtail's."""
        if self.name.startswith("wagtail"):
            return False
        view = getattr(self.callback, "view_class", self.callback)
        return view.__module__.partition(".")[0] in _ours()


def _ours() -> set[str]:
    own = (one for one in apps.get_app_configs() if one.path.startswith(_root()))
    return {one.name.partition(".")[0] for one in own if ".venv" not in one.path}


def _root() -> str:
    return str(settings.BASE_DIR)


def patterns() -> list[Pattern]:
    """All of them, in the order in which they are asked."""
    return list(_below(get_resolver(), "", ""))


def _below(resolver: URLResolver, route: str, space: str) -> Iterator[Pattern]:
    for one in resolver.url_patterns:
        here = route + str(one.pattern).removeprefix("^")
        if isinstance(one, URLPattern):
            name = f"{space}{one.name}" if one.name else ""
            yield Pattern(f"/{here}", name, one.callback)
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _below(one, here, inner)
