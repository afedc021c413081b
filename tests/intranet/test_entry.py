"""Who gets in, and that nobody else gets a byte."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.actions import suspend, withdraw_membership
from accounts.models import RoleGroup
from core.querysets import published_pages
from intranet.entry.access import ENTERING, access_of
from intranet.entry.middleware import IntranetMiddleware, access_for, lies_inside
from tests.factories import OrganisationFactory, make_member
from tests.intranet.conftest import agree, client_of


@pytest.mark.parametrize(
    "path",
    [
        "/intranet",
        "/intranet/",
        "/intranet/x/",
        "//intranet//",
        "/INTRANET/",
        "/it/intranet/",
    ],
)
def test_an_address_inside_is_known_however_written(path):
    assert lies_inside(path)


@pytest.mark.parametrize("path", ["/", "/intranetx/", "/servizi/intranet/"])
def test_others_are_not(path):
    assert not lies_inside(path)


@pytest.mark.parametrize("path", ["/intranet/", "//intranet/", "/intranet/non-esiste/"])
def test_a_visitor_is_sent_to_log_in_whatever_lies_there(root, path):
    answer = Client().generic("GET", "/", PATH_INFO=path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accesso/")
    assert b"Parte riservata" not in answer.content


def test_an_operator_of_a_party_enters(operator):
    answer = client_of(operator).get("/intranet/")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


@pytest.mark.parametrize("role", ["operator", "referent", "manager"])
def test_without_an_agreement_in_force_nobody_enters(root, outside_body, role):
    user = make_member(outside_body, role, "fuori@example.org")
    answer = client_of(user).get("/intranet/")
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]


def test_an_agreement_that_ended_binds_nobody(home, root, body, other_body):
    today = timezone.localdate()
    agree(home, body, other_body, ends_on=today - dt.timedelta(days=1))
    user = make_member(body, "operator", "ex@example.org")
    assert client_of(user).get("/intranet/").status_code == 403


def test_whoever_only_writes_does_not_enter(root, agreement, body):
    user = make_member(body, "editor", "scrive@example.org")
    assert client_of(user).get("/intranet/").status_code == 403


def test_the_coordinator_enters_without_a_body(coordinator):
    assert client_of(coordinator).get("/intranet/").status_code == 200


@pytest.mark.parametrize("end", [suspend, withdraw_membership])
def test_a_profile_that_ends_is_out_with_the_next_request(operator, end):
    client = client_of(operator)
    assert client.get("/intranet/").status_code == 200
    more = {"because": "prova"} if end is suspend else {}
    end(membership=operator.memberships.get(), **more)
    assert client.get("/intranet/").status_code == 302


def test_the_root_is_restricted_and_not_published(root):
    assert not published_pages().filter(pk=root.pk).exists()
    assert root.get_view_restrictions().get().restriction_type == "groups"


def test_a_restriction_taken_away_comes_back_when_the_root_is_saved(root):
    root.get_view_restrictions().delete()
    root.save()
    assert root.get_view_restrictions().exists()


def test_nobody_may_change_who_reads_it(root, admin_client):
    answer = admin_client.get(f"/admin/pages/{root.pk}/privacy/")
    assert answer.status_code in (302, 403)


def test_what_a_person_is_there(operator, agreement, body, other_body):
    found = access_of(operator, timezone.localdate())
    assert found.bodies == {body.pk}
    assert found.counterparts == {other_body.pk}
    assert [one.pk for one in found.agreements] == [agreement.pk]
    assert found.shared_with(other_body.pk)


def test_what_is_asked_does_not_grow_with_agreements(
    operator, home, body, other_body, queries
):
    today = timezone.localdate()
    access_of(operator, today)  # the restricted paths are read once
    with queries() as few:
        access_of(operator, today)
    for number in range(5):
        agree(home, body, other_body, title=f"Accordo {number}")
    with queries() as many:
        access_of(operator, today)
    assert len(few) == len(many) <= 6


def test_after_login_an_operator_is_led_there(operator):
    answer = client_of(operator).get("/accesso/dentro/")
    assert answer.headers["Location"] == "/intranet/"


def view_of(module):
    def view(request):
        return HttpResponse()

    view.__module__ = module
    return view


@pytest.mark.parametrize("module", ["intranet.views", "intranet.files.views"])
def test_a_view_of_this_part_is_closed_wherever_it_is_mounted(
    root, agreement, body, operator, rf, module
):
    editor = make_member(body, "editor", "scrive@example.org")
    door = IntranetMiddleware(lambda request: HttpResponse())

    def answered(user):
        request = rf.get("/altrove/")
        request.user = user
        return door.process_view(request, view_of(module), (), {})

    assert answered(AnonymousUser()).status_code == 302
    assert "no-store" in answered(AnonymousUser()).headers["Cache-Control"]
    assert answered(editor).status_code == 403
    assert answered(operator) is None


@pytest.mark.parametrize("module", ["home.views", "intranetx.views", "config.intranet"])
def test_other_views_are_no_business_of_the_door(rf, module):
    door = IntranetMiddleware(lambda request: HttpResponse())
    request = rf.get("/intranet/")
    request.user = AnonymousUser()
    assert door.process_view(request, view_of(module), (), {}) is None


def test_what_is_told_of_this_part_elsewhere_is_kept_by_no_cache(rf, operator):
    def answer(request):
        access_for(request)
        return HttpResponse()

    request = rf.get("/altrove/")
    request.user = operator
    assert "no-store" in IntranetMiddleware(answer)(request).headers["Cache-Control"]
    plain = IntranetMiddleware(lambda request: HttpResponse())(rf.get("/altrove/"))
    assert "Cache-Control" not in plain.headers


def test_after_login_one_is_led_to_what_was_read_and_never_to_what_was_sent(root):
    read = Client().get("/intranet/file/?q=parola")
    assert parse_qs(urlsplit(read.headers["Location"]).query) == {
        "next": ["/intranet/file/"]
    }
    sent = Client().post("/intranet/file/nuovo/")
    assert sent.status_code == 302
    assert "next" not in sent.headers["Location"]


def groups_of(root):
    groups = root.get_view_restrictions().get().groups
    return set(groups.values_list("role_group__role", "role_group__organisation"))


def test_the_second_lock_opens_to_the_groups_of_the_roles_that_enter(
    root, body, services_index
):
    late = OrganisationFactory(parent=services_index, title="Arrivato dopo")
    expected = set(
        RoleGroup.objects.filter(role__in=ENTERING).values_list("role", "organisation")
    )
    assert groups_of(root) == expected
    root.save()
    assert groups_of(root) == expected
    assert {("operator", body.pk), ("operator", late.pk)} <= expected
    assert not {role for role, _ in groups_of(root)} & {"editor"}
