"""Places in a template that apps above may fill without being imported.

A template says `{% slot 'service-aside' page %}`; an app calls `register` in `ready()`.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Provider = Callable[[HttpRequest, Any], str]

_providers: dict[str, list[Provider]] = defaultdict(list)


def register(slot: str, provider: Provider) -> None:
    """Let `provider(request, subject)` add its (safe) HTML to `slot`."""
    if provider not in _providers[slot]:
        _providers[slot].append(provider)


def render(slot: str, request: HttpRequest, subject: Any) -> str:
    """HTML of all providers of `slot`, in the order they registered."""
    return "".join(provider(request, subject) for provider in _providers[slot])
