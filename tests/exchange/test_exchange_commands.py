"""The commands, as somebody at a terminal meets them."""

import io

import pytest
from django.core.management import CommandError, call_command
from rich.console import Console
from wagtail.models import Page

from directory.models import DeskPage, OrganisationPage
from exchange.importing import Report, RowResult
from exchange.reporting import summary, with_progress
from exchange.writer import Outcome, Result
from tests.exchange.conftest import MAPPINGS

pytestmark = pytest.mark.django_db
CONSULTORI = str(MAPPINGS / "consultori.yaml")


def told(*args, **options) -> str:
    out = io.StringIO()
    call_command(*args, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_load_content_says_what_it_did(folder, services_index):
    place = str(folder.write())
    assert "crea 4" in told("load_content", "--dir", place)
    assert "uguale 4" in told("load_content", "--dir", place)
    assert told("load_content", "--dir", place, verbosity=0) == ""


def test_load_content_names_what_it_left_alone(folder, services_index):
    services_index.add_child(instance=OrganisationPage(title="Mio", slug="ente-a"))
    assert "non viene da questa fonte" in told(
        "load_content", "--dir", str(folder.write())
    )


def test_load_content_counts_the_mistakes(folder, services_index):
    folder.organisations[0]["colore"] = "blu"
    before = Page.objects.count()
    with pytest.raises(CommandError, match="Non ho scritto niente: ci sono 1 cose"):
        told("load_content", "--dir", str(folder.write()))
    assert Page.objects.count() == before


def test_load_content_refuses_samples_in_production(folder, services_index, settings):
    settings.DEMO_ALLOWED = False
    folder.desks[0]["hours_are_sample"] = True
    before = Page.objects.count()
    with pytest.raises(CommandError, match="orario di esempio") as refused:
        told("load_content", "--dir", str(folder.write()))
    assert Page.objects.count() == before
    assert "--without-samples" in str(refused.value)
    text = told("load_content", "--without-samples", "--dir", str(folder.path))
    assert "Orari di esempio lasciati fuori: 1 sportelli." in text
    assert not DeskPage.objects.get().hours.exists()


def test_import_reports_each_row_and_writes_nothing(services_index, centres):
    text = told("import_directory", str(centres), "--mapping", CONSULTORI)
    assert "riga 2: crea sportello «Consultorio Familiare Castelnuo»" in text
    assert "riga 10: rifiuta sportello" in text
    assert "sportello: crea 6, rifiuta 3" in text
    assert "È una prova" in text
    assert not DeskPage.objects.exists()


def test_import_applies(services_index, centres):
    args = ("import_directory", str(centres), "--mapping", CONSULTORI, "--apply")
    text = told(*args, "--publish")
    assert "riga 2:" not in text
    assert "riga 10: rifiuta" in text
    assert DeskPage.objects.published().count() == 6


def test_import_says_which_columns_it_does_not_read(services_index, centres):
    text = told("import_directory", str(centres), "--mapping", CONSULTORI)
    assert "Colonne non lette: url." in text


def test_import_warns_of_another_encoding(services_index, centres, tmp_path):
    path = tmp_path / "windows.csv"
    text = centres.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join([*text[:2], text[2].replace("A'", "À")]), encoding="cp1252"
    )
    assert "Windows-1252" in told(
        "import_directory", str(path), "--mapping", CONSULTORI
    )


def test_import_of_a_wrong_file(services_index, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(
        CommandError, match=r"Non ho scritto niente[\s\S]*mancano le colonne"
    ):
        told("import_directory", str(path), "--mapping", CONSULTORI, "--apply")


def test_import_may_be_interrupted(services_index, centres, monkeypatch):
    from exchange.importing import Import

    def stop(self):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(Import, "apply", stop)
    with pytest.raises(CommandError, match="riprende da dove era"):
        told("import_directory", str(centres), "--mapping", CONSULTORI, "--apply")


def test_export_and_import_are_inverse(services_index, centres, tmp_path):
    told(
        "import_directory",
        str(centres),
        "--mapping",
        CONSULTORI,
        "--apply",
        "--publish",
    )
    path = tmp_path / "fuori.csv"
    assert "Scritte 8 righe" in told("export_directory", str(path))
    assert "sportello: uguale 6" in told("import_directory", str(path))
    assert "Scritte 2 righe" in told("export_directory", str(path), "--only", "ente")


def test_export_to_a_wrong_name(db, tmp_path):
    with pytest.raises(CommandError, match=r"\.csv o \.xlsx"):
        told("export_directory", str(tmp_path / "a.txt"))


ROWS = [
    RowResult(2, "ente", Result(Outcome.CREATE, "A")),
    RowResult(2, "sportello", Result(Outcome.CREATE, "B")),
    RowResult(3, "sportello", Result(Outcome.REJECT, "C", "perché sì")),
]


def test_on_a_terminal_there_is_a_bar_and_a_table():
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=100)
    report = Report()
    for row in with_progress(ROWS, 2, console):
        report.add(row)
    summary(report, console)
    text = out.getvalue()
    assert "2/2" in text
    assert "rifiuta" in text


def test_elsewhere_a_line_for_each_type():
    out = io.StringIO()
    console = Console(file=out)
    report = Report()
    for row in with_progress(ROWS, 2, console):
        report.add(row)
    summary(report, console)
    assert out.getvalue() == "ente: crea 1\nsportello: crea 1, rifiuta 1\n"
