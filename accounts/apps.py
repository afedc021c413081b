"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save, pre_save


class AccountsConfig(AppConfig):
    """Users and rights."""

    name = "accounts"
    verbose_name = "Accessi"

    def ready(self) -> None:
        from accounts import nightly, privacy, signal_handlers
        from accounts.models import OrganisationAccess, RoleGroup
        from accounts.people import links
        from accounts.reviewing import jobs, own_access
        from core import slots
        from directory.models import OrganisationPage

        post_save.connect(
            signal_handlers.provision_organisation, sender=OrganisationPage
        )
        post_delete.connect(signal_handlers.withdraw_access, sender=OrganisationAccess)
        post_delete.connect(signal_handlers.withdraw_group, sender=RoleGroup)
        post_migrate.connect(signal_handlers.rights_in_step)
        slots.register(links.SLOT, links.people_link)
        slots.register(links.SLOT, own_access.links)
        nightly.register()
        jobs.register()
        self._watch_the_way_in()
        connect_audit(self)
        privacy.register()

    def _watch_the_way_in(self) -> None:
        from allauth.account import signals as account
        from allauth.mfa.signals import authenticator_added
        from allauth.usersessions.models import UserSession
        from django.contrib.auth.signals import user_logged_in

        from accounts.login import reset_key
        from accounts.login import signal_handlers as login
        from accounts.models import User

        user_logged_in.connect(login.begin_session)
        authenticator_added.connect(login.pass_with_new_factor)
        pre_save.connect(login.shorten_address, sender=UserSession)
        post_save.connect(login.let_go_of_old_address, sender=User)
        for changed in (
            account.password_changed,
            account.password_set,
            account.password_reset,
        ):
            changed.connect(login.end_other_sessions)
        reset_key.keep_out_of_logs()


def connect_audit(app: AppConfig) -> None:
    """The audit log: what writes it, what keeps it."""
    from django.contrib.auth.signals import user_logged_in, user_login_failed
    from wagtail.models import ModelLogEntry, PageLogEntry

    from accounts.audit import checks, signal_handlers, triggers  # noqa: F401
    from accounts.audit.nightly import seal_and_let_go
    from core import nightly

    user_logged_in.connect(signal_handlers.logged_in)
    user_login_failed.connect(signal_handlers.login_failed)
    for log in (ModelLogEntry, PageLogEntry):
        post_save.connect(signal_handlers.wagtail_logged, sender=log)
    post_migrate.connect(triggers.ensure, sender=app)
    nightly.register("audit", seal_and_let_go)
