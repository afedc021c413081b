"""Public addresses: the list of services, the links of reminders and letters."""

from django.urls import include, path, re_path

from editorial.freshness.views import confirm_by_link
from editorial.releases import views
from editorial.releases.feeds import feed

LISTS = [
    path("", views.releases, name="list_releases"),
    path("novita/", views.news, name="list_news"),
    path("novita.atom", feed, name="list_feed"),
    path("conferma/", views.confirm_list_by_link, name="confirm_list_by_link"),
    path("<key:number>/", views.release, name="list_release"),
    re_path(
        r"^(?P<number>[1-9][0-9]{0,8})/elenco\.(?P<format_>pdf|xlsx)$",
        views.release_file,
        name="list_release_file",
    ),
]
urlpatterns = [
    path("conferma/", confirm_by_link, name="confirm_by_link"),
    path("elenco-dei-servizi/", include(LISTS)),
]
