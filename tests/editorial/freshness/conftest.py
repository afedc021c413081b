"""Sheets with checks of a given age, and people who keep them."""

import datetime as dt

import pytest
from django.test import Client

from core.models import Review
from tests.factories import DeskFactory, ServiceFactory, make_member

TODAY = dt.date(2027, 5, 20)


def published(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def checked(page, on, reviewer="Comune di prova"):
    return Review.objects.create(page=page, reviewed_on=on, reviewer=reviewer)


@pytest.fixture
def sheet(body):
    return published(ServiceFactory(parent=body, title="Mensa"))


@pytest.fixture
def desk(body):
    return published(DeskFactory(parent=body, title="Sportello di piazza"))


@pytest.fixture
def writer(body):
    return make_member(body, "editor", "scrive@example.org")


@pytest.fixture
def foreigner(other_body):
    return make_member(other_body, "editor", "altrove@example.org")


@pytest.fixture
def enter():
    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in
