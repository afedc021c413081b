"""The step of the login that asks for the second factor."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from accounts.login.provider import vouched


class SecondFactorStage(AuthenticateStage):
    """Asked of whoever has one, unless the body's own provider has just asked for one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if vouched(request, self.login.user):
            return False
        return bool(super()._should_handle(request))
