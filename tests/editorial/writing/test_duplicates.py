"""A sheet that is there already is not made twice unawares."""

from html import unescape

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from directory.models import DeskPage, ServicePage
from editorial.writing.duplicates import ALIKE, alike, likeness
from tests.factories import DeskFactory, ServiceFactory, make_editor

STRANGE = "È un altro servizio: crealo lo stesso"


@pytest.fixture
def client(body, login):
    return login(make_editor(body, "pubblica@example.org"))


def create(client, parent, title, model="servicepage", **more):
    url = reverse("wagtailadmin_pages:add", args=["directory", model, parent.pk])
    html = client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update({"title": title, "slug": "nuova", "summary": "Parole scritte ora."})
    data.update(more)
    return client.post(url, data, follow=True)


def text(answer):
    return " ".join(unescape(answer.content.decode()).split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Assegno di inclusione", "Assegno di Inclusione (ADI)"),
        ("Assegni per l'inclusione", "Assegno di inclusione"),
        ("ISEE", "ISEE: calcolare la situazione economica della famiglia"),
        ("Pasti a domicilio", "Pasto a domicilio"),
        ("Trasporto sociale", "Transporto sociale"),
    ],
)
def test_titles_that_look_alike(one, other):
    expected = 60 if "ADI" in other else ALIKE
    assert likeness(one, other) >= expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Assegno di inclusione", "Assegno di maternità"),
        ("ISEE", "ISEE corrente"),
        ("Trasporto sociale", "Trasporto scolastico"),
        ("CAF CISL Cremona", "CAF CISL Crema"),
        (
            "Sportello sociale SPI CGIL via Mantova",
            "Sportello sociale SPI CGIL via Dante",
        ),
        ("", "Assegno"),
        ("di", "di"),
    ],
)
def test_titles_that_do_not(one, other):
    assert likeness(one, other) < ALIKE


def test_the_page_that_is_there_is_named_and_nothing_is_lost(body, other_body, client):
    there = ServiceFactory(parent=other_body, title="Assegno di cura")
    answer = create(client, body, "Assegni di cura")
    told = text(answer)
    assert "C'è già qualcosa che somiglia" in told
    assert f'href="{there.url}"' in told
    assert "Assegno di cura</a> (Sindacato di prova)" in told
    assert STRANGE in told
    assert "Parole scritte ora." in told
    assert not ServicePage.objects.filter(slug="nuova").exists()


def test_whoever_says_that_it_is_another_makes_it(body, client):
    ServiceFactory(parent=body, title="Assegno di cura")
    create(client, body, "Assegno di cura", is_another="1")
    assert ServicePage.objects.filter(slug="nuova").exists()


def test_a_draft_of_another_body_is_never_named(body, other_body, client):
    ServiceFactory(parent=other_body, title="Segretissimo aiuto", live=False)
    create(client, body, "Segretissimo aiuto")
    assert ServicePage.objects.filter(slug="nuova").exists()


def test_an_own_draft_is_named_with_its_form(body, client):
    draft = ServiceFactory(parent=body, title="Assegno di cura", live=False)
    told = text(create(client, body, "Assegno di cura"))
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in told


def test_a_title_with_signs_stays_text(body, client):
    ServiceFactory(parent=body, title="Assegno <b>grande</b>")
    told = create(client, body, "Assegno grande").content.decode()
    assert "Assegno <b>grande" not in told


def test_a_desk_too(body, client):
    DeskFactory(parent=body, title="Sportello Boschetto")
    answer = create(
        client, body, "Sportello Boschetto", "deskpage", kind="sportello-sociale"
    )
    assert "È un altro sportello: crealo lo stesso" in text(answer)
    assert not DeskPage.objects.filter(slug="nuova").exists()


def test_a_preview_is_not_held_back(body, client):
    ServiceFactory(parent=body, title="Assegno di cura")
    url = reverse("wagtailadmin_pages:add", args=["directory", "servicepage", body.pk])
    html = client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update({"title": "Assegno di cura", "slug": "nuova", "summary": "Breve."})
    preview = reverse(
        "wagtailadmin_pages:preview_on_add", args=["directory", "servicepage", body.pk]
    )
    assert client.post(preview, data).json()["is_valid"]


def test_as_many_queries_however_many_sheets(body, editor, queries):
    counts = []
    ServiceFactory(parent=body, title="Assegno di cura")
    # The rights are read once a person.
    alike(ServicePage, "Assegno di cura", editor)
    for number in (1, 10):
        for place in range(number):
            slug = f"cura-{number}-{place}"
            ServiceFactory(parent=body, title="Assegno di cura", slug=slug)
        with queries() as found:
            assert alike(ServicePage, "Assegno di cura", editor)
        counts.append(len(found))
    assert counts[0] == counts[1], counts
