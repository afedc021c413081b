"""Procedures and the operators' FAQ: shared with the parties, kept by one, looked at again."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfWriter

from core.dates import add_months
from intranet.authoring.texts import searchable
from intranet.entry.access import access_of
from intranet.files.actions import keep_file
from intranet.files.permissions import can_read
from intranet.knowledge import reading
from intranet.models import Procedure
from tests.factories import NeedFactory, ServiceFactory, make_member
from tests.intranet.conftest import agree, client_of

LIST = "/intranet/procedure/"
WRITE = "/intranet/procedure/scrivi/"


@pytest.fixture
def today():
    return timezone.localdate()


def procedure_of(owner, title="Come si manda una persona al Comune", **more):
    facts = {
        "text": "Telefonare **prima** delle 10.",
        "review_on": timezone.localdate() + dt.timedelta(days=90),
        "changed_at": timezone.now(),
        "changed_in": owner,
        **more,
    }
    facts.setdefault("search_text", searchable(title, facts["text"]))
    return Procedure.objects.create(owner_body=owner, title=title, **facts)


def paper(name):
    """A file that is what its name says."""
    written = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.write(written)
    return SimpleUploadedFile(name, written.getvalue(), "application/pdf")


def address(one, more=""):
    return f"{LIST}{one.pk}/{more}"


def sent(today, **more):
    return {
        "kind": "procedure",
        "title": "Bonus bollette senza SPID",
        "text": "Due vie:\n\n- CAF\n- Comune",
        "review_on": (today + dt.timedelta(days=100)).isoformat(),
        **more,
    }


def access(user):
    return access_of(user, timezone.localdate())


def test_a_referent_writes_and_the_other_party_reads(
    referent, other_operator, body, today
):
    need = NeedFactory(code="soldi", name="Reddito")
    sheet = ServiceFactory(parent=body, title="Bonus sociale")
    data = sent(today, subjects=str(need.pk), sheet_1="bonus sociale")
    client_of(referent).post(WRITE, data)
    one = Procedure.objects.get()
    assert (one.owner_body_id, one.changed_in_id) == (body.pk, body.pk)
    page = client_of(other_operator).get(address(one)).text
    assert "<li>CAF</li>" in page
    assert f'href="{sheet.url}"' in page
    assert "Reddito" in page
    assert referent.email not in page
    assert "Cambia</a>" not in page


def test_the_own_body_sees_who_changed_it(referent, operator, today):
    client_of(referent).post(WRITE, sent(today))
    one = Procedure.objects.get()
    assert referent.name in client_of(operator).get(address(one)).text


def test_an_operator_does_not_write_procedures(operator, today):
    client = client_of(operator)
    assert client.get(WRITE).status_code == 404
    assert client.post(WRITE, sent(today)).status_code == 404


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"text": "# Titolo"}, "Togli i titoli"),
        ({"text": "[qui](pagina.html)"}, "deve cominciare con https"),
        ({"title": ""}, "Titolo"),
        ({"review_on": "2020-01-01"}, "da oggi in poi"),
        ({"review_on": "2199-01-01"}, "entro due anni"),
        ({"sheet_1": "Una scheda che non c'è"}, "nessuna scheda pubblica"),
        ({"text": "IBAN IT60X0542811101000000123456"}, "IBAN"),
        ({"subjects": "77777"}, "77777"),
        ({"kind": "altro"}, "altro"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(referent, today, more, says):
    page = client_of(referent).post(WRITE, sent(today, note="x", **more)).text
    assert says in page
    assert "Bonus bollette senza SPID" in page or "title" in more
    assert not Procedure.objects.exists()


def test_html_is_shown_as_text(referent, other_operator, body):
    one = procedure_of(body, text="<script>alert(1)</script>")
    page = client_of(other_operator).get(address(one)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_link_that_runs_something_is_none(other_operator, body):
    one = procedure_of(body, text="[qui](javascript:alert(1))")
    assert 'href="javascript' not in client_of(other_operator).get(address(one)).text


def test_a_third_party_of_another_agreement_does_not_see_it(
    home, root, agreement, body, other_body, outside_body
):
    agree(home, body, outside_body, title="Altro")
    one = procedure_of(other_body, title="Cosa riservata tra noi")
    client = client_of(make_member(outside_body, "manager", "terzo@example.org"))
    for more in ("", "cambia/", "conferma/", "cancella/"):
        assert client.get(address(one, more)).status_code in (404, 405)
        assert client.post(address(one, more)).status_code in (404, 405)
    assert "Cosa riservata" not in client.get(LIST).text
    stranger = make_member(outside_body, "operator", "quarto@example.org")
    assert reading.find(access(stranger), ["cosa"], 5) == []
    assert other_body.title not in client.get(LIST).text


def test_the_other_party_reads_and_does_not_change(other_operator, body, other_body):
    one = procedure_of(body)
    client = client_of(make_member(other_body, "manager", "altro@example.org"))
    assert client.get(address(one)).status_code == 200
    for more in ("cambia/", "conferma/", "cancella/"):
        assert client.post(address(one, more)).status_code == 404
    assert Procedure.objects.get() == one


def test_whoever_saves_second_is_told_and_loses_nothing(referent, body, today):
    one = procedure_of(body)
    client = client_of(referent)
    seen = one.changed_at.isoformat()
    client.post(address(one, "cambia/"), sent(today, seen=seen))
    page = client.post(
        address(one, "cambia/"), sent(today, seen=seen, title="Il mio titolo")
    ).text
    assert "qualcun altro" in page
    assert "Il mio titolo" in page
    one.refresh_from_db()
    assert one.title == "Bonus bollette senza SPID"
    again = one.changed_at.isoformat()
    assert again in page
    client.post(address(one, "cambia/"), sent(today, seen=again, title="Il mio titolo"))
    one.refresh_from_db()
    assert one.title == "Il mio titolo"


def test_a_sheet_that_is_not_public_now_stays_linked(referent, body, today):
    one = procedure_of(body)
    hidden = ServiceFactory(parent=body, title="In revisione", live=False)
    shown = ServiceFactory(parent=body, title="Bonus sociale")
    gone = ServiceFactory(parent=body, title="Bonus idrico")
    one.sheets.set([hidden, shown, gone])
    client = client_of(referent)
    page = client.get(address(one, "cambia/")).text
    assert 'name="sheet_2" value="Bonus' in page
    assert "In revisione" not in page
    data = sent(today, seen=one.changed_at.isoformat(), sheet_1="Bonus sociale")
    assert client.post(address(one, "cambia/"), data).status_code == 302
    assert set(one.sheets.all()) == {hidden, shown}


def test_due_ones_are_told_to_who_keeps_them(referent, operator, body, today):
    one = procedure_of(body, review_on=today - dt.timedelta(days=1))
    procedure_of(body, title="Ancora giusta")
    assert "Da rileggere" in client_of(operator).get(address(one)).text
    assert reading.due_panel(access(operator)) is None
    told = reading.due_panel(access(referent))
    assert told["procedures"] == [one]
    client = client_of(referent)
    assert one.title in client.get("/intranet/da-curare/").text
    client.post(address(one, "conferma/"))
    one.refresh_from_db()
    assert one.review_on == add_months(today, 12)
    assert reading.due_panel(access(referent)) is None


def test_filters_narrow_and_nonsense_is_harmless(other_operator, body, other_body):
    need = NeedFactory(code="casa", name="Casa")
    house = procedure_of(body, title="Sfratto: chi fa cosa")
    house.subjects.add(need)
    faq = procedure_of(other_body, title="Dove si timbra", kind="faq")
    client = client_of(other_operator)

    def titles(query):
        answer = client.get(f"{LIST}?{query}")
        return [one.pk for one in answer.context["page"]]

    assert titles("argomento=casa") == [house.pk]
    assert titles("tipo=faq") == [faq.pk]
    assert titles(f"ente={other_body.slug}") == [faq.pk]
    assert titles("q=sfratt") == [house.pk]
    assert titles("ente=coordinamento") == []
    assert len(titles("tipo=%00&pagina=99999999999999999999")) == 2
    for query in ("argomento=%27", "ente=%00", "q=%00%22", "pagina=abc"):
        assert client.get(f"{LIST}?{query}").status_code == 200


def test_a_file_is_read_by_who_reads_the_procedure(
    home, referent, other_operator, body, outside_body, agreement
):
    agree(home, body, outside_body, title="Altro")
    upload = paper("modulo.pdf")
    now = timezone.now()
    file = keep_file(
        upload=upload, title="Modulo", organisation_id=body.pk, by=referent, at=now
    )
    assert not can_read(access(other_operator), file)
    procedure_of(body).files.add(file)
    assert can_read(access(other_operator), file)
    visitor_of_none = make_member(None, "coordinator", "c@example.org")
    assert can_read(access(visitor_of_none), file)


def test_a_file_is_brought_and_taken_away_again(referent, body, today):
    client = client_of(referent)
    upload = paper("elenco.pdf")
    client.post(WRITE, sent(today, file=upload, file_title="Elenco degli uffici"))
    one = Procedure.objects.get()
    file = one.files.get()
    assert (file.title, file.organisation_id) == ("Elenco degli uffici", body.pk)
    form = client.get(address(one, "cambia/")).text
    assert "Elenco degli uffici" in form
    seen = one.changed_at.isoformat()
    data = sent(today, seen=seen, remove_files=str(file.pk))
    client.post(address(one, "cambia/"), data)
    assert not one.files.exists()


def test_it_is_deleted(referent, body):
    one = procedure_of(body)
    client = client_of(referent)
    assert "Non si può annullare" in client.get(address(one, "cancella/")).text
    client.post(address(one, "cancella/"))
    assert not Procedure.objects.exists()


def test_what_pages_ask_does_not_grow(other_operator, referent, body, queries, today):
    client, keeper = client_of(other_operator), client_of(referent)

    def count(path, who=client):
        who.get(path)
        with queries() as found:
            assert who.get(path).status_code == 200
        return len(found)

    def fill(number):
        for place in range(number):
            one = procedure_of(body, title=f"Procedura {place}")
            one.subjects.add(NeedFactory())
            one.sheets.add(ServiceFactory(parent=body))
        return one

    first = fill(1)
    paths = [
        (LIST, client),
        (address(first), client),
        (address(first, "cambia/"), keeper),
    ]
    few = [count(path, who) for path, who in paths]
    fill(9)
    many = [count(path, who) for path, who in paths]
    assert few == many
    assert max(many) <= 20
