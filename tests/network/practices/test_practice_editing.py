"""Who writes a practice, what the form refuses, and who approves it."""

import pytest
from django.test import Client
from wagtail.models import Page, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from network.models import PracticePage
from tests.factories import AudienceFactory, make_editor, make_member

FEW = "C'è un numero sotto 5 («3 donne»)"


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def coordinator(home):
    return make_member(None, "coordinator", "coordina@example.org")


@pytest.fixture
def writer(body):
    return make_member(body, "editor", "scrive@example.org")


def typed(action="publish", **fields):
    texts = {
        name: rich_text(f"<p>{fields.pop(name, '')}</p>")
        for name in ("results", "joining")
    }
    base = {
        "title": "Primo passo",
        "slug": "primo-passo",
        "summary": "In breve.",
        "state": "in-corso",
        "description": rich_text("<p>Aiuta.</p>"),
        "partners": inline_formset(fields.pop("partners", [])),
        "services": inline_formset([]),
    }
    audiences = {"audiences": fields.pop("audiences", [])}
    data = nested_form_data({**base, **texts, **fields}) | audiences
    return data | ({f"action-{action}": "1"} if action else {})


def add(user, parent, **fields):
    address = f"/admin/pages/add/network/practicepage/{parent.pk}/"
    return client_of(user).post(address, typed(**fields))


def plain(response):
    return response.content.decode().replace("&#x27;", "'")


def test_an_editor_adds_one_below_the_own_body_and_it_waits(writer, body):
    audience = AudienceFactory(code="giovani")
    response = add(
        writer,
        body,
        action="submit",
        audiences=[str(audience.pk)],
        partners=[{"name": "Cr.Forma"}],
    )
    assert response.status_code == 302
    page = PracticePage.objects.get()
    assert not page.live
    assert WorkflowState.objects.get(object_id=str(page.pk)).status == "in_progress"
    draft = page.get_latest_revision_as_object()
    assert [row.name for row in draft.partners.all()] == ["Cr.Forma"]
    assert list(draft.audiences.all()) == [audience]


def test_nobody_adds_one_below_another_body(writer, other_body):
    response = add(writer, other_body, action="submit")
    assert not PracticePage.objects.exists()
    assert response.status_code in (302, 403)


def test_a_body_speaks_for_itself(body, other_body, coordinator):
    manager = make_editor(body)
    sent = {"promoter": str(other_body.pk), "is_sample": "on"}
    assert add(manager, body, **sent).status_code == 302
    page = PracticePage.objects.get()
    assert page.promoter is None
    assert not page.is_sample
    address = f"/admin/pages/{page.pk}/edit/"
    form = client_of(manager).get(address)
    assert form.status_code == 200
    assert 'name="promoter"' not in form.content.decode()
    assert "Per il coordinamento" not in form.content.decode()
    assert 'name="promoter"' in client_of(coordinator).get(address).content.decode()
    assert client_of(coordinator).post(address, typed(**sent)).status_code == 302
    page.refresh_from_db()
    assert page.promoter_id == other_body.pk
    client_of(manager).post(address, typed(summary="Altro."))
    page.refresh_from_db()
    assert (page.summary, page.promoter_id) == ("Altro.", other_body.pk)


@pytest.mark.parametrize("action", ["publish", "submit"])
def test_a_number_under_five_stops_publication_at_the_field(body, action):
    response = add(make_editor(body), body, action=action, results="Lavorano 3 donne.")
    assert response.status_code == 200
    text = plain(response)
    assert FEW in text
    assert "Lavorano 3 donne." in text
    assert not PracticePage.objects.exists()


def test_a_draft_keeps_it_and_says_so(body):
    response = add(make_editor(body), body, action="", results="Lavorano 3 donne.")
    assert response.status_code == 302
    page = PracticePage.objects.get()
    told = plain(client_of(make_member(body, "manager", "x@example.org")).get(
        f"/admin/scrivere-chiaro/{page.pk}/"
    ))  # fmt: skip
    assert FEW in told


def test_few_people_in_words_are_only_pointed_out(body):
    manager = make_editor(body)
    response = add(manager, body, results="Lavorano due donne.")
    assert response.status_code == 302
    page = PracticePage.objects.get()
    assert page.live
    told = plain(client_of(manager).get(f"/admin/scrivere-chiaro/{page.pk}/"))
    assert "Forse si parla di meno di cinque persone («due donne»)" in told


def test_other_texts_may_count_things(body):
    fields = {"joining": "Sono 3 donne a rispondere, al piano 2."}
    assert add(make_editor(body), body, **fields).status_code == 302


def test_an_approval_given_from_a_list_reads_the_results_too(writer, body, coordinator):
    add(writer, body, action="submit")
    page = PracticePage.objects.get()
    draft = page.get_latest_revision_as_object()
    draft.results = "<p>Lavorano 3 donne.</p>"
    draft.save_revision()
    state = WorkflowState.objects.get(object_id=str(page.pk)).current_task_state
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    response = client_of(coordinator).post(address, {"comment": ""}, follow=True)
    assert "non è stata pubblicata" in plain(response)
    assert not Page.objects.get(pk=page.pk).live


def test_a_new_practice_is_previewed(body):
    client = client_of(make_editor(body))
    address = f"/admin/pages/add/network/practicepage/{body.pk}/preview/"
    audience = AudienceFactory(code="giovani", name="Giovani")
    data = typed(audiences=[str(audience.pk)], partners=[{"name": "Cr.Forma"}])
    assert client.post(address, data).json()["is_valid"]
    text = client.get(address, {"mode": ""}).content.decode()
    for words in ("Primo passo", "Giovani", "Cr.Forma", body.title):
        assert words in text
