"""Addresses below /accesso/."""

from django.urls import path

from accounts.people.accepting import AcceptInvitationView
from accounts.people.administrators import (
    AddAdministratorView,
    AdministratorsView,
    EditAdministratorView,
)
from accounts.people.changing import DatesView, ResumeView, SuspendView, WithdrawView
from accounts.people.entering import EVERYWHERE
from accounts.people.inviting import InviteView, RevokeInvitationView, SendAgainView
from accounts.people.views import BodiesView, PeopleView, TrustView

ADMINISTRATORS = "persone/amministratori-di-sistema/"

urlpatterns = [
    path("invito/", AcceptInvitationView.as_view(), name="accept_invitation"),
    path("persone/", BodiesView.as_view(), name="people"),
    path(f"persone/{EVERYWHERE}/", PeopleView.as_view(), name="people_everywhere"),
    path(
        f"persone/{EVERYWHERE}/invita/", InviteView.as_view(), name="invite_everywhere"
    ),
    path("persone/<key:pk>/", PeopleView.as_view(), name="people_of_body"),
    path("persone/<key:pk>/invita/", InviteView.as_view(), name="invite"),
    path("persone/<key:pk>/fiducia/", TrustView.as_view(), name="trust_body"),
    path("persone/profili/<key:pk>/date/", DatesView.as_view(), name="profile_dates"),
    path(
        "persone/profili/<key:pk>/sospendi/",
        SuspendView.as_view(),
        name="suspend_profile",
    ),
    path(
        "persone/profili/<key:pk>/ridai/", ResumeView.as_view(), name="resume_profile"
    ),
    path(
        "persone/profili/<key:pk>/revoca/",
        WithdrawView.as_view(),
        name="withdraw_profile",
    ),
    path(
        "persone/inviti/<key:pk>/rimanda/",
        SendAgainView.as_view(),
        name="send_invitation_again",
    ),
    path(
        "persone/inviti/<key:pk>/annulla/",
        RevokeInvitationView.as_view(),
        name="revoke_invitation",
    ),
    path(ADMINISTRATORS, AdministratorsView.as_view(), name="system_administrators"),
    path(
        f"{ADMINISTRATORS}aggiungi/",
        AddAdministratorView.as_view(),
        name="add_system_administrator",
    ),
    path(
        f"{ADMINISTRATORS}<key:pk>/",
        EditAdministratorView.as_view(),
        name="edit_system_administrator",
    ),
]
