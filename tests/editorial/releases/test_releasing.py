"""The list is released by who may, holds what is public, and stays as it was."""

import datetime as dt
import io
import json
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks_db.backend import DatabaseBackend
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from accounts.models import User
from core import pdf
from core.models import Review
from directory.models import DeskHours
from editorial.models import Frozen, ListReceipt, ListRelease, ReleaseFile
from editorial.releases import files, tasks
from editorial.releases.actions import Overtaken, mark_of, release_list
from editorial.releases.comparing import Kind
from editorial.releases.files import lacking_files, make_files
from editorial.releases.freezing import TABLES, creating, dropping
from editorial.releases.news import changes_of
from editorial.releases.permissions import can_release
from editorial.releases.reading import lines_on
from editorial.releases.rows import digest_of
from tests.factories import (
    Amount,
    CategoryFactory,
    DeskFactory,
    OrganisationFactory,
    ServiceFactory,
    fill,
    make_member,
    offer,
    open_every_weekday,
    phone,
    restrict,
)

from .conftest import NOW, published

pytestmark = pytest.mark.django_db
DAY = NOW.date()


def only_line(day=DAY):
    (found,) = lines_on(day)
    return found


def test_a_line_says_what_the_sheet_says(sheet, desk, body, other_body):
    sheet = fill(sheet)
    sheet.manager_body, sheet.management_form = other_body, "entrusted"
    sheet.online_url = "https://example.org/mensa"
    published(sheet)
    Review.objects.create(page=sheet, reviewed_on=DAY, reviewer="Comune di prova")
    found = only_line()
    assert found.key == str(sheet.translation_key)
    assert (found.title, found.category) == (
        "Mensa sociale",
        "Salute, benessere e assistenza",
    )
    assert found.owner.name == found.keeper.name == "Comune di prova"
    assert (found.manager.name, found.management) == (
        "Sindacato di prova",
        "In affidamento",
    )
    assert found.access == (
        "Vai allo sportello.",
        "Servizio online: https://example.org/mensa",
    )
    assert found.cost == "Gratuito. È gratuito. Soglia ISEE: 9.360 euro."
    assert (found.verified_on, found.verified_by) == (
        DAY.isoformat(),
        "Comune di prova",
    )
    (place,) = found.desks
    assert (place.name, place.body.name) == (
        "Sportello di piazza",
        "Sindacato di prova",
    )
    assert place.address == "Via Mantova 25, 26100 Cremona (CR)"
    assert place.phones == ("0372 123456",)
    assert {"Come fare", "Cosa serve", "Descrizione"} <= dict(found.texts).keys()


def test_amounts_are_those_of_the_day(sheet):
    Amount.objects.create(
        page=sheet, label="Retta", value=7, source="x", valid_until=DAY
    )
    assert "Retta: 7 euro." in only_line().cost
    assert "Retta: in aggiornamento." in only_line(DAY + dt.timedelta(1)).cost


def test_what_is_not_public_is_never_in_it(sheet, desk, body, services_index):
    ServiceFactory(parent=body, title="Bozza", live=False)
    hidden_body = OrganisationFactory(parent=services_index, title="Ente riservato")
    ServiceFactory(parent=hidden_body, title="Riservata")
    secret_desk = DeskFactory(parent=hidden_body, title="Sportello riservato")
    offer(secret_desk, sheet)
    restrict(hidden_body)
    draft_body = OrganisationFactory(
        parent=services_index, title="Ente in bozza", live=False
    )
    sheet.manager_body = draft_body
    sheet.to_check, sheet.citizen_words = "Chiedere al capo", "fame"
    published(sheet)
    sheet.title = "Titolo non approvato"
    sheet.save_revision()
    draft_desk = DeskFactory(parent=body, title="Sportello in bozza", live=False)
    offer(draft_desk, sheet)
    found = only_line()
    assert found.title == "Mensa sociale"
    assert [place.name for place in found.desks] == ["Sportello di piazza"]
    text = json.dumps(lines_on(DAY), default=vars, ensure_ascii=False)
    for word in ("riservat", "bozza", "capo", "fame", "approvato"):
        assert word not in text.lower()


def test_a_protected_place_and_sample_hours_stay_out(sheet, body):
    place = DeskFactory(parent=body, title="Casa rifugio", confidential=True)
    offer(place, sheet)
    sample = DeskFactory(parent=body, title="Di esempio", hours_are_sample=True)
    open_every_weekday(sample)
    offer(sample, sheet)
    real = DeskFactory(parent=body, title="Vero")
    open_every_weekday(real)
    offer(real, sheet)
    found = {x.name: x for x in only_line().desks}
    assert found["Casa rifugio"].address.startswith("Luogo protetto")
    assert found["Di esempio"].hours == ()
    assert found["Vero"].hours == ("Da lunedì a venerdì: 9:00–12:00",)


def test_a_mirror_of_a_sheet_is_not_listed_twice(sheet, other_body):
    sheet.create_alias(parent=other_body, update_slug="specchio")
    assert only_line().key == str(sheet.translation_key)


def many(body, other_body, number):
    category = CategoryFactory(code="casa")
    for place in range(number):
        sheet = ServiceFactory(
            parent=body, category=category, complete=True, manager_body=other_body
        )
        fill(sheet)
        desk = DeskFactory(parent=other_body, placed=True)
        phone(desk)
        DeskHours.objects.create(
            page=desk, weekday=place % 7, opens=dt.time(9), closes=dt.time(12)
        )
        offer(desk, sheet)
        Review.objects.create(page=sheet, reviewed_on=DAY, reviewer="x")


def test_many_sheets_cost_no_more_queries(body, other_body, queries):
    counts = []
    for more in (2, 18):
        many(body, other_body, more)
        lines_on(DAY)
        with queries() as found:
            lines_on(DAY)
        counts.append(len(found))
    assert len(lines_on(DAY)) == 20
    assert counts[0] == counts[1] <= 14


def test_a_release_is_numbered_dated_and_logged(sheet, release, coordinator):
    first, second = release(), release(NOW + dt.timedelta(30))
    assert [first.number, second.number] == [1, 2]
    assert first.title == "Elenco dei servizi al 20/05/2027"
    assert first.service_count == 1
    assert first.digest == digest_of(first.lines)
    entry = ModelLogEntry.objects.get(
        action="editorial.release_list", object_id=first.pk
    )
    assert entry.user == coordinator


def test_the_day_is_that_of_italy(sheet, release):
    late = dt.datetime(2027, 5, 20, 22, 30, tzinfo=dt.UTC)
    assert release(late).title == "Elenco dei servizi al 21/05/2027"


PEOPLE = ("editor", "manager", "operator", "referent", "coordinator", "administrator")


@pytest.mark.parametrize("role", PEOPLE)
def test_who_may_release(role, body, sheet):
    of_no_body = role in {"coordinator", "administrator"}
    user = make_member(None if of_no_body else body, role, "chi@example.org")
    assert can_release(user) == of_no_body
    if not of_no_body:
        with pytest.raises(PermissionDenied):
            release_list(by=user, at=NOW)
        assert not ListRelease.objects.exists()


def test_an_empty_list_is_not_released(home, release):
    with pytest.raises(ValidationError, match="Non c'è nessuna scheda"):
        release()


def test_what_was_looked_at_is_what_is_released(sheet, release):
    mark = mark_of(1, lines_on(DAY))
    sheet.title = "Un'altra"
    published(sheet)
    with pytest.raises(Overtaken):
        release(seen=mark)
    assert not ListRelease.objects.exists()
    assert not ListReceipt.objects.exists()
    release(seen=mark_of(1, lines_on(DAY)))
    with pytest.raises(Overtaken):
        release(seen=mark_of(1, lines_on(DAY)))


def test_later_changes_change_nothing_in_it(sheet, desk, release):
    made = release(files=True)
    kept = ListRelease.objects.get().content
    bytes_ = bytes(ReleaseFile.objects.get(format="xlsx").content)
    sheet.title = "Cambiata"
    published(sheet)
    desk.unpublish()
    again = ListRelease.objects.get()
    assert again.content == kept
    assert again.lines[0].title == "Mensa sociale"
    assert digest_of(again.lines) == made.digest
    make_files(ListRelease.objects.all())
    assert bytes(ReleaseFile.objects.get(format="xlsx").content) == bytes_


@pytest.mark.parametrize("way", ["save", "delete", "update", "delete many"])
@pytest.mark.parametrize("model", [ListRelease, ReleaseFile])
def test_frozen_means_frozen(way, model, sheet, release):
    release(files=True)
    row = model.objects.first()
    ways = {
        "save": row.save,
        "delete": row.delete,
        "update": lambda: model.objects.update(digest="x"),
        "delete many": model.objects.all().delete,
    }
    with pytest.raises(Frozen):
        ways[way]()
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("sql", ["UPDATE {} SET digest = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_too(table, sql, sheet, release):
    release(files=True)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        connection.cursor().execute(sql.format(table))


def test_triggers_can_be_made_again(sheet, release):
    with connection.cursor() as cursor:
        for text in (*dropping(connection.vendor), *creating(connection.vendor)):
            cursor.execute(text)
    release()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM {TABLES[0]}")


def test_a_number_is_given_once(sheet, release):
    made = release()
    with pytest.raises(IntegrityError), transaction.atomic():
        ListRelease.objects.create(
            number=made.number, released_at=NOW, content={}, service_count=1, digest=""
        )


def test_whoever_released_a_list_can_be_erased(sheet, release, coordinator):
    from core import privacy

    make_member(None, "administrator", "resta@example.org")
    release()
    assert privacy.export(coordinator)["elenco dei servizi"]["elenchi pubblicati"] == [
        1
    ]
    privacy.erase(coordinator)
    assert ListRelease.objects.get().released_by.name != "coordina@example.org"
    assert User.objects.get(pk=coordinator.pk).email.endswith("invalid")


def test_changes_since_the_list_before(sheet, body, release):
    release()
    ServiceFactory(parent=body, title="Nuovo")
    sheet.status, sheet.status_reason = "closed", "Finito."
    published(sheet)
    second = release(NOW + dt.timedelta(1))
    found = {c.line.title: c.kinds for c in changes_of(second)}
    assert found == {"Mensa sociale": (Kind.CLOSED,), "Nuovo": (Kind.NEW,)}
    assert changes_of(ListRelease.objects.get(number=1)) == []


def workbook(made):
    content = bytes(made.files.get(format="xlsx").content)
    return load_workbook(io.BytesIO(content))


def rows(sheet):
    head, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def test_the_spreadsheet_opens_and_says_it_all(sheet, desk, other_body, release):
    sheet.manager_body, sheet.management_form = other_body, "entrusted"
    published(sheet)
    book = workbook(release(files=True))
    assert book.sheetnames == ["Servizi", "Sportelli", "Che cos'è"]
    (found,) = rows(book["Servizi"])
    assert found["Servizio"] == "Mensa sociale"
    assert found["Ente responsabile"] == "Comune di prova"
    assert found["Ente gestore"] == "Sindacato di prova"
    assert found["Forma di gestione"] == "In affidamento"
    assert found["Stato"] == "Attivo"
    (place,) = rows(book["Sportelli"])
    assert place["Sportello"] == "Sportello di piazza"
    assert place["Telefoni"] == "0372 123456"
    assert book["Servizi"].freeze_panes == "C2"
    assert book["Servizi"].auto_filter.ref == "A1:P2"
    about = dict(book["Che cos'è"].iter_rows(values_only=True))
    assert about["Titolo"] == "Elenco dei servizi al 20/05/2027"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula(text, body, release):
    published(ServiceFactory(parent=body, title=text, summary=f"{text}\x0b"))
    book = workbook(release(files=True))
    cells = [cell for row in book["Servizi"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert text in [cell.value for cell in cells]


@pytest.mark.pango
def test_the_document_is_tagged_and_says_it_all(sheet, desk, release):
    fill(sheet)
    made = release(files=True, note="Una nota per chi legge.")
    reader = PdfReader(io.BytesIO(bytes(made.files.get(format="pdf").content)))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for words in (
        "Elenco dei servizi al 20/05/2027",
        "Mensa sociale",
        "Comune di prova",
        "Salute, benessere e assistenza",
        "Sportello di piazza",
        "Via Mantova 25",
        "Pagina 1 di 1",
        "Elenco n. 1 al 20/05/2027",
        "Una nota per chi legge.",
        made.digest[:20],
    ):
        assert words in text
    box = reader.pages[0].mediabox
    assert box.width > box.height
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "it"


def test_without_pango_there_is_the_spreadsheet_and_the_reason(
    sheet, release, monkeypatch
):
    def fail(made):
        raise pdf.PdfUnavailable(pdf.MISSING)

    monkeypatch.setitem(files.MAKERS, ReleaseFile.Format.PDF, fail)
    made = release(files=True)
    assert [row.format for row in made.files.all()] == ["xlsx"]
    assert make_files(lacking_files()) == [pdf.MISSING]
    monkeypatch.setitem(files.MAKERS, ReleaseFile.Format.PDF, lambda made: b"%PDF")
    assert make_files(lacking_files()) == []
    assert bytes(made.files.get(format="pdf").content) == b"%PDF"
    assert not lacking_files().exists()


@pytest.mark.parametrize(
    ("backend", "expected"), [(DatabaseBackend, [1]), (ImmediateBackend, [])]
)
def test_files_of_a_long_list_are_left_to_a_worker_or_to_the_night(
    sheet, release, monkeypatch, backend, expected
):
    asked = []
    monkeypatch.setattr(tasks, "AT_ONCE", 0)
    later = SimpleNamespace(
        enqueue=asked.append, get_backend=lambda: backend("default", {})
    )
    monkeypatch.setattr(tasks, "make_files_of", later)
    assert not release(files=True).files.exists()
    assert asked == expected
