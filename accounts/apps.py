"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_save


class AccountsConfig(AppConfig):
    """Users and rights."""

    name = "accounts"
    verbose_name = "Accessi"

    def ready(self) -> None:
        from accounts import signal_handlers
        from accounts.models import OrganisationAccess, RoleGroup
        from accounts.reviewing import jobs
        from directory.models import OrganisationPage

        post_save.connect(
            signal_handlers.provision_organisation, sender=OrganisationPage
        )
        post_delete.connect(signal_handlers.withdraw_access, sender=OrganisationAccess)
        post_delete.connect(signal_handlers.withdraw_group, sender=RoleGroup)
        jobs.register()
        self._watch_the_way_in()

    def _watch_the_way_in(self) -> None:
        from allauth.account import signals as account
        from allauth.mfa.signals import authenticator_added
        from allauth.usersessions.models import UserSession
        from django.contrib.auth.signals import user_logged_in

        from accounts.login import signal_handlers as login

        user_logged_in.connect(login.begin_session)
        authenticator_added.connect(login.pass_with_new_factor)
        pre_save.connect(login.shorten_address, sender=UserSession)
        for changed in (
            account.password_changed,
            account.password_set,
            account.password_reset,
        ):
            changed.connect(login.end_other_sessions)
