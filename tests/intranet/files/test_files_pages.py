"""Bring, list, change, delete."""

import pytest
from django.contrib.admin.utils import flatten
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from intranet.entry.access import access_of
from intranet.files import permissions
from intranet.files.permissions import (
    can_keep,
    can_read,
    kept_q,
    read_q,
    readable_among,
)
from intranet.files.uses import is_used, uses_of
from intranet.models import IntranetTextPage, PrivateFile
from tests.factories import make_member
from tests.intranet.conftest import client_of
from tests.intranet.files.documents import docx, pdf, upload


def send(client, path="/intranet/file/nuovo/", name="a.pdf", data=None, **more):
    facts = {"title": "Modulo di delega", **more}
    if data is not False:
        facts["upload"] = upload(name, pdf() if data is None else data)
    return client.post(path, facts)


def test_an_operator_brings_a_file_for_the_own_body(operator, body):
    answer = send(client_of(operator), body=body.pk)
    file = PrivateFile.objects.get()
    assert answer.headers["Location"] == f"/intranet/file/{file.key}/scheda/"
    assert (file.organisation_id, file.added_by, file.is_shared) == (
        body.pk, operator, False,
    )  # fmt: skip
    assert file.text == "Regolamento degli sportelli"
    page = client_of(operator).get(answer.headers["Location"]).content.decode()
    assert "Modulo di delega" in page
    assert "Per ora da nessuna parte" in page


def test_not_for_another_body_and_not_for_the_coordination(operator, other_body):
    for wrong in (other_body.pk, "", 999):
        assert send(client_of(operator), body=wrong).status_code == 200
    assert not PrivateFile.objects.exists()


def test_an_operator_does_not_share(operator, body):
    page = client_of(operator).get("/intranet/file/nuovo/").content.decode()
    assert "is_shared" not in page
    answer = send(client_of(operator), body=body.pk, is_shared="on")
    assert "Lo decide chi è referente" in answer.content.decode()
    assert not PrivateFile.objects.exists()


def test_a_referent_does(referent, body):
    assert (
        "is_shared" in client_of(referent).get("/intranet/file/nuovo/").content.decode()
    )
    send(client_of(referent), body=body.pk, is_shared="on")
    assert PrivateFile.objects.get().is_shared


def test_the_coordinator_keeps_for_the_coordination(coordinator):
    send(client_of(coordinator), body="")
    assert PrivateFile.objects.get().organisation is None


def test_what_is_wrong_is_told_at_the_field_and_nothing_is_lost(operator, body):
    answer = send(client_of(operator), body=body.pk, name="a.docm")
    text = answer.content.decode()
    assert "Non prendiamo file .docm" in text
    assert "Modulo di delega" in text
    assert "Scegli di nuovo il file" in text


def test_the_same_file_twice_is_told_kindly(operator, body):
    client = client_of(operator)
    send(client, body=body.pk)
    answer = send(client, body=body.pk, title="Altro nome")
    assert "Questo file c&#x27;è già: «Modulo di delega»" in answer.content.decode()
    assert PrivateFile.objects.count() == 1


def test_whose_file_it_is_elsewhere_is_not_told(kept, other_body, operator, body):
    kept(other_body, data=pdf())
    assert send(client_of(operator), body=body.pk).status_code == 302


def test_a_tax_code_in_the_file_is_asked_about_once(operator, body):
    client = client_of(operator)
    data = docx("Pratica di RSSMRA80A01F205X")
    answer = send(client, body=body.pk, name="a.docx", data=data)
    text = answer.content.decode()
    assert "Nel file sembra esserci" in text
    assert "RSSMRA80A01F205X" not in text
    assert "id_confirmed" in text
    again = send(client, body=body.pk, name="a.docx", data=data, confirmed="on")
    assert again.status_code == 302


def test_another_content_at_the_same_address(kept, body, referent, committed):
    file = kept(body)
    old = file.file.name
    with committed():
        path = f"{file.url}modifica/"
        send(client_of(referent), path, "nuovo.docx", docx("Tutto nuovo"))
    file.refresh_from_db()
    assert (file.name, file.title) == ("nuovo.docx", "Modulo di delega")
    assert " nuovo" in file.words
    assert "regolamento" not in file.words
    assert not file.file.storage.exists(old)
    assert file.file.storage.exists(file.file.name)


def test_a_title_alone_is_changed(kept, body, referent):
    file = kept(body)
    send(client_of(referent), f"{file.url}modifica/", data=False, title="Nome nuovo")
    file.refresh_from_db()
    assert (file.title, file.name, file.text) == (
        "Nome nuovo",
        "regole.pdf",
        "Regolamento",
    )


def test_deleted_it_is_gone_from_the_disk(kept, body, referent, committed):
    file, client = kept(body), client_of(referent)
    assert (
        "non si può tornare"
        in client.get(f"{file.url}cancella/").content.decode().lower()
    )
    with committed():
        client.post(f"{file.url}cancella/")
    assert not PrivateFile.objects.exists()
    assert not file.file.storage.exists(file.file.name)


def test_a_deletion_that_is_taken_back_loses_nothing(kept, body):
    from django.db import transaction

    file = kept(body)
    with transaction.atomic():
        file.delete()
        transaction.set_rollback(True)
    assert file.file.storage.exists(file.file.name)


def test_each_action_is_one_entry_without_the_title(kept, body, referent):
    file = kept(body, "Titolo segreto", by=referent)
    client_of(referent).post(f"{file.url}serve/")
    client_of(referent).post(f"{file.url}cancella/")
    entries = ModelLogEntry.objects.filter(content_type__model="privatefile")
    assert sorted(entries.values_list("action", flat=True)) == [
        "wagtail.create", "wagtail.delete", "wagtail.edit",
    ]  # fmt: skip
    assert not [one for one in entries if "segreto" in one.label]


def test_those_who_read_see_no_buttons(kept, body, other_operator):
    file = kept(body, is_shared=True)
    text = client_of(other_operator).get(f"{file.url}scheda/").content.decode()
    assert "Regolamento" in text
    assert "cancella/" not in text
    assert client_of(other_operator).post(f"{file.url}cancella/").status_code == 404
    assert PrivateFile.objects.exists()


def test_the_list_holds_what_one_may_read(kept, body, other_body, other_operator):
    kept(body, "Nascosto")
    kept(body, "Condiviso", is_shared=True)
    kept(other_body, "Proprio", by=other_operator)
    text = client_of(other_operator).get("/intranet/file/").content.decode()
    assert "Condiviso" in text
    assert "Proprio" in text
    assert "Nascosto" not in text


def test_the_list_costs_the_same_for_ten_times_as_many(kept, body, referent, queries):
    client = client_of(referent)
    kept(body, "Uno")
    client.get("/intranet/file/")
    with queries() as few:
        client.get("/intranet/file/")
    for number in range(10):
        kept(body, f"Altro {number}")
    with queries() as many:
        client.get("/intranet/file/")
    assert len(few) == len(many) <= 20


def test_both_forms_of_the_rules_say_the_same(
    kept, body, other_body, operator, referent, other_operator, coordinator, monkeypatch
):
    monkeypatch.setattr(permissions, "_rules", {})
    hung = kept(other_body, "Appeso")
    permissions.register(
        lambda access, file: file.pk == hung.pk,
        lambda access: PrivateFile.objects.filter(pk=hung.pk).values("pk"),
    )
    for place in (body, other_body, None):
        for more in ({}, {"is_shared": True}, {"by": operator}, {"by": other_operator}):
            kept(place, f"{place} {more}", **more)
    editor = make_member(body, "editor", "scrive@example.org")
    for user in (operator, referent, other_operator, coordinator, editor):
        access = access_of(user, timezone.localdate())
        everything = list(PrivateFile.objects.all())
        read = set(PrivateFile.objects.filter(read_q(access)))
        assert read == {file for file in everything if can_read(access, file)}
        if access.enters:
            mine = set(PrivateFile.objects.filter(kept_q(access)))
            assert mine == {file for file in everything if can_keep(access, file)}


def test_a_rule_without_its_other_form_is_asked_of_a_few(
    kept, body, other_operator, monkeypatch
):
    monkeypatch.setattr(permissions, "_rules", {})
    monkeypatch.setattr(permissions, "MOST_ASKED", 2)
    asked = []
    permissions.register(lambda access, file: bool(asked.append(file) or True))
    for number in range(4):
        kept(body, f"File {number}")
    access = access_of(other_operator, timezone.localdate())
    found = readable_among(access, PrivateFile.objects.order_by("pk"), 10)
    assert len(found) == len(asked) == 2


def test_a_link_in_a_restricted_page_is_a_use(kept, body, root):
    file, other = kept(body), kept(body, "Altro")
    text = f'<p><a href="/intranet/file/{file.key}/">modulo</a></p>'
    root.add_child(instance=IntranetTextPage(title="P", body=[("text", text)]))
    assert [(use.kind, use.count) for use in uses_of(file)] == [("pagine riservate", 1)]
    assert not uses_of(other)
    assert list(PrivateFile.objects.filter(is_used())) == [file]


def test_restricted_pages_offer_no_pictures_and_no_documents():
    from wagtail import blocks
    from wagtail.documents.blocks import DocumentChooserBlock
    from wagtail.images.blocks import ImageBlock, ImageChooserBlock
    from wagtail.models import get_page_models
    from wagtail.snippets.blocks import SnippetChooserBlock

    from core.fields import StreamField

    public = (DocumentChooserBlock, ImageBlock, ImageChooserBlock, SnippetChooserBlock)
    models = [m for m in get_page_models() if m._meta.app_label == "intranet"]
    assert len(models) >= 2

    def walk(block):
        yield block
        for child in getattr(block, "child_blocks", {}).values():
            yield from walk(child)
        if child := getattr(block, "child_block", None):
            yield from walk(child)

    for model in models:
        targets = {
            f.related_model._meta.label
            for f in model._meta.local_fields
            if f.related_model
        }
        assert targets <= {"wagtailcore.Page"}
        for field in model._meta.local_fields:
            if isinstance(field, StreamField):
                found = list(walk(field.stream_block))
                assert not [b for b in found if isinstance(b, public)]
                texts = [b for b in found if isinstance(b, blocks.RichTextBlock)]
                offered = flatten([list(b.features or ["everything"]) for b in texts])
                assert not {"image", "document-link", "embed", "everything"} & set(
                    offered
                )


def test_choosers_show_restricted_pages_to_no_editor(root, agreement, body, rf):
    editor = make_member(body, "editor", "scrive@example.org")
    root.add_child(instance=IntranetTextPage(title="Procedura segreta"))
    client = client_of(editor)
    for path in (
        f"/admin/choose-page/{root.pk}/",
        "/admin/choose-page/search/?q=segreta",
        f"/admin/choose-page/{root.get_parent().pk}/",
    ):
        text = client.get(path).content.decode()
        assert "Procedura segreta" not in text
        assert "Parte riservata" not in text
    assert Page.objects.filter(title="Procedura segreta").exists()


def test_whoever_keeps_a_file_without_a_form_gets_no_way_around_the_checks(kept, body):
    with pytest.raises(ValidationError):
        kept(body, data=b"<script>", name="a.pdf")
    assert not PrivateFile.objects.exists()


def test_files_of_a_body_that_is_deleted_are_shared_with_nobody(
    kept, home, body, other_body, other_operator
):
    from tests.intranet.conftest import agree

    file, client = kept(body, is_shared=True), client_of(other_operator)
    agree(home, other_body, title="Altro accordo")
    assert client.get(f"{file.url}scheda/").status_code == 200
    body.delete()
    file.refresh_from_db()
    assert (file.organisation, file.is_shared) == (None, False)
    assert client.get(f"{file.url}scheda/").status_code == 404
