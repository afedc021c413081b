"""Says how somebody is called whose account holds no name yet."""

from __future__ import annotations

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User


@transaction.atomic
def give_name(*, user: User, first_name: str, last_name: str) -> User:
    """One's own name, once: who is known by one has it changed by who keeps the accounts.

    Raises ValueError where a name is known.
    """
    held = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if held.get_full_name():
        raise ValueError("a name is known")
    held.first_name, held.last_name = first_name, last_name
    held.save(update_fields=["first_name", "last_name"])
    log(instance=held, action="accounts.name", user=user)
    return held
