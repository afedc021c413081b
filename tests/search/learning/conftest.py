"""A sheet, people with some rights, and the real home page."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from search.models import MissingWord
from tests.factories import OrganisationFactory, ServiceFactory, make_editor
from tests.search.answers.conftest import home  # noqa: F401 - the same fixture

DAY = dt.date(2026, 5, 4)


@pytest.fixture
def keeper(home):  # noqa: F811
    from directory.models import ServiceIndexPage

    return OrganisationFactory(parent=ServiceIndexPage.objects.get(), title="Ente")


@pytest.fixture
def service(keeper):
    page = ServiceFactory(parent=keeper, title="Mensa", citizen_words="ho fame")
    page.save_revision().publish()
    return page


@pytest.fixture
def row(db):
    return MissingWord.objects.create(
        key="k", word="pizzer", days=3, read_on=DAY, last_on=DAY
    )


def allow(user, *names):
    group = Group.objects.create(name=" ".join(names) or "niente")
    group.permissions.set(Permission.objects.filter(codename__in=names))
    user.groups.add(group)
    return user


@pytest.fixture
def reader(keeper):
    """An editor of the body who may answer missing words."""
    return allow(make_editor(keeper), "view_missingword", "change_missingword")


@pytest.fixture
def browser():
    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in
