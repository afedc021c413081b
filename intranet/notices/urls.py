"""Addresses below /intranet/avvisi/."""

from django.urls import path

from intranet.notices.views import (
    ChangeView,
    ConfirmView,
    NoticesView,
    NoticeView,
    WithdrawView,
    WriteView,
)

urlpatterns = [
    path("", NoticesView.as_view(), name="staff_notices"),
    path("scrivi/", WriteView.as_view(), name="staff_notice_write"),
    path("<key:pk>/", NoticeView.as_view(), name="staff_notice"),
    path("<key:pk>/letto/", ConfirmView.as_view(), name="staff_notice_confirm"),
    path("<key:pk>/cambia/", ChangeView.as_view(), name="staff_notice_change"),
    path("<key:pk>/ritira/", WithdrawView.as_view(), name="staff_notice_withdraw"),
]
