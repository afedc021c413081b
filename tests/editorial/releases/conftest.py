"""Sheets, desks and people around a list of services."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from editorial.releases import actions, tasks
from editorial.releases.rows import Body, Desk, Line
from tests.factories import DeskFactory, ServiceFactory, make_member, offer, phone

NOW = dt.datetime(2027, 5, 20, 9, 30, tzinfo=dt.UTC)
ONE, OTHER = Body("k-uno", "Ente uno"), Body("k-due", "Ente due")


def published(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def line(key="a", **more):
    return Line(key=key, title=more.pop("title", f"Servizio {key}"), **more)


def desk_line(key="d", **more):
    given = {"name": f"Sportello {key}", "kind": "CAF", "level": "Informazione"}
    return Desk(key=key, **(given | more))


@pytest.fixture
def sheet(body):
    return published(ServiceFactory(parent=body, title="Mensa sociale", complete=True))


@pytest.fixture
def desk(other_body, sheet):
    """A desk of the other body that helps with the sheet."""
    page = DeskFactory(parent=other_body, title="Sportello di piazza", placed=True)
    offer(page, sheet)
    phone(page)
    return published(page)


@pytest.fixture
def coordinator(db):
    return make_member(None, "coordinator", "coordina@example.org")


@pytest.fixture
def manager(body):
    return make_member(body, "manager", "responsabile@example.org")


@pytest.fixture
def other_manager(other_body):
    return make_member(other_body, "manager", "altra@example.org")


@pytest.fixture
def release(coordinator, monkeypatch, django_capture_on_commit_callbacks):
    """`release()` publishes the list; `files=True` makes its files too."""
    monkeypatch.setattr(actions, "make_files_soon", lambda release: None)

    def publish(at=NOW, files=False, **more):
        if files:
            monkeypatch.setattr(actions, "make_files_soon", tasks.make_files_soon)
        with django_capture_on_commit_callbacks(execute=True):
            return actions.release_list(by=coordinator, at=at, **more)

    return publish


@pytest.fixture
def enter():
    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def today():
    return timezone.localdate()
