"""Whatever of the restricted part points at a person is told to them, and lets go of them."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from core import privacy
from core.models import SiteSettings
from intranet.demo import make_samples
from intranet.entry.access import access_of
from intranet.models import Referent, Reveal, StaffNotice, TrainingSession
from tests.factories import DeskFactory, make_member
from tests.intranet.training.conftest import place

POINTING = [
    (model, field.name)
    for model in apps.get_app_config("intranet").get_models()
    # A page keeps its history, which names a user without a name.
    if not issubclass(model, Page)
    for field in model._meta.get_fields()
    if field.concrete
    and field.is_relation
    and field.related_model is not None
    and field.related_model._meta.label == settings.AUTH_USER_MODEL
]


@pytest.fixture
def person(root, agreement, body, other_body):
    """A responsabile with something in every part."""
    SiteSettings.objects.update_or_create(
        site_id=root.get_site().pk, defaults={"is_demonstration": True}
    )
    DeskFactory(parent=body, title="Sportello")
    who = make_member(body, "manager", "tutto@example.org")
    make_member(None, "coordinator", "capo@example.org")
    make_samples(on=timezone.localdate())
    return who


def test_there_is_something_to_point_at():
    assert len(POINTING) > 10


def test_after_erasure_nothing_points_at_the_person(person, body):
    session = TrainingSession.objects.first()
    if session:
        place(session, person, body)
    referent = Referent.objects.exclude(organisation=body).first()
    today, now = timezone.localdate(), timezone.now()
    if referent:
        Reveal.objects.create(user=person, referent=referent, on=today, at=now)
    StaffNotice.objects.update(written_by=person)
    assert access_of(person, today).enters
    for model, field in POINTING:
        name = model._meta.get_field(field)
        if not name.unique and not name.many_to_many and name.null:
            row = model._default_manager.first()
            if row:
                model._base_manager.filter(pk=row.pk).update(**{field: person})
    pointed = {
        (model._meta.label, field)
        for model, field in POINTING
        if model._base_manager.filter(**{field: person}).exists()
    }
    assert len(pointed) > 5, pointed
    assert privacy.export(person)
    privacy.erase(person)
    left = {
        (model._meta.label, field)
        for model, field in POINTING
        if model._base_manager.filter(**{field: person.pk}).exists()
    }
    assert left == set()
