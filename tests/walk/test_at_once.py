"""What is taken back is gone with the next request: a page for visitors, a right for people."""

import pytest
from django.test import Client, TestCase
from django.urls import reverse

from accounts.actions import suspend, withdraw_membership
from directory.models import ServicePage
from tests.factories import ServiceFactory, make_member, restrict

WORD = "ginestrone"
PLACES = ("/", "/servizi/", f"/cerca/?q={WORD}", f"/cerca/suggerimenti/?q={WORD}")


@pytest.fixture
def page(body):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return ServiceFactory(parent=body, title=f"Sussidio {WORD}", slug=WORD)


def meeting(page):
    """Where a visitor meets the page: its own address, the site map for machines, lists."""
    client = Client()
    places = (page.url, "/sitemap.xml", *PLACES)
    told = {one: client.get(one).content.decode().lower() for one in places}
    return [one for one, text in told.items() if f"/{WORD}/" in text]


@pytest.mark.parametrize("way", ["unpublished", "restricted", "deleted"])
def test_a_page_taken_back_is_met_nowhere(page, way):
    assert {page.url, "/sitemap.xml", PLACES[2]} <= set(meeting(page))
    with TestCase.captureOnCommitCallbacks(execute=True):
        if way == "unpublished":
            page.unpublish()
        elif way == "restricted":
            restrict(page)
        else:
            ServicePage.objects.get(pk=page.pk).delete()
    assert meeting(page) == []


def _deactivate(user):
    user.is_active = False
    user.save()


ENDS = {
    "withdrawn": lambda user: withdraw_membership(membership=user.memberships.get()),
    "suspended": lambda user: suspend(membership=user.memberships.get(), because="x"),
    "deactivated": _deactivate,
}


@pytest.mark.parametrize("end", ENDS)
def test_a_person_sent_away_sees_no_draft_any_more(body, end):
    draft = ServiceFactory(parent=body, title=WORD, live=False)
    person = make_member(body, "editor", "redattrice@example.org")
    client = Client()
    client.force_login(person)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert WORD in client.get(address).content.decode()
    ENDS[end](person)
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accesso/login/")
