"""Addresses below /intranet/referenti/."""

from django.urls import path

from intranet.referents import keeping, views

urlpatterns = [
    path("", views.ReferentsView.as_view(), name="referents"),
    path("chi-chiamo/", views.NowView.as_view(), name="referents_now"),
    path("stampa/", views.PrintView.as_view(), name="referents_print"),
    path("tieni/", keeping.KeepView.as_view(), name="referents_keep"),
    path("nuovo/<int:body>/", keeping.AddView.as_view(), name="referent_add"),
    path("<int:pk>/", views.ReferentView.as_view(), name="referent"),
    path("<int:pk>/contatti/", views.ContactsView.as_view(), name="referent_contacts"),
    path("<int:pk>/modifica/", keeping.ChangeView.as_view(), name="referent_change"),
    path("<int:pk>/assenza/", keeping.AwayView.as_view(), name="referent_away"),
    path("<int:pk>/fine/", keeping.EndView.as_view(), name="referent_end"),
]
