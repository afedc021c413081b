"""Addresses of joint training, below /intranet/formazione/."""

from django.urls import path

from intranet.training.views import (
    attendance,
    attesting,
    courses,
    lists,
    materials,
    places,
)

urlpatterns = [
    path("", lists.NextView.as_view(), name="training"),
    path("conclusi/", lists.PastView.as_view(), name="training_past"),
    path("miei/", lists.MineView.as_view(), name="training_mine"),
    path(
        "miei/formazione.ics",
        lists.MyCalendarView.as_view(),
        name="training_my_calendar",
    ),
    path("materiali/", lists.MaterialsView.as_view(), name="training_materials"),
    path(
        "materiali/<key:pk>/modifica/",
        materials.EditMaterialView.as_view(),
        name="training_edit_material",
    ),
    path(
        "materiali/<key:pk>/sposta/",
        materials.MoveMaterialView.as_view(),
        name="training_move_material",
    ),
    path(
        "materiali/<key:pk>/togli/",
        materials.RemoveMaterialView.as_view(),
        name="training_remove_material",
    ),
    path("presenze/", attendance.ReportIndexView.as_view(), name="training_report"),
    path(
        "presenze/<key:pk>/",
        attendance.ReportView.as_view(),
        name="training_report_body",
    ),
    path("attestazioni/", attesting.AttestingView.as_view(), name="training_attesting"),
    path(
        "attestazioni/<key:pk>/<key:year>/attesta/",
        attesting.AttestView.as_view(),
        name="training_attest",
    ),
    path(
        "attestazioni/<key:pk>/<key:year>/ritira/",
        attesting.TakeBackView.as_view(),
        name="training_take_back",
    ),
    path("nuovo/", courses.NewCourseView.as_view(), name="training_new"),
    path("<key:pk>/", courses.CourseView.as_view(), name="training_course"),
    path("<key:pk>/modifica/", courses.EditCourseView.as_view(), name="training_edit"),
    path(
        "<key:pk>/pubblica/",
        courses.PublishCourseView.as_view(),
        name="training_publish",
    ),
    path(
        "<key:pk>/elimina/", courses.DeleteCourseView.as_view(), name="training_delete"
    ),
    path(
        "<key:pk>/attestato/",
        attendance.AttestationView.as_view(),
        name="training_attestation",
    ),
    path(
        "<key:pk>/attestato/nome/",
        attendance.AttestationNameView.as_view(),
        name="training_attestation_name",
    ),
    path(
        "<key:pk>/attestato.pdf",
        attendance.AttestationPdfView.as_view(),
        name="training_attestation_pdf",
    ),
    path(
        "<key:pk>/incontri/nuovo/",
        courses.NewSessionView.as_view(),
        name="training_add_session",
    ),
    path(
        "<key:pk>/materiali/<slug:kind>/",
        materials.NewMaterialView.as_view(),
        name="training_add_material",
    ),
    path(
        "incontri/<key:pk>/modifica/",
        courses.EditSessionView.as_view(),
        name="training_edit_session",
    ),
    path(
        "incontri/<key:pk>/annulla/",
        courses.CancelSessionView.as_view(),
        name="training_cancel_session",
    ),
    path(
        "incontri/<key:pk>/iscrizione/",
        places.EnrolView.as_view(),
        name="training_enrol",
    ),
    path(
        "incontri/<key:pk>/rinuncia/",
        places.WithdrawView.as_view(),
        name="training_withdraw",
    ),
    path(
        "incontri/<key:pk>/persone/",
        places.EnrolPeopleView.as_view(),
        name="training_enrol_people",
    ),
    path(
        "incontri/<key:pk>/parere/",
        places.FeedbackView.as_view(),
        name="training_feedback",
    ),
    path(
        "incontri/<key:pk>/incontro.ics",
        places.SessionCalendarView.as_view(),
        name="training_calendar",
    ),
    path(
        "incontri/<key:pk>/presenze/",
        attendance.ParticipantsView.as_view(),
        name="training_participants",
    ),
    path(
        "incontri/<key:pk>/foglio-firme/",
        attendance.SignatureSheetView.as_view(),
        name="training_signatures",
    ),
]
