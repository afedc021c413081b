"""The admin's own API, less the files of other bodies: Wagtail lists every one to who enters."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as images

RIGHTS = ("add", "change", "delete", "choose")


class OwnImages(ImagesAdminAPIViewSet):
    """Images that the person may choose, or more."""

    def get_queryset(self) -> QuerySet:
        """As the lists of the admin."""
        return _mine(images, super().get_queryset(), self.request.user)


class OwnDocuments(DocumentsAdminAPIViewSet):
    """Documents that the person may choose, or more."""

    def get_queryset(self) -> QuerySet:
        """As the lists of the admin."""
        return _mine(documents, super().get_queryset(), self.request.user)


def _mine(policy: Any, rows: QuerySet, user: Any) -> QuerySet:
    allowed = policy.instances_user_has_any_permission_for(user, RIGHTS)
    return rows.filter(pk__in=allowed.values("pk"))
