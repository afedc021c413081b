"""What the demonstration shows of notices, procedures, notes and questions."""

from __future__ import annotations

import pytest
import yaml
from django.utils import timezone

from core.markdown import to_html
from intranet.authoring.demo import CONTENT, KINDS, make_samples
from intranet.free_text import found_in
from intranet.models import Answer, Procedure, Question
from tests.factories import NeedFactory, OrganisationFactory, ServiceFactory


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def comune(services_index):
    body = OrganisationFactory(parent=services_index, slug="comune-di-cremona")
    for slug in ("isee", "spid", "sportello-sociale"):
        ServiceFactory(parent=body, slug=slug)
    NeedFactory(code="digitale")
    return body


@pytest.fixture
def union(services_index):
    return OrganisationFactory(parent=services_index, slug="cgil-cremona")


def test_each_is_made_once(comune, union, today):
    entries = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    assert make_samples(today) == sum(len(rows) for rows in entries.values())
    assert make_samples(today) == 0
    assert Answer.objects.exists()
    assert Procedure.objects.get(kind="faq").subjects.exists()


def test_what_names_a_body_that_is_not_there_is_left_out(comune, today):
    make_samples(today)
    bodies = {body for model in KINDS for body in _bodies(model)}
    assert bodies == {comune.pk, None}
    assert Question.objects.count() == 1


def _bodies(model):
    names = ("author_body", "owner_body", "asking_body")
    known = {field.name for field in model._meta.fields}
    (name,) = [name for name in names if name in known]
    return model.objects.values_list(name, flat=True)


@pytest.mark.django_db
def test_each_says_that_it_is_an_example_and_names_nobody():
    entries = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    for row in [row for rows in entries.values() for row in rows]:
        text = f"{row.get('title', '')}\n{row['text']}"
        assert "esempio" in text.casefold()
        assert not found_in(text)
        to_html(row["text"])
