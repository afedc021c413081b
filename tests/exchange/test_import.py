"""Importing somebody's table: a report first, then batches that may stop and go on."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from directory.models import DeskPage, Municipality, OrganisationPage, Provenance
from exchange import importing
from exchange.problems import WrongInput
from exchange.records import DeskRecord, OrganisationRecord
from exchange.writer import Origin, Outcome, Writer
from exchange.writer.outcome import LABELS
from search.models import OutboxRow
from tests.exchange.conftest import AT

pytestmark = pytest.mark.django_db


def by_line(rows) -> dict[int, str]:
    return {r.line: r.result.outcome for r in rows if r.type == "sportello"}


def test_a_report_writes_nothing(do_import, centres):
    before = Page.objects.count(), Municipality.objects.count()
    job, rows = do_import(centres, apply=False)
    assert (Page.objects.count(), Municipality.objects.count()) == before
    assert by_line(rows) == {
        2: "create", 3: "create", 4: "create", 5: "create", 6: "create", 7: "create",
        8: "reject", 9: "reject", 10: "reject",
    }  # fmt: skip
    assert job.report.counts["ente", Outcome.CREATE] == 2


def test_reasons_are_told(do_import, centres):
    _, rows = do_import(centres, apply=False)
    told = {r.line: r.result.reason or r.notice for r in rows if r.type == "sportello"}
    assert "possibile doppione: stesso indirizzo della riga 4" in told[6]
    assert "lasciato fuori" in told[7]
    assert "via - CAP - comune - provincia" in told[8]
    assert "ha 8 celle, l'intestazione ne ha 7" in told[9]
    assert "stesso identificativo della riga 7" in told[10]


def test_what_is_broken_is_mended(do_import, centres):
    do_import(centres)
    first = DeskPage.objects.get(postal_code="09010")
    assert first.street == "Via XX Settembre, 3"
    assert first.postal_code == "09010"
    assert first.municipality.name == "Castelnuovo del Sole"
    assert (first.municipality.province, first.province) == ("SU", "SU")
    assert first.phones.get().number == "0781123456"
    assert first.website == "http://www.example.org"
    assert first.kind == "consultorio"
    moon = DeskPage.objects.get(postal_code="06062")
    assert moon.title == "Consultorio di Città della Luna"
    assert moon.website == ""
    sun = DeskPage.objects.get(municipality__name="Senorbì")
    assert sun.title == "Consultorio I°"
    assert not sun.phones.exists()


def test_bodies_are_made_once(do_import, centres):
    do_import(centres)
    names = list(
        OrganisationPage.objects.order_by("title").values_list("title", flat=True)
    )
    assert names == ["ASL Frosinone", "ASL Prova"]
    assert [o.numchild for o in OrganisationPage.objects.order_by("title")] == [2, 4]


def test_source_and_licence_are_kept(do_import, centres):
    do_import(centres)
    row = Provenance.objects.get(page__title="Consultorio 'La Rosa'")
    assert row.source == "consultori-familiari"
    assert row.licence == "CC-BY 4.0"
    assert "onData" in row.title
    assert row.retrieved_on == dt.date(2026, 11, 22)
    assert row.external_id.startswith("ROMA/CONSULTORIO 'LA ROSA'/LARGO")


def test_again_is_the_same(do_import, centres):
    do_import(centres)
    before = Revision.objects.count(), PageLogEntry.objects.count()
    job, _ = do_import(centres, at=AT + dt.timedelta(days=30))
    assert job.report.counts["sportello", Outcome.SAME] == 6
    assert job.report.counts["ente", Outcome.SAME] == 2
    assert (Revision.objects.count(), PageLogEntry.objects.count()) == before


def test_drafts_unless_published(do_import, centres):
    do_import(centres, publish=False)
    assert not DeskPage.objects.published().exists()
    draft = DeskPage.objects.get(postal_code="09010")
    assert draft.has_unpublished_changes
    assert draft.get_latest_revision_as_object().street == "Via XX Settembre, 3"
    job, _ = do_import(centres, publish=False)
    assert job.report.counts["sportello", Outcome.SAME] == 6


def changed(centres, tmp_path, old="781123456", new="781654321"):
    path = tmp_path / "dopo.csv"
    path.write_text(
        centres.read_text(encoding="utf-8").replace(old, new), encoding="utf-8"
    )
    return path


def test_a_change_in_the_source_changes_one_page(do_import, centres, tmp_path):
    do_import(centres)
    job, _ = do_import(changed(centres, tmp_path))
    assert job.report.counts["sportello", Outcome.CHANGE] == 1
    desk = DeskPage.objects.get(postal_code="09010")
    assert desk.phones.get().number == "0781654321"
    assert desk.live


def test_a_change_is_a_draft_for_the_editor_unless_published(
    do_import, centres, tmp_path
):
    """On a page that is live, the old version stays until somebody publishes: or asks us to."""
    do_import(centres, publish=False)
    do_import(changed(centres, tmp_path), publish=False)
    desk = DeskPage.objects.get(postal_code="09010")
    assert not desk.live
    assert desk.get_latest_revision_as_object().phones.get().number == "0781654321"


def test_a_desk_touched_by_a_person_is_left_alone(do_import, centres, tmp_path):
    do_import(centres)
    desk = DeskPage.objects.get(postal_code="09010")
    desk.summary = "Una persona."
    desk.save_revision().publish()
    job, rows = do_import(changed(centres, tmp_path))
    assert job.report.counts["sportello", Outcome.KEPT] == 1
    assert by_line(rows)[2] == "kept"
    # The source says what it said: nothing to decide.
    job, _ = do_import(centres)
    assert job.report.counts["sportello", Outcome.SAME] == 6


def test_killed_in_the_middle_it_goes_on(do_import, centres, monkeypatch, mapping):
    monkeypatch.setattr(importing, "BATCH", 2)
    job = importing.Import(centres, mapping, at=AT, publish=True)
    rows = job.apply()
    for row in rows:
        if row.line == 4:
            break
    rows.close()
    written = DeskPage.objects.count()
    assert 0 < written < 6
    job, _ = do_import(centres)
    assert job.report.counts["sportello", Outcome.SAME] == written
    assert DeskPage.objects.count() == 6
    assert not OutboxRow.objects.exists()


def test_bodies_begun_and_never_filled_are_taken_up(do_import, centres, mapping):
    job = importing.Import(centres, mapping, at=AT, publish=True)
    job._learn_slugs()
    job._begin(importing.OrganisationRecord)
    assert OrganisationPage.objects.count() == 2
    assert not OrganisationPage.objects.published().exists()
    job, _ = do_import(centres)
    assert job.report.counts["ente", Outcome.CREATE] == 2
    assert OrganisationPage.objects.published().count() == 2


def test_what_a_killed_run_did_not_index_is_indexed_by_the_next(do_import, centres):
    do_import(centres)
    desk = DeskPage.objects.get(postal_code="09010")
    entry = IndexEntry.objects.filter(object_id=str(desk.pk))
    assert entry.exists()
    entry.delete()
    do_import(centres)
    assert entry.exists()


def test_one_record_that_cannot_be_stored_does_not_stop_the_others(
    do_import, centres, monkeypatch
):
    clean = DeskPage.clean

    def fussy(self):
        if "Luna" in self.title:
            raise ValidationError("non mi piace")
        clean(self)

    monkeypatch.setattr(DeskPage, "clean", fussy)
    job, rows = do_import(centres)
    assert by_line(rows)[3] == "reject"
    assert job.report.counts["sportello", Outcome.CREATE] == 5
    reasons = {r.line: r.result.reason for r in rows}
    assert reasons[3] == "non mi piace"
    assert [page.pk for page in job.writer.written] == []
    pages = set(Page.objects.values_list("pk", flat=True))
    desks = ContentType.objects.get_for_model(DeskPage)
    entries = IndexEntry.objects.filter(content_type=desks)
    entries = entries.values_list("object_id", flat=True)
    assert {int(pk) for pk in entries} <= pages


def test_references_point_at_the_town(do_import, centres):
    do_import(centres)
    town = Municipality.objects.get(name="Senorbì")
    assert ReferenceIndex.get_references_to(town).exists()


def test_namesakes_in_two_provinces_are_two_towns(services_index):
    refs = Writer(at=AT, publish=True).refs
    first = refs.municipality("Castro", "LE")
    assert refs.municipality("CASTRO", "LE") == first
    second = refs.municipality("Castro", "BG")
    assert (first.code, second.code) == ("castro", "castro-bg")
    assert refs.municipality("Castro", "BG") == second
    assert refs.municipality("Castro", "") == first


def test_namesakes_below_one_body_get_numbers(do_import, centres, tmp_path):
    lines = centres.read_text(encoding="utf-8").splitlines()
    twin = lines[1].replace("VIA XX SETTEMBRE, 3", "VIA ALTRA 9")
    path = tmp_path / "gemelli.csv"
    path.write_text("\n".join([*lines[:2], twin]), encoding="utf-8")
    do_import(path)
    slugs = sorted(DeskPage.objects.values_list("slug", flat=True))
    assert slugs == [
        "consultorio-familiare-castelnuo",
        "consultorio-familiare-castelnuo-2",
    ]


def test_queries_do_not_grow_for_what_is_the_same(
    do_import, centres, queries, tmp_path
):
    """A second run asks for a batch, not for each row."""
    lines = centres.read_text(encoding="utf-8").splitlines()[:2]
    many = [lines[1].replace("NUOVO", f"NUOVO{n}") for n in range(30)]
    path = tmp_path / "molti.csv"
    found = []
    for number in (3, 30):
        path.write_text("\n".join([lines[0], *many[:number]]), encoding="utf-8")
        do_import(path)
        with queries() as seen:
            do_import(path, apply=False)
        found.append(len(seen))
    assert found[0] == found[1]


def test_every_outcome_has_its_word():
    assert set(LABELS) == set(Outcome)


def test_a_wrong_file_is_refused_before_anything(do_import, tmp_path):
    path = tmp_path / "altro.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(WrongInput, match="mancano le colonne"):
        do_import(path)
    assert not DeskPage.objects.exists()


def test_a_body_that_changes_while_it_gets_a_desk_keeps_count(services_index):
    """Saving it after the desk would put back the number of children it was read with."""

    def body(title):
        return OrganisationRecord(slug="ente", title=title, kind="altro")

    def desk(title):
        return DeskRecord(organisation="ente", title=title, kind="altro")

    writer = Writer(at=AT, publish=True)
    writer.write([(Origin("x", "e"), body("A")), (Origin("x", "1"), desk("Uno"))])
    writer.write([(Origin("x", "2"), desk("Due")), (Origin("x", "e"), body("B"))])
    page = OrganisationPage.objects.get()
    assert (page.title, page.numchild) == ("B", 2)
    writer.write([(Origin("x", "3"), desk("Tre"))])
    assert DeskPage.objects.child_of(page).count() == 3


def test_pages_of_a_batch_rolled_back_are_forgotten(services_index):
    writer = Writer(at=AT, publish=True)
    body = OrganisationRecord(slug="ente", title="A", kind="altro")
    wrong = DeskRecord(organisation="nessuno", title="B", kind="altro")
    with pytest.raises(KeyError):
        writer.write([(Origin("x", "e"), body), (Origin("x", "1"), wrong)])
    assert writer.written == []
    assert not OrganisationPage.objects.exists()
    assert writer.write([(Origin("x", "e"), body)])[0].outcome == Outcome.CREATE
