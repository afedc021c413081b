"""Desks with a phone and hours, published as an editor would."""

import pytest

from directory.models import DeskPage
from tests.editorial.freshness.conftest import (  # noqa: F401
    enter,
    foreigner,
    published,
    writer,
)
from tests.factories import DeskFactory, open_every_weekday, phone

OLD, NEW = "0372 123456", "0372 654321"


def again(page):
    return type(page).objects.get(pk=page.pk)


def make_desk(body, title="Di piazza", **more):
    desk = DeskFactory(parent=body, title=title, **more)
    phone(desk, OLD, label="Centralino")
    open_every_weekday(desk)
    return published(DeskPage.objects.get(pk=desk.pk))


@pytest.fixture
def desk(body):
    return make_desk(body)


def numbers(desk):
    return [row.number for row in desk.phones.all()]
