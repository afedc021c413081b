"""Addresses. What a visitor reads is Italian; Wagtail's tree answers last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from accounts.login.views.entering import closed
from core.sitemaps import PublishedSitemap
from editorial.releases.sitemap import ListSitemap

urlpatterns = [
    # One way in: Wagtail's own form knows nothing of limits on attempts.
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    # Wagtail's own ways to another password ask for no second factor.
    re_path("^admin/password_reset/", closed),
    path("admin/", include(wagtailadmin_urls)),
    path("documenti/", include(wagtaildocs_urls)),
    path("accesso/verifica/", include("accounts.reviewing.urls")),
    path("accesso/istruzioni/", include("accounts.instructions.urls")),
    path("accesso/", include("accounts.audit.urls")),
    path("accesso/", include("accounts.login.urls")),
    path("accesso/", include("accounts.people.urls")),
    path("redazione/", include("editorial.urls")),
    path("intranet/", include("intranet.urls")),
    path(
        "sitemap.xml",
        sitemap,
        {"sitemaps": {"pages": PublishedSitemap, "lists": ListSitemap}},
    ),
]

if settings.DEMO_ALLOWED:
    from django.views.static import serve

    from config.styleguide import styleguide

    # Resized images alone: documents and originals have their own, asking addresses. From their
    # own folder: "images/../documents/" leads nowhere.
    images = {"document_root": settings.MEDIA_ROOT / "images"}
    urlpatterns += [
        path("stile/", styleguide, name="styleguide"),
        re_path(r"^media/images/(?P<path>.+)$", serve, images),
    ]

urlpatterns += i18n_patterns(
    path("", include("search.urls")),
    path("", include("directory.handout.urls")),
    path("", include("editorial.public_urls")),
    path("", include("core.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
