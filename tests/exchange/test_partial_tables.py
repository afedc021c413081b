"""A table that lacks columns: what it does not tell stays, what it leaves empty goes."""

import csv

import pytest

from directory.models import DeskPage, ServicePage
from exchange.exporting import Export, export
from exchange.mapping import NATIVE, read_mapping
from exchange.records import RECORDS
from exchange.reporting import is_told, line_of
from exchange.writer import Outcome
from tests.exchange.conftest import MAPPINGS

pytestmark = pytest.mark.django_db
KEYS = ("tipo", "fonte", "id", "titolo")


@pytest.fixture
def native():
    return read_mapping(NATIVE)


@pytest.fixture
def table(folder, load, tmp_path):
    """`table(*columns, change=…)`: the site's own export with some of its columns."""
    load(folder)
    whole = tmp_path / "tutto.csv"
    export(whole, Export(tuple(RECORDS)))
    with whole.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))

    def write(*columns, only="", **cells):
        path = tmp_path / "parte.csv"
        kept = [row for row in rows if not only or row["tipo"] == only]
        names = [*KEYS, *columns]
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names, extrasaction="ignore")
            writer.writeheader()
            writer.writerows([{**row, **cells} for row in kept])
        return path

    return write


def outcomes(job):
    return {outcome for _, outcome in job.report.counts}


def content(page):
    data = page.serializable_data()
    keys = ("latest_revision", "live_revision", "locked_by")
    moments = [name for name in data if name.endswith("_at")]
    return {k: _rows(v) for k, v in data.items() if k not in (*keys, *moments)}


def _rows(value):
    """Child rows without their keys, which an import makes anew."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return value
    return [
        {k: v for k, v in row.items() if k not in ("pk", "translation_key")}
        for row in value
    ]


@pytest.mark.parametrize("columns", [(), ("telefoni",), ("ente", "genere", "servizi")])
def test_a_table_without_most_columns_changes_nothing(
    table, do_import, native, columns
):
    path = table(*columns)
    before = content(DeskPage.objects.get())
    job, _ = do_import(path, using=native)
    assert outcomes(job) == {Outcome.SAME}
    assert content(DeskPage.objects.get()) == before


def test_one_column_alone_is_enough_to_change_one_field(table, do_import, native):
    path = table("telefoni", only="sportello", telefoni="0372 123456")
    before = content(DeskPage.objects.get())
    job, (row,) = do_import(path, using=native, publish=True)
    assert row.result.outcome is Outcome.CHANGE
    after = content(DeskPage.objects.get())
    assert [phone["number"] for phone in after["phones"]] == ["0372 123456"]
    assert {k for k in after if after[k] != before.get(k)} == {"phones"}
    job, _ = do_import(path, using=native)
    assert outcomes(job) == {Outcome.SAME}


def test_an_empty_cell_empties_the_field_and_the_report_says_so(
    table, do_import, native
):
    cells = {"scadenze": "", "online_indirizzo": ""}
    path = table(*cells, "come_fare", only="servizio", **cells)
    _, rows = do_import(path, using=native, publish=True, apply=False)
    for row in rows:
        assert line_of(row).endswith("svuota scadenze, online_indirizzo")
        assert is_told(row, all_rows=False)
    sheets = ServicePage.objects.order_by("pk")
    assert [(s.deadlines.count(), s.online_url) for s in sheets] == [
        (1, "https://www.inps.it")
    ] * 2
    do_import(path, using=native, publish=True)
    sheets = ServicePage.objects.order_by("pk")
    assert [(s.deadlines.count(), s.online_url) for s in sheets] == [(0, "")] * 2
    assert all(page.steps.count() == 2 for page in sheets)


def test_a_field_inside_a_part_is_left_alone_too(table, do_import, native):
    path = table("ufficio", only="servizio", ufficio="Un altro ufficio")
    access = set(ServicePage.objects.values_list("access", flat=True))
    do_import(path, using=native, publish=True)
    for page in ServicePage.objects.all():
        assert page.contact_office == "Un altro ufficio"
        assert page.access in access
        assert page.access


def test_a_new_page_still_needs_what_is_mandatory(table, do_import, native):
    path = table(only="sportello", id="desk:nuovo")
    _, (row,) = do_import(path, using=native)
    assert row.result.outcome is Outcome.REJECT
    assert "è obbligatorio" in row.result.reason


def test_a_page_that_a_person_touched_is_left_alone_by_a_part_too(
    table, do_import, native
):
    path = table("in_breve", only="sportello", in_breve="Dal file.")
    desk = DeskPage.objects.get()
    desk.summary = "Scritto da una persona."
    desk.save_revision().publish()
    _, (row,) = do_import(path, using=native, publish=True)
    assert row.result.outcome is Outcome.KEPT
    assert DeskPage.objects.get().summary == "Scritto da una persona."


def test_the_whole_table_after_a_part_brings_the_old_value_back(
    table, do_import, native
):
    summary = DeskPage.objects.values_list("summary", flat=True)
    part = table("in_breve", only="sportello", in_breve="Dal file.")
    before = summary[0]
    do_import(part, using=native, publish=True)
    assert summary[0] == "Dal file."
    whole = part.with_name("tutto.csv")
    job, _ = do_import(whole, using=native, publish=True)
    assert job.report.counts["sportello", Outcome.CHANGE] == 1
    assert summary[0] == before


def test_what_a_mapping_does_not_name_stays(do_import, centres, tmp_path):
    """The centres' own mapping has no column for how to get there."""
    do_import(centres)
    desk = DeskPage.objects.get(postal_code="09010")
    native = tmp_path / "completo.csv"
    export(native, Export(("sportello",), drafts=True))
    with native.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["come_arrivare"] = "Con il bus 4."
    with native.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    do_import(native, using=read_mapping(NATIVE), publish=True)
    job, _ = do_import(centres, using=read_mapping(MAPPINGS / "consultori.yaml"))
    assert job.report.counts["sportello", Outcome.SAME] == 6
    desk = DeskPage.objects.get(pk=desk.pk)
    assert "Con il bus 4." in desk.directions


def test_a_missing_column_that_is_split_leaves_its_parts_alone(do_import, native):
    mapping = read_mapping(MAPPINGS / "consultori.yaml")
    (rule,) = [r for r in mapping.records if r.type == "sportello"]
    split = mapping.splits[0]
    fed = {n for n, how in rule.fields.items() if how.column in split.into}
    assert fed
    header = mapping.columns - {split.column}
    assert mapping.untold(rule, header) - mapping.untold(rule, mapping.columns) == fed
