"""Addresses of the restricted part, all below /intranet/ and behind its middleware."""

from django.urls import URLPattern, URLResolver, include, path

from intranet.overview.views import CareView, HomeView

urlpatterns: list[URLPattern | URLResolver] = [
    path("", HomeView.as_view(), name="restricted_home"),
    path("da-curare/", CareView.as_view(), name="restricted_care"),
    path("foglio/", include("intranet.counter.urls")),
    path("formazione/", include("intranet.training.urls")),
    path("accanto/", include("intranet.aside.urls")),
    path("referenti/", include("intranet.referents.urls")),
    path("riunioni/", include("intranet.meetings.urls")),
    path("avvisi/", include("intranet.notices.urls")),
    path("procedure/", include("intranet.knowledge.urls")),
    path("domande/", include("intranet.questions.urls")),
    path("file/", include("intranet.files.urls")),
    path("cerca/", include("intranet.finding.urls")),
    path("verifica-dati/", include("intranet.data_care.urls")),
]
