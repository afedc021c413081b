"""What the coordinator types: told at the field, refused to everybody else."""

import datetime as dt
import hashlib

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from core.models import CustomDocument
from network.actions import UnknownDuty, record_evidence, withdraw_evidence
from network.models import AgreementDocument, AgreementPage, DutyEvidence, Modification
from tests.factories import make_member

DAY = dt.date(2026, 5, 4)
CONTENT = b"%PDF-1.7 atto"
PRINT = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def coordinator(home):
    return make_member(None, "coordinator", "coordina@example.org")


@pytest.fixture
def document(db):
    file = ContentFile(CONTENT, name="atto.pdf")
    return CustomDocument.objects.create(
        title="Atto", file=file, holds_no_personal_data=True
    )


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


ROWS = (
    "parties",
    "duties",
    "fulfilments",
    "clauses",
    "modifications",
    "acts",
    "documents",
)


def typed(**fields):
    rows = {name: inline_formset(fields.pop(name, [])) for name in ROWS}
    text = {name: rich_text("") for name in ("description", "evaluation")}
    base = {"title": "Un accordo", "slug": "un-accordo", "kind": "protocollo"}
    return nested_form_data({**base, **text, **rows, **fields})


def add(user, agreements, **fields):
    address = f"/admin/pages/add/network/agreementpage/{agreements.pk}/"
    publish = {"action-publish": "1"}
    return client_of(user).post(address, typed(**fields) | publish)


def test_the_coordinator_publishes_an_agreement(coordinator, agreements):
    response = add(
        coordinator,
        agreements,
        parties=[{"name": "CISL", "side": "I sindacati"}],
        duties=[{"code": "uno", "side": "I sindacati", "text": "fare;"}],
        fulfilments=[{"duty": "uno", "target": str(agreements.pk)}],
    )
    assert response.status_code == 302
    page = AgreementPage.objects.get()
    assert page.live
    assert page.duties.get().side == "I sindacati"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"signed_on": "2026-05-04", "ends_on": "2026-05-03"}, "prima di cominciare"),
        ({"is_applied": "on"}, "Scrivi come si sa che le parti lo applicano."),
        (
            {"parties": [{"name": "CISL", "signed_on": "2026-03-08"}]},
            "Dalle firme delle parti risulta sottoscritto l'8 marzo 2026",
        ),
        (
            {"signed_on": "2026-03-01",
             "parties": [{"name": "CISL", "signed_on": "2026-03-12"}, {"name": "UIL"}]},
            "Dalle firme delle parti risulta sottoscritto il 12 marzo 2026",
        ),
        ({"terminated_on": "2026-05-03"}, "La disdetta vuole un atto scritto"),
        (
            {"parties": [{"name": "CISL", "side": "I sindacati"}],
             "duties": [{"code": "uno", "side": "Il Comune", "text": "x"}]},
            "Nessuna parte si impegna con questo nome: scegli tra I sindacati.",
        ),
        (
            {"duties": [{"code": "uno", "text": "x"}, {"code": "uno", "text": "y"}]},
            "Un altro impegno ha già questo nome breve.",
        ),
        (
            {"modifications": [{"text": "Proroga", "approved_on": "2026-05-04"}]},
            "Una modifica approvata ha un atto: quale?",
        ),
        ({"documents": [{"title": "A", "sha256": "abc"}]}, "64 caratteri: questi sono 3"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_the_field(coordinator, agreements, fields, told):
    response = add(coordinator, agreements, **fields)
    assert response.status_code == 200
    assert told in response.content.decode().replace("&#x27;", "'")
    assert "Un accordo" in response.content.decode()
    assert not AgreementPage.objects.exists()


def test_what_fulfils_a_duty_names_one_that_is_there(coordinator, agreements):
    response = add(
        coordinator,
        agreements,
        duties=[{"code": "uno", "text": "x"}],
        fulfilments=[{"duty": "due", "target": str(agreements.pk)}],
    )
    assert (
        "Nessun impegno ha questo nome breve: scegli tra uno."
        in response.content.decode()
    )


def test_a_wrong_row_is_not_blamed_on_the_others(coordinator, agreements):
    long = "x" * 121
    response = add(
        coordinator,
        agreements,
        parties=[
            {"name": "CISL", "side": "I sindacati"},
            {"name": "UIL", "side": long},
        ],
        duties=[{"code": "uno", "side": "I sindacati", "text": ""}],
        fulfilments=[{"duty": "uno", "target": str(agreements.pk)}],
    )
    text = response.content.decode()
    assert response.status_code == 200
    assert "Nessun impegno ha questo nome breve" not in text
    assert "Nessuna parte si impegna con questo nome" not in text


def test_no_body_of_the_network_edits_agreements(body, agreements, agree, editor):
    page = agree()
    for role in ("editor", "manager"):
        user = make_member(body, role, f"{role}@example.org")
        assert not page.permissions_for_user(user).can_edit()
        assert not agreements.permissions_for_user(user).can_add_subpage()
    assert not page.permissions_for_user(editor).can_publish()
    # Who has no right on it is led back to the admin's first page.
    address = f"/admin/pages/{page.pk}/edit/"
    assert client_of(editor).get(address).status_code == 302


def test_only_who_keeps_agreements_has_them_in_the_menu(coordinator, agree, editor):
    agree()
    address = reverse("agreements:index")
    for user, is_there in ((coordinator, True), (editor, False)):
        html = client_of(user).get("/admin/").content.decode()
        assert (f'"url": "{address}"' in html) == is_there


def test_the_form_opens_with_as_many_queries_for_many_rows(
    coordinator, agree, agreements, queries
):
    client, numbers = client_of(coordinator), []
    for number in (2, 20):
        page = agree(
            f"Accordo {number}",
            parties=[{"name": f"P{n}"} for n in range(number)],
            duties=[{"code": f"d{n}", "text": "x"} for n in range(number)],
        )
        page.save_revision()
        address = f"/admin/pages/{page.pk}/edit/"
        client.get(address)
        with queries() as found:
            assert client.get(address).status_code == 200
        numbers.append(len(found))
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": DAY, "ends_on": DAY - dt.timedelta(1)},
        {"is_applied": True},
        {"terminated_on": DAY},
    ],
)
def test_the_database_refuses_it_too(agree, wrong):
    page = agree()
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementPage.objects.filter(pk=page.pk).update(**wrong)


def test_the_fingerprint_of_an_uploaded_file_is_computed_and_shown(agree, document):
    page = agree(documents=[{"title": "Atto", "document": document}])
    assert page.documents.get().sha256 == PRINT
    text = Client().get(page.url).content.decode()
    assert PRINT[:8] in text
    assert document.url in text


def test_a_typed_fingerprint_must_be_that_of_the_file(document):
    row = AgreementDocument(title="A", document=document, sha256="0" * 64)
    with pytest.raises(ValidationError) as refused:
        row.clean()
    assert PRINT in refused.value.message_dict["sha256"][0]
    AgreementDocument(title="A", document=document, sha256=PRINT.upper()).clean()


def test_a_file_replaced_later_does_not_keep_the_old_fingerprint(agree, document):
    page = agree(documents=[{"title": "Atto", "document": document}])
    document.file = ContentFile(b"%PDF-1.7 altro", name="atto.pdf")
    document._set_document_file_metadata()
    document.save()
    text = Client().get(page.url).content.decode()
    assert "Il file è stato sostituito" in text
    assert PRINT[:8] not in text
    row = page.documents.get()
    row.clean()
    row.save()
    assert row.sha256 == hashlib.sha256(b"%PDF-1.7 altro").hexdigest()
    assert row.sha256[:8] in Client().get(page.url).content.decode()


def test_a_draft_written_before_the_file_was_replaced_brings_no_old_fingerprint(
    agree, document
):
    page = agree(documents=[{"title": "Atto", "document": document}])
    older = page.save_revision()
    document.file = ContentFile(b"%PDF-1.7 altro", name="atto.pdf")
    document._set_document_file_metadata()
    document.save()
    older.publish()
    text = Client().get(page.url).content.decode()
    assert "Il file è stato sostituito" in text


def test_the_fingerprint_of_an_act_is_not_given_to_another_file(agree, document):
    page = agree(
        documents=[{"title": "A", "document": document, "source": "atto n. 1"}]
    )
    document.file = ContentFile(b"%PDF-1.7 altro", name="atto.pdf")
    document._set_document_file_metadata()
    document.save()
    with pytest.raises(ValidationError):
        page.documents.get().clean()


def test_a_file_that_is_gone_from_the_server_is_told_at_the_field(document):
    document.file.delete(save=False)
    document.file.name = "documents/persa.pdf"
    with pytest.raises(ValidationError) as refused:
        AgreementDocument(title="A", document=document).clean()
    assert "caricalo di nuovo" in refused.value.message_dict["document"][0]


def test_a_modification_without_approval_needs_no_act():
    Modification(text="Si propone").clean()


@pytest.fixture
def promised(agree):
    return agree(duties=[{"code": "formazione", "text": "formare;"}])


def record(promised, by, **more):
    told = {"date": DAY, "title": "Tre incontri", "count": 3, "source": "corsi:2026"}
    return record_evidence(agreement=promised, duty="formazione", by=by, **told | more)


def test_evidence_is_recorded_once_for_each_source(promised, coordinator):
    first = record(promised, coordinator)
    assert record(promised, coordinator) == first
    entries = PageLogEntry.objects.filter(action="network.evidence")
    assert entries.count() == 1
    again = record(promised, coordinator, count=4, title="Quattro incontri")
    assert again.pk == first.pk
    assert DutyEvidence.objects.get().count == 4
    record(promised, coordinator, source="corsi:2027")
    assert DutyEvidence.objects.count() == 2


def test_evidence_is_the_coordinator_s_to_give(promised, body):
    member = make_member(body, "manager", "responsabile@example.org")
    with pytest.raises(PermissionDenied):
        record(promised, member)
    assert not DutyEvidence.objects.exists()


def test_evidence_is_the_coordinator_s_to_take_back(promised, body, coordinator):
    record(promised, coordinator)
    member = make_member(body, "manager", "responsabile@example.org")
    for by in (member, AnonymousUser(), None):
        with pytest.raises(PermissionDenied):
            withdraw_evidence(source="corsi:2026", by=by)
    assert DutyEvidence.objects.count() == 1
    assert withdraw_evidence(source="corsi:2026", by=coordinator) == 1
    assert not DutyEvidence.objects.exists()


def test_evidence_of_a_duty_that_is_not_there_is_refused(promised, coordinator):
    with pytest.raises(UnknownDuty):
        record_evidence(
            agreement=promised,
            duty="altro",
            date=DAY,
            title="x",
            source="y",
            by=coordinator,
        )


def test_publishing_an_older_draft_loses_no_evidence(promised, coordinator):
    older = promised.save_revision()
    record(promised, coordinator)
    older.publish()
    assert "Tre incontri" in Client().get(promised.url).content.decode()


def test_an_agreement_that_is_not_there_yet_is_previewed(
    coordinator, agreements, document
):
    address = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["network", "agreementpage", agreements.pk],
    )
    client = client_of(coordinator)
    data = typed(
        parties=[{"name": "CISL", "side": "I sindacati"}],
        duties=[{"code": "uno", "side": "I sindacati", "text": "fare;"}],
        documents=[
            {"title": "Allegato", "sha256": "0" * 64},
            {"title": "Atto", "document": str(document.pk)},
        ],
    )
    assert client.post(address, data).json()["is_valid"]
    text = client.get(address, {"mode": ""}).content.decode()
    for words in ("Un accordo", "CISL", "fare;", "00000000 00000000", PRINT[:8]):
        assert words in text


def test_a_draft_shows_its_own_rows_in_the_preview(coordinator, agree):
    page = agree(duties=[{"code": "uno", "text": "com'era;"}])
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client = client_of(coordinator)
    data = typed(duties=[{"code": "uno", "text": "nuovo testo;"}])
    assert client.post(address, data).json()["is_valid"]
    text = client.get(address, {"mode": ""}).content.decode()
    assert "nuovo testo;" in text


def test_a_new_organ_of_the_network_is_previewed(coordinator, network):
    address = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["network", "networkbodypage", network.pk],
    )
    data = nested_form_data(
        {
            "title": "Cabina",
            "slug": "cabina",
            "status": "planned",
            "mandate": rich_text("<p>Indirizza.</p>"),
            "members": inline_formset([{"name": "UIL"}]),
            "documents": inline_formset([]),
        }
    )
    client = client_of(coordinator)
    assert client.post(address, data).json()["is_valid"]
    text = client.get(address, {"mode": ""}).content.decode()
    assert "Indirizza." in text
    assert "previsto" in text


def test_nobody_unknown_records_evidence(promised):
    for by in (None, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            record(promised, by)
