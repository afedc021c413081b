"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts are given."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
