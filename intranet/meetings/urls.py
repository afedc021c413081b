"""Addresses of meetings, below /intranet/riunioni/."""

from django.urls import path

from intranet.meetings.views import agenda, convening, listing, minutes, tasks

urlpatterns = [
    path("", listing.MeetingsView.as_view(), name="meetings"),
    path("nuova/", convening.PrepareView.as_view(), name="meeting_new"),
    path("compiti/", tasks.TasksView.as_view(), name="meeting_tasks"),
    path("compiti/<int:pk>/", tasks.FinishView.as_view(), name="meeting_task_done"),
    path("<int:pk>/", listing.MeetingView.as_view(), name="meeting"),
    path(
        "<int:pk>/da-discutere/",
        listing.GatheredView.as_view(),
        name="meeting_gathered",
    ),
    path(
        "<int:pk>/calendario.ics",
        listing.CalendarView.as_view(),
        name="meeting_calendar",
    ),
    path("<int:pk>/modifica/", convening.ChangeView.as_view(), name="meeting_change"),
    path("<int:pk>/convoca/", convening.ConveneView.as_view(), name="meeting_convene"),
    path("<int:pk>/annulla/", convening.CallOffView.as_view(), name="meeting_cancel"),
    path(
        "<int:pk>/enti/<int:body>/persone/",
        convening.PeopleView.as_view(),
        name="meeting_people",
    ),
    path("<int:pk>/risposta/", convening.AnswerView.as_view(), name="meeting_answer"),
    path(
        "<int:pk>/ordine-del-giorno/",
        agenda.AgendaView.as_view(),
        name="meeting_agenda",
    ),
    path("<int:pk>/punti/nuovo/", agenda.ProposeView.as_view(), name="meeting_propose"),
    path(
        "<int:pk>/punti/<int:item>/", agenda.RewordView.as_view(), name="meeting_item"
    ),
    path(
        "<int:pk>/punti/<int:item>/togli/",
        agenda.WithdrawView.as_view(),
        name="meeting_item_withdraw",
    ),
    path(
        "<int:pk>/punti/<int:item>/sposta/",
        agenda.MoveView.as_view(),
        name="meeting_item_move",
    ),
    path(
        "<int:pk>/documenti/nuovo/", agenda.BringView.as_view(), name="meeting_document"
    ),
    path(
        "<int:pk>/documenti/<int:document>/togli/",
        agenda.TakeAwayView.as_view(),
        name="meeting_document_away",
    ),
    path(
        "<int:pk>/presenze/",
        minutes.AttendanceView.as_view(),
        name="meeting_attendance",
    ),
    path("<int:pk>/verbale/", minutes.MinutesView.as_view(), name="meeting_minutes"),
    path(
        "<int:pk>/verbale/scrivi/",
        minutes.WriteView.as_view(),
        name="meeting_minutes_write",
    ),
    path(
        "<int:pk>/verbale/manda/",
        minutes.SendView.as_view(),
        name="meeting_minutes_send",
    ),
    path(
        "<int:pk>/verbale/enti/<int:body>/",
        minutes.ApproveView.as_view(),
        name="meeting_minutes_approve",
    ),
    path(
        "<int:pk>/verbale/approvato-in/",
        minutes.ApproveInView.as_view(),
        name="meeting_minutes_approve_in",
    ),
    path(
        "<int:pk>/verbale.pdf",
        minutes.MinutesPdfView.as_view(),
        name="meeting_minutes_pdf",
    ),
    path("<int:pk>/attesta/", minutes.AttestView.as_view(), name="meeting_attest"),
]
