"""What something else needs is not deleted, and nobody sees a page of errors."""

import pytest
from django.db.models import ProtectedError
from django.test import RequestFactory

from accounts.models import OrganisationAccess, RoleGroup
from core.protected import ProtectedMiddleware


@pytest.mark.parametrize("kind", ["groups", "collections"])
def test_what_belongs_to_a_body_is_not_deleted(admin_client, body, kind):
    access = OrganisationAccess.objects.get(organisation=body)
    group = RoleGroup.objects.filter(organisation=body).first().group
    thing, place = {
        "groups": (group, f"/admin/groups/delete/{group.pk}/"),
        "collections": (
            access.collection,
            f"/admin/collections/{access.collection.pk}/delete/",
        ),
    }[kind]
    answer = admin_client.post(place, follow=True)
    assert answer.redirect_chain == [(place, 302)]
    assert "ne ha ancora bisogno" in answer.content.decode()
    thing.refresh_from_db()


@pytest.mark.parametrize(
    ("method", "path", "error"),
    [
        ("get", "/admin/groups/delete/1/", ProtectedError("no", set())),
        ("post", "/accesso/persone/", ProtectedError("no", set())),
        ("post", "/admin/groups/delete/1/", ValueError("another fault")),
    ],
)
def test_any_other_fault_is_left_to_be_seen(method, path, error):
    request = getattr(RequestFactory(), method)(path)
    answer = ProtectedMiddleware(lambda _: None).process_exception(request, error)
    assert answer is None
