"""Addresses of the way in. Those of allauth that are served stand here; no others do."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from django.urls import path, re_path

from accounts.login.reset_key import RESET_KEY
from accounts.login.views import entering, kept, lock, provider, recovery, sessions

urlpatterns = [
    path("login/", entering.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("conferma/", account.reauthenticate, name="account_reauthenticate"),
    path("password/cambia/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path(
        "password/reset/done/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        rf"^{RESET_KEY}/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        f"{RESET_KEY}/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # Doors of allauth that are shut. It asks for their names.
    path("signup/", entering.closed, name="account_signup"),
    path("email/", entering.closed, name="account_email"),
    path("password/set/", entering.closed, name="account_set_password"),
    path("ente/signup/", entering.closed, name="socialaccount_signup"),
    path("ente/connessioni/", entering.closed, name="socialaccount_connections"),
    # Where people are after login.
    path("", entering.mine, name="accounts_mine"),
    path("dentro/", entering.entered, name="accounts_entered"),
    # Second factor.
    path("secondo-fattore/", mfa.index, name="mfa_index"),
    path("secondo-fattore/prepara/", entering.set_up, name="accounts_set_up"),
    path("secondo-fattore/codice/", mfa.authenticate, name="mfa_authenticate"),
    path("secondo-fattore/conferma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("secondo-fattore/app/", totp.activate_totp, name="mfa_activate_totp"),
    path(
        "secondo-fattore/app/togli/", totp.deactivate_totp, name="mfa_deactivate_totp"
    ),
    path("secondo-fattore/chiavi/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("secondo-fattore/chiavi/nuova/", keys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "secondo-fattore/chiavi/entra/",
        keys.login_webauthn,
        name="mfa_login_webauthn",
    ),
    path(
        "secondo-fattore/chiavi/conferma/",
        keys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "secondo-fattore/chiavi/<int:pk>/",
        keys.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    path(
        "secondo-fattore/chiavi/<int:pk>/togli/",
        entering.RemoveKeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(
        "secondo-fattore/codici/",
        codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "secondo-fattore/codici/nuovi/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("secondo-fattore/perso/", recovery.recoveries, name="accounts_recoveries"),
    path(
        "secondo-fattore/perso/<int:pk>/",
        recovery.decide,
        name="accounts_decide_recovery",
    ),
    # Sessions and the shared machine.
    path("sessioni/", sessions.mine, name="usersessions_list"),
    path("blocca/", lock.lock, name="accounts_lock"),
    path("sblocca/", lock.unlock, name="accounts_unlock"),
    path("sblocca/chiave/", lock.unlock_with_key, name="accounts_unlock_with_key"),
    path("cambia-persona/", lock.change_person, name="accounts_change_person"),
    path("testo/", kept.give_back, name="accounts_kept_form"),
    # The body's own provider.
    path(
        "ente/annullato/", social.login_cancelled, name="socialaccount_login_cancelled"
    ),
    path("ente/errore/", social.login_error, name="socialaccount_login_error"),
    path("oidc/<slug:provider_id>/", provider.go, name="openid_connect_login"),
    path(
        "oidc/<slug:provider_id>/ritorno/",
        provider.come_back,
        name="openid_connect_callback",
    ),
]
