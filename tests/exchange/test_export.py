"""What the export writes, the import reads again: nothing is lost on the way."""

import csv

import pytest
from openpyxl import load_workbook
from wagtail.models import Locale

from directory.models import DeskPage, OrganisationPage, ServicePage
from exchange.content import read_content
from exchange.exporting import Export, export
from exchange.mapping import NATIVE, read_mapping
from exchange.problems import WrongInput
from exchange.records import RECORDS
from exchange.vocabularies import write_terms
from exchange.writer import Outcome

pytestmark = pytest.mark.django_db

ALL = tuple(RECORDS)


def rows_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def native():
    return read_mapping(NATIVE)


@pytest.fixture
def emptied(folder):
    """Forget every page, keep the vocabularies: as good as a site of its own."""

    def run():
        for page in OrganisationPage.objects.all():
            page.delete()
        write_terms(read_content(folder.write()).terms, Locale.get_default())

    return run


def test_rows_by_type_with_source_and_id(folder, load, tmp_path):
    load(folder)
    path = tmp_path / "tutto.csv"
    assert export(path, Export(ALL)) == 4
    rows = rows_of(path)
    assert [row["tipo"] for row in rows] == [
        "ente",
        "servizio",
        "servizio",
        "sportello",
    ]
    isee = next(row for row in rows if row["indirizzo_pagina"] == "isee")
    assert (isee["fonte"], isee["id"]) == ("contenuti", "service:isee")
    assert isee["ente"] == "ente-a"
    assert isee["descrizione"] == "Che cos'è.\n\n- uno\n- due"
    assert isee["collegati"] == "bonus"
    assert isee["gratuito"] == "sì"


def test_only_what_is_asked(folder, load, tmp_path):
    load(folder)
    path = tmp_path / "sportelli.csv"
    assert export(path, Export(("sportello",))) == 1
    assert "ufficio" not in rows_of(path)[0]


def test_drafts_only_where_asked(folder, load, tmp_path):
    load(folder)
    DeskPage.objects.get().unpublish()
    assert export(tmp_path / "a.csv", Export(("sportello",))) == 0
    assert export(tmp_path / "b.csv", Export(("sportello",), drafts=True)) == 1


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_on_the_same_site_all_is_the_same(
    folder, load, do_import, native, tmp_path, suffix
):
    load(folder)
    path = tmp_path / f"tutto.{suffix}"
    export(path, Export(ALL))
    job, _ = do_import(path, using=native)
    assert sum(job.report.counts.values()) == 4
    assert {outcome for _, outcome in job.report.counts} == {Outcome.SAME}


def test_on_a_new_site_all_comes_back(
    folder, load, do_import, native, tmp_path, emptied
):
    load(folder)
    first, second = tmp_path / "uno.csv", tmp_path / "due.csv"
    export(first, Export(ALL))
    emptied()
    job, _ = do_import(first, using=native)
    assert {outcome for _, outcome in job.report.counts} == {Outcome.CREATE}
    job, _ = do_import(first, using=native)
    assert {outcome for _, outcome in job.report.counts} == {Outcome.SAME}
    export(second, Export(ALL))
    assert second.read_bytes() == first.read_bytes()


def test_the_order_of_the_rows_does_not_matter(
    folder, load, do_import, native, tmp_path, emptied
):
    """A desk may stand before its body, a service before the one it names."""
    load(folder)
    path = tmp_path / "uno.csv"
    export(path, Export(ALL))
    rows = rows_of(path)[::-1]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    emptied()
    job, _ = do_import(path, using=native)
    assert sum(job.report.counts.values()) == 4
    assert {outcome for _, outcome in job.report.counts} == {Outcome.CREATE}
    assert DeskPage.objects.get().services.get().service.slug == "isee"


def test_a_page_written_by_hand_goes_out_and_comes_in(
    body, do_import, native, tmp_path
):
    body.add_child(
        instance=DeskPage(
            title="Scritto a mano",
            slug="scritto-a-mano",
            kind="altro",
            directions='<p data-block-key="x1">Vicino al <b>fiume</b></p>',
        )
    )
    path = tmp_path / "mano.csv"
    export(path, Export(ALL))
    rows = rows_of(path)
    assert {row["fonte"] for row in rows} == {"sito"}
    assert rows[-1]["come_arrivare"] == "Vicino al **fiume**"
    job, _ = do_import(path, using=native)
    assert {outcome for _, outcome in job.report.counts} == {Outcome.SAME}
    text = path.read_text(encoding="utf-8-sig").replace("fiume", "ponte")
    path.write_text(text, encoding="utf-8")
    job, rows = do_import(path, using=native)
    assert job.report.counts["sportello", Outcome.KEPT] == 1
    assert "scritta qui a mano" in rows[-1].result.reason


def test_a_page_key_that_is_none_is_a_new_page(body, do_import, native, tmp_path):
    body.add_child(instance=DeskPage(title="Mano", slug="mano", kind="altro"))
    path = tmp_path / "mano.csv"
    export(path, Export(("sportello",)))
    key = rows_of(path)[0]["id"]
    text = path.read_text(encoding="utf-8-sig").replace(key, "il-mio-numero")
    path.write_text(text, encoding="utf-8")
    job, _ = do_import(path, using=native)
    assert job.report.counts["sportello", Outcome.CREATE] == 1
    assert sorted(DeskPage.objects.values_list("slug", flat=True)) == ["mano", "mano-2"]


def test_a_desk_of_a_body_that_is_nowhere_is_refused(
    folder, load, do_import, native, tmp_path
):
    load(folder)
    path = tmp_path / "sportelli.csv"
    export(path, Export(("sportello",)))
    for page in OrganisationPage.objects.all():
        page.delete()
    job, rows = do_import(path, using=native)
    assert job.report.counts["sportello", Outcome.REJECT] == 1
    assert "«ente-a» non esiste" in rows[0].result.reason


def test_formulas_are_disarmed(folder, load, do_import, native, tmp_path, emptied):
    folder.desks[0]["summary"] = "=CMD()"
    folder.desks[0]["phones"] = [{"number": "+39 0372 123456"}]
    folder.desks[0]["hours_note"] = "-solo il lunedì"
    load(folder)
    path = tmp_path / "formule.xlsx"
    export(path, Export(("ente", "servizio", "sportello")))
    values = [
        cell.value
        for row in load_workbook(path).active.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert "'=CMD()" in values
    assert not [value for value in values if value[0] in "=+-@"]
    emptied()
    do_import(path, using=native)
    desk = DeskPage.objects.get()
    assert (desk.summary, desk.hours_note) == ("=CMD()", "-solo il lunedì")


def test_no_file_is_left_half_written(folder, load, tmp_path, monkeypatch):
    load(folder)
    path = tmp_path / "tutto.csv"
    path.write_text("quello di prima", encoding="utf-8")

    def broken(self, mapping):
        yield {"tipo": "ente"}
        raise RuntimeError("a metà")

    monkeypatch.setattr(Export, "rows", broken)
    with pytest.raises(RuntimeError):
        export(path, Export(ALL))
    assert path.read_text(encoding="utf-8") == "quello di prima"
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("tutto.pdf", r"\.csv o \.xlsx"), ("no/tutto.csv", "la cartella")],
)
def test_a_wrong_name_is_refused(db, tmp_path, name, words):
    with pytest.raises(WrongInput, match=words):
        export(tmp_path / name, Export(ALL))


def test_a_text_too_long_for_a_spreadsheet(body, tmp_path):
    body.add_child(
        instance=DeskPage(
            title="Lungo",
            slug="lungo",
            kind="altro",
            directions=f"<p>{'a' * 40_000}</p>",
        )
    )
    with pytest.raises(WrongInput, match=r"usa \.csv"):
        export(tmp_path / "tutto.xlsx", Export(ALL))


def test_queries_do_not_grow_with_the_rows(folder, load, queries, tmp_path):
    load(folder)
    export(tmp_path / "a.csv", Export(ALL))
    found = []
    parent = OrganisationPage.objects.get()
    for numbers in (range(2), range(2, 20)):
        for number in numbers:
            page = ServicePage(title=f"S {number}", slug=f"s-{number}", summary="x")
            parent.add_child(instance=page)
        with queries() as seen:
            export(tmp_path / "a.csv", Export(ALL))
        found.append(len(seen))
    assert found[0] == found[1]
