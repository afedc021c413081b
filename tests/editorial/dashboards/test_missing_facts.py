"""What a published page does not tell, and where it is written."""

import re

import pytest
from django.urls import reverse

from directory.models import DeskPage, ServicePage
from editorial.dashboards.missing import (
    FACTS,
    gaps_of,
    missing_from,
    with_missing_facts,
)
from editorial.scope import edit_url
from tests.factories import DeskFactory, RequiredDocument, ServiceFactory

from .conftest import whole_desk, whole_sheet


def missing(page):
    row = with_missing_facts().filter(pk=page.pk).first()
    return [fact.label for fact in missing_from(row)] if row else []


def test_a_bare_desk_and_a_bare_sheet(body):
    assert missing(DeskFactory(parent=body)) == [
        "orari",
        "accessibilità",
        "coordinate",
    ]
    assert missing(ServiceFactory(parent=body)) == [
        "cosa serve",
        "parole del cittadino",
    ]


def test_whole_ones_lack_nothing(body):
    assert missing(whole_desk(body)) == missing(whole_sheet(body)) == []


def test_each_fact_alone(body):
    desk = whole_desk(body)
    desk.accessibility.all().delete()
    assert missing(desk) == ["accessibilità"]
    sheet = whole_sheet(body)
    RequiredDocument.objects.all().delete()
    assert missing(sheet) == ["cosa serve"]


def test_a_feature_not_known_is_not_told(body):
    desk = whole_desk(body)
    desk.accessibility.update(is_present=None)
    assert missing(desk) == ["accessibilità"]


@pytest.mark.parametrize(
    ("make", "lacking"),
    [
        (lambda b: DeskFactory(parent=b, kind="linea-telefonica"), ["orari"]),
        (
            lambda b: DeskFactory(parent=b, confidential=True),
            ["orari", "accessibilità"],
        ),
        (
            lambda b: DeskFactory(
                parent=b, kind="linea-telefonica", hours_note="Sempre."
            ),
            [],
        ),
        (lambda b: ServiceFactory(parent=b, crisis=True), ["parole del cittadino"]),
        (
            lambda b: ServiceFactory(
                parent=b, status="closed", status_reason="Finito."
            ),
            [],
        ),
        (lambda b: ServiceFactory(parent=b, live=False), []),
    ],
)
def test_nothing_is_asked_that_does_not_fit(body, make, lacking):
    assert missing(make(body)) == lacking


def test_links_lead_into_the_form_where_it_is_written(body, editor, enter):
    pages = {
        DeskPage: DeskFactory(parent=body),
        ServicePage: ServiceFactory(parent=body),
    }
    client = enter(editor)
    for model, page in pages.items():
        form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
        sections = set(re.findall(r'<section[^>]* id="([^"]+)"', form))
        row = with_missing_facts().get(pk=page.pk)
        facts = [fact for fact in FACTS if fact.model is model]
        assert len(gaps_of(row)) == len(facts)
        for gap in gaps_of(row):
            address, _, anchor = gap.url.partition("#")
            assert address == reverse("wagtailadmin_pages:edit", args=[page.pk])
            assert anchor in sections


def test_a_part_that_the_form_does_not_have_leads_to_its_top(body):
    assert "#" not in edit_url(body.pk, ServicePage, "nowhere")
    assert "#" not in edit_url(body.pk, ServicePage)
