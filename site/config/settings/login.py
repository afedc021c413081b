"""How people get in, with allauth, and how long they stay. No secret and no place's own value."""

# --- password ------------------------------------------------------------------
ACCOUNT_ADAPTER = "accounts.login.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "accounts.login.forms.LoginForm",
    "reset_password": "accounts.login.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.login.forms.NewPasswordForm",
    "change_password": "accounts.login.forms.ChangePasswordForm",
    "reauthenticate": "accounts.login.forms.ConfirmPasswordForm",
}
# Nothing is counted by address alone at a level that an office of fifty would reach. The first
# two are counted by `AccountAdapter`: a person at an address, and a person from addresses where
# they never entered before. Windows that grow: the more was wrong, the longer one waits.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key,12/1h/key,40/1d/key",
    "login_failed_elsewhere": "20/15m/key,60/1d/key",
    "login": "300/m/ip",
    "reauthenticate": "20/m/user",
    "reset_password": "100/m/ip,3/10m/key,10/1d/key",
    "reset_password_from_key": "100/m/ip",
}

# --- second factor ---------------------------------------------------------------
MFA_ADAPTER = "accounts.login.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_FORMS = {
    "authenticate": "accounts.login.forms.CodeForm",
    "reauthenticate": "accounts.login.forms.ConfirmCodeForm",
    "activate_totp": "accounts.login.forms.ActivateForm",
    "login_webauthn": "accounts.login.key_forms.EnterForm",
    "authenticate_webauthn": "accounts.login.key_forms.KeyForm",
    "reauthenticate_webauthn": "accounts.login.key_forms.ConfirmKeyForm",
    "add_webauthn": "accounts.login.key_forms.AddKeyForm",
    "edit_webauthn": "accounts.login.key_forms.RenameKeyForm",
}

# --- login at the body's own provider (OpenID Connect) --------------------------
SOCIALACCOUNT_ADAPTER = "accounts.login.provider.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""

# --- sessions ------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Seconds. A session ends after the first; one of somebody who enters the admin also after the
# second without a sign of life. What the browser sends lasts a while longer, so that what is
# typed into a page whose session is over can be given back.
SESSION_LIFE = 8 * 60 * 60
SESSION_IDLE = 30 * 60
SESSION_COOKIE_AGE = 16 * 60 * 60
